import { functions as codes } from "../diagnostics/functions.js";
import { nearest } from "../text/index.js";
import { dateTimeOf, inZone, isProblem, type LocalFields, localOf, withLocal } from "../values/dates/index.js";
import { type DatePart, dateParts, NAMES_IN_ANY_CASE, namedPart } from "./date.js";
import { assumed, fn, verified } from "./define.js";
import { datetime, integerKind, text } from "./kinds.js";

const DOCS = "Data Prep functions";

export const setDatePart = fn({
  name: "set_date_part",
  category: "Date and time",
  summary: "A date-time with one part replaced: year, month, day, hour, minute or second.",
  assumptions: [
    {
      about: "a day that the month does not have",
      chosen: "set as the day it fails; a new year or month moves it to the last day, as java.time does",
      refused: "the date rolls over into the next month, or every such change fails",
    },
    NAMES_IN_ANY_CASE,
  ],
  params: { component: text, value: integerKind, date: datetime },
  returns: datetime,
  onNull: "null",
  fails: [codes.XM5008, codes.XM5012],
  fidelity: verified(`${DOCS}, set_date_part`),
  examples: [
    { expr: 'set_date_part("m", 4, date("2016-11-09T11:44:44Z"))', gives: "2016-04-09T11:44:44Z" },
    {
      expr: 'set_date_part("month", 2, date("2016-01-31"))',
      gives: "2016-02-29T00:00:00Z",
      fidelity: assumed("java.time: a new month moves the day"),
    },
    { expr: 'set_date_part("day", 31, date("2016-02-01"))', fails: "XM5012", fidelity: assumed("java.time") },
    {
      expr: 'set_date_part("week", 1, date("2016-02-01"))',
      fails: "XM5008",
      fidelity: assumed("a failure, not null without a word"),
    },
  ],
  run: ({ component, value, date }, call) => {
    const field = namedPart(SETTABLE, component);
    if (field === undefined) {
      const near = nearest(component.toLowerCase(), SETTABLE.keys()) ?? null;
      return call.fail(codes.XM5008, { functionName: "set_date_part", part: component, near });
    }
    const local = { ...localOf(date), [field]: value };
    const changed = withLocal(date, field === "year" || field === "month" ? withDayInMonth(local) : local);
    if (!isProblem(changed)) return changed;
    return call.fail(codes.XM5012, { functionName: "set_date_part", reason: changed.problem });
  },
});

/** The names that date_part() has for them, but for `hh24`, which the documentation lists only there. */
const SETTABLE = new Map<string, keyof LocalFields>();
for (const [name, part] of dateParts) if (name !== "hh24" && isSettable(part)) SETTABLE.set(name, part);

function isSettable(part: DatePart): part is DatePart & keyof LocalFields {
  return ["year", "month", "day", "hour", "minute", "second"].includes(part);
}

/** The last day of the month where the day lies behind it. */
function withDayInMonth(local: LocalFields): LocalFields {
  const isLeap = (local.year % 4 === 0 && local.year % 100 !== 0) || local.year % 400 === 0;
  const last = local.month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(local.month) ? 30 : 31;
  return { ...local, day: Math.min(local.day, last) };
}

export const makeDateTime = fn({
  name: "make_date_time",
  aliases: ["make_timestamp"],
  category: "Date and time",
  summary: "A date-time out of its numbers and a time zone.",
  assumptions: [
    {
      about: "how it is printed",
      chosen: "with the zone's offset: `2019-10-17T11:55:12-07:00`",
      refused: "the local time with a Z, as the page prints it, which is another instant",
    },
    {
      about: "a number out of its range, an unknown zone",
      chosen: "a failure, as java.time",
      refused: "the number rolls over, the zone is UTC",
    },
    {
      about: "a time that daylight saving leaves out",
      chosen: "it moves forward by the gap, as java.time",
      refused: "a failure",
    },
  ],
  params: {
    year: integerKind,
    month: integerKind,
    day: integerKind,
    hour: integerKind,
    minute: integerKind,
    second: integerKind,
    nanosecond: integerKind,
    timezone: text,
  },
  returns: datetime,
  onNull: "null",
  fails: [codes.XM5012],
  fidelity: verified("Java 17, java.time.ZonedDateTime"),
  examples: [
    {
      expr: 'make_date_time(2019, 10, 17, 11, 55, 12, 999, "America/Los_Angeles")',
      gives: "2019-10-17T11:55:12-07:00",
      fidelity: assumed("the sample labels local time as UTC"),
    },
    { expr: 'make_timestamp(2020, 2, 29, 0, 0, 0, 0, "UTC")', gives: "2020-02-29T00:00:00Z" },
    {
      expr: 'make_date_time(2020, 3, 29, 2, 30, 0, 0, "Europe/Paris")',
      gives: "2020-03-29T03:30:00+02:00",
      fidelity: assumed("java.time: the clock moves forward"),
    },
    { expr: 'make_date_time(2021, 2, 31, 0, 0, 0, 0, "UTC")', fails: "XM5012", fidelity: assumed("java.time") },
    { expr: 'make_date_time(2021, 2, 1, 0, 0, 0, 0, "Mars")', fails: "XM5012", fidelity: assumed("java.time") },
  ],
  run: ({ year, month, day, hour, minute, second, nanosecond, timezone }, call) => {
    const made = dateTimeOf({ year, month, day, hour, minute, second, nano: nanosecond }, timezone);
    if (!isProblem(made)) return made;
    return call.fail(codes.XM5012, { functionName: "make_date_time", reason: made.problem });
  },
});

export const zoneDateToUtc = fn({
  name: "zone_date_to_utc",
  category: "Date and time",
  summary: "The same instant in UTC.",
  assumptions: [
    {
      about: "short names such as PST",
      chosen: "the region that Java takes them for: PST is Los Angeles, with daylight saving",
      refused: "a fixed offset, which the page's sample would need: PST is -08:00 all year",
    },
  ],
  params: { date: datetime },
  returns: datetime,
  onNull: "null",
  fidelity: verified("Java 17, java.time.ZonedDateTime.withZoneSameInstant"),
  examples: [
    {
      expr: 'zone_date_to_utc(make_date_time(2020, 3, 29, 12, 0, 0, 0, "Europe/Paris"))',
      gives: "2020-03-29T10:00:00Z",
    },
  ],
  run: ({ date }) => ({ ...date, offset: 0, zone: "UTC" }),
});

export const zoneDateToZone = fn({
  name: "zone_date_to_zone",
  category: "Date and time",
  summary: "The same instant in another time zone.",
  assumptions: [
    {
      about: "how it is printed",
      chosen: "with the zone's offset",
      refused: "with a Z, as the page prints it, which is another instant",
    },
  ],
  params: { date: datetime, zone: text },
  returns: datetime,
  onNull: "null",
  fails: [codes.XM5012],
  fidelity: verified("Java 17, java.time.ZonedDateTime.withZoneSameInstant"),
  examples: [
    {
      expr: 'zone_date_to_zone(date("2021-10-26T13:43:59Z"), "Europe/Paris")',
      gives: "2021-10-26T15:43:59+02:00",
      fidelity: assumed("printed with the offset"),
    },
  ],
  run: ({ date, zone }, call) => {
    const moved = inZone(date, zone);
    if (!isProblem(moved)) return moved;
    return call.fail(codes.XM5012, { functionName: "zone_date_to_zone", reason: moved.problem });
  },
});
