import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import { isLineBreak } from "./characters.js";
import { readEscapes, readSegments } from "./escapes.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { findLineEnd, trimmedEnd } from "./lines.js";
import { kinds } from "./token.js";

const CLOSING_QUOTE: ReadonlyMap<string, string> = new Map([
  ["“", '”“„"'],
  ["”", '”“"'],
  ["„", '“”"'],
  ["‘", "’‘'"],
  ["’", "’'"],
  ["‚", "‘’'"],
]);

/** The text, pattern or misspelled text that begins at a place; undefined where nothing of the kind does. */
export function scanQuoted(reading: Reading, at: number): Lexeme | undefined {
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

function scanString(reading: Reading, start: number, quote: string): Lexeme {
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
function scanJsonString(reading: Reading, start: number, quote: string): Lexeme {
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

function scanCurlyString(reading: Reading, start: number, close: string): Lexeme {
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

function scanRegex(reading: Reading, start: number): Lexeme {
  const { file, report } = reading;
  const { text } = file;
  let at = start + 2;
  while (at < reading.end && text.charAt(at) !== "/" && !isTextBreak(text.charAt(at))) {
    at += text.charAt(at) === "\\" && text.charAt(at + 1) === "/" ? 2 : 1;
  }
  if (at < reading.end && text.charAt(at) === "/") {
    return { kind: kinds.regex, end: at + 1, value: readEscapes(text.slice(start + 2, at), "/") };
  }
  const end = trimmedEnd(text, start, Math.min(at, reading.end));
  report(lexical.XM1004, spanOf(file, start, end), {});
  return { kind: kinds.unknown, end };
}

/** The column in `${…}` that begins at an offset. */
export function scanQuotedColumn(reading: Reading, start: number): Lexeme {
  const { file, report } = reading;
  const { text } = file;
  let at = start + 2;
  while (at < reading.end && text.charAt(at) !== "}" && !isLineBreak(text.charCodeAt(at))) {
    at += text.charAt(at) === "\\" && at + 1 < reading.end && !isLineBreak(text.charCodeAt(at + 1)) ? 2 : 1;
  }
  if (at >= reading.end || text.charAt(at) !== "}") {
    const end = trimmedEnd(text, start, at);
    report(lexical.XM1002, spanOf(file, start, end), {});
    return { kind: kinds.unknown, end };
  }
  const end = at + 1;
  const segments = readSegments(text.slice(start + 2, at));
  if (!segments.includes("")) return { kind: kinds.column, end, segments };
  report(lexical.XM1014, spanOf(file, start, end), {});
  return { kind: kinds.unknown, end };
}

function isTextBreak(unit: string): boolean {
  return unit === "\n" || unit === "\r" || unit === "\u2028" || unit === "\u2029";
}
