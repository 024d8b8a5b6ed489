import { at, isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import { patchJson } from "../json-patch.js";
import { faultOfTypes } from "../member-types.js";
import type { Answer, Context, ServiceRequest } from "../service.js";
import { accept, answerRefusal, BAD_REQUEST, type Read, type Refused, refuse } from "./refusal.js";

/** `"5f00fba7-0000-0200-0000-5ed560520000"`, with its quotes: a random part and the second it was made in. */
function newEtag(context: Context): string {
  const seconds = Math.floor(context.now() / 1000)
    .toString(16)
    .padStart(8, "0");
  return `"${context.newId("uuid").slice(0, 8)}-0000-0200-0000-${seconds}0000"`;
}

/** The members that the service writes on everything it keeps. Times are milliseconds since 1970. */
export function newResource(
  context: Context,
  content: JsonObject,
): JsonObject & { readonly id: string; readonly etag: string } {
  const { client, sandbox, organization } = context;
  const now = context.now();
  const etag = newEtag(context);
  const own = {
    id: context.newId("uuid"),
    createdAt: now,
    updatedAt: now,
    createdBy: client,
    updatedBy: client,
    createdClient: client,
    updatedClient: client,
    sandboxId: sandboxIdOf(sandbox),
    sandboxName: sandbox,
    imsOrgId: organization,
  };
  // In this order, and not for a body to overwrite.
  return { ...own, ...content, ...own, version: etag, etag };
}

/** A change by a client or by the service itself: a new etag, which is the version, too. */
export function changed(
  context: Context,
  resource: JsonObject,
  content: JsonObject,
): JsonObject & { readonly etag: string } {
  const etag = newEtag(context);
  return { ...resource, ...content, updatedAt: context.now(), updatedBy: context.client, version: etag, etag };
}

/** Made of the name, so that it is the same at every start. */
function sandboxIdOf(name: string): string {
  const hex = Buffer.from(name.padEnd(16, "-")).toString("hex").slice(0, 32);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** A body that has to be there. */
export function readBody({ body }: ServiceRequest): Read<JsonObject> {
  if (!isObject(body) || Object.keys(body).length === 0) return refuse("1405-400", "The body is empty.");
  return accept(body);
}

/** What every kind of resource shows in these types alone. */
export function refuseTypes(body: JsonObject): Refused | null {
  const fault =
    faultOfTypes(body, { name: "text", description: "text", data: "object", params: "object", auth: "object" }) ??
    faultOfTypes(memberOf(body, "data"), { schema: "object" }) ??
    faultOfTypes(at(body, "data", "schema"), { id: "text", version: "text" });
  return fault === null ? null : refuse(BAD_REQUEST, `${fault}.`);
}

/** The id of a spec that is referred to as `{id, version}`. */
export function specIdOf(body: JsonObject, name: string): string | undefined {
  return textAt(body, name, "id");
}

/**
 * Whether `If-Match` names the etag of the resource. Adobe's own collection of requests sends it as a query parameter,
 * which is taken, too.
 */
export function checkEtag(request: ServiceRequest, resource: JsonObject, { behaviour }: Context): Refused | null {
  const given = request.headers.get("if-match") ?? request.query.get("if-match") ?? "";
  if (given === "") return refuse("1403-400", "The If-Match header is missing.");
  if (given === "*" && behaviour.ifMatchStar === "accepted") return null;
  if (given === textAt(resource, "etag")) return null;
  return refuse("1404-412", `The If-Match header ${given} is not the etag of the resource.`);
}

const OPERATIONS = new Set(["add", "replace", "remove"]);

/** Applies a JSON Patch (RFC 6902) of the three operations there are. `editable` are the members that may change. */
export function patched(body: Json | undefined, resource: JsonObject, editable: ReadonlySet<string>): Read<JsonObject> {
  if (!isList(body) || body.length === 0) return refuse("1405-400", "The body holds no operation.");
  for (const operation of body) {
    const op = textAt(operation, "op");
    const path = textAt(operation, "path");
    if (op === undefined || !OPERATIONS.has(op.toLowerCase())) {
      return refuse("1434-400", `The operation ${JSON.stringify(op ?? null)} is none of add, replace and remove.`);
    }
    if (path === undefined || !path.startsWith("/")) return refuse("1455-400", "An operation has no path.");
    if (op.toLowerCase() !== "remove" && memberOf(operation, "value") === undefined) {
      return refuse(BAD_REQUEST, `The operation on ${path} has no value.`);
    }
    const member = path.split("/")[1] ?? "";
    if (member === "connectionSpec") return refuse("1414-400", "The connectionSpec of a connection cannot be changed.");
    if (memberOf(resource, member) === undefined && !editable.has(member)) {
      return refuse("1455-400", `There is nothing at ${path}.`);
    }
    if (!editable.has(member)) return refuse("1365-400", `${path} cannot be changed.`);
  }
  const result = patchJson(resource, body);
  if (result.kind === "problem") return refuse("1455-400", `${result.message}.`);
  return isObject(result.value) ? accept(result.value) : refuse(BAD_REQUEST, "The result is no object.");
}

/** The answer of a handler that may refuse. */
export function answer(read: Read<Answer>, context: Context): Answer {
  return read.kind === "ok" ? read.value : answerRefusal(read, context);
}

export function created(context: Context, path: string, resource: JsonObject): Answer {
  const id = textAt(resource, "id") ?? "";
  return {
    status: 201,
    headers: { location: `${context.origin}/data/foundation/flowservice${path}/${id}` },
    body: idAndEtag(resource),
  };
}

export function idAndEtag(resource: JsonObject): JsonObject {
  return { id: textAt(resource, "id") ?? "", etag: textAt(resource, "etag") ?? "" };
}
