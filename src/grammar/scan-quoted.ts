import type { TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { lexical } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { isLineBreak } from "./characters.js";
import { readEscapes } from "./escapes.js";
import { kinds } from "./token.js";

/** A token that stands in quotes of some kind. */
export interface Quoted {
  readonly kind: TokenType;
  readonly end: number;
  readonly value?: string;
}

/** The text to read: up to `end`, which lies before the file's end inside of a template. */
export interface Reading {
  readonly file: SourceFile;
  readonly end: number;
  readonly report: Report;
}

const CLOSING_QUOTE: ReadonlyMap<string, string> = new Map([
  ["“", '”“„"'],
  ["”", '”“"'],
  ["„", '“”"'],
  ["‘", "’‘'"],
  ["’", "’'"],
  ["‚", "‘’'"],
]);

/** The text, pattern or misspelled text that begins at a place; undefined where nothing of the kind does. */
export function scanQuoted(reading: Reading, at: number): Quoted | undefined {
  const { text } = reading.file;
  const unit = text.charAt(at);
  const next = text.charAt(at + 1);
  switch (unit) {
    case '"':
    case "'":
      return scanString(reading, at, unit);
    case "~":
      return next === "/" ? scanRegex(reading, at) : undefined;
    case "\\":
      return next === '"' || next === "'" ? scanJsonString(reading, at, next) : undefined;
    default: {
      const close = CLOSING_QUOTE.get(unit);
      return close === undefined ? undefined : scanCurlyString(reading, at, close);
    }
  }
}

function scanString(reading: Reading, start: number, quote: string): Quoted {
  const { file, report } = reading;
  const { text } = file;
  let at = start + 1;
  while (at < reading.end) {
    const unit = text.charAt(at);
    if (unit === quote)
      return { kind: kinds.string, end: at + 1, value: readEscapes(text.slice(start + 1, at), quote) };
    if (isTextBreak(unit)) break;
    at += unit === "\\" && at + 1 < reading.end && !isLineBreak(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  const end = trimmedEnd(text, start, Math.min(at, reading.end));
  report(lexical.XM1001, spanOf(file, start, end), { quote });
  return { kind: kinds.unknown, end };
}

/** `\"text\"`, as inside of a JSON document: read as the text that is meant. */
function scanJsonString(reading: Reading, start: number, quote: string): Quoted {
  const { file, report } = reading;
  const { text } = file;
  const mark = `\\${quote}`;
  const lineEnd = findLineEnd(text, start, reading.end);
  const close = text.slice(0, lineEnd).indexOf(mark, start + 2);
  if (close < 0) {
    report(lexical.XM1001, spanOf(file, start, lineEnd), { quote });
    return { kind: kinds.unknown, end: lineEnd };
  }
  const span = spanOf(file, start, close + 2);
  const inside = text.slice(start + 2, close);
  const fixes = [
    { title: "Take the backslashes away", safe: true, edits: [{ span, text: `${quote}${inside}${quote}` }] },
  ];
  report(lexical.XM1009, span, {}, { fixes });
  return { kind: kinds.string, end: close + 2, value: readEscapes(inside, quote) };
}

function scanCurlyString(reading: Reading, start: number, close: string): Quoted {
  const { file, report } = reading;
  const { text } = file;
  const lineEnd = findLineEnd(text, start, reading.end);
  let at = start + 1;
  while (at < lineEnd && !close.includes(text.charAt(at))) at++;
  const end = Math.min(at + 1, lineEnd);
  const span = spanOf(file, start, end);
  const inside = text.slice(start + 1, at);
  const quote = close.endsWith("'") && !inside.includes("'") ? "'" : '"';
  const instead = `${quote}${inside.replaceAll(quote, `\\${quote}`)}${quote}`;
  const fixes = at < lineEnd ? [{ title: "Straighten the quotes", safe: true, edits: [{ span, text: instead }] }] : [];
  report(lexical.XM1007, span, {}, { fixes });
  return { kind: kinds.string, end, value: readEscapes(inside, quote) };
}

function scanRegex(reading: Reading, start: number): Quoted {
  const { file, report } = reading;
  const { text } = file;
  let at = start + 2;
  while (at < reading.end && text.charAt(at) !== "/" && !isTextBreak(text.charAt(at))) {
    at += text.charAt(at) === "\\" && text.charAt(at + 1) === "/" ? 2 : 1;
  }
  if (at < reading.end && text.charAt(at) === "/") {
    return { kind: kinds.regex, end: at + 1, value: text.slice(start + 2, at).replaceAll("\\/", "/") };
  }
  const end = trimmedEnd(text, start, Math.min(at, reading.end));
  report(lexical.XM1004, spanOf(file, start, end), {});
  return { kind: kinds.unknown, end };
}

/**
 * The offset of a template's closing backtick, or -1. A template runs over lines that are indented deeper than its
 * statement; -1 for the indent lets it run over any.
 */
export function findTemplateEnd(text: string, start: number, end: number, indent: number): number {
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 96) return at;
    if (code === 92) at++;
    else if (isLineBreak(code) && indent >= 0) {
      const space = /^(?:\r?\n|\r)([ \t]*)(?=\S)/.exec(text.slice(at, at + 400))?.[1];
      if (space !== undefined && widthOf(space) <= indent) return -1;
    }
  }
  return -1;
}

/** The `}` that closes a template's expression, or -1: braces nest, quotes hide. */
export function findClosingBrace(text: string, start: number, end: number): number {
  let depth = 0;
  let quote = "";
  for (let at = start; at < end; at++) {
    const unit = text.charAt(at);
    if (unit === "\\") at++;
    else if (quote !== "") {
      if (unit === quote) quote = "";
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (unit === "{") depth++;
    else if (unit === "}" && depth-- === 0) return at;
  }
  return -1;
}

/** The column that white space at the beginning of a line leads to: a tab goes to the next multiple of four. */
export function widthOf(space: string): number {
  let width = 0;
  for (const unit of space) width = unit === "\t" ? (width | 3) + 1 : width + 1;
  return width;
}

export function findLineEnd(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isLineBreak(text.charCodeAt(at))) at++;
  return at;
}

/** The end without white space before it. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

function isTextBreak(unit: string): boolean {
  return unit === "\n" || unit === "\r" || unit === "\u2028" || unit === "\u2029";
}
