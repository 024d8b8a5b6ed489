import { functions as codes } from "../diagnostics/functions.js";
import { wholePartOf } from "../values/big-decimal.js";
import { doubleOf, isNumber } from "../values/coerce.js";
import { bigInteger, double, float, type JavaNumber } from "../values/index.js";
import { nearestFloat, parseBigIntegerText, parseExactBigDecimalText } from "../values/java-parse.js";
import { numberText } from "../values/number-text.js";
import { assumed, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
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

function isBlank(value: string | JavaNumber): boolean {
  return typeof value === "string" && value.trim() === "";
}

function shown(value: string | JavaNumber): string {
  return typeof value === "string" ? value : numberText(value);
}

const BLANKS: Assumption = {
  about: "spaces around it, and an empty text",
  chosen: "spaces are left out; a text of nothing else is null",
  refused: "an error, as Java's Integer.parseInt",
};

const NOT_A_NUMBER: Assumption = {
  about: "a text that is no number",
  chosen: "a failure, which makes the target null and says why",
  refused: "null or 0, without a word",
};

/** What most texts of a column of whole numbers are: one to nine digits without a sign. -1 for all others. */
function fewDigits(text: string): number {
  const { length } = text;
  if (length === 0 || length > 9) return -1;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export const toInteger = fn({
  name: "to_integer",
  category: "Type conversion",
  summary: "A text as a whole number of 32 bits.",
  assumptions: [
    BLANKS,
    {
      about: "a fraction, or a number of more than 32 bits",
      chosen: "a failure, as Java's Integer.parseInt",
      refused: "the fraction is cut off, the number wraps around",
    },
    NOT_A_NUMBER,
  ],
  params: { string: numberOrText },
  returns: integerKind,
  onNull: "null",
  nullWhen: "where the text is blank",
  fails: [codes.XM5005],
  fidelity: verified(`${DOCS}, to_integer`),
  examples: [
    { expr: 'to_integer("12")', gives: 12 },
    { expr: 'to_integer(" 12 ")', gives: 12, fidelity: assumed("spaces around it are left out") },
    { expr: 'to_integer("")', gives: null, fidelity: assumed("an empty text gives null") },
    { expr: 'to_integer("  ")', gives: null, fidelity: assumed("spaces alone give null") },
    { expr: 'to_integer("12.7")', fails: "XM5005", fidelity: assumed("Java's Integer.parseInt") },
    { expr: 'to_integer("3000000000")', fails: "XM5005", fidelity: assumed("Java's Integer.parseInt") },
  ],
  run: ({ string }, call) => {
    const few = typeof string === "string" ? fewDigits(string) : -1;
    if (few >= 0) return few;
    if (isBlank(string)) return null;
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
  assumptions: [
    BLANKS,
    {
      about: "NaN, Infinity and type letters as in 1d",
      chosen: "a failure: they are no JSON numbers",
      refused: "what Java's Double.parseDouble makes of them",
    },
    NOT_A_NUMBER,
  ],
  params: { string: numberOrText },
  returns: doubleKind,
  onNull: "null",
  nullWhen: "where the text is blank",
  fails: [codes.XM5005],
  fidelity: verified(`${DOCS}, to_decimal`),
  examples: [
    { expr: 'to_decimal("20.5")', gives: 20.5 },
    { expr: 'to_decimal("NaN")', fails: "XM5005", fidelity: assumed("NaN is no JSON number") },
  ],
  run: ({ string }, call) => {
    if (isBlank(string)) return null;
    const value = decimalOf(string);
    if (value !== undefined) return value;
    return call.fail(codes.XM5005, { functionName: "to_decimal", text: shown(string), wanted: "a decimal number" });
  },
});

export const toBigint = fn({
  name: "to_bigint",
  category: "Type conversion",
  summary: "A text as a whole number of any size.",
  assumptions: [
    BLANKS,
    {
      about: "a fraction",
      chosen: "it is cut off: `1000000.34` is 1000000",
      refused: "Java's BigInteger: an error; the page prints 1000000.34, which no whole number is",
    },
    NOT_A_NUMBER,
  ],
  params: { string: numberOrText },
  returns: bigKind,
  onNull: "null",
  nullWhen: "where the text is blank",
  fails: [codes.XM5005],
  fidelity: verified("Java 17, java.math.BigInteger"),
  examples: [
    { expr: 'to_bigint("1000000")', gives: "1000000" },
    { expr: 'to_bigint("123456789012345678901234567890")', gives: "123456789012345678901234567890" },
    { expr: 'to_bigint("1000000.34")', gives: "1000000", fidelity: assumed("a fraction is cut off") },
    { expr: 'to_bigint("many")', fails: "XM5005", fidelity: assumed("a failure, not null without a word") },
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
  assumptions: [
    BLANKS,
    {
      about: "the digits of the result",
      chosen: "the shortest that name the same Float: 12.3456",
      refused: "12.34566, as the page prints it, or the Double's 12.345600128173828",
    },
    {
      about: "NaN, Infinity and numbers too large for a Float",
      chosen: "a failure: they are no JSON numbers",
      refused: "what Java's Float.parseFloat makes of them",
    },
    NOT_A_NUMBER,
  ],
  params: { string: numberOrText },
  returns: floatKind,
  onNull: "null",
  nullWhen: "where the text is blank",
  fails: [codes.XM5005],
  fidelity: verified("Java 17, java.lang.Float.parseFloat"),
  examples: [
    { expr: 'to_float("12.5")', gives: 12.5 },
    { expr: 'to_float("12.3456")', gives: 12.3456, fidelity: assumed("the shortest text of a Float") },
  ],
  run: ({ string }, call) => {
    if (isBlank(string)) return null;
    const value = decimalOf(string) === undefined ? Number.NaN : nearestFloat(shown(string).trim());
    if (Number.isFinite(value)) return value;
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
