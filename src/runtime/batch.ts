import type { Missing, Value } from "../values/index.js";

/** Rows in memory. The slots are the columns that the program reads, in the order of `columnsOf(program)`. */
export interface RowBatch {
  readonly rows: number;
  /** Where a row starts: its line, counted from 0 within this batch (the reader knows the batch's own first line); for Parquet the row's number. */
  readonly lineOf: (row: number) => number;
  readonly valueAt: (row: number, slot: number) => Value | Missing;
}
