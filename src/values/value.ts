import type { Code } from "../diagnostics/index.js";
import type { Span } from "../text/index.js";

/**
 * JEXL's values over Java's kinds. JavaScript's own `number` and `bigint` are never values by themselves: every number
 * says its Java kind, because results depend on it (`1/2` is 0, `1.0/2` is 0.5).
 */
export type Value =
  | null
  | boolean
  | string
  | JavaNumber
  | Character
  | JavaArray
  | List
  | JavaMap
  | JavaSet
  | IntegerRange
  | DateTime
  | Pattern;

export type JavaNumber = SmallNumber | BigNumber | BigDecimal;

/** Kinds whose value a JavaScript number holds exactly. A float's value is already rounded to 32 bits. */
export interface SmallNumber {
  readonly kind: "byte" | "short" | "integer" | "float" | "double";
  readonly value: number;
}

export interface BigNumber {
  readonly kind: "long" | "biginteger";
  readonly value: bigint;
}

/** unscaled × 10^-scale, as java.math.BigDecimal. */
export interface BigDecimal {
  readonly kind: "bigdecimal";
  readonly unscaled: bigint;
  readonly scale: number;
}

/** One UTF-16 unit; numeric in arithmetic. */
export interface Character {
  readonly kind: "character";
  readonly unit: number;
}

/** A Java array: equal only to itself. `component` is Java's name: `int`, `String`, `Object`… */
export interface JavaArray {
  readonly kind: "array";
  readonly component: string;
  readonly items: readonly Value[];
}

export interface List {
  readonly kind: "list";
  readonly items: readonly Value[];
}

/** A map with keys of any kind, in insertion order. Field names such as `__proto__` are ordinary keys. */
export interface JavaMap {
  readonly kind: "map";
  /** By the key's identity text (see keyOf). */
  readonly entries: ReadonlyMap<string, { readonly key: Value; readonly value: Value }>;
}

export interface JavaSet {
  readonly kind: "set";
  readonly items: ReadonlyMap<string, Value>;
}

/** `1..3`; descending where from is over to. Both ends are in it. */
export interface IntegerRange {
  readonly kind: "range";
  readonly from: number;
  readonly to: number;
}

/** A date and time with its offset and, where one was given, its zone: java.time.ZonedDateTime. */
export interface DateTime {
  readonly kind: "datetime";
  /** Seconds since 1970-01-01T00:00:00Z. */
  readonly epochSecond: number;
  /** 0 to 999,999,999. */
  readonly nano: number;
  /** Offset from UTC in seconds. */
  readonly offset: number;
  /** The region's id (`Europe/Paris`), or null where only an offset is known. */
  readonly zone: string | null;
}

/** A regex literal. */
export interface Pattern {
  readonly kind: "pattern";
  readonly source: string;
}

/** The source path is absent: not the same as a null that is there. */
export const MISSING: unique symbol = Symbol("missing");
export type Missing = typeof MISSING;

/** A failed evaluation: becomes null only where a mapping assigns it. */
export interface Failure {
  readonly kind: "failure";
  readonly code: string;
  readonly message: string;
  /** The sub-expression that failed; filled in by the evaluator. */
  readonly span: Span | null;
}

/** What an evaluation gives: the three states. */
export type Outcome = Value | Missing | Failure;

export function failure<P>(code: Code<P>, parameters: P, span: Span | null = null): Failure {
  return { kind: "failure", code: code.code, message: code.message(parameters), span };
}

export function isFailure(outcome: Outcome): outcome is Failure {
  return typeof outcome === "object" && outcome !== null && outcome.kind === "failure";
}
