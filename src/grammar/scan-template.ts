import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import { isLineBreak } from "./characters.js";
import { readTemplateText } from "./escapes.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { columnOf, findLineEnd, trimmedEnd } from "./lines.js";
import { kinds } from "./token.js";

/** A part of a template, which begins where the last one ended; an expression is left to the scanner. */
export type TemplatePiece = Lexeme | { readonly expressionEnd: number };

/**
 * The pieces of the template that begins at an offset, in their order. `indent` is its statement's: a template runs over
 * lines that are indented deeper, and over any where it is -1.
 */
export function* scanTemplate(reading: Reading, start: number, indent: number): Generator<TemplatePiece> {
  const { file, report } = reading;
  const { text } = file;
  const close = findTemplateEnd(reading, start, indent);
  if (close < 0) {
    const end = trimmedEnd(text, start, findLineEnd(text, start, reading.end));
    report(lexical.XM1003, spanOf(file, start, end), { part: "template" });
    yield { kind: kinds.unknown, end };
    return;
  }
  let at = start + 1;
  yield { kind: kinds.templateStart, end: at };
  let textStart = at;
  while (at < close) {
    const unit = text.charAt(at);
    if (unit === "\\") at += 2;
    else if ((unit === "$" || unit === "#") && text.charAt(at + 1) === "{") {
      if (textStart < at) yield textPiece(text, textStart, at);
      const brace = findClosingBrace(text, at + 2, close);
      if (brace < 0) {
        report(lexical.XM1003, spanOf(file, at, close), { part: "expression" });
        yield { kind: kinds.unknown, end: close };
        at = close;
      } else {
        yield { kind: kinds.templateOpen, end: at + 2, value: unit };
        yield { expressionEnd: brace };
        at = brace + 1;
        yield { kind: kinds.templateClose, end: at };
      }
      textStart = at;
    } else at++;
  }
  if (textStart < close) yield textPiece(text, textStart, close);
  yield { kind: kinds.templateEnd, end: close + 1 };
}

function textPiece(text: string, start: number, end: number): Lexeme {
  return { kind: kinds.templateText, end, value: readTemplateText(text.slice(start, end)) };
}

/** The offset of a template's closing backtick, or -1. */
function findTemplateEnd({ file, end }: Reading, start: number, indent: number): number {
  const { text } = file;
  for (let at = start + 1; at < end; at++) {
    const unit = text.charAt(at);
    if (unit === "`") return at;
    if (unit === "\\") at++;
    else if (indent >= 0 && isLineBreak(text.charCodeAt(at))) {
      const space = /^(?:\r?\n|\r)([ \t]*)(?=\S)/.exec(text.slice(at, at + 400))?.[1];
      if (space !== undefined && columnOf(space) <= indent) return -1;
    }
  }
  return -1;
}

/** The `}` that closes a template's expression, or -1: braces nest, quotes hide. */
function findClosingBrace(text: string, start: number, end: number): number {
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
