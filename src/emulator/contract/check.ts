import { Ajv, type ValidateFunction } from "ajv";
import { isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import { segmentsOf } from "../router.js";
import type { Answer, ServiceName, ServiceRequest } from "../service.js";
import { loadContract } from "./load.js";

/** What breaks Adobe's published contract in a request, one sentence each. What the contract does not know is not judged. */
export async function checkRequest(service: ServiceName, request: ServiceRequest): Promise<readonly string[]> {
  const contract = await contractOf(service);
  return contract === null ? [] : contract.violationsOf(request);
}

/** The same of an answer below 300. */
export async function checkAnswer(
  service: ServiceName,
  request: Pick<ServiceRequest, "method" | "path">,
  answer: Pick<Answer, "status" | "body">,
): Promise<readonly string[]> {
  const contract = await contractOf(service);
  return contract === null ? [] : contract.violationsOfAnswer(request, answer);
}

const loaded = new Map<ServiceName, Promise<ServiceContract | null>>();

async function contractOf(service: ServiceName): Promise<ServiceContract | null> {
  const before = loaded.get(service);
  if (before !== undefined) return await before;
  const contract = loadContract(service).then((json) => (json === null ? null : new ServiceContract(service, json)));
  loaded.set(service, contract);
  return await contract;
}

interface Operation {
  readonly pointer: string;
  readonly value: JsonObject;
}

class ServiceContract {
  private readonly ajv = new Ajv({ strict: false, validateFormats: false, coerceTypes: false });
  private readonly service: ServiceName;
  private readonly json: JsonObject;
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(service: ServiceName, json: JsonObject) {
    this.service = service;
    this.json = json;
    this.ajv.addSchema(json, service);
  }

  violationsOf(request: ServiceRequest): readonly string[] {
    const operation = this.operationOf(request);
    if (operation === null) return [];
    const parameters = memberOf(operation.value, "parameters");
    return [
      ...(isList(parameters) ? parameters : []).flatMap((parameter, index) =>
        this.parameterViolations(parameter, `${operation.pointer}/parameters/${index}/schema`, request),
      ),
      ...this.bodyViolations(operation, request),
    ];
  }

  violationsOfAnswer(
    request: Pick<ServiceRequest, "method" | "path">,
    { status, body }: Pick<Answer, "status" | "body">,
  ): readonly string[] {
    const operation = this.operationOf(request);
    if (operation === null || status >= 300) return [];
    const responses = memberOf(operation.value, "responses");
    const schema = memberOf(responses, String(status));
    if (schema === undefined) {
      const known = isObject(responses) ? Object.keys(responses).join(", ") : "none";
      return [`the status ${status} is not documented (${known})`];
    }
    if (schema === true || body === undefined) return [];
    return this.validate(`${operation.pointer}/responses/${status}`, body, "the answer");
  }

  /** Of the templates that fit, one with that method; a literal segment is nearer than a parameter. */
  private operationOf({ method, path }: Pick<ServiceRequest, "method" | "path">): Operation | null {
    const segments = segmentsOf(path);
    const paths = memberOf(this.json, "paths");
    let best: Operation | null = null;
    let most = -1;
    for (const [template, methods] of Object.entries(isObject(paths) ? paths : {})) {
      const value = memberOf(methods, method);
      const literals = literalsOf(segmentsOf(template), segments);
      if (!isObject(value) || literals === null || literals <= most) continue;
      most = literals;
      best = { value, pointer: `/paths/${escapePart(template)}/${method}` };
    }
    return best;
  }

  private parameterViolations(parameter: Json, pointer: string, request: ServiceRequest): readonly string[] {
    const name = textAt(parameter, "name") ?? "";
    const isQuery = textAt(parameter, "in") === "query";
    // Adobe's own collections send what nobody filled in as an empty text, and If-Match as a parameter.
    const inQuery = request.query.getAll(isQuery ? name : name.toLowerCase()).filter((text) => text !== "");
    const inHeader = isQuery ? [] : headerOf(request, name);
    const sent = inHeader.length > 0 || (!isQuery && !/^if-match$/i.test(name)) ? inHeader : inQuery;
    const what = `the ${isQuery ? "parameter" : "header"} ${name}`;
    if (sent.length === 0) return memberOf(parameter, "required") === true ? [`${what} is missing`] : [];
    const schema = memberOf(parameter, "schema");
    if (schema === undefined) return [];
    const type = memberOf(schema, "type");
    const isRepeated = type === "array";
    if (isRepeated) return [];
    return sent.flatMap((text) => this.validate(pointer, readParameter(text, type), what));
  }

  private bodyViolations({ value, pointer }: Operation, request: ServiceRequest): readonly string[] {
    const given = memberOf(value, "body");
    if (given === undefined) return [];
    if (request.body === undefined) return memberOf(given, "required") === true ? ["a body is required"] : [];
    const content = memberOf(given, "content");
    const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
    const known = Object.keys(isObject(content) ? content : {});
    if (!known.includes(type)) return [`the Content-Type ${type || "is missing and"} has to be ${known.join(" or ")}`];
    return this.validate(`${pointer}/body/content/${escapePart(type)}`, request.body, "the body");
  }

  private validate(pointer: string, value: Json, what: string): readonly string[] {
    const validator =
      this.validators.get(pointer) ?? this.ajv.compile({ $ref: `${this.service}#${encodeURI(pointer)}` });
    this.validators.set(pointer, validator);
    if (validator(value)) return [];
    const [error] = validator.errors ?? [];
    const allowed: unknown = error?.params["allowedValues"];
    const list = Array.isArray(allowed) ? ` (${allowed.join(", ")})` : "";
    return [`${what}${error?.instancePath ?? ""} ${error?.message ?? "is wrong"}${list}`];
  }
}

function headerOf({ headers }: ServiceRequest, name: string): readonly string[] {
  const value = headers.get(name.toLowerCase());
  return value === undefined ? [] : [value];
}

/** Texts of a query as what the schema wants, where they read so; otherwise they stay texts, and fail. */
function readParameter(text: string, type: Json | undefined): Json {
  if ((type === "integer" || type === "number") && text.trim() !== "" && Number.isFinite(Number(text))) {
    return Number(text);
  }
  // Python's clients write them with a capital letter.
  if (type === "boolean" && /^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  return text;
}

function literalsOf(template: readonly string[], segments: readonly string[]): number | null {
  if (template.length !== segments.length) return null;
  let literals = 0;
  for (const [index, part] of template.entries()) {
    if (part.startsWith("{")) continue;
    if (part !== segments[index]) return null;
    literals += 1;
  }
  return literals;
}

const escapePart = (part: string): string => part.replaceAll("~", "~0").replaceAll("/", "~1");
