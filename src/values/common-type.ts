import type { Type } from "./type.js";

const ANY: Type = { kind: "any" };

/** The type of a value that is one of two: that of both, that of the one that is not null, a number; or any. */
export function commonType(left: Type, right: Type): Type {
  if (left.kind === "null") return right;
  if (right.kind === "null") return left;
  if (left.kind === "number" && right.kind === "number") {
    return left.of === right.of ? left : { kind: "number", of: "number" };
  }
  if (left.kind === "array" && right.kind === "array") {
    return { kind: "array", items: commonType(left.items, right.items) };
  }
  if (left.kind !== right.kind) return ANY;
  if (left.kind === "datetime" && right.kind === "datetime") {
    return left.of === right.of ? left : { kind: "datetime" };
  }
  // Of two objects with other fields nothing is known but that they are objects.
  if (left.kind === "object") return left === right ? left : { kind: "object", fields: null };
  return left.kind === "map" && left !== right ? ANY : left;
}

/** The type of a value that is any one of several; null where there is none. */
export function commonTypeOf(types: readonly Type[]): Type {
  return types.reduce(commonType, { kind: "null" });
}
