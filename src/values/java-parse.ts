import { compareBigDecimals, roundToDecimal128 } from "./big-decimal.js";
import { MOST_DIGITS } from "./limits.js";
import { bigDecimal } from "./make.js";
import type { BigDecimal } from "./value.js";

/** Java's readers of number text. Each gives undefined where Java throws a NumberFormatException. */

/** `Long.parseLong`: an optional sign and digits (of any script), no spaces, within 64 bits. */
export function parseLongText(text: string): bigint | undefined {
  const value = parseBigIntegerText(text);
  return value !== undefined && BigInt.asIntN(64, value) === value ? value : undefined;
}

/** `new BigInteger(text)`: as parseLongText, but for texts beyond a million digits, which are no number here. */
export function parseBigIntegerText(text: string): bigint | undefined {
  if (text.length > MOST_DIGITS) return undefined;
  const plain = withAsciiDigits(text);
  if (!/^[+-]?\d+$/.test(plain)) return undefined;
  return BigInt(plain.startsWith("+") ? plain.slice(1) : plain);
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[fFdD]?$/;
const HEXADECIMAL = /^([+-]?)0[xX]([\da-fA-F]*)\.?([\da-fA-F]*)[pP]([+-]?\d+)[fFdD]?$/;

/** `Double.parseDouble`: spaces around are cut; a type suffix, NaN, Infinity and hexadecimal forms are read. */
export function parseDoubleText(text: string): number | undefined {
  const trimmed = javaTrim(text);
  if (DECIMAL.test(trimmed)) return Number(/[fFdD]$/.test(trimmed) ? trimmed.slice(0, -1) : trimmed);
  if (/^[+-]?NaN$/.test(trimmed)) return Number.NaN;
  if (/^[+-]?Infinity$/.test(trimmed)) return Number(trimmed);
  const hexadecimal = HEXADECIMAL.exec(trimmed);
  if (hexadecimal === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = hexadecimal;
  if (whole === "" && fraction === "") return undefined;
  const size = hexadecimalValue(BigInt(`0x${whole}${fraction}`), Number(exponent) - 4 * fraction.length);
  return sign === "-" ? -size : size;
}

/** significand × 2^exponent, rounded once to the nearest double, halves to even. */
function hexadecimalValue(significand: bigint, exponent: number): number {
  if (significand === 0n || exponent < -5000 - significand.toString(16).length * 4) return 0;
  if (exponent > 2000) return Number.POSITIVE_INFINITY;
  if (exponent >= 0) return Number(significand << BigInt(exponent));
  // As a decimal the value is exact, and reading a decimal rounds once.
  const power = -exponent;
  return Number(`${significand * 5n ** BigInt(power)}e-${power}`);
}

/** `Float.parseFloat` of a plain decimal, rounded once: by way of the nearest double it would be rounded twice. */
export function nearestFloat(decimal: string): number {
  const near = Number(decimal);
  const float = Math.fround(near);
  const other = 2 * near - float;
  if (float === near || !Number.isFinite(float) || Math.fround(other) !== other) return float;
  // The double lies halfway between two floats: the digits that it lost say on which side the text is.
  const exact = parseExactBigDecimalText(decimal);
  const side = exact === undefined ? 0 : compareBigDecimals(exact, exactDecimalOf(near));
  return side === 0 ? float : side < 0 ? Math.min(float, other) : Math.max(float, other);
}

/** Every digit of a double. */
function exactDecimalOf(value: number): BigDecimal {
  let whole = value;
  let halvings = 0;
  for (; !Number.isInteger(whole); whole *= 2) halvings += 1;
  return bigDecimal(BigInt(whole) * 5n ** BigInt(halvings), halvings);
}

/** `String.trim`: every unit up to the space goes, at both ends. */
export function javaTrim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end -= 1;
  return text.slice(start, end);
}

const BIG_DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/;

/** `new BigDecimal(text, MathContext.DECIMAL128)`: rounded to 34 digits, halves to even. */
export function parseBigDecimalText(text: string): BigDecimal | undefined {
  const exact = parseExactBigDecimalText(text);
  return exact === undefined ? undefined : roundToDecimal128(exact);
}

/** `new BigDecimal(text)`: every digit is kept. */
export function parseExactBigDecimalText(text: string): BigDecimal | undefined {
  if (text.length > MOST_DIGITS) return undefined;
  const found = BIG_DECIMAL.exec(withAsciiDigits(text));
  if (found === null) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = found;
  if (whole === "" && fraction === "") return undefined;
  const scale = fraction.length - Number(exponent);
  if (Math.abs(Number(exponent)) > 0x7fffffff || scale !== (scale | 0)) return undefined;
  const digits = BigInt(whole + fraction);
  return bigDecimal(sign === "-" ? -digits : digits, scale);
}

/** Java reads the decimal digits of every script. */
function withAsciiDigits(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return text.replace(/\p{Nd}/gu, (digit) => (digit.length === 1 ? String(digitValue(digit)) : digit));
}

/** Each script's digits stand together, ten in a row, from zero. */
function digitValue(digit: string): number {
  const code = digit.charCodeAt(0);
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero -= 1;
  return (code - zero) % 10;
}
