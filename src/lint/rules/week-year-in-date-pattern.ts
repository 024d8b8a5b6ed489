import { lintDates } from "../../diagnostics/lint-dates.js";
import {
  changeLetter,
  holds,
  patternOfCall,
  patternOfDelta,
  spanOfRun,
  type WrittenPattern,
} from "../date-patterns.js";
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

function check(pattern: WrittenPattern | null, at: Visit<{ letters: string; instead: string }>): void {
  // With the number of a week, the week's year is right.
  if (pattern === null || holds(pattern, "wW")) return;
  const runs = pattern.runs.filter(({ letter }) => letter === "Y");
  const [first] = runs;
  if (first === undefined) return;
  const fixes = changeLetter(pattern, runs, { to: "y", safe: true });
  at.report(
    spanOfRun(pattern, first),
    { letters: "Y".repeat(first.count), instead: "y".repeat(first.count) },
    { fixes },
  );
}
