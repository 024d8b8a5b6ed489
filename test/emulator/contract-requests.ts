import fc from "fast-check";
import { loadContract } from "../../src/emulator/contract/load.js";
import { at, isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../../src/emulator/json.js";
import type { ServiceName } from "../../src/emulator/service.js";

export interface ContractRequest {
  readonly method: string;
  /** After `/data/foundation`, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | undefined;
}

/** Requests that the contract of a service allows, drawn from its schemas. */
export async function requestsOf(service: ServiceName): Promise<fc.Arbitrary<ContractRequest>> {
  const contract = await loadContract(service);
  if (contract === null) throw new Error(`${service} has no contract`);
  const paths = memberOf(contract, "paths");
  const operations = Object.entries(isObject(paths) ? paths : {}).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).map(([method, operation]) => ({ path, method, operation })),
  );
  return fc.oneof(
    ...operations.map(({ path, method, operation }) => {
      const parameters = memberOf(operation, "parameters");
      const all = isList(parameters) ? parameters : [];
      const content = at(operation, "body", "content");
      const bodies = Object.entries(isObject(content) ? content : {});
      return fc
        .record({
          ids: fc.array(fc.constantFrom("tenant", "global", "1", "5f3c3cedb2805c194ff0b69a"), {
            minLength: 3,
            maxLength: 3,
          }),
          query: parametersIn("query", all, contract),
          headers: parametersIn("header", all, contract),
          body:
            bodies.length === 0
              ? fc.constant(undefined)
              : fc.oneof(
                  ...bodies.map(([type, schema]) => drawValue(schema, contract, 0).map((value) => ({ type, value }))),
                ),
        })
        .map(({ ids, query, headers, body }) => {
          let next = 0;
          const filled = path.replace(/\{[^}]+\}/g, () => ids[next++] ?? "1");
          const asked = new URLSearchParams(Object.entries(query));
          return {
            method,
            path: `/${service}${filled}?${asked}`,
            headers: { ...headers, ...(body === undefined ? {} : { "content-type": body.type }) },
            body: body?.value,
          };
        });
    }),
  );
}

function parametersIn(
  place: "query" | "header",
  parameters: readonly Json[],
  contract: JsonObject,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const members: Record<string, fc.Arbitrary<string>> = {};
  const required: string[] = [];
  for (const parameter of parameters.filter((one) => textAt(one, "in") === place)) {
    const name = textAt(parameter, "name") ?? "";
    if (memberOf(parameter, "required") === true) required.push(name);
    const schema = memberOf(parameter, "schema") ?? true;
    const words = fc.constantFrom("name==x", "1", "asc:name", "application/vnd.adobe.xed-id+json", "+name");
    const isText = textAt(schema, "type") === "string" && memberOf(schema, "enum") === undefined;
    const isList = textAt(schema, "type") === "array";
    members[name] = isText || isList ? words : drawValue(schema, contract, 0).map(String);
  }
  return fc.record(members, { requiredKeys: required });
}

const DEEPEST = 5;

function drawValue(schema: Json, contract: JsonObject, depth: number): fc.Arbitrary<Json> {
  if (!isObject(schema)) return anything;
  const reference = textAt(schema, "$ref");
  if (reference !== undefined) {
    const [, , name = ""] = reference.split("/");
    return drawValue(at(contract, "schemas", name) ?? true, contract, depth + 1);
  }
  const values = memberOf(schema, "enum");
  if (isList(values) && values.length > 0) return fc.constantFrom(...values);
  const parts = memberOf(schema, "allOf");
  if (isList(parts)) {
    // Its own first: what a part says of a member wins over a required one of which nothing is said.
    return fc
      .tuple(objectOf(schema, contract, depth), ...parts.map((part) => drawValue(part, contract, depth + 1)))
      .map((made) => made.find(isList) ?? Object.assign({}, ...made.filter(isObject)));
  }
  const type = memberOf(schema, "type");
  switch (isList(type) ? type[0] : type) {
    case "integer":
    case "number":
      return fc.integer({ min: 0, max: 2_000_000_000 });
    case "boolean":
      return fc.boolean();
    case "string":
      return fc.oneof(fc.constantFrom("1", "object", "x", "https://ns.adobe.com/xdm/context/profile"), fc.string());
    case "array": {
      const least = memberOf(schema, "minItems");
      const items = memberOf(schema, "items") ?? true;
      return fc.array(drawValue(items, contract, depth + 1), { minLength: Number(least ?? 0), maxLength: 2 });
    }
    default:
      return memberOf(schema, "properties") === undefined ? anything : objectOf(schema, contract, depth);
  }
}

function objectOf(schema: JsonObject, contract: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
  const properties = memberOf(schema, "properties");
  const required = memberOf(schema, "required");
  const requiredKeys = (isList(required) ? required : []).filter((name): name is string => typeof name === "string");
  const members: Record<string, fc.Arbitrary<Json>> = {};
  for (const [name, member] of Object.entries(isObject(properties) ? properties : {})) {
    if (depth > DEEPEST && !requiredKeys.includes(name)) continue;
    members[name] = drawValue(member, contract, depth + 1);
  }
  for (const name of requiredKeys) members[name] ??= anything;
  return fc.record(members, { requiredKeys });
}

const anything: fc.Arbitrary<Json> = fc.constant<Json>({});
