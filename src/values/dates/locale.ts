import { ISO_WEEKS, SUNDAY_WEEKS, type WeekRule } from "./weeks.js";

/** The English that dates are written in. Data Prep's is `en`; the others serve the comparison with Java. */
export interface DateLocale {
  readonly weeks: WeekRule;
  readonly months: readonly string[];
  readonly monthsShort: readonly string[];
  readonly weekdays: readonly string[];
  readonly weekdaysShort: readonly string[];
  readonly halves: readonly [am: string, pm: string];
}

const MONTHS = "January February March April May June July August September October November December".split(" ");
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const short = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 3));

/** Locale.ENGLISH: weeks start on Sunday. */
export const ENGLISH: DateLocale = {
  weeks: SUNDAY_WEEKS,
  months: MONTHS,
  monthsShort: short(MONTHS),
  weekdays: WEEKDAYS,
  weekdaysShort: short(WEEKDAYS),
  halves: ["AM", "PM"],
};

/** English with ISO 8601's weeks: what Data Prep's letter table describes. */
export const ENGLISH_ISO: DateLocale = { ...ENGLISH, weeks: ISO_WEEKS };

/** Locale.UK. */
export const BRITISH: DateLocale = {
  ...ENGLISH_ISO,
  monthsShort: ENGLISH.monthsShort.map((name) => (name === "Sep" ? "Sept" : name)),
  halves: ["am", "pm"],
};
