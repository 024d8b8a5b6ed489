import type { Missing, Value } from "../values/index.js";

/** One record of the source. */
export interface Row {
  /** Where it starts in its file: counts from 1. For JSON arrays the item's line. */
  readonly line: number;
  /** A column or top-level field by its whole name. */
  readonly get: (name: string) => Value | Missing;
}
