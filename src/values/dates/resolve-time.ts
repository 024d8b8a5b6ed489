import { includes, middleOf } from "./day-periods.js";
import { TIME_FIELDS } from "./field-values.js";
import { FIELDS, Field } from "./pattern-parts.js";
import type { Reading } from "./reading.js";
import { outOfRange } from "./resolve-date.js";
import type { Problem } from "./zones.js";

export interface ResolvedTime {
  readonly secondOfDay: number;
  readonly nano: number;
  /** 1 for 24:00. */
  readonly excessDays: number;
}

/**
 * The time that the time fields name, or null where they name none. Minutes may be left out after hours, and so on.
 * Source: java.time.format.Parsed.resolveTimeFields and resolveTimeLenient, SMART.
 */
export function resolveTime(reading: Reading): ResolvedTime | Problem | null {
  const wrong =
    resolveHour(reading) ??
    resolveDayFractions(reading) ??
    resolveSecondFractions(reading) ??
    resolveDayPeriod(reading);
  if (wrong !== null) return wrong;
  // An hour and seconds without minutes make no time, and Java then does not look at the rest.
  if (reading.has(Field.hour)) return leavesGap(reading) ? null : combine(reading);
  if (!TIME_OF_DAY.some((field) => reading.has(field))) {
    const middle = resolveMiddle(reading);
    if (middle !== null) return middle;
  }
  for (const field of TIME_FIELDS) {
    const outside = outOfRange(reading, field);
    if (outside !== null) return outside;
  }
  return null;
}

function resolveHour(reading: Reading): Problem | null {
  // SMART lets 0 stand for 24 and for 12.
  if (reading.has(Field.clockHour)) {
    const wrong = reading.get(Field.clockHour) === 0 ? null : outOfRange(reading, Field.clockHour);
    if (wrong !== null) return wrong;
    const clockHour = reading.take(Field.clockHour);
    const differs = change(reading, Field.hour, clockHour === 24 ? 0 : clockHour);
    if (differs !== null) return differs;
  }
  if (reading.has(Field.clockHourOfHalf)) {
    const wrong = reading.get(Field.clockHourOfHalf) === 0 ? null : outOfRange(reading, Field.clockHourOfHalf);
    if (wrong !== null) return wrong;
    const clockHour = reading.take(Field.clockHourOfHalf);
    const differs = change(reading, Field.hourOfHalf, clockHour === 12 ? 0 : clockHour);
    if (differs !== null) return differs;
  }
  if (reading.has(Field.halfDay) && reading.has(Field.hourOfHalf)) {
    const wrong = outOfRange(reading, Field.halfDay) ?? outOfRange(reading, Field.hourOfHalf);
    if (wrong !== null) return wrong;
    return change(reading, Field.hour, reading.take(Field.halfDay) * 12 + reading.take(Field.hourOfHalf));
  }
  return null;
}

/** `N` and `A`: the whole time as one number. */
function resolveDayFractions(reading: Reading): Problem | null {
  if (reading.has(Field.nanoOfDay)) {
    const wrong = outOfRange(reading, Field.nanoOfDay);
    if (wrong !== null) return wrong;
    const nanoOfDay = reading.take(Field.nanoOfDay);
    const nano = nanoOfDay % 1e9;
    const differs = changeTime(reading, Math.floor(nanoOfDay / 1e9)) ?? change(reading, Field.nano, nano);
    if (differs !== null) return differs;
  }
  if (reading.has(Field.milliOfDay)) {
    const wrong = outOfRange(reading, Field.milliOfDay);
    if (wrong !== null) return wrong;
    const milliOfDay = reading.take(Field.milliOfDay);
    return changeTime(reading, Math.floor(milliOfDay / 1000)) ?? change(reading, Field.milli, milliOfDay % 1000);
  }
  return null;
}

function resolveSecondFractions(reading: Reading): Problem | null {
  const wrong = outOfRange(reading, Field.nano) ?? outOfRange(reading, Field.milli);
  if (wrong !== null || !reading.has(Field.milli)) return wrong;
  const milli = reading.take(Field.milli);
  if (!reading.has(Field.nano)) {
    reading.put(Field.nano, milli * 1e6);
    return null;
  }
  const nano = milli * 1e6 + (reading.get(Field.nano) % 1e6);
  return change(reading, Field.nano, nano);
}

/** `B`: an hour of twelve becomes one of the period's. */
function resolveDayPeriod(reading: Reading): Problem | null {
  const period = reading.dayPeriod;
  if (period === null) return null;
  if (reading.has(Field.hourOfHalf)) {
    const wrong = outOfRange(reading, Field.hourOfHalf) ?? outOfRange(reading, Field.minute);
    if (wrong !== null) return wrong;
    const hour = reading.take(Field.hourOfHalf);
    const minute = reading.has(Field.minute) ? reading.get(Field.minute) : 0;
    return change(reading, Field.hour, includes(period, (hour + 12) * 60 + minute) ? hour + 12 : hour);
  }
  if (reading.has(Field.hour)) {
    const minute = reading.get(Field.hour) * 60 + (reading.has(Field.minute) ? reading.get(Field.minute) : 0);
    return includes(period, minute) ? null : { problem: `it names a time that is not ${period.name}` };
  }
  return null;
}

const TIME_OF_DAY: readonly Field[] = [Field.hour, Field.minute, Field.second, Field.nano];

/** A part of the day alone stands for its middle: `PM` is 18:00. */
function resolveMiddle(reading: Reading): ResolvedTime | Problem | null {
  if (reading.dayPeriod !== null) {
    return { secondOfDay: middleOf(reading.dayPeriod) * 60, nano: 0, excessDays: 0 };
  }
  if (!reading.has(Field.halfDay)) return null;
  const wrong = outOfRange(reading, Field.halfDay);
  return wrong ?? { secondOfDay: (reading.take(Field.halfDay) * 12 + 6) * 3600, nano: 0, excessDays: 0 };
}

function changeTime(reading: Reading, secondOfDay: number): Problem | null {
  return (
    change(reading, Field.hour, Math.floor(secondOfDay / 3600)) ??
    change(reading, Field.minute, Math.floor(secondOfDay / 60) % 60) ??
    change(reading, Field.second, secondOfDay % 60)
  );
}

function change(reading: Reading, field: Field, value: number): Problem | null {
  const before = reading.get(field);
  if (reading.set(field, value)) return null;
  return { problem: `the ${FIELDS[field]?.name ?? "field"} ${before} contradicts ${value}` };
}

/** Seconds without minutes, or a fraction without seconds: no time comes of that. */
function leavesGap(reading: Reading): boolean {
  const minute = reading.has(Field.minute);
  const second = reading.has(Field.second);
  const nano = reading.has(Field.nano);
  return (!minute && (second || nano)) || (minute && !second && nano);
}

function combine(reading: Reading): ResolvedTime | Problem {
  const part = (field: Field): number => (reading.has(field) ? reading.get(field) : 0);
  const [hour, minute, second, nano] = [part(Field.hour), part(Field.minute), part(Field.second), part(Field.nano)];
  const wrongEnd = outOfRange(reading, Field.minute) ?? outOfRange(reading, Field.nano);
  if (wrongEnd !== null) return wrongEnd;
  const midnight = hour === 24 && minute === 0 && second === 0 && nano === 0;
  if (!midnight) {
    const wrong = outOfRange(reading, Field.hour) ?? outOfRange(reading, Field.second);
    if (wrong !== null) return wrong;
  }
  for (const field of [Field.hour, Field.minute, Field.second, Field.nano]) reading.remove(field);
  return midnight
    ? { secondOfDay: 0, nano: 0, excessDays: 1 }
    : { secondOfDay: hour * 3600 + minute * 60 + second, nano, excessDays: 0 };
}
