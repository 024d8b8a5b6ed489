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

/** The values of a place that are to be tried. */
export function valuesToTry(place: ValueProfile, source: SourceShape): readonly DistinctValue[] {
  const before = spent.get(source) ?? 0;
  const values = before < TRIALS ? place.values : place.values.slice(0, FEW);
  spent.set(source, before + values.length);
  return values;
}

/** What the profile has of a path's place. */
export function placeOf({ segments }: ColumnPath, source: SourceShape): ValueProfile | null {
  return profileOf(source, segments) ?? profileOf(source, [segments.join(".")]);
}

/**
 * Tries an expression that can fail by its types on the values that the sample has in its one column: it fails on some of
 * them, or on none. What cannot be tried here stays as it was.
 */
export function tryOnSample(expression: Expr, facts: Facts, column: ColumnPath, source: SourceShape): Facts {
  const place = placeOf(column, source);
  const { fails } = facts;
  if (place === null || fails === false || fails.when === "always" || place.values.length === 0) return facts;
  // A list, or an object of which the fields are no distinct values.
  if (place.lists > 0 || place.objects > 0) return facts;
  let count = 0;
  let of = 0;
  let example: DistinctValue | null = null;
  let first: { readonly message: string; readonly code: string } | null = null;
  for (const value of valuesToTry(place, source)) {
    const outcome = evaluateKnown(expression, asRead(value));
    if (outcome === UNKNOWN) return facts;
    of += value.count;
    if (!isFailure(outcome)) continue;
    count += value.count;
    example ??= value;
    first ??= outcome;
  }
  if (first === null || example === null) return { ...facts, fails: { ...fails, when: "unseen" } };
  const seen = { count, of, example, sample: source.profile?.label ?? source.label };
  const reason: Reason = { ...fails, when: "seen", seen, words: first.message.replace(/\.$/, ""), code: first.code };
  return { ...facts, fails: reason };
}

/** The value that a reader makes of what the sample has there. */
export function asRead({ kind, text }: DistinctValue): Value {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true";
  const parsed = parseJson(text);
  return "value" in parsed ? parsed.value : null;
}
