// What a machine needs of an OpenAPI file (3.0): paths, parameters, bodies, answers, and the JSON Schemas that they name.
// No prose: titles, descriptions and examples stay behind.

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type JsonObject = { readonly [name: string]: Json };

const methods = ["get", "post", "put", "patch", "delete"];

/** Headers that the gateway itself demands, or that only concern the transport. */
const gatewayHeaders =
  /^(authorization|x-api-key|x-gw-ims-org-id|x-sandbox-name|x-sandbox-id|accept-encoding|content-type)$/i;

/** Keywords that constrain a value, and what stands in them: one schema, a list, a map of them, or plain data. */
const keywords = new Map<string, "schema" | "list" | "map" | "data">([
  ["$ref", "data"],
  ["type", "data"],
  ["enum", "data"],
  ["const", "data"],
  ["required", "data"],
  ["pattern", "data"],
  ["minimum", "data"],
  ["maximum", "data"],
  ["exclusiveMinimum", "data"],
  ["exclusiveMaximum", "data"],
  ["minLength", "data"],
  ["maxLength", "data"],
  ["minItems", "data"],
  ["maxItems", "data"],
  ["uniqueItems", "data"],
  ["minProperties", "data"],
  ["maxProperties", "data"],
  ["properties", "map"],
  ["additionalProperties", "schema"],
  ["items", "schema"],
  ["not", "schema"],
  ["allOf", "list"],
  ["anyOf", "list"],
  ["oneOf", "list"],
]);

export interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly schemas: Readonly<Record<string, Json>>;
}

interface Operation {
  readonly parameters?: readonly Json[];
  readonly body?: Json;
  readonly responses?: Readonly<Record<string, Json>>;
}

export function deriveContract(document: unknown): Contract {
  const root = asObject(document);
  const wanted = new Set<string>();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [path, item] of Object.entries(asObject(root["paths"] ?? {}))) {
    const shared = asList(asObject(item)["parameters"]);
    for (const method of methods) {
      const operation = asObject(item)[method];
      if (operation === undefined) continue;
      const found = paths[path] ?? {};
      paths[path] = found;
      found[method.toUpperCase()] = readOperation(root, shared, asObject(operation), wanted);
    }
  }
  const schemas: Record<string, Json> = {};
  // Following what is named by what is named.
  for (let grew = true; grew; ) {
    grew = false;
    for (const name of [...wanted].sort()) {
      if (Object.hasOwn(schemas, name)) continue;
      grew = true;
      schemas[name] = machineOnly(resolve(root, `#/components/schemas/${name}`), wanted);
    }
  }
  return { paths, schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function readOperation(
  root: JsonObject,
  shared: readonly Json[],
  operation: JsonObject,
  wanted: Set<string>,
): Operation {
  const parameters = new Map<string, Json>();
  for (const given of [...shared, ...asList(operation["parameters"])]) {
    const { name, in: place, required, schema } = asObject(follow(root, given));
    if (typeof name !== "string" || (place !== "query" && place !== "header")) continue;
    if (place === "header" && gatewayHeaders.test(name)) continue;
    parameters.set(`${place} ${name.toLowerCase()}`, {
      name,
      in: place,
      ...(required === true ? { required } : {}),
      ...(schema === undefined ? {} : { schema: machineOnly(schema, wanted) }),
    });
  }
  const body = operation["requestBody"];
  const given = body === undefined ? undefined : asObject(follow(root, body));
  const content = Object.entries(asObject(given?.["content"] ?? {}));
  const responses: Record<string, Json> = {};
  for (const [status, response] of Object.entries(asObject(operation["responses"] ?? {}))) {
    if (!/^2\d\d$/.test(status)) continue;
    const answers = Object.values(asObject(asObject(follow(root, response))["content"] ?? {}));
    const schema = answers.map((answer) => asObject(answer)["schema"]).find((one) => one !== undefined);
    responses[status] = schema === undefined ? true : machineOnly(schema, wanted);
  }
  return {
    ...(parameters.size === 0 ? {} : { parameters: [...parameters.values()] }),
    ...(given === undefined
      ? {}
      : {
          body: {
            ...(given["required"] === true ? { required: true } : {}),
            content: Object.fromEntries(
              content.map(([type, media]) => [type, machineOnly(asObject(media)["schema"] ?? {}, wanted)]),
            ),
          },
        }),
    responses,
  };
}

/** A schema of OAS 3.0 as JSON Schema (draft 7), without a word for people. */
function machineOnly(schema: Json, wanted: Set<string>): Json {
  if (typeof schema === "boolean") return schema;
  const given = asObject(schema);
  const reference = given["$ref"];
  if (typeof reference === "string") {
    const name = /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1];
    if (name === undefined) throw new Error(`a reference of another form: ${reference}`);
    wanted.add(name);
    // OAS 3.0 ignores what stands beside a reference.
    return { $ref: `#/schemas/${name}` };
  }
  const kept: Record<string, Json> = {};
  for (const [keyword, value] of Object.entries(given)) {
    switch (keywords.get(keyword)) {
      case "data":
        kept[keyword] = value;
        break;
      case "schema":
        kept[keyword] = machineOnly(value, wanted);
        break;
      case "list":
        kept[keyword] = asList(value).map((item) => machineOnly(item, wanted));
        break;
      case "map":
        kept[keyword] = Object.fromEntries(
          Object.entries(asObject(value)).flatMap(([name, item]) =>
            // One file gives a property null for a schema.
            item === null ? [] : [[name, machineOnly(item, wanted)]],
          ),
        );
        break;
      case undefined:
        break;
    }
  }
  return finish(kept, given["nullable"] === true);
}

function finish(kept: Record<string, Json>, isNullable: boolean): Json {
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    if (typeof kept[flag] !== "boolean") continue;
    if (kept[flag] === true && kept[bound] !== undefined) {
      kept[flag] = kept[bound];
      delete kept[bound];
    } else delete kept[flag];
  }
  if (Object.keys(asObject(kept["properties"] ?? {})).length === 0) delete kept["properties"];
  if (Array.isArray(kept["required"]) && kept["required"].length === 0) delete kept["required"];
  if (isNullable && typeof kept["type"] === "string") kept["type"] = [kept["type"], "null"];
  return kept;
}

function follow(root: JsonObject, value: Json): Json {
  const reference = asObject(value)["$ref"];
  return typeof reference === "string" ? follow(root, resolve(root, reference)) : value;
}

function resolve(root: JsonObject, reference: string): Json {
  let here: Json = root;
  for (const part of reference.slice(2).split("/")) {
    const next: Json | undefined = asObject(here)[part.replaceAll("~1", "/").replaceAll("~0", "~")];
    if (next === undefined) throw new Error(`${reference} names nothing`);
    here = next;
  }
  return here;
}

function asObject(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asList(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
