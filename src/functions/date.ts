import { functions as codes } from "../diagnostics/functions.js";
import { nearest } from "../text/index.js";
import {
  compileDatePattern,
  type DatePattern,
  type DateTimeFields,
  fieldsOf,
  isProblem,
  parseDate,
} from "../values/dates/index.js";
import type { DateTime, Failure } from "../values/index.js";
import { assumed, type Call, documented, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { datetime, integerKind, longKind, optional, type Reader, text } from "./kinds.js";

const DOCS = "Data Prep functions";

/** A date-time stays one; anything else is read as text. */
const datetimeOrText: Reader<string | DateTime> = {
  type: text.type,
  label: text.label,
  read: (value) => (typeof value === "object" && value.kind === "datetime" ? value : text.read(value)),
};

const PATTERN_LETTERS: Assumption = {
  about: "the letters of a pattern",
  chosen:
    "Java's DateTimeFormatter, in English, lenient about days that a month has not; but up to three letters `u` are the " +
    "weekday and up to three `S` count milliseconds, as Data Prep's table says",
  refused: "DateTimeFormatter's own `u` (the year) and `S` (a fraction) always, or SimpleDateFormat throughout",
};

const WEEK_LETTERS: Assumption = {
  about: "the letters of weeks, `Y`, `w`, `W`, `e`, `c` and `F`",
  chosen: "weeks are ISO 8601's: they begin on Monday; `F` is the week of the month",
  refused: "weeks of the United States, which begin on Sunday",
};

export const date = fn({
  name: "date",
  category: "Date and time",
  summary: "Reads a text as a date-time. The format says how the input is written.",
  notes: [
    "Without a format, Data Prep's 18 patterns are tried in their order.",
    "A text without a zone is read in UTC.",
  ],
  assumptions: [
    {
      about: "texts that none of the 18 patterns fits",
      chosen: "ISO forms without a zone and `yyyy-MM-dd HH:mm`, with seconds or without, are read too; others fail",
      refused: "only the 18: then three samples of the page itself could not be read",
    },
    {
      about: "a date that cannot be read",
      chosen: "a failure, which makes the target null",
      refused: "the default, or null without a word",
    },
    {
      about: "the default",
      chosen: "it stands in for null and for the empty text",
      refused: "for null only; or for an unreadable date too",
    },
    {
      about: "an input with an offset",
      chosen: "the value keeps it; a date without a time loses it, as java.time's LocalDate",
      refused: "the value is moved to UTC",
    },
    PATTERN_LETTERS,
    WEEK_LETTERS,
  ],
  params: { date: datetimeOrText, format: optional(text, null), defaultDate: optional(datetime, null) },
  returns: datetime,
  onNull: "handled",
  nullWhen: "where the text is empty",
  fails: [codes.XM5001, codes.XM5002],
  fidelity: verified(`${DOCS}, date; Java 17, java.time.format.DateTimeFormatter`),
  examples: [
    { expr: 'date("2019-10-23 11:24", "yyyy-MM-dd HH:mm")', gives: "2019-10-23T11:24:00Z" },
    { expr: 'date("2019-10-23 11:24", "yyyy-MM-dd HH:mm", now())', gives: "2019-10-23T11:24:00Z" },
    { expr: 'date("12112020")', gives: "2020-12-11T00:00:00Z" },
    { expr: 'date("2019-10-23 11:24")', gives: "2019-10-23T11:24:00Z", fidelity: assumed("a form that no list names") },
    {
      expr: 'date(null, "yyyy-MM-dd", date("2020-01-01"))',
      gives: "2020-01-01T00:00:00Z",
      fidelity: documented(`${DOCS}, date`),
    },
    { expr: 'date("")', gives: null, fidelity: assumed("an empty text counts as null") },
    {
      expr: 'date("31/12/2020", "yyyy-MM-dd")',
      fails: "XM5001",
      fidelity: assumed("a failure, not null without a word"),
    },
    {
      expr: 'date("2020-12-31", "yyyy-MM-ddTHH")',
      fails: "XM5002",
      fidelity: assumed("a failure, not null without a word"),
    },
  ],
  prepare: ({ format }) => {
    const compiled = typeof format === "string" ? compileDatePattern(format, "adobe") : undefined;
    if (compiled === undefined || "problem" in compiled) return undefined;
    const { pattern } = compiled;
    return ({ date, defaultDate }, call) => {
      if (date === null || date === "") return defaultDate;
      return typeof date === "string" ? readWith(pattern, date, call) : date;
    };
  },
  run: ({ date, format, defaultDate }, call) => {
    if (date === null || date === "") return defaultDate;
    if (typeof date !== "string") return date;
    if (format === null) {
      const read = parseDate(date);
      return isProblem(read) ? call.fail(codes.XM5001, { reason: read.problem, format }) : read;
    }
    const compiled = compileDatePattern(format, "adobe");
    if ("problem" in compiled) {
      return call.fail(codes.XM5002, { functionName: "date", pattern: format, reason: compiled.problem.message });
    }
    return readWith(compiled.pattern, date, call);
  },
});

function readWith(pattern: DatePattern, date: string, call: Call<typeof codes.XM5001>): DateTime | Failure {
  const read = pattern.parseDateTime(date);
  return isProblem(read) ? call.fail(codes.XM5001, { reason: read.problem, format: pattern.pattern }) : read;
}

const ONE_READING: Assumption = {
  about: "several calls in one record",
  chosen: "all give the same time",
  refused: "each call reads the clock",
};

export const now = fn({
  name: "now",
  category: "Date and time",
  summary: "The current date and time; the same throughout one record.",
  assumptions: [ONE_READING],
  params: {},
  returns: datetime,
  pure: false,
  onNull: "null",
  fidelity: documented(`${DOCS}, now`),
  examples: [{ expr: 'date_part("year", now()) > 2000', gives: true }],
  run: (_args, call) => call.services.now(),
});

export const format = fn({
  name: "format",
  category: "Date and time",
  summary: "Writes a date-time with a pattern.",
  assumptions: [
    {
      about: "a text instead of a date-time",
      chosen: "it is read as date() reads it without a format",
      refused: "an error: the page asks for a date-time",
    },
    PATTERN_LETTERS,
    WEEK_LETTERS,
  ],
  params: { date: datetime, format: text },
  returns: text,
  onNull: "null",
  fails: [codes.XM5002],
  fidelity: verified("Java 17, java.time.format.DateTimeFormatter"),
  examples: [
    { expr: 'format(date("2019-10-23T11:24:35Z"), "yyyy-MM-dd HH:mm:ss")', gives: "2019-10-23 11:24:35" },
    {
      expr: 'format(date("2019-10-23"), "EEEE u")',
      gives: "Wednesday 3",
      fidelity: assumed("Data Prep's letter table"),
    },
    {
      expr: 'format(date("2019-10-23"), "yyyy-MM-ddT")',
      fails: "XM5002",
      fidelity: assumed("a failure, not null without a word"),
    },
  ],
  prepare: ({ format }) => {
    const compiled = format === undefined ? undefined : compileDatePattern(format, "adobe");
    if (compiled === undefined || "problem" in compiled) return undefined;
    const { pattern } = compiled;
    return ({ date }, call) => printedWith("format", date, pattern, call);
  },
  run: ({ date, format }, call) => printed("format", date, format, call),
});

export const NAMES_IN_ANY_CASE: Assumption = {
  about: "upper and lower case",
  chosen: "they do not matter: the page's own sample writes MM, its list mm",
  refused: "MM is unknown, or another part than mm",
};

export const datePart = fn({
  name: "date_part",
  category: "Date and time",
  summary: "One part of a date-time as a number: year, quarter, month, dayofyear, day, week, weekday, hour, minute, …",
  notes: ["The short names: yyyy yy | qq q | mm m | dy y | dd d | ww w | dw | hh hh24 hh12 | mi n | ss s | SSS ms."],
  assumptions: [
    { about: "`w`", chosen: "the week, which the page lists first", refused: "the weekday, for which it stands too" },
    { about: "the numbers of weekdays", chosen: "Monday is 1, Sunday 7", refused: "Sunday is 1, Saturday 7" },
    {
      about: "the numbers of weeks",
      chosen: "ISO 8601's: the first has four days in the year",
      refused: "of the United States: the first holds 1 January",
    },
    {
      about: "`hh12` at midnight and at noon",
      chosen: "12, as a clock shows it",
      refused: "0, as hours counted from it",
    },
    { about: "`yy`", chosen: "the whole year, as yyyy", refused: "its last two digits" },
    NAMES_IN_ANY_CASE,
  ],
  params: { component: text, date: datetime },
  returns: integerKind,
  onNull: "null",
  fails: [codes.XM5008],
  fidelity: verified(`${DOCS}, date_part`),
  examples: [
    { expr: 'date_part("MM", date("2019-10-17 11:55:12"))', gives: 10 },
    { expr: 'date_part("weekday", date("2019-10-17"))', gives: 4, fidelity: assumed("Monday is 1") },
    { expr: 'date_part("hh12", date("2019-10-17 00:30:00"))', gives: 12, fidelity: assumed("a clock's reading") },
    {
      expr: 'date_part("mont", date("2019-10-17"))',
      fails: "XM5008",
      fidelity: assumed("a failure, not null without a word"),
    },
  ],
  run: ({ component, date }, call) => {
    const part = namedPart(dateParts, component);
    if (part !== undefined) return partOf(fieldsOf(date), part);
    const near = nearest(component.toLowerCase(), dateParts.keys()) ?? null;
    return call.fail(codes.XM5008, { functionName: "date_part", part: component, near });
  },
});

export const timestamp = fn({
  name: "timestamp",
  category: "Date and time",
  summary: "The current time in milliseconds since 1970; the same throughout one record.",
  assumptions: [ONE_READING],
  params: {},
  returns: longKind,
  pure: false,
  onNull: "null",
  fidelity: documented(`${DOCS}, timestamp`),
  examples: [{ expr: "timestamp() > 1571850624571", gives: true }],
  run: (_args, call) => {
    const { epochSecond, nano } = call.services.now();
    return BigInt(epochSecond) * 1000n + BigInt(Math.floor(nano / 1e6));
  },
});

export const dformat = fn({
  name: "dformat",
  category: "Date and time",
  summary: "Writes a time in milliseconds since 1970 with a pattern, in UTC.",
  assumptions: [PATTERN_LETTERS, WEEK_LETTERS],
  params: { timestamp: longKind, format: text },
  returns: text,
  onNull: "null",
  fails: [codes.XM5002],
  fidelity: verified(`${DOCS}, dformat`),
  examples: [
    { expr: "dformat(1571829875000, \"yyyy-MM-dd'T'HH:mm:ss.SSSX\")", gives: "2019-10-23T11:24:35.000Z" },
    { expr: 'dformat("1571829875000", "yyyy")', gives: "2019", fidelity: assumed("text that spells a number") },
  ],
  run: ({ timestamp, format }, call) => {
    const second = timestamp / 1000n - (timestamp % 1000n < 0n ? 1n : 0n);
    const nano = Number(timestamp - second * 1000n) * 1_000_000;
    const date: DateTime = { kind: "datetime", epochSecond: Number(second), nano, offset: 0, zone: "UTC" };
    return printed("dformat", date, format, call);
  },
});

/** A date-time written with a pattern, or the failure of a pattern that cannot write it. */
function printed(
  functionName: string,
  date: DateTime,
  format: string,
  call: Call<typeof codes.XM5002>,
): string | Failure {
  const compiled = compileDatePattern(format, "adobe");
  if ("problem" in compiled) {
    return call.fail(codes.XM5002, { functionName, pattern: format, reason: compiled.problem.message });
  }
  return printedWith(functionName, date, compiled.pattern, call);
}

function printedWith(
  functionName: string,
  date: DateTime,
  pattern: DatePattern,
  call: Call<typeof codes.XM5002>,
): string | Failure {
  const result = pattern.format(date);
  return typeof result === "string"
    ? result
    : call.fail(codes.XM5002, { functionName, pattern: pattern.pattern, reason: result.problem });
}

export type DatePart =
  | "year"
  | "quarter"
  | "month"
  | "dayofyear"
  | "day"
  | "week"
  | "weekday"
  | "hour"
  | "hour12"
  | "minute"
  | "second"
  | "millisecond";

export const dateParts: ReadonlyMap<string, DatePart> = new Map([
  ["year", "year"],
  ["yyyy", "year"],
  ["yy", "year"],
  ["quarter", "quarter"],
  ["qq", "quarter"],
  ["q", "quarter"],
  ["month", "month"],
  ["mm", "month"],
  ["m", "month"],
  ["dayofyear", "dayofyear"],
  ["dy", "dayofyear"],
  ["y", "dayofyear"],
  ["day", "day"],
  ["dd", "day"],
  ["d", "day"],
  ["week", "week"],
  ["ww", "week"],
  ["w", "week"],
  ["weekday", "weekday"],
  ["dw", "weekday"],
  ["hour", "hour"],
  ["hh", "hour"],
  ["hh24", "hour"],
  ["hh12", "hour12"],
  ["minute", "minute"],
  ["mi", "minute"],
  ["n", "minute"],
  ["second", "second"],
  ["ss", "second"],
  ["s", "second"],
  ["millisecond", "millisecond"],
  ["sss", "millisecond"],
  ["ms", "millisecond"],
]);

/** A part by any of its names, letter case apart. */
export function namedPart<T>(parts: ReadonlyMap<string, T>, name: string): T | undefined {
  return parts.get(name.trim().toLowerCase());
}

function partOf(fields: DateTimeFields, part: DatePart): number {
  switch (part) {
    case "year":
      return fields.year;
    case "quarter":
      return fields.quarter;
    case "month":
      return fields.month;
    case "dayofyear":
      return fields.dayOfYear;
    case "day":
      return fields.day;
    case "week":
      return fields.week;
    case "weekday":
      return fields.weekday;
    case "hour":
      return fields.hour;
    case "hour12":
      return fields.hour % 12 === 0 ? 12 : fields.hour % 12;
    case "minute":
      return fields.minute;
    case "second":
      return fields.second;
    case "millisecond":
      return fields.millisecond;
  }
}
