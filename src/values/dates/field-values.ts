import { dateOfEpochDay, epochDayOf, weekdayOf } from "./calendar.js";
import type { DateLocale } from "./locale.js";
import { Field } from "./pattern-parts.js";
import { localWeekday, weekOfMonth, weekOfWeekYear, weekYear } from "./weeks.js";

/** The modified Julian day of 1970-01-01. */
export const JULIAN_DAY_OF_1970 = 40_587;

export const DATE_FIELDS: readonly Field[] = [
  Field.era,
  Field.year,
  Field.yearOfEra,
  Field.quarter,
  Field.month,
  Field.dayOfYear,
  Field.day,
  Field.alignedDayInMonth,
  Field.alignedWeekOfMonth,
  Field.weekday,
  Field.localWeekday,
  Field.weekYear,
  Field.weekOfYear,
  Field.weekOfMonth,
  Field.julianDay,
];

/** A field of a date, as patterns print it. */
export function dateField(field: Field, epochDay: number, locale: DateLocale): number | null {
  const { year, month, day } = dateOfEpochDay(epochDay);
  switch (field) {
    case Field.era:
      return year > 0 ? 1 : 0;
    case Field.year:
      return year;
    case Field.yearOfEra:
      return year > 0 ? year : 1 - year;
    case Field.quarter:
      return Math.floor((month + 2) / 3);
    case Field.month:
      return month;
    case Field.dayOfYear:
      return epochDay - epochDayOf(year, 1, 1) + 1;
    case Field.day:
      return day;
    case Field.alignedDayInMonth:
      return ((day - 1) % 7) + 1;
    case Field.alignedWeekOfMonth:
      return Math.floor((day - 1) / 7) + 1;
    case Field.weekday:
      return weekdayOf(epochDay);
    case Field.localWeekday:
      return localWeekday(locale.weeks, weekdayOf(epochDay));
    case Field.weekYear:
      return weekYear(locale.weeks, epochDay);
    case Field.weekOfYear:
      return weekOfWeekYear(locale.weeks, epochDay);
    case Field.weekOfMonth:
      return weekOfMonth(locale.weeks, epochDay);
    case Field.julianDay:
      return epochDay + JULIAN_DAY_OF_1970;
    default:
      return null;
  }
}

export const TIME_FIELDS: readonly Field[] = [
  Field.halfDay,
  Field.hour,
  Field.clockHour,
  Field.hourOfHalf,
  Field.clockHourOfHalf,
  Field.minute,
  Field.second,
  Field.nano,
  Field.milli,
  Field.milliOfDay,
  Field.nanoOfDay,
];

/** A field of a time, as patterns print it. */
export function timeField(field: Field, secondOfDay: number, nano: number): number {
  const hour = Math.floor(secondOfDay / 3600);
  switch (field) {
    case Field.halfDay:
      return hour < 12 ? 0 : 1;
    case Field.hour:
      return hour;
    case Field.clockHour:
      return hour === 0 ? 24 : hour;
    case Field.hourOfHalf:
      return hour % 12;
    case Field.clockHourOfHalf:
      return hour % 12 === 0 ? 12 : hour % 12;
    case Field.minute:
      return Math.floor(secondOfDay / 60) % 60;
    case Field.second:
      return secondOfDay % 60;
    case Field.nano:
      return nano;
    case Field.milli:
      return Math.floor(nano / 1e6);
    case Field.milliOfDay:
      return secondOfDay * 1000 + Math.floor(nano / 1e6);
    case Field.nanoOfDay:
      return secondOfDay * 1e9 + nano;
    default:
      return 0;
  }
}
