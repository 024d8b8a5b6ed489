import { lintDates } from "../../diagnostics/lint-dates.js";
import {
  changeLetter,
  type LetterRun,
  patternOfCall,
  patternOfDelta,
  spanOfRun,
  type WrittenPattern,
} from "../date-patterns.js";
import { rule, type Visit } from "../rule.js";

/** `mm` are minutes and `MM` are months, and each stands where the other belongs. Source: Java's DateTimeFormatter. */
export const minutesForMonths = rule({
  code: lintDates.XM4010,
  name: "minutes-for-months",
  visit: {
    call: (call, at) => check(patternOfCall(call), at),
    program: (_, at) => check(patternOfDelta(at.tree), at),
  },
});

const isOfDay = (run: LetterRun | undefined) => run !== undefined && "yuYdD".includes(run.letter);
const isHour = (run: LetterRun | undefined) => run !== undefined && "HhkK".includes(run.letter);
const isSecond = (run: LetterRun | undefined) => run?.letter === "s";

function check(
  pattern: WrittenPattern | null,
  at: Visit<{ letters: string; instead: string; is: "minutes" | "months" }>,
): void {
  for (const [place, run] of (pattern?.runs ?? []).entries()) {
    const before = pattern?.runs[place - 1];
    const after = pattern?.runs[place + 1];
    if (pattern === null) return;
    const minutesInDay =
      run.letter === "m" && !isHour(before) && !isSecond(after) && (isOfDay(before) || isOfDay(after));
    const monthsInTime = run.letter === "M" && isHour(before) && !isOfDay(after);
    if (!minutesInDay && !monthsInTime) continue;
    const to = minutesInDay ? "M" : "m";
    at.report(
      spanOfRun(pattern, run),
      {
        letters: run.letter.repeat(run.count),
        instead: to.repeat(run.count),
        is: minutesInDay ? "minutes" : "months",
      },
      { fixes: changeLetter(pattern, [run], { to, safe: true }) },
    );
  }
}
