import type { DateTime } from "../value.js";
import {
  dateOfEpochDay,
  daysInMonth,
  epochDayOf,
  LAST_YEAR,
  LEAST_YEAR,
  type LocalFields,
  localSecondOf,
  SECONDS_A_DAY,
  weekdayOf,
} from "./calendar.js";
import { ISO_WEEKS, weekOfWeekYear, weekYear } from "./weeks.js";
import { offsetAt, offsetOfLocal, offsetText, type Problem, two, type Zone, zoneName, zoneOf } from "./zones.js";

/** What the wall clock and the calendar show of a date-time, at its own offset. */
export interface DateTimeFields extends LocalFields {
  /** 0 to 999. */
  readonly millisecond: number;
  /** 1 (Monday) to 7 (Sunday). */
  readonly weekday: number;
  readonly dayOfYear: number;
  readonly quarter: number;
  /** ISO 8601's week, 1 to 53, and the year it belongs to. */
  readonly week: number;
  readonly weekYear: number;
  readonly epochDay: number;
}

/** A date-time at an instant, seen from a zone. `epochSecond` counts from 1970-01-01T00:00:00Z. */
export function dateTimeAt(zone: Zone, epochSecond: number, nano: number): DateTime {
  return { kind: "datetime", epochSecond, nano, offset: offsetAt(zone, epochSecond), zone: zoneName(zone) };
}

/** A date-time from what the wall clock shows in a zone; for gaps and overlaps see offsetOfLocal. */
export function resolveLocal(zone: Zone, local: LocalFields): DateTime {
  const localSecond = localSecondOf(local);
  return dateTimeAt(zone, localSecond - offsetOfLocal(zone, localSecond), local.nano);
}

/**
 * A date-time from numbers and a zone's id (`UTC` where left out). A number out of its range, a day that the month does
 * not have and an unknown zone are problems, as in java.time.ZonedDateTime.of.
 */
export function dateTimeOf(local: LocalFields, zoneId = "UTC"): DateTime | Problem {
  const zone = zoneOf(zoneId);
  if (zone === null) return unknownZone(zoneId);
  return checkLocal(local) ?? resolveLocal(zone, local);
}

/** The same instant in another zone. */
export function inZone(dateTime: DateTime, zoneId: string): DateTime | Problem {
  const zone = zoneOf(zoneId);
  return zone === null ? unknownZone(zoneId) : dateTimeAt(zone, dateTime.epochSecond, dateTime.nano);
}

/** The offset of a zone at an instant, in seconds. */
export function zoneOffsetAt(zoneId: string, epochSecond: number): number | Problem {
  const zone = zoneOf(zoneId);
  return zone === null ? unknownZone(zoneId) : offsetAt(zone, epochSecond);
}

export function unknownZone(zoneId: string): Problem {
  return { problem: `\`${zoneId}\` is not a time zone` };
}

const RANGES: readonly (readonly [keyof LocalFields, string, number, number])[] = [
  ["year", "year", LEAST_YEAR, LAST_YEAR],
  ["month", "month", 1, 12],
  ["day", "day", 1, 31],
  ["hour", "hour", 0, 23],
  ["minute", "minute", 0, 59],
  ["second", "second", 0, 59],
  ["nano", "nanosecond", 0, 999_999_999],
];

/** The first number that is out of its range, or a day that the month does not have. */
function checkLocal(local: LocalFields): Problem | null {
  for (const [field, name, least, last] of RANGES) {
    const value = local[field];
    if (!Number.isInteger(value) || value < least || value > last) {
      return { problem: `the ${name} ${value} is not between ${least} and ${last}` };
    }
  }
  if (local.day > daysInMonth(local.year, local.month)) {
    return { problem: `${yearText(local.year)}-${two(local.month)} has no day ${local.day}` };
  }
  return null;
}

/** The wall clock at the value's own offset. */
export function localOf(dateTime: DateTime): LocalFields {
  const localSecond = dateTime.epochSecond + dateTime.offset;
  const epochDay = Math.floor(localSecond / SECONDS_A_DAY);
  const secondOfDay = localSecond - epochDay * SECONDS_A_DAY;
  const { year, month, day } = dateOfEpochDay(epochDay);
  return {
    year,
    month,
    day,
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
    nano: dateTime.nano,
  };
}

/** Every field that `date_part` and the patterns name. */
export function fieldsOf(dateTime: DateTime): DateTimeFields {
  const local = localOf(dateTime);
  const epochDay = epochDayOf(local.year, local.month, local.day);
  const { year, month, day, hour, minute, second, nano } = local;
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    nano,
    millisecond: Math.floor(local.nano / 1e6),
    weekday: weekdayOf(epochDay),
    dayOfYear: epochDay - epochDayOf(local.year, 1, 1) + 1,
    quarter: Math.floor((local.month + 2) / 3),
    week: weekOfWeekYear(ISO_WEEKS, epochDay),
    weekYear: weekYear(ISO_WEEKS, epochDay),
    epochDay,
  };
}

/**
 * Another wall clock in the value's own zone or offset: what `set_date_part` needs. Like ZonedDateTime.with…, a zone's
 * offset is found anew; the value's own is kept where the new time is one of two.
 */
export function withLocal(dateTime: DateTime, local: LocalFields): DateTime | Problem {
  const wrong = checkLocal(local);
  if (wrong !== null) return wrong;
  const kept: DateTime = { ...dateTime, epochSecond: localSecondOf(local) - dateTime.offset, nano: local.nano };
  const zone = dateTime.zone === null ? null : zoneOf(dateTime.zone);
  if (zone === null || offsetAt(zone, kept.epochSecond) === dateTime.offset) return kept;
  return resolveLocal(zone, local);
}

/**
 * The text of a date-time: `yyyy-MM-dd'T'HH:mm:ss` and `Z` or the offset, without zone id or fraction of a second.
 * Assumed: current samples of Data Prep show seconds and `Z`; the fraction stays in the value.
 */
export function printDateTime(dateTime: DateTime): string {
  const local = localOf(dateTime);
  return `${printDay(local)}T${two(local.hour)}:${two(local.minute)}:${two(local.second)}${offsetText(dateTime.offset)}`;
}

/** As printDateTime, with the milliseconds where there are any: `2020-01-05T10:11:12.045Z`. */
export function printDateTimeMillis(dateTime: DateTime): string {
  const millis = Math.floor(dateTime.nano / 1e6);
  if (millis === 0) return printDateTime(dateTime);
  const local = localOf(dateTime);
  const time = `${two(local.hour)}:${two(local.minute)}:${two(local.second)}.${String(millis).padStart(3, "0")}`;
  return `${printDay(local)}T${time}${offsetText(dateTime.offset)}`;
}

/** The date at the value's own offset: `yyyy-MM-dd`. */
export function printDate(dateTime: DateTime): string {
  return printDay(localOf(dateTime));
}

function printDay({ year, month, day }: LocalFields): string {
  return `${yearText(year)}-${two(month)}-${two(day)}`;
}

/** Four digits at least; a sign beyond 9999 and before year 0, as Java prints it. */
function yearText(year: number): string {
  const digits = String(Math.abs(year)).padStart(4, "0");
  return year < 0 ? `-${digits}` : year > 9999 ? `+${digits}` : digits;
}
