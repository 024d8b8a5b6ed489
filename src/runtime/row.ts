import type { Diagnostic } from "../diagnostics/index.js";
import type { Missing, Value } from "../values/index.js";

/** One record of the source. */
export interface Row {
  /** Where it starts in its file: counts from 1. For JSON arrays the item's line. */
  readonly line: number;
  /** Which of the inputs it is in: counts from 0, which is meant where it is left out. */
  readonly source?: number;
  /** A column or top-level field by its whole name. */
  readonly get: (name: string) => Value | Missing;
}

/** What a source gives: its rows in order and, where it is broken, one problem as the last event. */
export type RowEvent =
  | { readonly kind: "row"; readonly row: Row }
  | { readonly kind: "problem"; readonly diagnostic: Diagnostic };
