import { nearestFloat, parseExactBigDecimalText } from "./java-parse.js";
import { bigInteger, double, float, long, wholeNumber } from "./make.js";
import type { JavaNumber } from "./value.js";

/**
 * The value of a number literal as JEXL 3.2 writes it: `42`, `017` (octal), `0xFF`, `1.5e3`, `10L`, `2B`, `NaN`. Whole
 * literals are Integer, Long or BigInteger by size; a suffix says the kind. Undefined for what is no literal.
 */
export function parseNumberLiteral(text: string): JavaNumber | undefined {
  if (text === "NaN") return double(Number.NaN);
  const whole = /^(0[xX][\da-fA-F]+|\d+)([lLhH]?)$/.exec(text);
  if (whole !== null) return wholeLiteral(whole[1] ?? "", (whole[2] ?? "").toLowerCase());
  // Only with an exponent and a suffix, or with a suffix, may a fraction begin with its point.
  const decimal = /^((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)([bBdDfF]?)$/.exec(text);
  if (decimal === null) return undefined;
  const [, digits = "", suffix = ""] = decimal;
  switch (suffix.toLowerCase()) {
    case "b":
      return parseExactBigDecimalText(digits);
    case "f":
      return float(nearestFloat(digits));
    default:
      return double(Number(digits));
  }
}

function wholeLiteral(digits: string, suffix: string): JavaNumber | undefined {
  const value = wholeValue(digits);
  if (value === undefined) return undefined;
  if (suffix === "h") return bigInteger(value);
  // Java refuses a Long literal beyond 64 bits; it does not wrap.
  if (suffix === "l") return BigInt.asIntN(64, value) === value ? long(value) : undefined;
  return wholeNumber(value);
}

/** A leading zero makes it octal. */
function wholeValue(digits: string): bigint | undefined {
  if (/^0[xX]/.test(digits)) return BigInt(digits);
  if (digits.length === 1 || !digits.startsWith("0")) return BigInt(digits);
  return /^[0-7]+$/.test(digits) ? BigInt(`0o${digits}`) : undefined;
}
