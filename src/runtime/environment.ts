import type { Services } from "../functions/index.js";
import type { Failure, Missing, Value } from "../values/index.js";

/** What an expression is evaluated in. */
export interface Environment {
  /** The record: a column or top-level field by its whole name. */
  readonly row: { readonly get: (name: string) => Value | Missing };
  readonly services: Services;
  /** Refuses names, properties and methods that are not there; the lenient engine reads them as null. */
  readonly strictEngine: boolean;
  /** Refuses null operands and divisions by zero. */
  readonly strictArithmetic: boolean;
  /** The current index of each `[*]`, by level. */
  readonly items: readonly number[];
  /** Told of each failure that `coalesce`, `??` or `?:` took for null, with its place: the reason is kept for those who ask. */
  readonly onSuppressed?: (problem: Failure) => void;
}
