import type { Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import type { Expr } from "./expr.js";
import { computeFacts } from "./facts-compute.js";
import { withSample } from "./facts-of-sample.js";
import { onlyColumnOf } from "./only-column.js";
import type { SampleValue } from "./source-profile.js";
import type { SourceShape } from "./source-shape.js";

/** What is known of an expression before any row is mapped. */
export interface Facts {
  readonly type: Type;
  /** Whether it can be null, a field that is not there included; and why. */
  readonly nullable: false | Reason;
  /** Whether it can become an error, which a mapping turns into null; and why. Limits of size are no reason. */
  readonly fails: false | Reason;
}

/** Why an expression can be null or fail, down to the part that it comes from. */
export interface Reason {
  /** The part of the expression: a column, an argument, a call. */
  readonly span: Span;
  /**
   * How sure it is: in every row (`always`); in rows that the sample has (`seen`); on values of which nothing is known
   * (`possible`); or in rows that the sample has not, because all those that it has are fine (`unseen`).
   */
  readonly when: Certainty;
  /** The argument that it is about, where it is about one: what it is given, and what the function wants. */
  readonly argument: ReasonArgument | null;
  /** One sentence, without its full stop. */
  readonly words: string;
  /** Of `seen`: how many of the sample's values, and the first of them. */
  readonly seen: Seen | null;
  /** The code of the failure that a run would report (`XM5001`); null for a null without an error. */
  readonly code: string | null;
}

export type Certainty = "always" | "seen" | "possible" | "unseen";

export interface ReasonArgument {
  readonly function: string;
  readonly parameter: string;
  readonly given: Type;
  readonly wanted: Type;
}

export interface Seen {
  readonly count: number;
  readonly of: number;
  readonly example: SampleValue | null;
  /** How messages name the sample. */
  readonly sample: string;
}

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
