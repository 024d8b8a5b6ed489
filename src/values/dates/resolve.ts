import { SECONDS_A_DAY } from "./calendar.js";
import { DATE_FIELDS, dateField, TIME_FIELDS, timeField } from "./field-values.js";
import type { DateLocale } from "./locale.js";
import { FIELDS, Field } from "./pattern-parts.js";
import type { Reading } from "./reading.js";
import { resolveDate } from "./resolve-date.js";
import { resolveTime } from "./resolve-time.js";
import { isProblem, LAST_OFFSET, offsetOfLocal, type Problem, type Zone, zoneOfOffset } from "./zones.js";

/** What a text's fields come to. `time` is in nanoseconds' parts: seconds of the day and nanoseconds. */
export interface Resolved {
  readonly epochDay: number | null;
  readonly secondOfDay: number | null;
  readonly nano: number;
  /** Where the fields give no date. */
  readonly year: number | null;
  readonly month: number | null;
  /** The instant, where an offset or a zone says which. */
  readonly epochSecond: number | null;
  readonly zone: Zone | null;
  readonly offset: number | null;
}

/**
 * Turns fields into a date and a time. Source: java.time.format.Parsed, with ResolverStyle.SMART: 31 April becomes 30
 * April, day 32 is a failure, 24:00 is the next day's midnight, fields that contradict each other fail.
 */
export function resolve(reading: Reading, locale: DateLocale): Resolved | Problem {
  const date = resolveDate(reading, locale);
  if (typeof date === "object" && date !== null) return date;
  const time = resolveTime(reading);
  if (time !== null && isProblem(time)) return time;
  let epochDay = date;
  const contradiction = crossCheck(reading, locale, epochDay, time);
  if (contradiction !== null) return contradiction;
  if (epochDay !== null && time !== null) epochDay += time.excessDays;

  let offset = reading.has(Field.offset) ? reading.get(Field.offset) : null;
  if (offset !== null && Math.abs(offset) > LAST_OFFSET) {
    if (epochDay !== null && time !== null) return { problem: "an offset goes to 18 hours at most" };
    // Where no instant depends on it, Java does not mind.
    offset = null;
  }
  const { zone } = reading;
  let epochSecond: number | null = null;
  if (epochDay !== null && time !== null) {
    const localSecond = epochDay * SECONDS_A_DAY + time.secondOfDay;
    if (offset !== null) epochSecond = localSecond - offset;
    else if (zone !== null) epochSecond = localSecond - offsetOfLocal(zone, localSecond);
  }
  return {
    epochDay,
    secondOfDay: time === null ? null : time.secondOfDay,
    nano: time === null ? 0 : time.nano,
    year: remaining(reading, Field.year),
    month: remaining(reading, Field.month),
    epochSecond,
    zone: zone ?? (offset === null ? null : zoneOfOffset(offset)),
    offset: offset ?? (zone !== null && zone.kind === "offset" ? zone.offset : null),
  };
}

/** A field that no date took up, where it is in its range. */
function remaining(reading: Reading, field: Field): number | null {
  if (!reading.has(field)) return null;
  const value = reading.get(field);
  const { least, last } = FIELDS[field] ?? { least: 0, last: 0 };
  return value < least || value > last ? null : value;
}

/** What else was read must agree with the date and the time: `Tue, 01 Jan 2020` was a Wednesday. */
function crossCheck(
  reading: Reading,
  locale: DateLocale,
  epochDay: number | null,
  time: { readonly secondOfDay: number; readonly nano: number } | null,
): Problem | null {
  if (epochDay !== null) {
    for (const field of DATE_FIELDS) {
      if (!reading.has(field)) continue;
      const actual = dateField(field, epochDay, locale);
      if (actual !== null && actual !== reading.get(field)) return contradiction(field, reading.get(field), actual);
      reading.remove(field);
    }
  }
  if (time !== null) {
    for (const field of TIME_FIELDS) {
      if (!reading.has(field)) continue;
      const actual = timeField(field, time.secondOfDay, time.nano);
      if (actual !== reading.get(field)) return contradiction(field, reading.get(field), actual);
      reading.remove(field);
    }
  }
  return null;
}

function contradiction(field: Field, read: number, actual: number): Problem {
  const name = FIELDS[field]?.name ?? "field";
  return { problem: `the ${name} ${read} contradicts the rest, which gives ${actual}` };
}
