import type { Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import type { Expr } from "./expr.js";
import type { SampleValue } from "./source-profile.js";

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

/** The facts of a part of an expression. */
export type FactsOfPart = (part: Expr) => Facts;
