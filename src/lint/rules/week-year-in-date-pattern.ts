import { lintDates } from "../../diagnostics/lint-dates.js";
import { holds, patternOfCall, patternOfDelta, reportLetter, type WrittenPattern } from "../date-patterns.js";
import { rule, type Visit } from "../rule.js";

/** `YYYY` is the week's year: 30 December 2024 reads as 2025. Source: Java's DateTimeFormatter. */
export const weekYearInDatePattern = rule({
  code: lintDates.XM4007,
  name: "week-year-in-date-pattern",
  visit: {
    call: (call, at) => check(patternOfCall(call), at),
    program: (_, at) => check(patternOfDelta(at.tree), at),
  },
});

function check(pattern: WrittenPattern | null, at: Visit<{ letters: string; instead: string; prints: boolean }>): void {
  if (pattern !== null && isWeekYearSlip(pattern)) reportLetter(pattern, { letter: "Y", to: "y" }, at);
}

/** With the number of a week, the week's year is right. */
export function isWeekYearSlip(pattern: WrittenPattern): boolean {
  return holds(pattern, "Y") && !holds(pattern, "wW");
}
