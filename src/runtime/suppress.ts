import { functions } from "../diagnostics/functions.js";
import { values } from "../diagnostics/values.js";
import type { Failure } from "../values/index.js";
import type { Environment } from "./environment.js";

// Which failures stand for a value, for the interpreter and generated code alike. Whoever listens is told of each.

/** Whether a condition takes a failure for false: strict mode's null operand, and no other. */
export function takenAsFalse(problem: Failure, env: Environment): boolean {
  if (problem.code !== values.XM5053.code) return false;
  env.onSuppressed?.(problem);
  return true;
}

/**
 * Whether `empty` and `size` take a failure for nothing: all but unreadable numbers and patterns, which JEXL lets through,
 * and functions that only the platform can run.
 */
export function takenAsNothing(problem: Failure, env: Environment): boolean {
  const { code } = problem;
  if (code === values.XM5050.code || code === values.XM5059.code || code === functions.XM5017.code) return false;
  env.onSuppressed?.(problem);
  return true;
}
