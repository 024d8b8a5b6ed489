import { isProblem, parseXdmDateTime } from "../../values/dates/index.js";
import type { DateTime } from "../../values/index.js";

// What generated code asks of a text before it converts it without `convert`. Where the answer is no, `convert` decides.

const ZERO = 48;
const NINE = 57;
const MINUS = 45;
const POINT = 46;

/** So many digits any double holds exactly, and prints as they are. */
const EXACT_DIGITS = 15;

/** Whether a text is a whole number as JSON has it, of no more digits than a double holds. */
export function isPlainWhole(text: string): boolean {
  const { length } = text;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (length === start || length - start > EXACT_DIGITS) return false;
  for (let at = start; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < ZERO || unit > NINE) return false;
  }
  return text.charCodeAt(start) !== ZERO || length === 1;
}

/**
 * What digits with a point, or without, are: 1 where JavaScript prints the number as the text has it, 2 where it is read
 * as it stands but printed otherwise, 0 for anything else.
 */
export function decimalKind(text: string): 0 | 1 | 2 {
  const { length } = text;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  if (length === start || length - start > EXACT_DIGITS) return 0;
  let point = -1;
  for (let at = start; at < length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === POINT && point < 0 && at > start) point = at;
    else if (unit < ZERO || unit > NINE) return 0;
  }
  const leadsWithZero = text.charCodeAt(start) === ZERO;
  if (point < 0) return leadsWithZero && length > 1 ? 2 : 1;
  if (point === length - 1 || text.charCodeAt(length - 1) === ZERO) return 2;
  // Small numbers are printed with an exponent; those that begin with zeros after the point are left to the printer.
  if (leadsWithZero) return point === start + 1 && text.charCodeAt(point + 1) !== ZERO ? 1 : 2;
  return 1;
}

/** The date-time of a text, as it is converted for a date field; null where it is none. */
export function dateOfText(text: string): DateTime | null {
  const read = parseXdmDateTime(text);
  return isProblem(read) ? null : read;
}
