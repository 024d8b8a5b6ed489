import { type Coercion, coercions } from "../compiler/coercions.js";
import { records } from "../diagnostics/records.js";
import { compareBigDecimals, wholePartOf } from "../values/big-decimal.js";
import { bigDecimal, type Failure, failure, type JavaNumber, numberText } from "../values/index.js";

/** XDM's types of whole numbers. */
export type WholeType = "byte" | "short" | "int" | "long";

/** What a value of each type may be. */
export const WHOLE_BOUNDS: Readonly<Record<WholeType, readonly [bigint, bigint]>> = {
  byte: [-128n, 127n],
  short: [-32_768n, 32_767n],
  int: [-2_147_483_648n, 2_147_483_647n],
  // Adobe's pages bound a long at 2^53 in one place and just below it in another; the schema's own bounds say which.
  long: [-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n],
};

interface Result<T> {
  readonly value: T;
  readonly coercion: Coercion;
}

/**
 * A whole number within the bounds of its type. Text is read as Java's parsers do after its blanks are cut (assumed). A
 * fraction is cut off, as Java's cast does.
 */
export function toWholeNumber(
  from: string | JavaNumber,
  type: WholeType,
  to: string,
): Result<number | bigint> | Failure {
  const read = typeof from === "string" ? readWhole(from, to) : wholePart(from);
  if ("kind" in read) return read;
  const [least, most] = WHOLE_BOUNDS[type];
  const { value, coercion } = read;
  if (value < least || value > most) {
    return failure(records.XM5104, { number: String(value), to, least: String(least), most: String(most) });
  }
  return { value: narrow(value), coercion };
}

/** A number where one holds it exactly, a bigint beyond. */
export function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function readWhole(text: string, to: string): Result<bigint> | Failure {
  const trimmed = text.trim();
  if (!/^[+-]?\d{1,400}$/.test(trimmed)) return failure(records.XM5102, { text, to });
  const value = BigInt(trimmed.startsWith("+") ? trimmed.slice(1) : trimmed);
  return { value, coercion: trimmed === text ? coercions.textToWhole : coercions.spacedTextToNumber };
}

function wholePart(from: JavaNumber): Result<bigint> | Failure {
  switch (from.kind) {
    case "byte":
    case "short":
    case "integer":
      return { value: BigInt(from.value), coercion: coercions.wholeToWhole };
    case "long":
    case "biginteger":
      return { value: from.value, coercion: coercions.wholeToWhole };
    case "float":
    case "double":
      if (!Number.isFinite(from.value)) return failure(records.XM5106, { number: numberText(from) });
      return {
        value: BigInt(Math.trunc(from.value)),
        coercion: Number.isInteger(from.value) ? coercions.decimalToWhole : coercions.fractionToWhole,
      };
    case "bigdecimal": {
      // Beyond a million digits it is beyond every type's bounds: what it is exactly does not matter.
      const value = wholePartOf(from) ?? from.unscaled * BEYOND;
      const isWhole = compareBigDecimals(bigDecimal(value, 0), from) === 0;
      return { value, coercion: isWhole ? coercions.decimalToWhole : coercions.fractionToWhole };
    }
  }
}

/** More than any bound. */
const BEYOND = 10n ** 40n;

/** A number that JSON can hold. */
export function toFiniteNumber(from: string | JavaNumber): Result<number> | Failure {
  if (typeof from === "string") {
    const trimmed = from.trim();
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(trimmed)) return failure(records.XM5103, { text: from });
    const value = Number(trimmed);
    if (!Number.isFinite(value)) return failure(records.XM5106, { number: String(value) });
    return { value, coercion: trimmed === from ? coercions.textToNumber : coercions.spacedTextToNumber };
  }
  const value = doubleOf(from);
  if (!Number.isFinite(value)) return failure(records.XM5106, { number: numberText(from) });
  const exact = (from.kind !== "long" && from.kind !== "biginteger") || BigInt(value) === from.value;
  return { value, coercion: exact ? coercions.numberToNumber : coercions.largeWholeToNumber };
}

function doubleOf(from: JavaNumber): number {
  switch (from.kind) {
    case "byte":
    case "short":
    case "integer":
    case "float":
    case "double":
      return from.value;
    case "long":
    case "biginteger":
      return Number(from.value);
    case "bigdecimal":
      return Number(`${from.unscaled}e${-from.scale}`);
  }
}
