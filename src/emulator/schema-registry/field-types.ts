import { computeXdmType, writtenXdmType } from "../../schema/index.js";
import { isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";

/**
 * What the registry adds to the fields of a composition: `meta:xdmType` on each, and the type of what a reference stands
 * for (the examples of Adobe's OpenAPI file).
 */
export function withFieldTypes(content: JsonObject): JsonObject {
  return objectOf(Object.entries(content).map(([name, member]) => [name, typedMember(name, member)]));
}

function typedMember(name: string, member: Json): Json {
  switch (name) {
    case "properties":
    case "definitions":
    case "patternProperties":
      return isObject(member)
        ? objectOf(Object.entries(member).map(([field, schema]) => [field, typedField(schema)]))
        : member;
    case "allOf":
    case "anyOf":
    case "oneOf":
      return isList(member) ? member.map(typedPart) : member;
    case "items":
    case "additionalProperties":
      return typedField(member);
    default:
      return member;
  }
}

/** A part of a composition is what it refers to, or fields of its own. */
function typedPart(part: Json): Json {
  if (!isObject(part)) return part;
  return textAt(part, "$ref") === undefined ? withFieldTypes(part) : { ...part, type: "object", "meta:xdmType": "object" };
}

function typedField(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const typed = withFieldTypes(schema);
  if (textAt(schema, "$ref") !== undefined) return { ...typed, type: "object", "meta:xdmType": "object" };
  const written = writtenXdmType(textAt(schema, "meta:xdmType") ?? "");
  if (written !== undefined) return typed;
  const computed = typeOf(schema);
  return computed === null ? typed : { ...typed, "meta:xdmType": computed };
}

/** Null of what says no type and holds no fields: that is told by the other places that define the field. */
function typeOf(schema: JsonObject): string | null {
  const type = textAt(schema, "type");
  const hasFields = isObject(memberOf(schema, "properties"));
  switch (type) {
    case undefined:
      return hasFields ? "object" : null;
    case "object":
      return !hasFields && isObject(memberOf(schema, "additionalProperties")) ? "map" : "object";
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "array": {
      const [minimum, maximum] = [memberOf(schema, "minimum"), memberOf(schema, "maximum")];
      return computeXdmType(type, textAt(schema, "format") ?? null, {
        minimum: typeof minimum === "number" ? minimum : null,
        maximum: typeof maximum === "number" ? maximum : null,
      });
    }
    default:
      return null;
  }
}
