import { lintDates } from "../../diagnostics/lint-dates.js";
import { holds, patternOfCall, patternOfDelta, reportLetter, type WrittenPattern } from "../date-patterns.js";
import { rule, type Visit } from "../rule.js";

/** `DD` is the day of the year, 1 to 366. Source: Java's DateTimeFormatter. */
export const dayOfYearInDatePattern = rule({
  code: lintDates.XM4008,
  name: "day-of-year-in-date-pattern",
  visit: {
    call: (call, at) => check(patternOfCall(call), at),
    program: (_, at) => check(patternOfDelta(at.tree), at),
  },
});

function check(pattern: WrittenPattern | null, at: Visit<{ letters: string; instead: string; prints: boolean }>): void {
  if (pattern !== null && isDayOfYearSlip(pattern)) reportLetter(pattern, { letter: "D", to: "d" }, at);
}

/** `yyyy-DDD` is an ordinal date; a day of the month as well is somebody's intention. `mm` may be meant for months. */
export function isDayOfYearSlip(pattern: WrittenPattern): boolean {
  return holds(pattern, "D") && holds(pattern, "MLm") && !holds(pattern, "d");
}
