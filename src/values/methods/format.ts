import { LONGEST_TEXT, MOST_FORMAT_PLACES } from "../limits.js";
import type { Value } from "../value.js";
import { formatValue } from "./format-value.js";
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

const SPECIFIER = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT]?)([a-zA-Z%])/y;
const CONVERSIONS = "bBhHsScCdoxXeEfgGaA%n";

/**
 * `String.format` of Java 17 in its English form: `%s %d %x %o %f %e %g %c %b %h %n %%` with their flags, width and
 * precision. As Java, it refuses a flag that a conversion does not take. The conversions of dates (`%t`) and of
 * hexadecimal fractions (`%a`) are refused, not guessed. Null instead of arguments stands for as many nulls as it takes.
 */
export function formatText(format: string, args: readonly Value[] | null): string | Thrown {
  const pieces = readFormat(format);
  if (pieces instanceof Thrown) return pieces;
  let text = "";
  let next = 0;
  let last = -1;
  for (const piece of pieces) {
    if (typeof piece === "string") text += piece;
    else if (piece.conversion === "n") text += "\n";
    else if (piece.conversion === "%") text += justify("%", piece);
    else {
      if (piece.index >= 0) last = piece.index;
      else if (piece.index === -1) last = next++;
      const value = args === null ? null : args[last];
      if (value === undefined) return new Thrown("the format has more conversions than values");
      const written = formatValue(value, piece);
      if (written instanceof Thrown) return written;
      text += written;
    }
    if (text.length > LONGEST_TEXT) return TOO_LONG;
  }
  return text;
}

const TOO_LONG = new Thrown("the text would be too long");

function readFormat(format: string): readonly (string | Specifier)[] | Thrown {
  const pieces: (string | Specifier)[] = [];
  let at = 0;
  while (at < format.length) {
    const sign = format.indexOf("%", at);
    if (sign !== at) pieces.push(format.slice(at, sign < 0 ? format.length : sign));
    if (sign < 0) break;
    SPECIFIER.lastIndex = sign;
    const found = SPECIFIER.exec(format);
    if (found === null) return new Thrown("the format has a `%` that begins no conversion");
    const specifier = readSpecifier(found);
    if (specifier instanceof Thrown) return specifier;
    pieces.push(specifier);
    at = SPECIFIER.lastIndex;
  }
  return pieces;
}

function readSpecifier([whole = "", index = "", flags = "", width, precision, date, letter = ""]: RegExpExecArray) {
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
