/**
 * The fields that a pattern reads and prints, by number: reading keeps them in an array and in a set of bits. Names and
 * meanings are those of java.time.temporal.ChronoField, WeekFields and IsoFields.
 */
export const Field = {
  era: 0,
  year: 1,
  yearOfEra: 2,
  quarter: 3,
  month: 4,
  dayOfYear: 5,
  day: 6,
  /** 1 for days 1, 8, 15…; Java 17 reads `F` so. */
  alignedDayInMonth: 7,
  /** 1 for days 1 to 7, 2 for 8 to 14…; Adobe's table and Java 19 read `F` so. */
  alignedWeekOfMonth: 8,
  weekday: 9,
  localWeekday: 10,
  weekYear: 11,
  weekOfYear: 12,
  weekOfMonth: 13,
  halfDay: 14,
  hour: 15,
  /** 1 to 24. */
  clockHour: 16,
  /** 0 to 11. */
  hourOfHalf: 17,
  /** 1 to 12. */
  clockHourOfHalf: 18,
  minute: 19,
  second: 20,
  nano: 21,
  milli: 22,
  milliOfDay: 23,
  nanoOfDay: 24,
  /** Days since 17 November 1858. */
  julianDay: 25,
  offset: 26,
} as const;

export type Field = (typeof Field)[keyof typeof Field];

export interface FieldFacts {
  /** In messages. */
  readonly name: string;
  readonly least: number;
  readonly last: number;
}

const LAST_JAVA_YEAR = 999_999_999;

/** By the field's number. */
export const FIELDS: readonly FieldFacts[] = [
  { name: "era", least: 0, last: 1 },
  { name: "year", least: -LAST_JAVA_YEAR, last: LAST_JAVA_YEAR },
  { name: "year", least: 1, last: LAST_JAVA_YEAR + 1 },
  { name: "quarter", least: 1, last: 4 },
  { name: "month", least: 1, last: 12 },
  { name: "day of the year", least: 1, last: 366 },
  { name: "day", least: 1, last: 31 },
  { name: "aligned day of the month", least: 1, last: 7 },
  { name: "week of the month", least: 1, last: 5 },
  { name: "weekday", least: 1, last: 7 },
  { name: "weekday", least: 1, last: 7 },
  { name: "week-based year", least: -LAST_JAVA_YEAR, last: LAST_JAVA_YEAR },
  { name: "week of the year", least: 1, last: 53 },
  { name: "week of the month", least: 0, last: 6 },
  { name: "half of the day", least: 0, last: 1 },
  { name: "hour", least: 0, last: 23 },
  { name: "hour (1 to 24)", least: 1, last: 24 },
  { name: "hour of the half day", least: 0, last: 11 },
  { name: "hour (1 to 12)", least: 1, last: 12 },
  { name: "minute", least: 0, last: 59 },
  { name: "second", least: 0, last: 59 },
  { name: "nanosecond", least: 0, last: 999_999_999 },
  { name: "millisecond", least: 0, last: 999 },
  { name: "millisecond of the day", least: 0, last: 86_399_999 },
  { name: "nanosecond of the day", least: 0, last: 86_399_999_999_999 },
  { name: "Julian day", least: -365_243_219_162 + 40_587, last: 365_241_780_471 + 40_587 },
  { name: "offset", least: -18 * 3600, last: 18 * 3600 },
];

export type TextStyle = "short" | "full" | "narrow";

/** What becomes of a sign: java.time.format.SignStyle. */
type SignStyle = "normal" | "notNegative" | "exceedsPad";

export interface NumberPart {
  readonly kind: "number";
  readonly field: Field;
  readonly least: number;
  readonly most: number;
  readonly sign: SignStyle;
  /** Digits that adjacent numbers after this one take; -1 in such a follower. */
  readonly following: number;
}

/** Two digits of a year, from 2000 to 2099. */
export interface ReducedPart {
  readonly kind: "reduced";
  readonly field: Field;
  readonly following: number;
}

/** The first digits of a second's fraction. */
export interface FractionPart {
  readonly kind: "fraction";
  readonly width: number;
  readonly following: number;
}

export type DigitsPart = NumberPart | ReducedPart | FractionPart;

export interface OffsetPart {
  readonly kind: "offset";
  readonly minutes: "ifAny" | "always";
  readonly seconds: "never" | "ifAny";
  readonly colon: boolean;
  /** The text of no offset. */
  readonly none: string;
}

/** One part of a compiled pattern. */
export type Part =
  | DigitsPart
  | OffsetPart
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "text"; readonly field: Field; readonly style: TextStyle }
  | { readonly kind: "gmtOffset"; readonly full: boolean }
  | { readonly kind: "zoneId" }
  | { readonly kind: "zoneText"; readonly full: boolean; readonly generic: boolean }
  | { readonly kind: "dayPeriod"; readonly style: TextStyle }
  | { readonly kind: "optional"; readonly parts: readonly Part[] }
  | { readonly kind: "padded"; readonly width: number; readonly part: Part };
