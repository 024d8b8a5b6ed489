import type { TokenType } from "chevrotain";
import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import { isNamePart } from "./characters.js";
import { readSegments } from "./escapes.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { isRefusedAfterDot } from "./reserved-words.js";
import { kinds } from "./token.js";

const KEYWORDS: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ["true", kinds.true],
  ["false", kinds.false],
  ["null", kinds.null],
  ["NaN", kinds.number],
  ...["not", "empty", "size"].map((word): [string, TokenType] => [word, kinds.prefix]),
  ...["and", "or", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod"].map((word): [string, TokenType] => [
    word,
    kinds.infix,
  ]),
  ...["if", "else", "for", "while", "do", "new", "var", "return", "function", "break", "continue"].map(
    (word): [string, TokenType] => [word, kinds.reserved],
  ),
]);

/** The word of an expression that begins at an offset: a name, with JEXL's escapes (`a\ b`), or a keyword. */
export function scanWord(reading: Reading, start: number): Lexeme {
  const { text } = reading.file;
  let end = wordEnd(reading, start);
  let hasEscapes = false;
  while (text.charAt(end) === "\\" && /[ '"\\]/.test(text.charAt(end + 1))) {
    hasEscapes = true;
    end = wordEnd(reading, end + 2);
  }
  if (text.startsWith("\\.", end)) return scanEscapedDot(reading, start, end);
  const word = text.slice(start, end);
  if (hasEscapes) return { kind: kinds.name, end, value: word.replace(/\\(.)/g, "$1") };
  return { kind: KEYWORDS.get(word) ?? kinds.name, end };
}

/** `First\.Name` outside of `${}`: read as the column that is meant. */
function scanEscapedDot(reading: Reading, start: number, dot: number): Lexeme {
  const { file, report } = reading;
  let end = dot;
  while (file.text.startsWith("\\.", end)) end = wordEnd(reading, end + 2);
  const span = spanOf(file, start, end);
  const name = file.text.slice(start, end);
  const fixes = [{ title: "Write it in ${}", safe: true, edits: [{ span, text: `\${${name}}` }] }];
  report(lexical.XM1015, span, { text: name }, { fixes });
  return { kind: kinds.column, end, segments: readSegments(name) };
}

/** The name that follows a dot of an expression, where keywords and digits are names too; undefined where none does. */
export function scanMemberName(reading: Reading, start: number): Lexeme | undefined {
  const end = wordEnd(reading, start);
  if (end === start) return undefined;
  const word = reading.file.text.slice(start, end);
  return { kind: isRefusedAfterDot(word) ? kinds.reserved : kinds.name, end };
}

/** The name of a target, a record or a source block, if one begins at an offset. Dashes inside of it belong to it. */
export function scanPlainName(reading: Reading, start: number): Lexeme | undefined {
  const { text } = reading.file;
  let end = nameEnd(reading, start, isPlainPart);
  if (end === start) return undefined;
  for (;;) {
    let dashes = end;
    while (text.charAt(dashes) === "-") dashes++;
    const next = nameEnd(reading, dashes, isPlainPart);
    // Dashes that nothing follows are an arrow's.
    if (dashes === end || next === dashes) return { kind: kinds.name, end };
    end = next;
  }
}

/** `@identity`; undefined for an `@` without a name. */
export function scanAnnotation(reading: Reading, start: number): Lexeme | undefined {
  const end = nameEnd(reading, start + 1, isNamePart);
  if (end === start + 1) return undefined;
  return { kind: kinds.annotation, end, value: reading.file.text.slice(start + 1, end) };
}

/** The end of a word of an expression: `@` may stand inside of one, and not at its start. */
function wordEnd(reading: Reading, start: number): number {
  return reading.file.text.charAt(start) === "@" ? start : nameEnd(reading, start, isWordPart);
}

/** What most names are made of alone; the engine finds its end several times faster than the loop below does. */
const PLAIN_RUN = /\w*/y;

function nameEnd({ file, end }: Reading, start: number, isPart: (code: number) => boolean): number {
  if (start >= end) return start;
  PLAIN_RUN.lastIndex = start;
  PLAIN_RUN.test(file.text);
  let at = Math.min(PLAIN_RUN.lastIndex, end);
  while (at < end) {
    const code = file.text.codePointAt(at) ?? 0;
    if (!isPart(code)) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

const AT_SIGN = 0x40;
const DOLLAR = 0x24;

function isWordPart(code: number): boolean {
  return isNamePart(code) || code === AT_SIGN;
}

function isPlainPart(code: number): boolean {
  return isNamePart(code) && code !== DOLLAR;
}
