import { quote } from "../../diagnostics/index.js";
import type { DateTime } from "../value.js";
import { compileDatePattern, type DatePattern, type ParseOptions } from "./date-pattern.js";
import { dateTimeAt, unknownZone } from "./date-time.js";
import { OFFSET_UTC, type Problem, type Zone, zoneOf } from "./zones.js";

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
export const OFFSET_PATTERNS: readonly string[] = [
  "yyyy-MM-dd'T'HH:mm:ssXXX",
  "yyyy-MM-dd'T'HH:mmXXX",
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}XXX`),
];

/** Patterns in the order they are tried, and of those that begin with `yyyy-MM-dd` the ones for what follows it. */
interface PatternList {
  readonly all: readonly DatePattern[];
  readonly isoDay: readonly DatePattern[];
  readonly isoSpace: readonly DatePattern[];
  readonly isoT: readonly DatePattern[];
}

function lazily(...patterns: readonly string[]): () => PatternList {
  let list: PatternList | null = null;
  return () => {
    list ??= listOf(patterns);
    return list;
  };
}

function listOf(patterns: readonly string[]): PatternList {
  const all = patterns.flatMap((pattern) => {
    const result = compileDatePattern(pattern, "java");
    return "pattern" in result ? [result.pattern] : [];
  });
  const startingWith = (start: string): readonly DatePattern[] =>
    all.filter(({ pattern }) => pattern.startsWith(start));
  return {
    all,
    isoDay: all.filter(({ pattern }) => pattern === "yyyy-MM-dd"),
    isoSpace: startingWith("yyyy-MM-dd "),
    isoT: startingWith("yyyy-MM-dd'T'"),
  };
}

const HYPHEN = 45;
const SPACE = 32;
const LETTER_T = 84;

/** The first pattern's reading; only the patterns that a text's shape leaves are tried. */
function firstOf(text: string, { all, isoDay, isoSpace, isoT }: PatternList, zone: Zone): DateTime | null {
  let patterns = all;
  if (text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN) {
    const next = text.charCodeAt(10);
    patterns = next === SPACE ? isoSpace : next === LETTER_T ? isoT : isoDay;
  }
  for (const pattern of patterns) {
    const dateTime = pattern.tryDateTime(text, zone);
    if (dateTime !== null) return dateTime;
  }
  return null;
}

function unreadable(text: string): Problem {
  return {
    problem: `${quote(text.slice(0, 200))} is not written in any of the date formats that Data Prep tries by itself`,
  };
}

const dateForms = lazily(...LISTED_PATTERNS, ...EXTRA_PATTERNS);
const fieldForms = lazily(...LISTED_PATTERNS, ...EXTRA_PATTERNS, ...OFFSET_PATTERNS);
// A listed pattern takes `Z` for a letter without meaning; another zone must not be read into such a text.
const zonedForms = lazily(...OFFSET_PATTERNS, ...LISTED_PATTERNS, ...EXTRA_PATTERNS);

/**
 * `date(text)` without a format: the 18 listed patterns in their order, then the extra forms. A text without an offset
 * is in UTC.
 */
export function parseDate(text: string): DateTime | Problem {
  return firstOf(text, dateForms(), OFFSET_UTC) ?? unreadable(text);
}

/**
 * A text assigned to a field of the format date-time. Assumed: as `date(text)`, and RFC 3339 with any offset. A delta
 * column may say another zone than UTC for texts that name none.
 */
export function parseXdmDateTime(text: string, options: ParseOptions = {}): DateTime | Problem {
  if (options.zone === undefined) return firstOf(text, fieldForms(), OFFSET_UTC) ?? unreadable(text);
  const zone = zoneOf(options.zone);
  return zone === null ? unknownZone(options.zone) : (firstOf(text, zonedForms(), zone) ?? unreadable(text));
}

/** A text assigned to a field of the format date: as a date-time; printDate gives the date at its own offset. */
export function parseXdmDate(text: string): DateTime | Problem {
  return parseXdmDateTime(text);
}

/** ISO 8601 as people write it by hand: a date, or a date-time with or without seconds, fraction and offset. */
const instants = lazily(
  "yyyy-MM-dd",
  "yyyy-MM-dd'T'HH:mm[:ss][XXX]",
  "yyyy-MM-dd'T'HH:mm[:ss]X",
  "yyyy-MM-dd HH:mm[:ss][XXX]",
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}[XXX]`),
  ...FRACTIONS.map((fraction) => `yyyy-MM-dd'T'HH:mm:ss.${fraction}X`),
);

/**
 * `--window-start` and `--window-end`: seconds since 1970-01-01T00:00:00Z, or ISO 8601 (UTC where it has no offset).
 * Nothing else: the bound of a window is not guessed at.
 */
export function parseInstant(text: string): DateTime | Problem {
  const trimmed = text.trim();
  if (/^[+-]?\d+$/.test(trimmed)) return parseEpochSecond(trimmed);
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d\d)-(\d\d)/.exec(trimmed) ?? [];
  // The patterns would take 30 February for the last day of that month, as Java does.
  if (Number(day) > 28 && new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate() < Number(day)) {
    return { problem: `${quote(text)} names a day that its month does not have` };
  }
  return (
    firstOf(trimmed, instants(), OFFSET_UTC) ?? {
      problem: `${quote(text)} is neither seconds since 1970 nor an ISO 8601 date like 2024-05-01T00:00:00Z`,
    }
  );
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
