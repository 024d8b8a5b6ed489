import { dateTimeText } from "./date-time-text.js";
import { numberText } from "./number-text.js";
import type { IntegerRange, Value } from "./value.js";

/**
 * Java's `toString`, null included ("null"), as `String.valueOf` gives it. Lists are `[1, 2]`, maps `{a=1}`, date-times
 * as java.time prints them. A Java array or range prints its class and address, which no two runs share: here it is the
 * class with a fixed address (assumed; nobody can depend on it).
 */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  if (value === null) return "null";
  if (typeof value === "boolean") return value ? "true" : "false";
  switch (value.kind) {
    case "character":
      return String.fromCharCode(value.unit);
    case "list":
      return `[${value.items.map(textOf).join(", ")}]`;
    case "set":
      return `[${[...value.items.values()].map(textOf).join(", ")}]`;
    case "map":
      return `{${[...value.entries.values()].map((entry) => `${textOf(entry.key)}=${textOf(entry.value)}`).join(", ")}}`;
    case "array":
      return `${arrayClass(value.component)}@0`;
    case "range":
      return `${rangeClass(value)}@0`;
    case "datetime":
      return dateTimeText(value);
    case "pattern":
      return value.source;
    default:
      return numberText(value);
  }
}

function rangeClass({ from, to }: IntegerRange): string {
  const width = from === (from | 0) && to === (to | 0) ? "Integer" : "Long";
  return `org.apache.commons.jexl3.internal.${width}Range$${from <= to ? "Ascending" : "Descending"}`;
}

const PRIMITIVE_LETTERS: ReadonlyMap<string, string> = new Map([
  ["boolean", "Z"],
  ["byte", "B"],
  ["char", "C"],
  ["short", "S"],
  ["int", "I"],
  ["long", "J"],
  ["float", "F"],
  ["double", "D"],
]);

function arrayClass(component: string): string {
  const letter = PRIMITIVE_LETTERS.get(component);
  if (letter !== undefined) return `[${letter}`;
  const name = component.includes(".") ? component : `java.lang.${component}`;
  return `[L${name};`;
}
