import { isFailure, parseJson, type Value } from "../values/index.js";
import { evaluateKnown, UNKNOWN } from "./evaluate-known.js";
import type { Expr } from "./expr.js";
import type { Facts, Reason } from "./facts.js";
import type { ColumnPath } from "./only-column.js";
import { type DistinctValue, profileOf, type ValueProfile } from "./source-profile.js";
import type { SourceShape } from "./source-shape.js";

/**
 * How many values a whole file's expressions are tried on; the ones after that get a few each. Counted a sample, so that
 * the time that a check takes keeps in proportion to the file.
 */
const TRIALS = 100_000;
const FEW = 10;

const spent = new WeakMap<SourceShape, number>();

function valuesToTry(place: ValueProfile, source: SourceShape): readonly DistinctValue[] {
  const before = spent.get(source) ?? 0;
  const values = before < TRIALS ? place.values : place.values.slice(0, FEW);
  spent.set(source, before + values.length);
  return values;
}

/** What the profile has of a path's place. */
export function placeOf({ segments }: ColumnPath, source: SourceShape): ValueProfile | null {
  return profileOf(source, segments) ?? profileOf(source, [segments.join(".")]);
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
  column: ColumnPath,
  source: SourceShape,
  judge: (result: Value) => Complaint | null,
): (Pick<Reason, "when" | "seen"> & Partial<Complaint>) | null {
  const place = placeOf(column, source);
  // The values of lists and objects are no values of their own.
  if (place === null || place.values.length === 0 || place.lists > 0 || place.objects > 0) return null;
  let count = 0;
  let of = 0;
  let example: DistinctValue | null = null;
  let first: Complaint | null = null;
  for (const value of valuesToTry(place, source)) {
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
  if (first === null) return { when: "unseen", seen: null };
  return { when: "seen", seen: { count, of, example, sample: source.profile?.label ?? source.label }, ...first };
}

/** Facts by the types, with what the sample shows of the failures that they allow. */
export function withSample(expression: Expr, facts: Facts, column: ColumnPath, source: SourceShape): Facts {
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
