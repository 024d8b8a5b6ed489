import type { Diagnostic } from "../../diagnostics/index.js";
import type { RowBatch } from "../../runtime/index.js";
import { MISSING } from "../../values/index.js";
import type { CsvBlock, CsvPlan } from "./block.js";
import { type BlockText, createBlockReader, readRow, type ScanHost, startAfter, unquote } from "./block-text.js";
import { CARRIAGE_RETURN, DELIMITER, LINE_FEED } from "./byte-index.js";
import { describeBlankLine, describeRagged, describeTooLong, isTooLong, problemAfterRows } from "./faults.js";

/** A block whose rows are found: they are whole and right, up to the problem where there is one. */
export interface ScannedBlock {
  /** Valid until the next block is scanned. */
  readonly batch: RowBatch;
  /** What is wrong after these rows; nothing behind it counts. */
  readonly problem: Diagnostic | null;
}

/** Scans one block after the other, in memory that it keeps. */
export interface CsvScanner {
  readonly scan: (block: CsvBlock) => ScannedBlock;
}

/** Makes a scanner. Plan and blocks are plain data, so that every worker can have its own. */
export function createCsvScanner(plan: CsvPlan, host: ScanHost | null = null): CsvScanner {
  const reader = createBlockReader(plan, host);
  let rows = new Int32Array(0);
  return {
    scan: (block) => {
      const text = reader.read(block);
      // Every cell takes a place.
      const most = Math.ceil(text.count / plan.columns) * ROW_SIZE;
      if (rows.length < most) rows = new Int32Array(most);
      const { count, problem } = findRows(text, plan, rows);
      return { batch: createBatch(text, plan, rows, count), problem };
    },
  };
}

/** What is kept of a row: its first place, the offset of its first cell, and its line from 0. */
const ROW_SIZE = 3;

function findRows(
  text: BlockText,
  plan: CsvPlan,
  rows: Int32Array,
): { readonly count: number; readonly problem: Diagnostic | null } {
  const { places, count } = text;
  const last = plan.columns - 1;
  const canBeLong = isTooLong(text, 0, text.text.length);
  // Behind a fault of the quotes the places mean nothing.
  const stop = text.quoteFault?.offset ?? Number.POSITIVE_INFINITY;
  let found = 0;
  let offset = 0;
  let line = 0;
  for (let first = 0; first < count; ) {
    const at = found * ROW_SIZE;
    const end = first + last < count ? (places[first + last] ?? 0) : DELIMITER;
    const kind = end & 3;
    const mayEnd = (kind === LINE_FEED || kind === CARRIAGE_RETURN) && end >> 2 < stop && last > 0 && !canBeLong;
    // Nearly every row: as many cells as columns, no line break in quotes, and no more to be asked.
    if (mayEnd && areDelimiters(places, first, last)) {
      rows[at] = first;
      rows[at + 1] = offset;
      rows[at + 2] = line;
      found++;
      first += last + 1;
      offset = kind === LINE_FEED ? (end >> 2) + 1 : startAfter(text.text, end >> 2);
      line++;
      continue;
    }
    const row = readRow(text, first);
    if (row === null || row.end > stop) break;
    if (canBeLong && isTooLong(text, offset, row.end)) {
      return { count: found, problem: describeTooLong(text, { offset, line }) };
    }
    const isBlank = row.cells === 1 && row.end === offset;
    if (isBlank && plan.blankLines === "error") return { count: found, problem: describeBlankLine(text, line) };
    if (!isBlank || (last === 0 && plan.blankLines === "auto")) {
      if (row.cells !== plan.columns) return { count: found, problem: describeRagged(text, plan, row.cells, line) };
      rows[at] = first;
      rows[at + 1] = offset;
      rows[at + 2] = line;
      found++;
    }
    first = row.nextPlace;
    offset = row.nextOffset;
    line += 1 + row.breaks;
  }
  return { count: found, problem: problemAfterRows(text, { offset, line }) };
}

function areDelimiters(places: Int32Array, from: number, count: number): boolean {
  let kinds = 0;
  for (let at = from; at < from + count; at++) kinds |= places[at] ?? 0;
  return (kinds & 3) === DELIMITER;
}

function createBatch(block: BlockText, { used, emptyCell }: CsvPlan, rows: Int32Array, count: number): RowBatch {
  const { places, text, syntax } = block;
  const columns = Int32Array.from(used);
  const quote = syntax.quote === null ? -1 : syntax.quote.charCodeAt(0);
  return {
    rows: count,
    lineOf: (row) => rows[row * ROW_SIZE + 2] ?? 0,
    valueAt: (row, slot) => {
      const column = columns[slot] ?? -1;
      if (column < 0) return MISSING;
      const at = row * ROW_SIZE;
      const place = (rows[at] ?? 0) + column;
      const start = column === 0 ? (rows[at + 1] ?? 0) : ((places[place - 1] ?? 0) >> 2) + 1;
      const end = (places[place] ?? 0) >> 2;
      if (start === end) return emptyCell;
      if (text.charCodeAt(start) !== quote) return text.substring(start, end);
      return end - start === 2 ? emptyCell : unquote(block, start, end);
    },
  };
}
