import type { Expr } from "../../compiler/index.js";
import { type DateTime, MISSING, type Outcome } from "../../values/index.js";
import type { Environment } from "../environment.js";
import { evaluate, type NameUse } from "../interpret.js";
import type { Strictness } from "./generation.js";

/** Beyond it a constant is left to be made in each row, rather than kept. */
const LARGEST_KEPT = 10_000;

const NO_TIME: DateTime = { kind: "datetime", epochSecond: 0, nano: 0, offset: 0, zone: null };

/**
 * The outcome of a part that should be the same in every row, by the interpreter; undefined where it has to be evaluated
 * in each: it asked for the row or a service after all, a failure in it was suppressed (whoever listens is to hear of it in
 * each row), or it is large.
 */
export function fold(part: Expr, use: NameUse, strict: Strictness): Outcome | undefined {
  let touched = false;
  const touch = <T>(result: T) => {
    touched = true;
    return result;
  };
  const nowhere: Environment = {
    row: { get: () => touch(MISSING) },
    services: {
      now: () => touch(NO_TIME),
      uuid: () => touch(""),
      digest: () => touch(""),
    },
    strictEngine: strict.engine,
    strictArithmetic: strict.arithmetic,
    items: [],
    onSuppressed: () => touch(undefined),
  };
  const outcome = evaluate(part, nowhere, use);
  return touched || outcome === MISSING || isLarge(outcome) ? undefined : outcome;
}

function isLarge(outcome: Exclude<Outcome, typeof MISSING>): boolean {
  if (typeof outcome === "string") return outcome.length > LARGEST_KEPT;
  if (typeof outcome !== "object" || outcome === null) return false;
  switch (outcome.kind) {
    case "list":
    case "array":
      return outcome.items.length > 100;
    case "set":
      return outcome.items.size > 100;
    case "map":
      return outcome.entries.size > 100;
    default:
      return false;
  }
}
