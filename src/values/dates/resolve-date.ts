import { daysInMonth, daysInYear, epochDayOf } from "./calendar.js";
import { JULIAN_DAY_OF_1970 } from "./field-values.js";
import type { DateLocale } from "./locale.js";
import { FIELDS, Field } from "./pattern-parts.js";
import type { Reading } from "./reading.js";
import { epochDayOfMonthWeek, epochDayOfWeekDate, isoWeekday, localWeekday } from "./weeks.js";
import type { Problem } from "./zones.js";

/**
 * The day that the date fields name, or null where they name none. Fields that were used are removed. Source:
 * java.time.chrono.IsoChronology.resolveDate and WeekFields.ComputedDayOfField.resolve, both SMART.
 */
export function resolveDate(reading: Reading, locale: DateLocale): number | Problem | null {
  const era = resolveYearOfEra(reading);
  if (era !== null) return era;
  const plain = resolveYearFields(reading);
  if (plain !== null && typeof plain === "object") return plain;

  if (reading.has(Field.localWeekday)) {
    const wrong = outOfRange(reading, Field.localWeekday);
    if (wrong !== null) return wrong;
    reading.put(Field.weekday, isoWeekday(locale.weeks, reading.take(Field.localWeekday)));
  }
  const weekly = resolveWeekFields(reading, locale);
  if (weekly !== null && typeof weekly === "object") return weekly;
  return agree(agree(plain, weekly), resolveJulianDay(reading));
}

/** The year of an era becomes a year; without an era it counts from year 1. */
function resolveYearOfEra(reading: Reading): Problem | null {
  const wrongEra = outOfRange(reading, Field.era);
  if (wrongEra !== null) return wrongEra;
  if (!reading.has(Field.yearOfEra)) return null;
  const wrong = outOfRange(reading, Field.yearOfEra);
  if (wrong !== null) return wrong;
  const ofEra = reading.take(Field.yearOfEra);
  const before = reading.has(Field.era)
    ? reading.take(Field.era) === 0
    : reading.has(Field.year) && reading.get(Field.year) <= 0;
  const year = before ? 1 - ofEra : ofEra;
  if (reading.has(Field.year) && reading.get(Field.year) !== year) {
    return { problem: `the year ${reading.get(Field.year)} contradicts the year ${ofEra} of its era` };
  }
  reading.put(Field.year, year);
  return null;
}

function resolveYearFields(reading: Reading): number | Problem | null {
  if (!reading.has(Field.year)) return null;
  if (reading.has(Field.month) && reading.has(Field.day)) {
    const wrong = outOfRange(reading, Field.year) ?? outOfRange(reading, Field.month) ?? outOfRange(reading, Field.day);
    if (wrong !== null) return wrong;
    const year = reading.take(Field.year);
    const month = reading.take(Field.month);
    return epochDayOf(year, month, Math.min(reading.take(Field.day), daysInMonth(year, month)));
  }
  // Java asks for both aligned fields here; patterns have a letter for one of them only.
  if (reading.has(Field.month) && reading.has(Field.alignedWeekOfMonth) && reading.has(Field.weekday)) {
    return resolveAlignedWeek(reading);
  }
  if (!reading.has(Field.dayOfYear)) return null;
  const wrong = outOfRange(reading, Field.year) ?? outOfRange(reading, Field.dayOfYear);
  if (wrong !== null) return wrong;
  const year = reading.take(Field.year);
  const dayOfYear = reading.take(Field.dayOfYear);
  if (dayOfYear > daysInYear(year)) return { problem: `the year ${year} has no day ${dayOfYear}` };
  return epochDayOf(year, 1, 1) + dayOfYear - 1;
}

/** A weekday of the month's first, second… seven days. */
function resolveAlignedWeek(reading: Reading): number | Problem {
  const wrong =
    outOfRange(reading, Field.year) ??
    outOfRange(reading, Field.month) ??
    outOfRange(reading, Field.alignedWeekOfMonth) ??
    outOfRange(reading, Field.weekday);
  if (wrong !== null) return wrong;
  const first = epochDayOf(reading.take(Field.year), reading.take(Field.month), 1);
  const start = first + (reading.take(Field.alignedWeekOfMonth) - 1) * 7;
  const weekday = reading.take(Field.weekday);
  const weekdayOfStart = (((start + 3) % 7) + 7) % 7;
  return start + ((weekday - 1 - weekdayOfStart + 7) % 7);
}

const LOCAL_FIELDS: readonly Field[] = [Field.localWeekday, Field.weekYear, Field.weekOfYear, Field.weekOfMonth];
const LAST_INTEGER = 2 ** 31;

function resolveWeekFields(reading: Reading, locale: DateLocale): number | Problem | null {
  // Java holds these as an int, used or not.
  for (const field of LOCAL_FIELDS) {
    if (!reading.has(field) || Math.abs(reading.get(field)) < LAST_INTEGER) continue;
    return { problem: `the ${FIELDS[field]?.name} ${reading.get(field)} is too large` };
  }
  if (!reading.has(Field.weekday)) return null;
  const { weeks } = locale;
  if (reading.has(Field.year)) {
    if (!reading.has(Field.month) || !reading.has(Field.weekOfMonth)) return null;
    const wrong =
      outOfRange(reading, Field.weekday) ??
      outOfRange(reading, Field.year) ??
      outOfRange(reading, Field.month) ??
      outOfRange(reading, Field.weekOfMonth);
    if (wrong !== null) return wrong;
    const first = epochDayOf(reading.take(Field.year), reading.take(Field.month), 1);
    const local = localWeekday(weeks, reading.take(Field.weekday));
    return epochDayOfMonthWeek(weeks, first, reading.take(Field.weekOfMonth), local);
  }
  if (!reading.has(Field.weekYear) || !reading.has(Field.weekOfYear)) return null;
  const wrong =
    outOfRange(reading, Field.weekday) ?? outOfRange(reading, Field.weekYear) ?? outOfRange(reading, Field.weekOfYear);
  if (wrong !== null) return wrong;
  const local = localWeekday(weeks, reading.take(Field.weekday));
  return epochDayOfWeekDate(weeks, reading.take(Field.weekYear), reading.take(Field.weekOfYear), local);
}

function resolveJulianDay(reading: Reading): number | Problem | null {
  if (!reading.has(Field.julianDay)) return null;
  return outOfRange(reading, Field.julianDay) ?? reading.take(Field.julianDay) - JULIAN_DAY_OF_1970;
}

function agree(one: number | Problem | null, other: number | Problem | null): number | Problem | null {
  if (one === null || typeof one === "object") return one ?? other;
  if (other === null || typeof other === "object") return other ?? one;
  return one === other ? one : { problem: "two of its dates contradict each other" };
}

/** The problem of a field that is there and out of its range. */
export function outOfRange(reading: Reading, field: Field): Problem | null {
  if (!reading.has(field)) return null;
  const value = reading.get(field);
  const facts = FIELDS[field];
  if (facts === undefined || (value >= facts.least && value <= facts.last)) return null;
  return { problem: `the ${facts.name} ${value} is not between ${facts.least} and ${facts.last}` };
}
