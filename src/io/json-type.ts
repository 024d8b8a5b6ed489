import type { JavaMap, NumberKind, Type, Value } from "../values/index.js";

/** What is known of a value that was read from JSON. */
function typeOfJson(value: Value): Type {
  if (value === null) return { kind: "null" };
  if (typeof value === "string") return { kind: "string" };
  if (typeof value === "boolean") return { kind: "boolean" };
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
    case "float":
    case "double":
    case "bigdecimal":
      return { kind: "number", of: value.kind };
    case "list":
      return { kind: "array", items: value.items.map(typeOfJson).reduce(mergeTypes, { kind: "null" }) };
    case "map":
      return { kind: "object", fields: fieldTypes(value) };
    case "character":
    case "array":
    case "set":
    case "range":
    case "datetime":
    case "pattern":
      return { kind: "any" };
  }
}

export function fieldTypes(map: JavaMap): ReadonlyMap<string, Type> {
  const fields = new Map<string, Type>();
  for (const { key, value } of map.entries.values()) {
    if (typeof key === "string") fields.set(key, typeOfJson(value));
  }
  return fields;
}

export function mergeFields(left: ReadonlyMap<string, Type>, right: ReadonlyMap<string, Type>): Map<string, Type> {
  const merged = new Map(left);
  for (const [name, type] of right) {
    const known = merged.get(name);
    merged.set(name, known === undefined ? type : mergeTypes(known, type));
  }
  return merged;
}

/** The type of a field that holds the one here and the other there; null says nothing about it. */
function mergeTypes(left: Type, right: Type): Type {
  if (left.kind === "null") return right;
  if (right.kind === "null") return left;
  if (left.kind === "number" && right.kind === "number") return { kind: "number", of: widest(left.of, right.of) };
  if (left.kind === "array" && right.kind === "array") {
    return { kind: "array", items: mergeTypes(left.items, right.items) };
  }
  if (left.kind === "object" && right.kind === "object") {
    if (left.fields === null || right.fields === null) return { kind: "object", fields: null };
    return { kind: "object", fields: mergeFields(left.fields, right.fields) };
  }
  return left.kind === right.kind ? left : { kind: "any" };
}

const WIDTHS: readonly (NumberKind | "number")[] = ["integer", "long", "biginteger", "double"];

function widest(left: NumberKind | "number", right: NumberKind | "number"): NumberKind | "number" {
  if (left === right) return left;
  const width = Math.max(WIDTHS.indexOf(left), WIDTHS.indexOf(right));
  return WIDTHS.includes(left) && WIDTHS.includes(right) ? (WIDTHS[width] ?? "number") : "number";
}

/** Where only nulls were seen, anything may come. */
export function openNulls(type: Type): Type {
  switch (type.kind) {
    case "null":
      return { kind: "any" };
    case "array":
      return { kind: "array", items: openNulls(type.items) };
    case "object":
      if (type.fields === null) return type;
      return { kind: "object", fields: new Map([...type.fields].map(([name, field]) => [name, openNulls(field)])) };
    case "map":
      return { kind: "map", values: openNulls(type.values) };
    case "any":
    case "boolean":
    case "string":
    case "number":
    case "datetime":
    case "regex":
    case "lambda":
      return type;
  }
}
