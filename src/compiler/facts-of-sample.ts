import { isFailure, parseJson, type Value } from "../values/index.js";
import { evaluateKnown, UNKNOWN } from "./evaluate-known.js";
import type { Expr } from "./expr.js";
import type { Facts, Reason, Seen } from "./fact-types.js";
import { type Place, profileAt } from "./place.js";
import type { DistinctValue, ValueProfile } from "./source-profile.js";
import type { SourceShape } from "./source-shape.js";

/**
 * How many values the expressions of a file are tried on: a part of what is left each, so that a long file takes little
 * more time than a short one, and a few at least. Where one fails, all are tried, as long as that budget lasts.
 */
const BUDGET = 20_000;
const PART = 20;
const FEW = 10;
const BUDGET_OF_COUNTS = 100_000;

interface Budget {
  left: number;
  leftForCounts: number;
}

const budgets = new WeakMap<SourceShape, Budget>();

function budgetOf(source: SourceShape): Budget {
  let budget = budgets.get(source);
  if (budget === undefined) {
    budget = { left: BUDGET, leftForCounts: BUDGET_OF_COUNTS };
    budgets.set(source, budget);
  }
  return budget;
}

/** Values from all over the sample; and the first that is not what most of them are, for that one is the likeliest to fail. */
function someValues(place: ValueProfile, budget: Budget): readonly DistinctValue[] {
  const { values } = place;
  const most = Math.max(FEW, Math.ceil(budget.left / PART));
  if (values.length <= most) {
    budget.left -= values.length;
    return values;
  }
  budget.left -= most;
  // What the texts spell is found out when it is asked for.
  const misfits = new Set((place.texts?.readings ?? []).map(({ misfit }) => misfit?.text));
  const step = values.length / most;
  return values.filter(({ text }, at) => Math.floor((at + 1) / step) > Math.floor(at / step) || misfits.has(text));
}

/** What is wrong with a result, and the code that a run would give it. */
export interface Complaint {
  readonly words: string;
  readonly code: string;
}

/**
 * Tries an expression on the values that the sample has in its one column: on some of them something is wrong with the
 * result (`seen`), or on none (`unseen`). Null where it cannot be tried.
 */
export function tryOnSample(
  expression: Expr,
  column: Place,
  source: SourceShape,
  judge: (result: Value) => Complaint | null,
): (Pick<Reason, "when" | "seen"> & Partial<Complaint>) | null {
  const place = profileAt(column, source);
  // The values of lists and objects are no values of their own.
  if (place === null || place.values.length === 0 || place.lists > 0 || place.objects > 0) return null;
  const budget = budgetOf(source);
  const some = someValues(place, budget);
  let found = tryAll(expression, some, judge);
  if (found === null) return null;
  if (found.seen === null) return { when: "unseen", seen: null };
  if (some.length < place.values.length && budget.leftForCounts > 0) {
    budget.leftForCounts -= place.values.length;
    found = tryAll(expression, place.values, judge) ?? found;
  }
  const seen = found.seen === null ? null : { ...found.seen, sample: source.profile?.label ?? source.label };
  return { when: "seen", seen, ...found.complaint };
}

interface Trial {
  readonly seen: Omit<Seen, "sample"> | null;
  readonly complaint: Complaint | null;
}

/** Null where the expression needs more than its column. */
function tryAll(
  expression: Expr,
  values: readonly DistinctValue[],
  judge: (result: Value) => Complaint | null,
): Trial | null {
  let count = 0;
  let of = 0;
  let example: DistinctValue | null = null;
  let first: Complaint | null = null;
  for (const value of values) {
    const outcome = evaluateKnown(expression, asRead(value));
    if (outcome === UNKNOWN) return null;
    of += value.count;
    const complaint = isFailure(outcome)
      ? { words: outcome.message.replace(/\.$/, ""), code: outcome.code }
      : judge(outcome);
    if (complaint === null) continue;
    count += value.count;
    example ??= value;
    first ??= complaint;
  }
  return { seen: first === null ? null : { count, of, example }, complaint: first };
}

/** Facts by the types, with what the sample shows of the failures that they allow. */
export function withSample(expression: Expr, facts: Facts, column: Place, source: SourceShape): Facts {
  const { fails } = facts;
  if (fails === false || fails.when === "always") return facts;
  const found = tryOnSample(expression, column, source, () => null);
  return found === null ? facts : { ...facts, fails: { ...fails, ...found } };
}

/** The value that a reader makes of what the sample has there. */
function asRead({ kind, text }: DistinctValue): Value {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true";
  const parsed = parseJson(text);
  return "value" in parsed ? parsed.value : null;
}
