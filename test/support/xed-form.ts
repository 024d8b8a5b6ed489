import { computeXdmType, JSON_TYPES } from "../../src/schema/xdm-type.js";
import { opensNamespace, xedName } from "../../src/schema/xed-name.js";

type Json = Readonly<Record<string, unknown>>;

/**
 * A standard XDM resource as the registry answers it in its xed form: references kept, with `type` and `meta:xdmType` of an
 * object beside each, names converted, namespaces as objects with `meta:xedConverted`, `meta:xdmType` on every field. Made
 * after the examples of the registry's OpenAPI file, and apart from what loads the form.
 */
export function toXed(resource: Json): Json {
  const converted = convert(resource, []);
  const id = resource["$id"];
  return typeof id === "string" ? { ...converted, "meta:altId": altIdOf(id) } : converted;
}

/** `_xdm.context.profile`. */
export function altIdOf(id: string): string {
  return `_${id
    .replace(/^https?:\/\/(?:ns\.adobe\.com\/)?/, "")
    .replace(/\/$/, "")
    .replaceAll("/", ".")}`;
}

/** `path` are the XED names since the last reference or map. */
function convert(node: Json, path: readonly string[]): Json {
  const result: Record<string, unknown> = { ...node };
  for (const keyword of ["allOf", "anyOf", "oneOf"]) {
    const parts = node[keyword];
    if (Array.isArray(parts)) result[keyword] = parts.map((part: unknown) => within(part, path));
  }
  if (isObject(node["definitions"])) {
    result["definitions"] = Object.fromEntries(
      Object.entries(node["definitions"]).map(([name, definition]) => [name, within(definition, [])]),
    );
  }
  if ("items" in node) result["items"] = within(node["items"], [...path, "[*]"]);
  if (isObject(node["additionalProperties"])) result["additionalProperties"] = within(node["additionalProperties"], []);
  const { properties, required } = node;
  if (isObject(properties) || Array.isArray(required)) {
    const holder = holderOf(isObject(properties) ? properties : {}, names(required), path);
    if (Object.keys(holder.properties).length > 0 || isObject(properties)) result["properties"] = holder.properties;
    if (holder.required.length > 0) result["required"] = holder.required;
  }
  if (typeof node["$ref"] === "string") return { ...result, type: "object", "meta:xdmType": "object" };
  const xdmType = node["meta:xdmType"] ?? xdmTypeOf(node);
  return xdmType === undefined ? result : { ...result, "meta:xdmType": xdmType };
}

interface Holder {
  readonly properties: Record<string, unknown>;
  readonly required: string[];
}

function holderOf(properties: Json, required: readonly string[], path: readonly string[]): Holder {
  const root: Holder = { properties: {}, required: [] };
  for (const [property, definition] of Object.entries(properties)) {
    const { holder, name, inner } = place(root, property, path);
    const converted = within(definition, [...inner, name]);
    holder.properties[name] = isObject(converted) ? { ...converted, "meta:xdmField": property } : converted;
  }
  for (const property of required) {
    const { holder, name } = place(root, property, path, "required");
    if (!holder.required.includes(name)) holder.required.push(name);
  }
  return root;
}

/** Goes into the objects of a property's namespace, which are made where they are missing. */
function place(root: Holder, property: string, path: readonly string[], mark?: "required") {
  const { namespace, name } = xedName(property);
  const opened = namespace.length > 0 && opensNamespace(path, namespace);
  let holder = root;
  const inner = [...path];
  for (const segment of opened ? [] : namespace) {
    if (mark === "required" && !holder.required.includes(segment)) holder.required.push(segment);
    const known = holder.properties[segment];
    const next: Holder = isHolder(known) ? known : { properties: {}, required: [] };
    holder.properties[segment] = Object.assign(isObject(known) ? known : {}, next, {
      type: "object",
      "meta:xdmType": "object",
      "meta:xedConverted": true,
    });
    const made = holder.properties[segment];
    if (!isHolder(made)) throw new Error(`${segment} is no object`);
    holder = made;
    inner.push(segment);
  }
  return { holder, name, inner };
}

function xdmTypeOf(node: Json): string | undefined {
  const type = JSON_TYPES.find((known) => known === node["type"]);
  if (type === undefined) return undefined;
  if (type === "object" && isObject(node["additionalProperties"]) && !isObject(node["properties"])) return "map";
  const bound = (name: string) => (typeof node[name] === "number" ? node[name] : null);
  const format = typeof node["format"] === "string" ? node["format"] : null;
  return computeXdmType(type, format, { minimum: bound("minimum"), maximum: bound("maximum") });
}

function within(value: unknown, path: readonly string[]): unknown {
  return isObject(value) ? convert(value, path) : value;
}

function names(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === "string") : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isHolder(value: unknown): value is Holder {
  return isObject(value) && isObject(value["properties"]) && Array.isArray(value["required"]);
}
