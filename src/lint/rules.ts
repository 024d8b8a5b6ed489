import type { Rule } from "./rule.js";
import { dayOfYearInDatePattern } from "./rules/day-of-year-in-date-pattern.js";
import { minutesForMonths } from "./rules/minutes-for-months.js";
import { twelveHoursWithoutHalfDay } from "./rules/twelve-hours-without-half-day.js";
import { weekYearInDatePattern } from "./rules/week-year-in-date-pattern.js";

/** Every rule there is, in the order of the codes. */
export const rules: readonly Rule[] = [
  weekYearInDatePattern,
  dayOfYearInDatePattern,
  twelveHoursWithoutHalfDay,
  minutesForMonths,
];
