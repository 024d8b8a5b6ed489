import { ParquetFault } from "./fault.js";
import type { Physical } from "./physical.js";

/** A text of 64 MB fits, written as JSON, into the longest text that every host has; it is more than any field takes. */
const LONGEST_VALUE = 64 * 1024 * 1024;
/** What a page holds for each value besides the value: its length and its levels. */
const OVERHEAD = 64;

/** A page of so few values and so many bytes is refused before it is unpacked. */
export function refuseLongPage(size: number, values: number): void {
  if (size > Math.max(1, values) * (LONGEST_VALUE + OVERHEAD)) throw tooLong();
}

/** Texts and bytes: all other values are short. */
export function refuseLongValues(page: Physical): Physical {
  if (page.kind !== "bytes") return page;
  const { memory, starts, ends } = page;
  if (memory.length <= LONGEST_VALUE) return page;
  for (const [index, start] of starts.entries()) {
    if ((ends[index] ?? 0) - start > LONGEST_VALUE) throw tooLong();
  }
  return page;
}

function tooLong(): ParquetFault {
  return new ParquetFault("unsupported", "a value of more than 64 MB");
}
