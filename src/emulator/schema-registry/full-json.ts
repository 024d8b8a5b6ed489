import { type Field, writeXedFull } from "../../schema/index.js";
import { isObject, type Json, type JsonObject, memberOf, objectOf, parseJson, textAt } from "../json.js";
import type { Context } from "../service.js";
import { type Composed, compose } from "./compose.js";
import { findComponent, findSchema, referencesOf } from "./resources.js";

/** A tenant's schema by `$id` or `meta:altId` with everything merged; null where there is none, or it cannot be composed. */
export function expandedForm(context: Context, id: string): JsonObject | null {
  const resource = findSchema(context, id);
  return resource === undefined ? null : fullJson(compose(context, resource), resource, context);
}

/** What a resource was composed to as JSON, with the titles of its fields and the `$ref`s that lead to what is not known. */
export function fullJson({ schema, unknown }: Composed, resource: JsonObject, context: Context): JsonObject | null {
  const json = schema === null ? undefined : parseJson(writeXedFull(schema));
  if (schema === null || !isObject(json)) return null;
  const properties = propertiesOf(json, schema.root, unknown);
  const open = unknown.size === 0 ? [] : openReferences(resource, context, new Set());
  return {
    ...json,
    ...(properties === null ? {} : { properties }),
    ...(open.length === 0 ? {} : { allOf: open.map(referTo) }),
  };
}

const referTo = ($ref: string): JsonObject => ({ $ref, type: "object", "meta:xdmType": "object" });

/** The references of the record itself, at any depth of `allOf`. */
function openReferences(resource: JsonObject, context: Context, seen: Set<string>): readonly string[] {
  return referencesOf(resource).flatMap((name) => {
    const found = findComponent(context, name);
    const id = textAt(found?.value, "$id");
    if (found === undefined || id === undefined || seen.has(id)) return [];
    seen.add(id);
    return found.isKnown ? openReferences(found.value, context, seen) : [id];
  });
}

function propertiesOf(json: JsonObject, field: Field, unknown: ReadonlySet<string>): JsonObject | null {
  const properties = memberOf(json, "properties");
  if (!isObject(properties)) return null;
  return objectOf(
    Object.entries(properties).map(([name, inner]) => {
      const child = field.fields.get(name);
      return [name, child === undefined ? inner : described(inner, child, unknown)];
    }),
  );
}

function described(json: Json, field: Field, unknown: ReadonlySet<string>): Json {
  if (!isObject(json)) return json;
  const isOpen = field.title !== null && unknown.has(field.title);
  if (isOpen && field.fields.size === 0) return referTo(field.title);
  const properties = propertiesOf(json, field, unknown);
  const items = memberOf(json, "items");
  const values = memberOf(json, "additionalProperties");
  return {
    ...(isOpen || field.title === null ? {} : { title: field.title }),
    ...json,
    ...(properties === null ? {} : { properties }),
    ...(items === undefined || field.items === null ? {} : { items: described(items, field.items, unknown) }),
    ...(values === undefined || field.values === null
      ? {}
      : { additionalProperties: described(values, field.values, unknown) }),
    ...(isOpen ? { allOf: [referTo(field.title)] } : {}),
  };
}
