import { LONGEST_TEXT, MOST_FORMAT_PLACES } from "../limits.js";
import { Thrown } from "./method.js";

/** One conversion of a format: `%2$-10.3f`. */
export interface Specifier {
  /** The argument's place from 0 where it is given; -1 for the next one, -2 for the last one again (`%<s`). */
  readonly index: number;
  readonly flags: string;
  /** -1 where none is given. */
  readonly width: number;
  /** -1 where none is given. */
  readonly precision: number;
  /** In lower case. */
  readonly conversion: string;
  readonly upper: boolean;
}

const CONVERSIONS = "bBhHsScCdoxXeEfgGaA%n";

export const TOO_LONG = new Thrown("the text would be too long");

/** The conversion that a match of a format's specifier stands for; thrown where Java refuses it. */
export function readSpecifier([
  whole = "",
  index = "",
  flags = "",
  width,
  precision,
  date,
  letter = "",
]: RegExpExecArray) {
  if (date !== "" || !CONVERSIONS.includes(letter)) return new Thrown(`the conversion ${whole} is not supported`);
  if (/^0+\$$/.test(index)) return new Thrown(`the arguments are counted from 1, and ${whole} asks for 0`);
  const again = flags.includes("<");
  const place = index === "" ? 0 : Number(index.slice(0, -1));
  const specifier: Specifier = {
    index: again ? -2 : place === 0 ? -1 : place - 1,
    flags: flags.replaceAll("<", ""),
    width: width === undefined ? -1 : Number(width),
    precision: precision === undefined ? -1 : Number(precision),
    conversion: letter.toLowerCase(),
    upper: letter !== letter.toLowerCase(),
  };
  if (specifier.width > LONGEST_TEXT || specifier.precision > MOST_FORMAT_PLACES) return TOO_LONG;
  const refused = new Set(flags).size < flags.length || isRefused(specifier);
  return refused
    ? new Thrown(`the conversion ${whole} has a flag, width or precision that it does not take`)
    : specifier;
}

/** The rules of java.util.Formatter on what goes with which conversion. */
function isRefused({ flags, width, precision, conversion }: Specifier): boolean {
  const has = (some: string) => [...some].some((flag) => flags.includes(flag));
  const hasNoRoom = has("-") && width < 0;
  switch (conversion) {
    case "n":
      return flags !== "" || width >= 0 || precision >= 0;
    case "%":
      return has("#+ 0,(") || precision >= 0 || hasNoRoom;
    case "s":
      return has("#+ 0,(") || hasNoRoom;
    case "b":
    case "h":
      return has("#+ 0,(") || hasNoRoom;
    case "c":
      return has("#+ 0,(") || precision >= 0 || hasNoRoom;
  }
  if ((has("-0") && width < 0) || (has("+") && has(" ")) || (has("-") && has("0"))) return true;
  switch (conversion) {
    case "d":
      return has("#") || precision >= 0;
    case "o":
    case "x":
      return has(",") || precision >= 0;
    case "e":
      return has(",");
    case "g":
      return has("#");
    case "a":
      return has(",(");
    default:
      return false;
  }
}

/** Fills up with spaces, on the left unless `-` says otherwise. */
export function justify(text: string, { flags, width }: Specifier): string {
  return flags.includes("-") ? text.padEnd(width) : text.padStart(width);
}
