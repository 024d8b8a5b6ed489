/** Rows of a row group from `start` up to, not including, `end`; of several, none touches another, in order. */
export interface RowRange {
  readonly start: number;
  readonly end: number;
}

export function countRows(ranges: readonly RowRange[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

/** Whether some of the rows are among the ranges. */
export function overlaps(ranges: readonly RowRange[], start: number, end: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle]?.end ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low];
  return range !== undefined && range.start < end;
}

/** Gathers rows that come in order; gaps of fewer than `gap` rows are closed. */
export class RangeGatherer {
  readonly ranges: { start: number; end: number }[] = [];
  readonly #gap: number;

  constructor(gap: number) {
    this.#gap = gap;
  }

  add(start: number, end: number): void {
    if (start >= end) return;
    const last = this.ranges.at(-1);
    if (last !== undefined && start - last.end < this.#gap) last.end = Math.max(last.end, end);
    else this.ranges.push({ start, end });
  }
}
