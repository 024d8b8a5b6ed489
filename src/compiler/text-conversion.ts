import type { XdmType } from "../schema/index.js";
import { isProblem, parseXdmDate, parseXdmDateTime } from "../values/dates/index.js";

/** Data Prep's words for true and false; of these other spellings nobody says whether they count. */
const booleanWords: ReadonlySet<string> = new Set(
  "y yes Y YES on ON true TRUE n no N NO off OFF false FALSE".split(" "),
);
const perhapsBoolean: ReadonlySet<string> = new Set("y yes on true t 1 n no off false f 0".split(" "));

const whole = /^[+-]?\d+$/;
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * What becomes of a text in a field of a type: it is read (`fits`), it is not (`fails`; `fraction` where it is a number
 * that is not whole), or nobody says (`open`). Bounds are the field's business.
 */
export type TextReading = "fits" | "fails" | "fraction" | "open";

/** Whether a text is one of those that a field of the type reads: the rules of the preview's conversions. */
export function readTextAs(text: string, type: XdmType): TextReading {
  const trimmed = text.trim();
  switch (type) {
    case "string":
      return "fits";
    case "byte":
    case "short":
    case "int":
    case "long":
      if (whole.test(trimmed)) return "fits";
      return numeric.test(trimmed) ? "fraction" : "fails";
    case "number":
      return numeric.test(trimmed) ? "fits" : "fails";
    case "boolean":
      if (booleanWords.has(text)) return "fits";
      return perhapsBoolean.has(trimmed.toLowerCase()) ? "open" : "fails";
    case "date":
      return isProblem(parseXdmDate(text)) ? "fails" : "fits";
    case "date-time":
      return isProblem(parseXdmDateTime(text)) ? "fails" : "fits";
    case "object":
    case "map":
    case "array":
      return "fails";
  }
}

/** A decimal number without a kind letter, as fields read it. */
export function isNumeric(text: string): boolean {
  return numeric.test(text);
}
