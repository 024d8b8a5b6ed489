import { LONGEST_TEXT } from "../limits.js";
import type { Value } from "../value.js";
import { justify, readSpecifier, type Specifier, TOO_LONG } from "./format-specifier.js";
import { formatValue } from "./format-value.js";
import { Thrown } from "./method.js";

const SPECIFIER = /%(\d+\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT]?)([a-zA-Z%])/y;

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
