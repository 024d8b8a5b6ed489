/** How a CSV is written: plain data, as everything that a scanner is given, so that it can be sent to a worker. */
export interface CsvSyntax {
  /** What messages call the sample. */
  readonly label: string;
  /** One ASCII character. */
  readonly delimiter: string;
  /** One ASCII character; null where nothing is quoted. */
  readonly quote: string | null;
  readonly blankLines: BlankLines;
}

/** What is read of a CSV whose columns are known. */
export interface CsvPlan extends CsvSyntax {
  /** The cells that every row has. */
  readonly columns: number;
  /** Whether a header gave the columns, or the first row did. */
  readonly named: boolean;
  /** For each slot of a batch the position of its column, from 0; -1 where the CSV has no such column. */
  readonly used: readonly number[];
  /** What an empty cell is. */
  readonly emptyCell: "" | null;
}

/** What a line without anything is. `auto`: a row where the CSV has one column, nothing elsewhere. */
export type BlankLines = "auto" | "skip" | "error";

/** Whole rows of a CSV in one piece of memory: plain data, so that it can be sent to a worker. */
export interface CsvBlock {
  readonly kind: "block";
  readonly bytes: Uint8Array;
  /** Where it begins in the file (for gzip: in what was unzipped), in bytes. */
  readonly offset: number;
  /** The line that it begins on, from 1. */
  readonly firstLine: number;
  readonly end: BlockEnd;
}

/**
 * How a block ends: after a row, as all but the last do; with the file; where the file could not be read on; or in the
 * middle of a row that is longer than rows may be.
 */
export type BlockEnd = "row" | "file" | "cut" | "long";

/**
 * A row of more bytes is refused, and a quote that swallows as much is taken for unterminated: 10 MB, so that a cell of
 * that size may be read, and some room for the rest of its row.
 */
export const LONGEST_ROW = 10 * 1024 * 1024 + 256 * 1024;

export const LF = 0x0a;
export const CR = 0x0d;
