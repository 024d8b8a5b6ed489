import { isNumber, longOf } from "../coerce.js";
import { javaHash } from "../java-hash.js";
import { numberText } from "../number-text.js";
import { textOf } from "../text.js";
import { LONGEST_TEXT } from "../text-length.js";
import type { Value } from "../value.js";
import { Thrown } from "./method.js";

const SPECIFIER = /%(?:(\d+)\$|(<))?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g;

/**
 * `String.format` for the conversions that text needs: `%s %S %d %x %X %o %f %e %c %b %h %n %%` with their flags, width
 * and precision. A conversion that Java has and this has not (`%t`, `%a`, `%g`) is refused, not guessed.
 */
export function formatText(format: string, args: readonly Value[]): string | Thrown {
  let next = 0;
  let last = -1;
  let length = format.length;
  let problem: Thrown | undefined;
  const withoutSpecifiers = format.replace(SPECIFIER, "");
  if (withoutSpecifiers.includes("%")) return new Thrown("the format has a `%` that begins no conversion");
  const result = format.replace(SPECIFIER, (_, index, again, flags: string, width, precision, letter: string) => {
    const specifier: Specifier = {
      flags,
      width: width === undefined ? 0 : Number(width),
      precision: precision === undefined ? undefined : Number(precision),
      letter,
    };
    if (specifier.width > LONGEST_TEXT || (specifier.precision ?? 0) > MOST_PLACES || length > LONGEST_TEXT) {
      problem ??= new Thrown("the text would be too long");
      return "";
    }
    if (letter === "n") return "\n";
    if (letter === "%") return pad("%", specifier);
    if (index !== undefined) last = Number(index) - 1;
    else if (again === undefined) last = next++;
    if (last < 0 || last >= args.length) {
      problem ??= new Thrown(`the format has more conversions than values`);
      return "";
    }
    const piece = formatOne(args[last] ?? null, specifier);
    if (typeof piece === "string") {
      length += piece.length;
      return piece;
    }
    problem ??= piece;
    return "";
  });
  return problem ?? result;
}

/** Decimal places: Java takes more, a power of ten of that size costs seconds. */
const MOST_PLACES = 10_000;

interface Specifier {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

function formatOne(value: Value, specifier: Specifier): string | Thrown {
  const { letter, precision } = specifier;
  if (value === null && letter.toLowerCase() !== "b") {
    return pad("null".slice(0, precision), { ...specifier, flags: specifier.flags.replace("0", "") });
  }
  const text = plainText(value, specifier);
  if (typeof text !== "string") return text;
  const cut = "sSbBhH".includes(letter) && precision !== undefined ? text.slice(0, precision) : text;
  return pad(letter === letter.toUpperCase() ? cut.toUpperCase() : cut, specifier);
}

function plainText(value: Value, specifier: Specifier): string | Thrown {
  const letter = specifier.letter.toLowerCase();
  if (letter === "s") return textOf(value);
  if (letter === "b") return String(typeof value === "boolean" ? value : value !== null);
  if (value === null) return "null";
  switch (letter) {
    case "h":
      return (javaHash(value) >>> 0).toString(16);
    case "c":
      return typeof value === "object" && value.kind === "character" ? textOf(value) : wrongValue(value, specifier);
    case "d":
    case "x":
    case "o":
      return wholeText(value, specifier);
    case "f":
    case "e":
      return decimalText(value, specifier);
    default:
      return new Thrown(`the conversion %${specifier.letter} is not supported`);
  }
}

function wrongValue(value: Value, { letter }: Specifier): Thrown {
  return new Thrown(`%${letter} does not take ${textOf(value)}`);
}

function wholeText(value: Exclude<Value, null>, specifier: Specifier): string | Thrown {
  if (typeof value !== "object" || !isNumber(value)) return wrongValue(value, specifier);
  if (value.kind === "float" || value.kind === "double" || value.kind === "bigdecimal") {
    return wrongValue(value, specifier);
  }
  const whole = value.kind === "biginteger" ? value.value : longOf(value);
  if (specifier.letter === "d") return signed(whole < 0n, String(whole < 0n ? -whole : whole), specifier);
  const bits = { byte: 8, short: 16, integer: 32, long: 64, biginteger: 0 }[value.kind];
  const shown = bits === 0 ? whole : BigInt.asUintN(bits, whole);
  return shown.toString(specifier.letter === "o" ? 8 : 16);
}

function decimalText(value: Exclude<Value, null>, specifier: Specifier): string | Thrown {
  if (typeof value !== "object" || !isNumber(value)) return wrongValue(value, specifier);
  if (value.kind !== "float" && value.kind !== "double" && value.kind !== "bigdecimal") {
    return wrongValue(value, specifier);
  }
  const text = numberText(value);
  if (/[NI]/.test(text)) return text;
  const negative = text.startsWith("-");
  const digits = negative ? text.slice(1) : text;
  const precision = specifier.precision ?? 6;
  const shown = specifier.letter.toLowerCase() === "f" ? fixed(digits, precision) : scientific(digits, precision);
  return signed(negative, shown, specifier);
}

/** Rounds the decimal text (not the binary value) half up, as Java does. */
function fixed(text: string, precision: number): string {
  const { digits, scale } = split(text);
  const excess = scale - precision;
  const rounded = excess <= 0 ? digits * 10n ** BigInt(-excess) : halfUp(digits, excess);
  const padded = rounded.toString().padStart(precision + 1, "0");
  return precision === 0 ? padded : `${padded.slice(0, -precision)}.${padded.slice(-precision)}`;
}

function scientific(text: string, precision: number): string {
  const { digits, scale } = split(text);
  if (digits === 0n) return `${fixed("0", precision)}e+00`;
  const length = digits.toString().length;
  const excess = length - precision - 1;
  let rounded = excess <= 0 ? digits * 10n ** BigInt(-excess) : halfUp(digits, excess);
  let exponent = length - 1 - scale;
  if (rounded.toString().length > precision + 1) {
    rounded /= 10n;
    exponent += 1;
  }
  const shown = rounded.toString();
  const fraction = precision === 0 ? "" : `.${shown.slice(1)}`;
  return `${shown.slice(0, 1)}${fraction}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function split(text: string): { digits: bigint; scale: number } {
  const [mantissa = "0", exponent = "0"] = text.split("E");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

function halfUp(digits: bigint, places: number): bigint {
  const unit = 10n ** BigInt(places);
  return (digits + unit / 2n) / unit;
}

function signed(negative: boolean, digits: string, { flags, width }: Specifier): string {
  const grouped = flags.includes(",") ? digits.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ",") : digits;
  const before = negative
    ? flags.includes("(")
      ? "("
      : "-"
    : flags.includes("+")
      ? "+"
      : flags.includes(" ")
        ? " "
        : "";
  const after = negative && flags.includes("(") ? ")" : "";
  const filled = flags.includes("0") ? grouped.padStart(width - before.length - after.length, "0") : grouped;
  return before + filled + after;
}

function pad(text: string, { flags, width }: Specifier): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width, flags.includes("0") && width > 0 ? "0" : " ");
}
