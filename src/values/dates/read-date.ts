import { quote } from "../../diagnostics/index.js";
import type { DateTime } from "../value.js";
import { compileDatePattern, type DatePattern, type ParseOptions } from "./date-pattern.js";
import { dateTimeAt } from "./date-time.js";
import { isProblem, OFFSET_UTC, type Problem } from "./zones.js";

/** The patterns that Data Prep tries in this order, the first that fits wins. Source: Data Prep's guide to data formats. */
export const LISTED_PATTERNS: readonly string[] = [
  "yyyy-MM-dd HH:mm:ssZ",
  "yyyy-MM-dd HH:mm:ss.SSSZ",
  "yyyy-MM-dd HH:mm:ss.SSS",
  "yyyy-MM-dd'T'HH:mm:ss.SSSX",
  "yyyy-MM-dd'T'HH:mm:ss'Z'",
  "yyyy-MM-dd",
  "yyyy/MM/dd",
  "yyyy.MM.dd",
  "yyyy-MMM-dd",
  "yyyyMMdd",
  "MM-dd-yyyy",
  "MMddyyyy",
  "M/dd/yyyy",
  "dd.M.yyyy",
  "M/dd/yyyy hh:mm:ss a",
  "dd.M.yyyy hh:mm:ss a",
  "dd.MMM.yyyy",
  "dd-MMM-yyyy",
];

/** `S` to `SSSSSSSSS`. */
const FRACTIONS: readonly string[] = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((digits) => "S".repeat(digits));

/**
 * Forms that no list names but samples of the documentation read: ISO 8601 without a zone, and a date and a time with a
 * space between them. Assumed.
 */
export const EXTRA_PATTERNS: readonly string[] = [
  "yyyy-MM-dd HH:mm:ss",
  "yyyy-MM-dd HH:mm",
  "yyyy-MM-dd'T'HH:mm:ss",
  "yyyy-MM-dd'T'HH:mm",
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}`),
];

/** RFC 3339 with an offset, which XDM's date-time format is. Assumed for texts assigned to a field without `date()`. */
const OFFSET_PATTERNS: readonly string[] = [
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  "yyyy-MM-dd'T'HH:mmXXX",
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}XXX`),
];

function lazily(patterns: readonly string[]): () => readonly DatePattern[] {
  let compiled: readonly DatePattern[] | null = null;
  return () => {
    compiled ??= patterns.flatMap((pattern) => {
      const result = compileDatePattern(pattern, "java");
      return "pattern" in result ? [result.pattern] : [];
    });
    return compiled;
  };
}

const listed = lazily(LISTED_PATTERNS);
const extra = lazily(EXTRA_PATTERNS);
const withOffset = lazily(OFFSET_PATTERNS);

function firstOf(
  text: string,
  families: readonly (() => readonly DatePattern[])[],
  options?: ParseOptions,
): DateTime | Problem {
  for (const patterns of families) {
    for (const pattern of patterns()) {
      const read = pattern.parseDateTime(text, options);
      if (!isProblem(read)) return read;
    }
  }
  return { problem: `${quote(text)} is not written in any of the date formats that Data Prep tries by itself` };
}

/**
 * `date(text)` without a format: the 18 listed patterns in their order, then the extra forms. A text without an offset
 * is in UTC.
 */
export function parseDate(text: string): DateTime | Problem {
  return firstOf(text, [listed, extra]);
}

/**
 * A text assigned to a field of the format date-time. Assumed: as `date(text)`, and RFC 3339 with any offset. A delta
 * column may say another zone than UTC for texts that name none.
 */
export function parseXdmDateTime(text: string, options?: ParseOptions): DateTime | Problem {
  // A listed pattern takes `Z` for a letter without meaning; another zone must not be read into such a text.
  return firstOf(
    text,
    options?.zone === undefined ? [listed, extra, withOffset] : [withOffset, listed, extra],
    options,
  );
}

/** A text assigned to a field of the format date: the same, and of the result the date at its own offset. */
export function parseXdmDate(text: string): DateTime | Problem {
  return firstOf(text, [listed, extra, withOffset]);
}

/** ISO 8601 as people write it by hand: a date, or a date-time with or without seconds, fraction and offset. */
const instants = lazily([
  "yyyy-MM-dd",
  "yyyy-MM-dd'T'HH:mm[:ss][XXX]",
  "yyyy-MM-dd'T'HH:mm[:ss]X",
  "yyyy-MM-dd HH:mm[:ss][XXX]",
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}[XXX]`),
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}X`),
]);

/**
 * `--window-start` and `--window-end`: seconds since 1970-01-01T00:00:00Z, or ISO 8601 (UTC where it has no offset).
 * Nothing else: the bound of a window is not guessed at.
 */
export function parseInstant(text: string): DateTime | Problem {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return parseEpochSecond(trimmed);
  const read = firstOf(trimmed, [instants]);
  return isProblem(read)
    ? { problem: `${quote(text)} is neither seconds since 1970 nor an ISO 8601 date like 2024-05-01T00:00:00Z` }
    : read;
}

function parseEpochSecond(digits: string): DateTime | Problem {
  if (/^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(digits)) {
    const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
    return { problem: `${quote(digits)} could be seconds since 1970 or the day ${day}; write the day as ${day}` };
  }
  const digitCount = digits.replace(/^[+-]0*/, "").length;
  if (digitCount > 11) {
    return { problem: `${quote(digits)} is too large for seconds since 1970; milliseconds are divided by 1000 first` };
  }
  return dateTimeAt(OFFSET_UTC, Number(digits), 0);
}
