import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { kinds } from "./token.js";

// JEXL 3.2's two number tokens; the longer match wins.
const INTEGER = /0[xX][0-9a-fA-F]+[lLhH]?|0[0-7]*[lLhH]?|[1-9][0-9]*[lLhH]?/y;
const FRACTION =
  /[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?[fFdDbB]?|[0-9]+\.?(?:[eE][+-]?[0-9]+[fFdDbB]?|[fFdDbB])|\.[0-9]+(?:[eE][+-]?[0-9]+[fFdDbB]?|[fFdDbB])/y;
const DATE =
  /[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])/y;
/** `31/12/2020` and `2020/12/31`, which no calculation looks like. */
const SLASHED = /(?:[0-9]{1,2}\/[0-9]{1,2}\/[0-9]{4}|[0-9]{4}\/[0-9]{1,2}\/[0-9]{1,2})(?![\w.])/y;
const WORD_OPERATOR = /(?:and|or|eq|ne|lt|le|gt|ge|div|mod)(?![\w$])/y;
const RUN = /[\w$.]+/y;
const JSON_NUMBER = /-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w$-])/y;

/** The number of an expression that begins with the digit at an offset. A malformed one is reported and taken whole. */
export function scanNumber(reading: Reading, start: number): Lexeme {
  const date = scanDate(reading, start);
  if (date !== undefined) return date;
  const { text } = reading.file;
  const end = start + Math.max(lengthAt(INTEGER, text, start), lengthAt(FRACTION, text, start));
  const hangs = text.charAt(end) === "." && !/[.\w$"'`\s\u0080-\uffff]/.test(text.charAt(end + 1));
  const dotAtEnd = text.charAt(end) === "." && (/\s/.test(text.charAt(end + 1)) || end + 1 === text.length);
  if (hangs || dotAtEnd) return malformed(reading, start, end + 1);
  if (!/[\w$]/.test(text.charAt(end)) || lengthAt(WORD_OPERATOR, text, end) > 0) return { kind: kinds.number, end };
  return malformed(reading, start, end + lengthAt(/\w+/y, text, end));
}

/**
 * The number that begins with the dot at an offset: `.5f`. One without a suffix is malformed (`.5`), and after an operand
 * it is none: the dot is a member's.
 */
export function scanDotNumber(reading: Reading, start: number, isAfterOperand: boolean): Lexeme | undefined {
  const { text } = reading.file;
  const length = lengthAt(FRACTION, text, start);
  if (length > 0) return { kind: kinds.number, end: start + length };
  return isAfterOperand ? undefined : malformed(reading, start, start + lengthAt(RUN, text, start));
}

/** A number as records and target paths have it, JSON's, if one begins at an offset. */
export function scanPlainNumber(reading: Reading, start: number): Lexeme | undefined {
  const date = scanDate(reading, start);
  if (date !== undefined) return date;
  const length = lengthAt(JSON_NUMBER, reading.file.text, start);
  return length === 0 ? undefined : { kind: kinds.number, end: start + length };
}

/** A date that somebody left unquoted: read as the text that is meant. */
function scanDate({ file, report }: Reading, start: number): Lexeme | undefined {
  const length = lengthAt(DATE, file.text, start);
  const isDashed = length > 0;
  const end = start + (isDashed ? length : lengthAt(SLASHED, file.text, start));
  if (end === start) return undefined;
  const date = file.text.slice(start, end);
  const span = spanOf(file, start, end);
  const fixes = [{ title: "Put the date in quotes", safe: true, edits: [{ span, text: `"${date}"` }] }];
  report(lexical.XM1010, span, { date, isDashed }, { fixes });
  return { kind: kinds.string, end, value: date };
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function malformed({ file, report }: Reading, start: number, end: number): Lexeme {
  const text = file.text.slice(start, end);
  const { why, instead } = explain(text);
  const span = spanOf(file, start, end);
  const fixes =
    instead === undefined ? [] : [{ title: `Write ${instead}`, safe: true, edits: [{ span, text: instead }] }];
  report(lexical.XM1011, span, { text, why, instead }, { fixes });
  return { kind: kinds.number, end };
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
