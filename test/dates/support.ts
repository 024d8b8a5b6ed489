import {
  compileDatePattern,
  type DatePattern,
  type Dialect,
  isProblem,
  type Problem,
  printDateTime,
  printDateTimeMillis,
} from "../../src/values/dates/index.js";
import type { DateTime } from "../../src/values/index.js";

/** A pattern that must compile. */
export function compile(pattern: string, dialect: Dialect = "java"): DatePattern {
  const compiled = compileDatePattern(pattern, dialect);
  if ("problem" in compiled) throw new Error(`${pattern}: ${compiled.problem.message}`);
  return compiled.pattern;
}

/** The printed date-time, or `problem: …`. */
export function shown(result: DateTime | Problem): string {
  return isProblem(result) ? `problem: ${result.problem}` : printDateTime(result);
}

export function shownMillis(result: DateTime | Problem): string {
  return isProblem(result) ? `problem: ${result.problem}` : printDateTimeMillis(result);
}
