/** The proleptic ISO calendar. Days count from 1970-01-01; weekdays are 1 (Monday) to 7 (Sunday). */

/** A date and time of the wall clock, without offset or zone. */
export interface LocalFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly nano: number;
}

interface CalendarDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The years that an epoch second held in a double can name exactly. */
export const LEAST_YEAR = -280_000_000;
export const LAST_YEAR = 280_000_000;

export const SECONDS_A_DAY = 86_400;
const DAYS_IN_400_YEARS = 146_097;
/** From 0000-03-01 to 1970-01-01: counting years from March puts the leap day last. */
const DAYS_FROM_MARCH_0000_TO_1970 = 719_468;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

export function epochDayOf(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(marchYear / 400);
  const yearOfCycle = marchYear - cycle * 400;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const dayOfCycle = yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * DAYS_IN_400_YEARS + dayOfCycle - DAYS_FROM_MARCH_0000_TO_1970;
}

export function dateOfEpochDay(epochDay: number): CalendarDate {
  const shifted = epochDay + DAYS_FROM_MARCH_0000_TO_1970;
  const cycle = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfCycle = shifted - cycle * DAYS_IN_400_YEARS;
  const yearOfCycle = Math.floor(
    (dayOfCycle - Math.floor(dayOfCycle / 1460) + Math.floor(dayOfCycle / 36_524) - Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear = dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0), month, day };
}

export function weekdayOf(epochDay: number): number {
  return modulo(epochDay + 3, 7) + 1;
}

/** Wall-clock seconds since 1970-01-01T00:00:00 of the same wall clock. */
export function localSecondOf(local: LocalFields): number {
  return (
    epochDayOf(local.year, local.month, local.day) * SECONDS_A_DAY +
    local.hour * 3600 +
    local.minute * 60 +
    local.second
  );
}

/** The remainder that has the divisor's sign. */
export function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}
