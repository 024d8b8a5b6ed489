import type { RowBatch } from "../../runtime/index.js";
import type { Problem } from "../sample-options.js";
import { explainFault } from "./fault.js";
import type { Group, ParquetFile } from "./file.js";
import { ColumnFault, readGroup } from "./group-reader.js";
import { countRows } from "./row-ranges.js";
import { selectRows, type WindowFilter } from "./window-rows.js";

export interface BatchRequest {
  /** What the slots of the batches are: names of columns. A name that no column has is missing in every row. */
  readonly columns: readonly string[];
  /** Rows outside of it are passed over where the file tells that they are, and counted; null (the default) reads all. */
  readonly filter?: WindowFilter | null;
  /** The row groups to read, counted from 0, without the last; all by default. */
  readonly groups?: { readonly from: number; readonly to: number };
}

export type BatchEvent =
  /** Rows in order. `firstLine` is what the batch's lines count from: the file's rows are numbered from 1. */
  | { readonly kind: "batch"; readonly batch: RowBatch; readonly firstLine: number }
  /** So many rows were not read: each has a delta value, outside of the window. */
  | { readonly kind: "outside"; readonly rows: number }
  | Problem;

/**
 * Reads a Parquet file in batches, one row group after the other: its memory is that of a row group's columns that are asked
 * for. A batch is valid until the next is asked for. A problem is the last event; what came before it is good.
 */
export async function* readBatches(file: ParquetFile, request: BatchRequest): AsyncGenerator<BatchEvent> {
  const { from, to } = request.groups ?? { from: 0, to: file.groups.length };
  for (const group of file.groups.slice(from, to)) {
    try {
      yield* readBatchesOf(file, group, request);
    } catch (error) {
      const isColumns = error instanceof ColumnFault;
      const place = { group: group.index + 1, column: isColumns ? error.column : null };
      yield explainFault(file.name, place, isColumns ? error.error : error);
      return;
    }
  }
}

async function* readBatchesOf(
  file: ParquetFile,
  group: Group,
  { columns, filter = null }: BatchRequest,
): AsyncGenerator<BatchEvent> {
  const all = group.rows === 0 ? [] : [{ start: 0, end: group.rows }];
  const { ranges, known } = filter === null ? { ranges: all, known: undefined } : await selectRows(file, group, filter);
  const left = group.rows - countRows(ranges);
  if (left > 0) yield { kind: "outside", rows: left };
  if (ranges.length === 0) return;
  for (const batch of await readGroup(file, group, columns, ranges, known)) {
    yield { kind: "batch", batch, firstLine: group.firstRow + 1 };
  }
}
