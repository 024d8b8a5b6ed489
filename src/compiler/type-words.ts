import type { Field } from "../schema/index.js";
import type { Type } from "../values/index.js";

/** A type for a message, with its article. */
export function typeInWords(type: Type): string {
  switch (type.kind) {
    case "any":
      return "a value of any type";
    case "null":
      return "null";
    case "boolean":
      return "a boolean";
    case "string":
      return "a text";
    case "number":
      return type.of === "number" ? "a number" : `${/^[aeiou]/.test(type.of) ? "an" : "a"} ${type.of}`;
    case "datetime":
      return type.of === "date" ? "a date" : "a date-time";
    case "array":
      return "an array";
    case "object":
      return "an object";
    case "map":
      return "a map";
    case "regex":
      return "a regular expression";
    case "lambda":
      return "a lambda";
  }
}

/** A field's type for a message, by the registry's word for it. */
export function fieldInWords(field: Pick<Field, "type">): string {
  return `${/^[aeiou]/.test(field.type) ? "an" : "a"} ${field.type}`;
}
