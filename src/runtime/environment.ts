import type { Expr } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { Failure, Missing, Outcome, Value } from "../values/index.js";

/** Told of each part that the interpreter evaluates, the whole before its parts: what traces and coverage are made of. */
export interface Observer {
  readonly enter: (expr: Expr) => void;
  readonly leave: (expr: Expr, outcome: Outcome) => void;
}

/** What an expression is evaluated in. */
export interface Environment {
  /** The record: a column or top-level field by its whole name; asked twice it gives the same value. */
  readonly row: { readonly get: (name: string) => Value | Missing };
  readonly services: Services;
  /** Refuses names, properties and methods that are not there; the lenient engine reads them as null. */
  readonly strictEngine: boolean;
  /** Refuses null operands and divisions by zero. */
  readonly strictArithmetic: boolean;
  /** The current index of each `[*]`, by level. */
  readonly items: readonly number[];
  /** The values of the parameters of the lambdas around, by slot. */
  readonly parameters?: readonly Value[];
  /**
   * Told of each failure, with its place, that `coalesce`, `??`, `?:`, a condition, `empty` or `size` took for null, so
   * that those who ask can say why.
   */
  readonly onSuppressed?: ((problem: Failure) => void) | undefined;
  /** Only the interpreter asks for it: generated code has no parts to tell of. */
  readonly observer?: Observer | undefined;
}
