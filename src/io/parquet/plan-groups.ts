import type { ParquetFile } from "./file.js";
import type { BatchRequest } from "./read-batches.js";
import { isGroupOutside } from "./window-rows.js";

/** Row groups that follow one another, counted from 0, without the last. */
export interface GroupRange {
  readonly from: number;
  readonly to: number;
}

export interface GroupPlan {
  /** All row groups, in order. Those that need no reading go with others. */
  readonly ranges: readonly GroupRange[];
  /** What is to be read of them, in bytes, uncompressed. */
  readonly size: number;
}

/** Row groups of less than this (in bytes, uncompressed) are read together. */
const LEAST = 256 * 1024;

/** Parts a file by its directory for who reads several parts at once. */
export function planGroups(
  file: ParquetFile,
  { columns, filter = null }: Pick<BatchRequest, "columns" | "filter">,
): GroupPlan {
  const leaves = columns.flatMap((name) => file.columns.get(name)?.leaves ?? []);
  const ranges: { from: number; to: number }[] = [];
  let sizeOfLast = 0;
  let size = 0;
  for (const group of file.groups) {
    const own =
      filter !== null && isGroupOutside(file, group, filter)
        ? 0
        : leaves.reduce(
            (sum, { index }) => sum + Number(group.metadata.columns[index]?.meta_data?.total_uncompressed_size ?? 0n),
            0,
          );
    size += own;
    const last = ranges.at(-1);
    if (last !== undefined && (own === 0 || sizeOfLast < LEAST)) {
      last.to = group.index + 1;
      sizeOfLast += own;
    } else {
      ranges.push({ from: group.index, to: group.index + 1 });
      sizeOfLast = own;
    }
  }
  return { ranges, size };
}
