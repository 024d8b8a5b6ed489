import type { Expr } from "./expr.js";
import type { Facts } from "./fact-types.js";
import { computeFacts } from "./facts-compute.js";
import { withSample } from "./facts-of-sample.js";
import { onlyColumnOf } from "./only-column.js";
import type { SourceShape } from "./source-shape.js";

const NOWHERE: SourceShape = { label: "", columns: new Map(), flat: false };

const known = new WeakMap<SourceShape, WeakMap<Expr, Facts>>();

/**
 * The facts of a lowered expression over a source: with a sample's profile, what its rows show. They are computed once an
 * expression and source, so asking for those of every part costs little more than asking for the whole.
 */
export function factsOf(expression: Expr, source: SourceShape | null): Facts {
  const shape = source ?? NOWHERE;
  let facts = known.get(shape);
  if (facts === undefined) {
    facts = new WeakMap();
    known.set(shape, facts);
  }
  const found = facts.get(expression);
  if (found !== undefined) return found;
  const computed = judge(expression, shape);
  facts.set(expression, computed);
  return computed;
}

/** What hangs on one column alone is tried on the sample as a whole, so that a guard around a conversion counts. */
function judge(expression: Expr, source: SourceShape): Facts {
  const column = source.profile === undefined ? null : onlyColumnOf(expression);
  if (column === null) return computeFacts(expression, source, (part) => factsOf(part, source));
  const facts = staticFacts(expression, source);
  return facts.fails === false ? facts : withSample(expression, facts, column, source);
}

const withoutTrial = new WeakMap<SourceShape, WeakMap<Expr, Facts>>();

/** The facts that types tell, and which columns the sample has nulls in. */
function staticFacts(expression: Expr, source: SourceShape): Facts {
  let facts = withoutTrial.get(source);
  if (facts === undefined) {
    facts = new WeakMap();
    withoutTrial.set(source, facts);
  }
  const found = facts.get(expression);
  if (found !== undefined) return found;
  const computed = computeFacts(expression, source, (part) => staticFacts(part, source));
  facts.set(expression, computed);
  return computed;
}
