import type { Value } from "./value.js";

/** The kinds of values as `xdmap eval` and messages name them. */
export type KindName =
  | "null"
  | "boolean"
  | "byte"
  | "short"
  | "integer"
  | "long"
  | "biginteger"
  | "float"
  | "double"
  | "bigdecimal"
  | "string"
  | "character"
  | "array"
  | "list"
  | "map"
  | "set"
  | "range"
  | "datetime"
  | "pattern";

export function kindName(value: Value): KindName {
  if (value === null) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  return value.kind;
}
