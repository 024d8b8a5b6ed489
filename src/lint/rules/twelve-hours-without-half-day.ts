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

/** `hh` counts to twelve and needs `a`; without it Java knows no time. Source: Java's DateTimeFormatter. */
export const twelveHoursWithoutHalfDay = rule({
  code: lintDates.XM4009,
  name: "twelve-hours-without-half-day",
  visit: {
    call: (call, at) => check(patternOfCall(call), at),
    program: (_, at) => check(patternOfDelta(at.tree), at),
  },
});

function check(pattern: WrittenPattern | null, at: Visit<{ letters: string; instead: string; prints: boolean }>): void {
  if (pattern === null || holds(pattern, "aBHk")) return;
  const runs = pattern.runs.filter(({ letter }) => letter === "h" || letter === "K");
  const [first] = runs;
  if (first === undefined) return;
  const { prints } = pattern;
  const letters = first.letter.repeat(first.count);
  // What is printed without AM and PM may be meant so; what is read cannot be.
  const fixes = changeLetter(pattern, runs, { to: "H", safe: !prints });
  at.report(spanOfRun(pattern, first), { letters, instead: "H".repeat(first.count), prints }, { fixes });
}
