import { quote } from "../../diagnostics/index.js";
import type { DateTime } from "../value.js";
import { dateOfEpochDay, type LocalFields, SECONDS_A_DAY } from "./calendar.js";
import { dateTimeAt, unknownZone } from "./date-time.js";
import { type FixedResult, fixedShapeOf } from "./fixed-shape.js";
import { formatParts, printedOf } from "./format-text.js";
import { type DateLocale, ENGLISH, ENGLISH_ISO } from "./locale.js";
import { matchParts } from "./match-text.js";
import type { Part } from "./pattern-parts.js";
import { type Dialect, type PatternProblem, parsePattern } from "./pattern-syntax.js";
import { Reading } from "./reading.js";
import { type Resolved, resolve } from "./resolve.js";
import { isProblem, OFFSET_UTC, offsetOfLocal, type Problem, type Zone, zoneOf } from "./zones.js";

/** The first of these that a text's fields make: the order that Data Prep's dates are tried in (assumed). */
type ResultType = "ZonedDateTime" | "LocalDateTime" | "LocalDate" | "OffsetTime" | "LocalTime" | "YearMonth" | "Year";

export interface ParsedDate {
  readonly resultType: ResultType;
  /** The wall clock; what the type does not have is 1970-01-01, or 00:00. */
  readonly local: LocalFields;
  /** Of ZonedDateTime and OffsetTime, in seconds. */
  readonly offset: number | null;
  /** The instant; null where there is no whole date. Without an offset or zone of its own it is in the zone asked for. */
  readonly dateTime: DateTime | null;
}

export interface ParseOptions {
  /** The zone of texts that name none: an id as zoneOf takes it. UTC where left out. */
  readonly zone?: string;
}

/** A compiled pattern. Texts and values that do not fit are problems in words; nothing is thrown. */
export interface DatePattern {
  readonly pattern: string;
  /** Reads a text into whatever its fields make. */
  readonly parse: (text: string, options?: ParseOptions) => ParsedDate | Problem;
  /** Reads a text that must give a whole date: the faster way. */
  readonly parseDateTime: (text: string, options?: ParseOptions) => DateTime | Problem;
  /** As parseDateTime, where only whether it fits is of interest; a zone as zoneOf gives it. */
  readonly tryDateTime: (text: string, zone: Zone) => DateTime | null;
  readonly format: (value: DateTime) => string | Problem;
}

type Compiled = { readonly pattern: DatePattern } | { readonly problem: PatternProblem };

const LIMIT = 256;
const compiled = new Map<string, Compiled>();

/**
 * Compiles a date pattern, or says what is wrong with it and where. Source: java.time.format.DateTimeFormatter,
 * Locale.ENGLISH, resolver style SMART; in the dialect `adobe` with the letters of Data Prep's table. Kept for reuse.
 */
export function compileDatePattern(pattern: string, dialect: Dialect): Compiled {
  const key = `${dialect}:${pattern}`;
  const kept = compiled.get(key);
  if (kept !== undefined) return kept;
  const result = compileFor(pattern, dialect, dialect === "java" ? ENGLISH : ENGLISH_ISO);
  if (compiled.size >= LIMIT) compiled.clear();
  compiled.set(key, result);
  return result;
}

/** As compileDatePattern, for another English; not kept. */
export function compileFor(pattern: string, dialect: Dialect, locale: DateLocale): Compiled {
  const parts = parsePattern(pattern, dialect);
  return "message" in parts ? { problem: parts } : { pattern: patternOf(pattern, parts, locale) };
}

function patternOf(pattern: string, parts: readonly Part[], locale: DateLocale): DatePattern {
  const shape = fixedShapeOf(parts);
  const reading = new Reading();
  const fixed: FixedResult = { localSecond: 0, nano: 0, hasTime: false, offset: Number.NaN };

  const read = (text: string): Resolved | Problem => {
    reading.clear();
    const end = matchParts(parts, text, 0, reading, locale);
    return end === text.length ? resolve(reading, locale) : { problem: mismatch(text, end, reading.fatal) };
  };
  const refuse = (text: string, { problem }: Problem): Problem => ({
    problem: `${quoteStart(text)} is no date of the pattern ${quote(pattern)}: ${problem}`,
  });

  return {
    pattern,
    parse: (text, options) => {
      const zone = zoneFor(options);
      if (isProblem(zone)) return zone;
      if (shape?.read(text, fixed) === "read") return fixedParsedDate(fixed, zone);
      const resolved = read(text);
      if (isProblem(resolved)) return refuse(text, resolved);
      const parsed = parsedDateOf(resolved, zone);
      return isProblem(parsed) ? refuse(text, parsed) : parsed;
    },
    parseDateTime: (text, options) => {
      const zone = zoneFor(options);
      if (isProblem(zone)) return zone;
      if (shape?.read(text, fixed) === "read") return fixedDateTime(fixed, zone);
      const resolved = read(text);
      if (isProblem(resolved)) return refuse(text, resolved);
      const dateTime = dateTimeOfResolved(resolved, zone);
      if (dateTime === null) return refuse(text, { problem: "it gives no whole date" });
      return isProblem(dateTime) ? refuse(text, dateTime) : dateTime;
    },
    tryDateTime: (text, zone) => {
      const known = shape?.read(text, fixed) ?? "undecided";
      if (known === "read") return fixedDateTime(fixed, zone);
      if (known === "refused") return null;
      reading.clear();
      if (matchParts(parts, text, 0, reading, locale) !== text.length) return null;
      const resolved = resolve(reading, locale);
      if (isProblem(resolved)) return null;
      const dateTime = dateTimeOfResolved(resolved, zone);
      return dateTime === null || isProblem(dateTime) ? null : dateTime;
    },
    format: ({ epochSecond, nano, offset, zone }) =>
      formatParts(parts, printedOf(epochSecond, nano, offset, zone), locale),
  };
}

function zoneFor(options: ParseOptions | undefined): Zone | Problem {
  if (options?.zone === undefined) return OFFSET_UTC;
  return zoneOf(options.zone) ?? unknownZone(options.zone);
}

/** A text may be megabytes long; a message shows its start. */
function quoteStart(text: string): string {
  return quote(text.slice(0, 200));
}

function mismatch(text: string, end: number, fatal: string | null): string {
  if (fatal !== null) return fatal;
  const at = end < 0 ? ~end : end;
  if (end >= 0) return `${quoteStart(text.slice(at))} is left over`;
  return at >= text.length ? "it ends too early" : `${quoteStart(text.slice(at))} does not fit`;
}

function fixedDateTime({ localSecond, nano, hasTime, offset }: FixedResult, zone: Zone): DateTime {
  // A date needs no offset of its own: Java leaves the offset out of a date without time.
  if (hasTime && !Number.isNaN(offset)) {
    return { kind: "datetime", epochSecond: localSecond - offset, nano, offset, zone: null };
  }
  return dateTimeAt(zone, localSecond - offsetOfLocal(zone, localSecond), nano);
}

function fixedParsedDate(fixed: FixedResult, zone: Zone): ParsedDate {
  const { localSecond, nano, hasTime, offset } = fixed;
  const epochDay = Math.floor(localSecond / SECONDS_A_DAY);
  const local = localAt(epochDay, localSecond - epochDay * SECONDS_A_DAY, nano);
  const dateTime = fixedDateTime(fixed, zone);
  if (!hasTime) return { resultType: "LocalDate", local, offset: null, dateTime };
  return Number.isNaN(offset)
    ? { resultType: "LocalDateTime", local, offset: null, dateTime }
    : { resultType: "ZonedDateTime", local, offset, dateTime };
}

function dateTimeOfResolved(resolved: Resolved, fallback: Zone): DateTime | Problem | null {
  const { epochDay, epochSecond, nano, zone } = resolved;
  if (epochDay === null) return null;
  const secondOfDay = resolved.secondOfDay ?? 0;
  if (epochSecond !== null && zone !== null) return exactly(zone, epochDay, secondOfDay, epochSecond, nano);
  const localSecond = epochDay * SECONDS_A_DAY + secondOfDay;
  return exactly(fallback, epochDay, secondOfDay, localSecond - offsetOfLocal(fallback, localSecond), nano);
}

/** Some 280 million years from now a double holds every fourth second only; this one may be among them. */
function exactly(
  zone: Zone,
  epochDay: number,
  secondOfDay: number,
  epochSecond: number,
  nano: number,
): DateTime | Problem {
  const dateTime = dateTimeAt(zone, epochSecond, nano);
  if (!Number.isSafeInteger(epochSecond) && (secondOfDay % 4 !== 0 || dateTime.offset % 4 !== 0)) {
    return { problem: `the year ${dateOfEpochDay(epochDay).year} is too far away to be held to the second` };
  }
  return dateTime;
}

const NO_RESULT: Problem = { problem: "it gives neither a date nor a time" };

function parsedDateOf(resolved: Resolved, fallback: Zone): ParsedDate | Problem {
  const { epochDay, secondOfDay, nano, epochSecond, offset } = resolved;
  if (epochDay !== null) {
    const dateTime = dateTimeOfResolved(resolved, fallback);
    if (dateTime === null) return NO_RESULT;
    if (isProblem(dateTime)) return dateTime;
    if (epochSecond !== null) {
      // Its own clock shows the time, which a change to daylight saving may have moved.
      const moved = dateTime.epochSecond + dateTime.offset;
      const day = Math.floor(moved / SECONDS_A_DAY);
      const local = localAt(day, moved - day * SECONDS_A_DAY, nano);
      return { resultType: "ZonedDateTime", local, offset: dateTime.offset, dateTime };
    }
    const resultType = secondOfDay === null ? "LocalDate" : "LocalDateTime";
    return { resultType, local: localAt(epochDay, secondOfDay ?? 0, nano), offset: null, dateTime };
  }
  if (secondOfDay !== null) {
    const resultType = offset === null ? "LocalTime" : "OffsetTime";
    return { resultType, local: localAt(0, secondOfDay, nano), offset, dateTime: null };
  }
  const { year, month } = resolved;
  if (year === null) return NO_RESULT;
  const local = { year, month: month ?? 1, day: 1, hour: 0, minute: 0, second: 0, nano: 0 };
  return { resultType: month === null ? "Year" : "YearMonth", local, offset: null, dateTime: null };
}

function localAt(epochDay: number, secondOfDay: number, nano: number): LocalFields {
  const { year, month, day } = dateOfEpochDay(epochDay);
  const minuteOfDay = Math.floor(secondOfDay / 60);
  const hour = Math.floor(minuteOfDay / 60);
  return { year, month, day, hour, minute: minuteOfDay - hour * 60, second: secondOfDay - minuteOfDay * 60, nano };
}
