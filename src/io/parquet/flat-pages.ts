import type { Value } from "../../values/index.js";
import type { DecodedPage } from "./pages.js";

/** Reads a column of one value a row: any row of its pages, in any order, and quickest in theirs. */
export function flatPages(pages: readonly DecodedPage[]): (row: number) => Value {
  const positions = pages.map(() => null as Int32Array | null);
  let at = 0;
  return (row) => {
    let page = pages[at];
    if (page === undefined || row < page.firstRow || row >= page.firstRow + page.rows) {
      at = findPage(pages, row);
      page = pages[at];
      if (page === undefined || row >= page.firstRow + page.rows) return null;
    }
    const index = row - page.firstRow;
    if (page.definitions === null) return page.valueAt(index);
    let known = positions[at] ?? null;
    if (known === null) {
      known = positionsOf(page.definitions);
      positions[at] = known;
    }
    const position = known[index] ?? -1;
    return position < 0 ? null : page.valueAt(position);
  };
}

/** The last page that begins at the row or before it. */
function findPage(pages: readonly DecodedPage[], row: number): number {
  let low = 0;
  let high = pages.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pages[middle]?.firstRow ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Of each row the index of its value; -1 where it is null. The level of a value that is there is 1 in such a column. */
function positionsOf(definitions: Uint8Array): Int32Array {
  const positions = new Int32Array(definitions.length);
  let next = 0;
  for (let index = 0; index < definitions.length; index++) positions[index] = definitions[index] === 1 ? next++ : -1;
  return positions;
}
