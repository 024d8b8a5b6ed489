import type { DateTime, JavaNumber, Value } from "./value.js";

/**
 * The identity text of a value: two values have the same text exactly when Java's `equals` says they are equal. So
 * Integer 1, Long 1 and Double 1.0 differ, 0.0 and -0.0 differ, NaN equals itself, 1.0B and 1.00B differ, lists and
 * maps are compared by content, and an array or a pattern is equal only to itself.
 */
export function keyOf(value: Value): string {
  if (typeof value === "string") return `'${value}`;
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
    case "float":
    case "double":
    case "bigdecimal":
      return numberKey(value);
    case "character":
      return `char ${value.unit}`;
    case "array":
      return `array ${objectNumber(value)}`;
    case "list":
      return `list ${value.items.map(lengthPrefixed).join("")}`;
    // A Java set or map is equal to another with the same members in any order.
    case "set":
      return `set ${[...value.items.keys()].sort().map(prefixed).join("")}`;
    case "map":
      return `map ${[...value.entries]
        .map(([key, entry]) => prefixed(key) + lengthPrefixed(entry.value))
        .sort()
        .map(prefixed)
        .join("")}`;
    case "range":
      return `range ${value.from} ${value.to}`;
    case "datetime":
      return dateTimeKey(value);
    // java.util.regex.Pattern has no equals of its own: two literals of one text are two.
    case "pattern":
      return `pattern ${objectNumber(value)}`;
  }
}

function prefixed(key: string): string {
  return `${key.length}:${key}`;
}

function lengthPrefixed(value: Value): string {
  return prefixed(keyOf(value));
}

function numberKey(value: JavaNumber): string {
  if (value.kind === "bigdecimal") return `bigdecimal ${value.unscaled} ${value.scale}`;
  return `${value.kind} ${Object.is(value.value, -0) ? "-0" : value.value}`;
}

function dateTimeKey(value: DateTime): string {
  return `datetime ${value.epochSecond} ${value.nano} ${value.offset} ${value.zone ?? ""}`;
}

const objectNumbers = new WeakMap<object, number>();
let objectsNumbered = 0;

function objectNumber(object: object): number {
  const known = objectNumbers.get(object);
  if (known !== undefined) return known;
  objectsNumbered += 1;
  objectNumbers.set(object, objectsNumbered);
  return objectsNumbered;
}

/** Java's `equals`, null-safe. */
export function javaEquals(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left !== "object" || typeof right !== "object") return false;
  return left.kind === right.kind && keyOf(left) === keyOf(right);
}
