import { isNumber, longOf } from "../coerce.js";
import { javaHash } from "../java-hash.js";
import { MOST_FORMAT_DIGITS } from "../limits.js";
import { double } from "../make.js";
import { numberText } from "../number-text.js";
import { textOf } from "../text.js";
import type { JavaNumber, Value } from "../value.js";
import { justify, type Specifier, TOO_LONG } from "./format-specifier.js";
import { Thrown } from "./method.js";

/** One value as a conversion of `String.format` writes it. */
export function formatValue(value: Value, specifier: Specifier): string | Thrown {
  const text = plainText(value, specifier);
  if (typeof text !== "string") return text;
  return justify(specifier.upper ? text.toUpperCase() : text, specifier);
}

function plainText(value: Value, specifier: Specifier): string | Thrown {
  const { conversion, precision } = specifier;
  const cut = (text: string) => (precision >= 0 ? text.slice(0, precision) : text);
  if (conversion === "b") return cut(String(typeof value === "boolean" ? value : value !== null));
  if (value === null) return cut("null");
  switch (conversion) {
    case "s":
      return cut(textOf(value));
    case "h":
      return cut((javaHash(value) >>> 0).toString(16));
    case "c":
      return characterText(value) ?? wrongValue(value, specifier);
    case "d":
    case "x":
    case "o":
      return wholeText(value, specifier);
    case "f":
    case "e":
    case "g":
      return decimalText(value, specifier);
    default:
      return new Thrown(`the conversion %${conversion} is not supported`);
  }
}

function wrongValue(value: Value, { conversion }: Specifier): Thrown {
  return new Thrown(`%${conversion} does not take ${textOf(value)}`);
}

/** A Character, or the code point that a number of at most 32 bits is. */
function characterText(value: Exclude<Value, null>): string | undefined {
  if (typeof value !== "object") return undefined;
  switch (value.kind) {
    case "character":
      return textOf(value);
    case "byte":
    case "short":
    case "integer":
      return value.value >= 0 && value.value <= 0x10ffff ? String.fromCodePoint(value.value) : undefined;
    default:
      return undefined;
  }
}

const BITS = { byte: 8, short: 16, integer: 32, long: 64, biginteger: 0 } as const;

function wholeText(value: Exclude<Value, null>, specifier: Specifier): string | Thrown {
  if (typeof value !== "object" || !isNumber(value)) return wrongValue(value, specifier);
  if (value.kind === "float" || value.kind === "double" || value.kind === "bigdecimal") {
    return wrongValue(value, specifier);
  }
  const { conversion, flags, width } = specifier;
  const whole = value.kind === "biginteger" ? value.value : longOf(value);
  const magnitude = whole < 0n ? -whole : whole;
  if (conversion === "d") return signed(whole < 0n, magnitude.toString(), specifier);
  const bits = BITS[value.kind];
  // Only a BigInteger has a sign here; the others show their bits.
  if (bits > 0 && /[( +]/.test(flags)) return wrongValue(value, specifier);
  const digits = (bits > 0 ? BigInt.asUintN(bits, whole) : magnitude).toString(conversion === "o" ? 8 : 16);
  const [before, after] = bits > 0 ? ["", ""] : signs(whole < 0n, flags);
  const prefix = flags.includes("#") ? (conversion === "o" ? "0" : "0x") : "";
  const room = flags.includes("0") ? width - before.length - prefix.length - after.length : 0;
  return before + prefix + digits.padStart(room, "0") + after;
}

function decimalText(value: Exclude<Value, null>, specifier: Specifier): string | Thrown {
  if (typeof value !== "object" || !isNumber(value)) return wrongValue(value, specifier);
  const shown = shownNumber(value);
  if (shown === undefined) return wrongValue(value, specifier);
  const text = numberText(shown);
  if (text === "NaN") return text;
  const isNegative = text.startsWith("-");
  const digits = isNegative ? text.slice(1) : text;
  if (digits === "Infinity")
    return signed(isNegative, digits, { ...specifier, flags: specifier.flags.replace(/[0,]/g, "") });
  if (specifier.conversion === "f" && Number(digits.split("E")[1] ?? 0) > MOST_FORMAT_DIGITS) {
    return TOO_LONG;
  }
  // A BigDecimal's zero keeps its exponent: 0.000 is 0e-03.
  const zeroScale = shown.kind === "bigdecimal" && shown.unscaled === 0n ? shown.scale : 0;
  return signed(isNegative, convertedDigits(digits, zeroScale, specifier), specifier);
}

/** Java shows a Float as the double that it is. */
function shownNumber(value: JavaNumber): JavaNumber | undefined {
  switch (value.kind) {
    case "double":
    case "bigdecimal":
      return value;
    case "float":
      return double(value.value);
    default:
      return undefined;
  }
}

function convertedDigits(text: string, zeroScale: number, { conversion, precision, flags }: Specifier): string {
  const point = flags.includes("#") && precision === 0 ? "." : "";
  const places = precision < 0 ? 6 : precision;
  switch (conversion) {
    case "f":
      return fixed(text, places) + point;
    case "e":
      return scientific(text, places, point, zeroScale);
    default:
      return general(text, places === 0 ? 1 : places, zeroScale);
  }
}

/** Rounds the decimal text (not the binary value) half up, as Java does. */
function fixed(text: string, precision: number): string {
  const { digits, scale } = split(text);
  const excess = scale - precision;
  const rounded = excess <= 0 ? digits * 10n ** BigInt(-excess) : halfUp(digits, excess);
  const padded = rounded.toString().padStart(precision + 1, "0");
  return precision === 0 ? padded : `${padded.slice(0, -precision)}.${padded.slice(-precision)}`;
}

function scientific(text: string, precision: number, point: string, zeroScale = 0): string {
  const { mantissa, exponent } = rounded(text, precision + 1, zeroScale);
  const fraction = precision === 0 ? point : `.${mantissa.slice(1)}`;
  const power = `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return `${mantissa.slice(0, 1)}${fraction}e${power}`;
}

/** As many digits as the precision says: plain from 0.0001 up to 10^precision, else with an exponent. */
function general(text: string, precision: number, zeroScale: number): string {
  const { mantissa, exponent } = rounded(text, precision, zeroScale);
  if (/^0*$/.test(mantissa)) {
    return zeroScale === 0 ? fixed("0", precision - 1) : scientific(text, precision - 1, "", zeroScale);
  }
  return exponent >= -4 && exponent < precision
    ? fixed(text, precision - exponent - 1)
    : scientific(text, precision - 1, "");
}

/** So many significant digits, and the power of ten of the first. */
function rounded(text: string, count: number, zeroScale = 0): { readonly mantissa: string; readonly exponent: number } {
  const { digits, scale } = split(text);
  if (digits === 0n) return { mantissa: "0".repeat(count), exponent: zeroScale === 0 ? 0 : -zeroScale };
  const length = digits.toString().length;
  const excess = length - count;
  const mantissa = (excess <= 0 ? digits * 10n ** BigInt(-excess) : halfUp(digits, excess)).toString();
  const carried = mantissa.length > count;
  return { mantissa: mantissa.slice(0, count), exponent: length - 1 - scale + (carried ? 1 : 0) };
}

function split(text: string): { digits: bigint; scale: number } {
  const [mantissa = "0", exponent = "0"] = text.split("E");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function halfUp(digits: bigint, places: number): bigint {
  if (places > digits.toString().length) return 0n;
  const unit = 10n ** BigInt(places);
  return (digits + unit / 2n) / unit;
}

function signed(isNegative: boolean, digits: string, { flags, width }: Specifier): string {
  const grouped = flags.includes(",") ? withCommas(digits) : digits;
  const [before, after] = signs(isNegative, flags);
  const filled = flags.includes("0") ? grouped.padStart(width - before.length - after.length, "0") : grouped;
  return before + filled + after;
}

function withCommas(digits: string): string {
  const [whole = "", ...fraction] = digits.split(/(?=\.)/);
  const groups: string[] = [];
  for (let end = whole.length; end > 0; end -= 3) groups.push(whole.slice(Math.max(end - 3, 0), end));
  return groups.reverse().join(",") + fraction.join("");
}

function signs(isNegative: boolean, flags: string): readonly [string, string] {
  if (isNegative) return flags.includes("(") ? ["(", ")"] : ["-", ""];
  return [flags.includes("+") ? "+" : flags.includes(" ") ? " " : "", ""];
}
