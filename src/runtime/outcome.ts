import type { Span } from "../text/index.js";
import { type Failure, MISSING, type Outcome } from "../values/index.js";

/** A failure says where it arose; the innermost place stays. */
export function located(problem: Failure, span: Span): Failure {
  return problem.span === null ? { ...problem, span } : problem;
}

/** `a[*]`: the item at the current index of a level. */
export function eachItem(target: Outcome, at: number | undefined): Outcome {
  if (target === null || target === MISSING) return target;
  if (at === undefined || typeof target !== "object") return MISSING;
  if (target.kind === "failure") return target;
  if (target.kind !== "list" && target.kind !== "array") return MISSING;
  const item = target.items[at];
  return item === undefined ? MISSING : item;
}
