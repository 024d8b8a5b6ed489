import type { Code, Report } from "../diagnostics/index.js";
import { lintDates } from "../diagnostics/lint-dates.js";
import type { Span } from "../text/index.js";
import { type WrittenPattern, written } from "./date-patterns.js";
import { isDayOfYearSlip } from "./rules/day-of-year-in-date-pattern.js";
import { isWeekYearSlip } from "./rules/week-year-in-date-pattern.js";
import type { LintSettings } from "./settings.js";

/** Reports `YYYY` and `DD` of a pattern that stands in another file than a mapping, as their rules would. */
export function reportPatternSlips(text: string, span: Span, settings: LintSettings, report: Report): void {
  const pattern = written(text, span, false);
  if (isWeekYearSlip(pattern)) tell(lintDates.XM4007, "Y", "y");
  if (isDayOfYearSlip(pattern)) tell(lintDates.XM4008, "D", "d");

  function tell(code: Code<SlipParameters>, letter: string, instead: string): void {
    const level = settings.get(code.code)?.level ?? code.severity;
    if (level === "off") return;
    const count = countOf(pattern, letter);
    const parameters = { letters: letter.repeat(count), instead: instead.repeat(count), prints: false };
    report(code, span, parameters, { severity: level });
  }
}

type SlipParameters = { letters: string; instead: string; prints: boolean };

function countOf({ runs }: WrittenPattern, letter: string): number {
  return runs.find((run) => run.letter === letter)?.count ?? 0;
}
