import type { Field, XdmSchema, XdmType } from "./field.js";
import type { JsonType } from "./xdm-type.js";

/** JSON to write. Objects are Maps: their order is kept, and a field may be called `__proto__`. */
type Json = string | number | boolean | readonly Json[] | Map<string, Json>;

/**
 * A schema as the registry's xed-full form has it, without titles and descriptions: everything merged into `properties`
 * under XED names, `meta:xdmType` on every field. Loading the text gives the same leaves. Deterministic: one schema, one
 * text. `meta:recursive` is xdmap's own mark of a field that was cut because it contains itself.
 */
export function writeXedFull(schema: XdmSchema): string {
  const record = describeField(schema.root);
  const root = new Map<string, Json>();
  if (schema.id !== null) root.set("$id", schema.id);
  root.set("meta:resourceType", "schemas");
  if (schema.version !== null) root.set("version", schema.version);
  for (const [keyword, value] of record) root.set(keyword, value);
  if (!root.has("properties")) root.set("properties", new Map());
  if (schema.class !== null) root.set("meta:class", schema.class);
  if (schema.tenant !== null) root.set("meta:tenantNamespace", schema.tenant);
  return `${print(root, "")}\n`;
}

function describeField(field: Field): Map<string, Json> {
  const json = new Map<string, Json>([["type", jsonTypeOf(field.type)]]);
  const set = (keyword: string, value: Json | null) => value !== null && json.set(keyword, value);
  set("format", field.format);
  set("pattern", field.pattern);
  set("enum", field.enum?.map((value) => enumValue(field.type, value)) ?? null);
  // The values of `meta:enum` are labels; what is suggested is the keys.
  set("meta:enum", field.suggested === null ? null : new Map(field.suggested.map((value) => [value, value])));
  set("minimum", field.minimum);
  set("maximum", field.maximum);
  set("minLength", field.minLength);
  set("maxLength", field.maxLength);
  if (field.fields.size > 0) {
    json.set("properties", new Map([...field.fields].map(([name, child]) => [name, describeField(child)])));
    const required = [...field.fields].filter(([, child]) => child.required).map(([name]) => name);
    if (required.length > 0) json.set("required", required);
  }
  if (field.items !== null) json.set("items", describeField(field.items));
  if (field.values !== null) json.set("additionalProperties", describeField(field.values));
  if (field.deprecated) json.set("meta:status", "deprecated");
  if (field.recursive) json.set("meta:recursive", true);
  return json.set("meta:xdmType", field.type);
}

function jsonTypeOf(type: XdmType): JsonType {
  switch (type) {
    case "string":
    case "date":
    case "date-time":
      return "string";
    case "byte":
    case "short":
    case "int":
    case "long":
      return "integer";
    case "map":
      return "object";
    case "number":
    case "boolean":
    case "object":
    case "array":
      return type;
  }
}

/** A value of another type than its field, which conflicting definitions leave, stays the text that it is. */
function enumValue(type: XdmType, value: string): Json {
  switch (jsonTypeOf(type)) {
    case "integer":
    case "number":
      return String(Number(value)) === value && Number.isFinite(Number(value)) ? Number(value) : value;
    case "boolean":
      return value === "true" || value === "false" ? value === "true" : value;
    default:
      return value;
  }
}

function print(value: Json, indent: string): string {
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = `${indent}  `;
  if (value instanceof Map) {
    const members = [...value].map(([name, member]) => `${inner}${JSON.stringify(name)}: ${print(member, inner)}`);
    return members.length === 0 ? "{}" : `{\n${members.join(",\n")}\n${indent}}`;
  }
  return `[${value.map((item) => print(item, inner)).join(", ")}]`;
}
