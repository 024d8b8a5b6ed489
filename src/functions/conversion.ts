import { functions as codes } from "../diagnostics/functions.js";
import { doubleOf, isNumber } from "../values/coerce.js";
import { double, type JavaNumber } from "../values/index.js";
import { numberText } from "../values/number-text.js";
import { assumed, fn, verified } from "./define.js";
import { integerKind, type Kind, MISMATCH, type Reader, text } from "./kinds.js";

const DOCS = "Data Prep functions";

/** A number as it is, anything else as text. */
const numberOrText: Reader<string | JavaNumber> = {
  type: text.type,
  label: text.label,
  read: (value) => (isNumber(value) ? value : text.read(value)),
};

const doubleKind: Kind<number> = {
  type: { kind: "number", of: "double" },
  label: "a decimal number",
  read: (value) => (isNumber(value) ? doubleOf(value) : MISMATCH),
  write: (value) => double(value),
};

function shown(value: string | JavaNumber): string {
  return typeof value === "string" ? value : numberText(value);
}

export const toInteger = fn({
  name: "to_integer",
  category: "Type conversion",
  summary: "A text as a whole number of 32 bits.",
  notes: ["Spaces around it are left out; an empty text gives null; a fraction or a larger number fails (assumed)."],
  params: { string: numberOrText },
  returns: integerKind,
  onNull: "null",
  fails: [codes.XM5005],
  fidelity: verified(`${DOCS}, to_integer`),
  examples: [
    { expr: 'to_integer("12")', gives: 12 },
    { expr: 'to_integer(" 12 ")', gives: 12, fidelity: assumed("spaces around it are left out") },
    { expr: 'to_integer("")', gives: null, fidelity: assumed("an empty text gives null") },
    { expr: 'to_integer("12.7")', fails: "XM5005", fidelity: assumed("Java's Integer.parseInt") },
    { expr: 'to_integer("3000000000")', fails: "XM5005", fidelity: assumed("Java's Integer.parseInt") },
  ],
  run: ({ string }, call) => {
    if (string === "") return null;
    const whole = integerKind.read(string);
    if (typeof whole === "number") return whole;
    const wanted = "a whole number from -2147483648 to 2147483647";
    return call.fail(codes.XM5005, { functionName: "to_integer", text: shown(string), wanted });
  },
});

export const toDecimal = fn({
  name: "to_decimal",
  category: "Type conversion",
  summary: "A text as a decimal number (a Java Double).",
  notes: [
    "Spaces around it are left out; an empty text gives null; NaN, Infinity and suffixes such as 1d fail (assumed).",
  ],
  params: { string: numberOrText },
  returns: doubleKind,
  onNull: "null",
  fails: [codes.XM5005],
  fidelity: verified(`${DOCS}, to_decimal`),
  examples: [
    { expr: 'to_decimal("20.5")', gives: 20.5 },
    { expr: 'to_decimal("NaN")', fails: "XM5005", fidelity: assumed("NaN is no JSON number") },
  ],
  run: ({ string }, call) => {
    if (string === "") return null;
    const value = decimalOf(string);
    if (value !== undefined) return value;
    return call.fail(codes.XM5005, { functionName: "to_decimal", text: shown(string), wanted: "a decimal number" });
  },
});

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number of JSON's range out of text, as Java's Double.parseDouble reads it. */
export function decimalOf(value: string | JavaNumber): number | undefined {
  const trimmed = shown(value).trim();
  if (!DECIMAL.test(trimmed)) return undefined;
  const parsed = Number(trimmed);
  return Number.isFinite(parsed) ? parsed : undefined;
}
