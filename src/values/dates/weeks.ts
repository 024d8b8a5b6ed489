import { dateOfEpochDay, daysInYear, epochDayOf, modulo, weekdayOf } from "./calendar.js";

/**
 * How weeks are counted: the weekday they start on (1 is Monday) and how many days of the first week must lie in the
 * year or month. Source: java.time.temporal.WeekFields.
 */
export interface WeekRule {
  readonly firstWeekday: number;
  readonly minimalDays: number;
}

export const ISO_WEEKS: WeekRule = { firstWeekday: 1, minimalDays: 4 };
/** Locale.ENGLISH and the United States. */
export const SUNDAY_WEEKS: WeekRule = { firstWeekday: 7, minimalDays: 1 };

/** 1 for the weekday that weeks start on, to 7. */
export function localWeekday(rule: WeekRule, weekday: number): number {
  return modulo(weekday - rule.firstWeekday, 7) + 1;
}

export function isoWeekday(rule: WeekRule, local: number): number {
  return modulo(rule.firstWeekday - 1 + (local - 1), 7) + 1;
}

/** 0 where the day lies before the month's first week. */
export function weekOfMonth(rule: WeekRule, epochDay: number): number {
  const { day } = dateOfEpochDay(epochDay);
  const local = localWeekday(rule, weekdayOf(epochDay));
  return weekNumber(startOfWeeks(rule, day, local), day);
}

export function weekOfWeekYear(rule: WeekRule, epochDay: number): number {
  const { year } = dateOfEpochDay(epochDay);
  const dayOfYear = epochDay - epochDayOf(year, 1, 1) + 1;
  const start = startOfWeeks(rule, dayOfYear, localWeekday(rule, weekdayOf(epochDay)));
  const week = weekNumber(start, dayOfYear);
  if (week === 0) return weekOfWeekYear(rule, epochDay - dayOfYear);
  const next = weekNumber(start, daysInYear(year) + rule.minimalDays);
  return week >= next ? week - next + 1 : week;
}

/** The year that the day's week belongs to. */
export function weekYear(rule: WeekRule, epochDay: number): number {
  const { year } = dateOfEpochDay(epochDay);
  const dayOfYear = epochDay - epochDayOf(year, 1, 1) + 1;
  const start = startOfWeeks(rule, dayOfYear, localWeekday(rule, weekdayOf(epochDay)));
  const week = weekNumber(start, dayOfYear);
  if (week === 0) return year - 1;
  return week >= weekNumber(start, daysInYear(year) + rule.minimalDays) ? year + 1 : year;
}

/** The day of a week date. A week that the year does not have becomes its last. */
export function epochDayOfWeekDate(rule: WeekRule, year: number, week: number, localDay: number): number {
  const newYear = epochDayOf(year, 1, 1);
  const start = startOfWeeks(rule, 1, localWeekday(rule, weekdayOf(newYear)));
  const last = weekNumber(start, daysInYear(year) + rule.minimalDays) - 1;
  return newYear - start + (localDay - 1) + (Math.min(week, last) - 1) * 7;
}

/** The day of a week of a month; it may lie in the neighbouring month. */
export function epochDayOfMonthWeek(rule: WeekRule, firstOfMonth: number, week: number, localDay: number): number {
  const weeks = week - weekOfMonth(rule, firstOfMonth);
  return firstOfMonth + weeks * 7 + localDay - localWeekday(rule, weekdayOf(firstOfMonth));
}

/** How many days before day 1 the first whole week starts; negative where it starts after. */
function startOfWeeks(rule: WeekRule, day: number, localDay: number): number {
  const weekStart = modulo(day - localDay, 7);
  return weekStart + 1 > rule.minimalDays ? 7 - weekStart : -weekStart;
}

function weekNumber(start: number, day: number): number {
  return Math.floor((7 + start + (day - 1)) / 7);
}
