import { xedName } from "../../schema/index.js";
import { isList, isObject, type Json, type JsonObject, memberOf, objectOf } from "../json.js";

/**
 * A resource with the platform's names of its fields: `person` for `xdm:person`, which stands in `meta:xdmField` (the
 * examples of Adobe's OpenAPI file). A name of another namespace is a field of that: `_repo.createDate`.
 */
export function withXedNames(resource: JsonObject): JsonObject {
  return objectOf(Object.entries(resource).map(([name, member]) => [name, renamedMember(name, member)]));
}

function renamedMember(name: string, member: Json): Json {
  switch (name) {
    case "properties":
      return isObject(member) ? renamedFields(member) : member;
    case "definitions":
      return isObject(member)
        ? objectOf(Object.entries(member).map(([part, schema]) => [part, renamed(schema)]))
        : member;
    case "items":
    case "additionalProperties":
      return renamed(member);
    case "allOf":
    case "anyOf":
    case "oneOf":
      return isList(member) ? member.map(renamed) : member;
    case "required":
      return isList(member) ? member.map((field) => (typeof field === "string" ? shortName(field) : field)) : member;
    default:
      return member;
  }
}

const renamed = (schema: Json): Json => (isObject(schema) ? withXedNames(schema) : schema);

/** The first segment of what a field is called: that is what its parent holds. */
function shortName(field: string): string {
  const { namespace, name } = xedName(field);
  return namespace[0] ?? name;
}

function renamedFields(fields: JsonObject): JsonObject {
  const made = new Map<string, Json>();
  for (const [field, schema] of Object.entries(fields)) {
    const { namespace, name } = xedName(field);
    const inner = renamed(schema);
    const isSame = namespace.length === 0 && name === field;
    place(made, [...namespace, name], isSame || !isObject(inner) ? inner : { ...inner, "meta:xdmField": field });
  }
  return objectOf(made);
}

function place(fields: Map<string, Json>, [first = "", ...rest]: readonly string[], schema: Json): void {
  if (rest.length === 0) {
    fields.set(first, schema);
    return;
  }
  const before = memberOf(fields.get(first), "properties");
  const inner = new Map(Object.entries(isObject(before) ? before : {}));
  place(inner, rest, schema);
  fields.set(first, { type: "object", properties: objectOf(inner), "meta:xdmType": "object" });
}
