import type { Report } from "../diagnostics/define.js";
import { lexical } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";

// JEXL 3.2's two number tokens; the longer match wins.
const INTEGER = /0[xX][0-9a-fA-F]+[lLhH]?|0[0-7]*[lLhH]?|[1-9][0-9]*[lLhH]?/y;
const FRACTION =
  /[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?[fFdDbB]?|[0-9]+\.?(?:[eE][+-]?[0-9]+[fFdDbB]?|[fFdDbB])|\.[0-9]+(?:[eE][+-]?[0-9]+[fFdDbB]?|[fFdDbB])/y;
const DATE =
  /[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])/y;
const WORD_OPERATOR = /(?:and|or|eq|ne|lt|le|gt|ge|div|mod)(?![\w$])/y;
const RUN = /[\w$.]+/y;
const JSON_NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w$-])/y;

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** The length of a date that somebody left unquoted, or 0. */
export function dateLength(text: string, at: number): number {
  return lengthAt(DATE, text, at);
}

/** The length of a number with a suffix or an exponent that begins with a dot (`.5f`), or 0. */
export function dotNumberLength(text: string, at: number): number {
  return lengthAt(FRACTION, text, at);
}

/** The length of a number as records and target paths have it, or 0. */
export function jsonNumberLength(text: string, at: number): number {
  return lengthAt(JSON_NUMBER, text, at);
}

/** The end of the number at `at`, which is a digit. A malformed one is reported and taken whole. */
export function scanNumber(file: SourceFile, at: number, report: Report): number {
  const { text } = file;
  const end = at + Math.max(lengthAt(INTEGER, text, at), lengthAt(FRACTION, text, at));
  const hangs = text.charAt(end) === "." && !/[.\w$"'`\s\u0080-\uffff]/.test(text.charAt(end + 1));
  const dotAtEnd = text.charAt(end) === "." && (/\s/.test(text.charAt(end + 1)) || end + 1 === text.length);
  if (hangs || dotAtEnd) return malformed(file, at, end + 1, report);
  if (!/[\w$]/.test(text.charAt(end)) || lengthAt(WORD_OPERATOR, text, end) > 0) return end;
  return malformed(file, at, end + lengthAt(/\w+/y, text, end), report);
}

/** `.5`: fractions begin with a digit. */
export function scanDotNumber(file: SourceFile, at: number, report: Report): number {
  return malformed(file, at, at + lengthAt(RUN, file.text, at), report);
}

function malformed(file: SourceFile, start: number, end: number, report: Report): number {
  const text = file.text.slice(start, end);
  const { why, instead } = explain(text);
  const span = spanOf(file, start, end);
  const fixes =
    instead === undefined ? [] : [{ title: `Write ${instead}`, safe: true, edits: [{ span, text: instead }] }];
  report(lexical.XM1011, span, { text, why, instead }, { fixes });
  return end;
}

function explain(text: string): { readonly why: string; readonly instead: string | undefined } {
  if (/^\.[0-9]+$/.test(text)) return { why: "a fraction begins with a digit", instead: `0${text}` };
  if (/^[0-9]+\.$/.test(text)) return { why: "digits are missing after the dot", instead: `${text}0` };
  if (/^0[0-9]+$/.test(text)) {
    return { why: "a leading zero makes it octal, which has no 8 and no 9", instead: text.replace(/^0+(?=.)/, "") };
  }
  if (/^[0-9_]+$/.test(text)) return { why: "digits are not grouped", instead: text.replaceAll("_", "") };
  if (/^0[xX]/.test(text)) return { why: "hexadecimal digits are 0 to 9 and A to F", instead: undefined };
  if (/^[0-9.]+[lLhH]$/.test(text))
    return { why: "the suffixes L and H belong to integers", instead: `${text.slice(0, -1)}B` };
  return { why: "letters follow the digits", instead: undefined };
}
