import { computeXdmType, writtenXdmType, type XdmType } from "../../schema/index.js";
import { isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";

const integers = ["byte", "short", "int", "long"] as const satisfies readonly XdmType[];

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
  return textAt(part, "$ref") === undefined
    ? withFieldTypes(part)
    : { ...part, type: "object", "meta:xdmType": "object" };
}

function typedField(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const typed = withFieldTypes(schema);
  if (textAt(schema, "$ref") !== undefined) return { ...typed, type: "object", "meta:xdmType": "object" };
  const type = typeOf(schema);
  return type === null ? typed : { ...typed, "meta:xdmType": type };
}

/** Null of what says no type and holds no fields: that is told by the other places that define the field. */
function typeOf(schema: JsonObject): XdmType | null {
  const type = textAt(schema, "type");
  const hasFields = isObject(memberOf(schema, "properties"));
  const written = writtenXdmType(textAt(schema, "meta:xdmType") ?? "");
  switch (type) {
    case undefined:
      return written ?? (hasFields ? "object" : null);
    case "object": {
      const isMap = !hasFields && isObject(memberOf(schema, "additionalProperties"));
      return written === "map" || isMap ? "map" : "object";
    }
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "array": {
      const [minimum, maximum] = [memberOf(schema, "minimum"), memberOf(schema, "maximum")];
      const computed = computeXdmType(type, textAt(schema, "format") ?? null, {
        minimum: typeof minimum === "number" ? minimum : null,
        maximum: typeof maximum === "number" ? maximum : null,
      });
      // One that was written before the type was patched says nothing any more.
      return written !== undefined && (narrower.get(computed) ?? []).includes(written) ? written : computed;
    }
    default:
      return null;
  }
}

/** What a field may call itself in place of the type that follows from its keywords. */
const narrower: ReadonlyMap<XdmType, readonly XdmType[]> = new Map<XdmType, readonly XdmType[]>([
  ["string", ["date", "date-time"]],
  ...integers.map((type) => [type, integers] as const),
]);
