import { type CharacterSet, complement } from "./char-set.js";
import { namedCharacter } from "./character-names.js";
import type { PatternCursor } from "./pattern-text.js";
import { propertySet, shorthandSet } from "./properties.js";
import { type Flags, PatternError } from "./syntax.js";

/** What an escape stands for where a character or a set may stand. */
export type Escaped = { readonly code: number } | { readonly set: CharacterSet };

/**
 * Reads what follows a backslash (already taken) as a character or a set; null where it is neither (an anchor, a
 * reference), and then nothing is taken.
 */
export function parseEscape(cursor: PatternCursor, flags: Flags, start: number): Escaped | null {
  const letter = cursor.peekRaw();
  if (letter === "") throw new PatternError("Unexpected internal error: the pattern ends in a backslash", start);
  if (!/^[A-Za-z0-9]$/.test(letter)) return { code: cursor.take() };
  const shorthand = shorthandSet(letter, flags.unicodeClasses);
  if (shorthand !== undefined) {
    cursor.take();
    const isPlain = letter === "h" || letter === "v" || (!flags.unicodeClasses && /^[dsw]$/.test(letter));
    return { set: { source: shorthand, bmp: isPlain } };
  }
  switch (letter) {
    case "p":
    case "P":
      cursor.take();
      return { set: parseProperty(cursor, flags, letter === "P", start) };
    case "0":
      cursor.take();
      return { code: parseOctal(cursor, start) };
    case "x":
      cursor.take();
      return { code: parseHex(cursor, start) };
    case "u":
      cursor.take();
      return { code: parseUnicode(cursor, start) };
    case "c":
      cursor.take();
      if (cursor.atEnd()) throw new PatternError("Illegal control escape sequence", start);
      return { code: cursor.take() ^ 64 };
    case "a":
      return control(cursor, 0x07);
    case "e":
      return control(cursor, 0x1b);
    case "f":
      return control(cursor, 0x0c);
    case "n":
      return control(cursor, 0x0a);
    case "r":
      return control(cursor, 0x0d);
    case "t":
      return control(cursor, 0x09);
    case "N":
      cursor.take();
      return { code: parseCharacterName(cursor, start) };
    default:
      return null;
  }
}

function control(cursor: PatternCursor, code: number): Escaped {
  cursor.take();
  return { code };
}

function parseProperty(cursor: PatternCursor, flags: Flags, negated: boolean, start: number): CharacterSet {
  let name: string | null;
  if (cursor.accept("{")) {
    name = cursor.takeThrough("}");
    if (name === null) throw new PatternError("Unclosed character family", start);
    if (name === "") throw new PatternError("Empty character family", start);
  } else {
    if (cursor.peekRaw() === "") throw new PatternError("Illegal/unsupported escape sequence", start);
    name = String.fromCodePoint(cursor.take());
  }
  const found = propertySet(name, flags.unicodeClasses, flags.ignoreCase);
  if ("set" in found) {
    return negated ? { source: complement(found.set), bmp: false } : { source: found.set, bmp: found.bmp };
  }
  if (found.problem === "unknown") throw new PatternError(unknownProperty(name), start);
  throw new PatternError(`the character class {${name}} has no equal here`, start, `\\p{${name}}`);
}

function unknownProperty(name: string): string {
  const [, key, value] = /^([^=]*)=([\s\S]*)$/.exec(name) ?? [];
  if (key === undefined) return `Unknown character property name {${name}}`;
  return `Unknown Unicode property {name=<${key.toLowerCase()}>, value=<${value}>}`;
}

function parseOctal(cursor: PatternCursor, start: number): number {
  const isOctal = (character: string) => /^[0-7]$/.test(character);
  if (!isOctal(cursor.peek())) throw new PatternError("Illegal octal escape sequence", start);
  let value = cursor.take() - 0x30;
  for (let digits = 1; digits < 3 && isOctal(cursor.peek()); digits++) {
    if (digits === 2 && value > 0o37) break;
    value = value * 8 + (cursor.take() - 0x30);
  }
  return value;
}

function parseHex(cursor: PatternCursor, start: number): number {
  const mark = cursor.mark();
  if (cursor.accept("{") && isHex(cursor.peek())) {
    const value = Number.parseInt(cursor.takeWhile(isHex), 16);
    if (value > 0x10ffff) throw new PatternError("Hexadecimal codepoint is too big", start);
    if (!cursor.accept("}")) throw new PatternError("Unclosed hexadecimal escape sequence", start);
    return value;
  }
  cursor.reset(mark);
  return hexDigits(cursor, 2, "Illegal hexadecimal escape sequence", start);
}

/** Two escapes for the halves of a pair are one character. */
function parseUnicode(cursor: PatternCursor, start: number): number {
  const high = hexDigits(cursor, 4, ILLEGAL_UNICODE, start);
  const mark = cursor.mark();
  if (high >= 0xd800 && high <= 0xdbff && cursor.accept("\\") && cursor.accept("u")) {
    const low = hexDigits(cursor, 4, ILLEGAL_UNICODE, start);
    if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  }
  cursor.reset(mark);
  return high;
}

const ILLEGAL_UNICODE = "Illegal Unicode escape sequence";

function hexDigits(cursor: PatternCursor, count: number, message: string, start: number): number {
  let digits = "";
  while (digits.length < count && isHex(cursor.peek())) digits += String.fromCodePoint(cursor.take());
  if (digits.length < count) throw new PatternError(message, start);
  return Number.parseInt(digits, 16);
}

function isHex(character: string): boolean {
  return /^[0-9a-fA-F]$/.test(character);
}

/** Source: Character.codePointOf, which takes a name in any letter case. */
function parseCharacterName(cursor: PatternCursor, start: number): number {
  if (!cursor.accept("{")) throw new PatternError("Illegal character name escape sequence", start);
  const name = cursor.takeThrough("}");
  if (name === null) throw new PatternError("Unclosed character name escape sequence", start);
  const code = namedCharacter(name);
  if (code !== undefined) return code;
  throw new PatternError("a character by its Unicode name", start, `\\N{${name}}`);
}
