import { functions as codes } from "../diagnostics/functions.js";
import { wholePartOf } from "../values/big-decimal.js";
import { doubleOf, isNumber } from "../values/coerce.js";
import { bigInteger, double, float, type JavaNumber } from "../values/index.js";
import { parseBigIntegerText, parseExactBigDecimalText } from "../values/java-parse.js";
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

const floatKind: Kind<number> = {
  ...doubleKind,
  type: { kind: "number", of: "float" },
  write: (value) => float(value),
};

const bigKind: Kind<bigint> = {
  type: { kind: "number", of: "biginteger" },
  label: "a whole number",
  read: () => MISMATCH,
  write: (value) => bigInteger(value),
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

export const toBigint = fn({
  name: "to_bigint",
  category: "Type conversion",
  summary: "A text as a whole number of any size.",
  notes: ["A fraction is cut off: the documented sample has one, which no Java BigInteger can (assumed)."],
  params: { string: numberOrText },
  returns: bigKind,
  onNull: "null",
  fails: [codes.XM5005],
  fidelity: verified("java.math.BigInteger"),
  examples: [
    { expr: 'to_bigint("1000000")', gives: "1000000" },
    { expr: 'to_bigint("123456789012345678901234567890")', gives: "123456789012345678901234567890" },
    { expr: 'to_bigint("1000000.34")', gives: "1000000", fidelity: assumed("a fraction is cut off") },
    { expr: 'to_bigint("many")', fails: "XM5005" },
  ],
  run: ({ string }, call) => {
    const written = shown(string).trim();
    if (written === "") return null;
    const exact = parseExactBigDecimalText(written);
    const whole = parseBigIntegerText(written) ?? (exact === undefined ? undefined : wholePartOf(exact));
    if (whole !== undefined) return whole;
    return call.fail(codes.XM5005, { functionName: "to_bigint", text: written, wanted: "a whole number" });
  },
});

export const toFloat = fn({
  name: "to_float",
  category: "Type conversion",
  summary: "A text as a decimal number of 32 bits (a Java Float).",
  notes: ["Spaces around it are left out; an empty text gives null; NaN and Infinity fail (assumed)."],
  params: { string: numberOrText },
  returns: floatKind,
  onNull: "null",
  fails: [codes.XM5005],
  fidelity: verified("java.lang.Float.parseFloat"),
  examples: [
    { expr: 'to_float("12.5")', gives: 12.5 },
    { expr: 'to_float("12.3456")', gives: 12.3456, fidelity: assumed("the shortest text of a Float") },
  ],
  run: ({ string }, call) => {
    if (string === "") return null;
    const value = decimalOf(string);
    if (value !== undefined && Number.isFinite(Math.fround(value))) return value;
    return call.fail(codes.XM5005, { functionName: "to_float", text: shown(string), wanted: "a decimal number" });
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
