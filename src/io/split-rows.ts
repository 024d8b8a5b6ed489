/** A row of a CSV, or what stands where one should be. */
export type SplitRow = CsvRow | BrokenRow;

export interface CsvRow {
  readonly kind: "row";
  /** The line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The places of the cells that stood in quotes, from 0. */
  readonly quoted: ReadonlySet<number>;
  /** As it stands, without the end of its line. */
  readonly text: string;
}

/** Lines that cannot be split into cells for their quotes. */
export interface BrokenRow {
  readonly kind: "broken";
  /** The first of its lines. */
  readonly first: number;
  /** Of the quote that is at fault, as its column, which counts in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly fault: QuoteFault;
  /** Whole lines, as they stand. */
  readonly text: string;
}

/** A quote inside a cell that begins with none; text after the one that ends a cell; one that nothing ends. */
export type QuoteFault = "inside" | "after" | "open";

/**
 * Splits a small text into the rows of RFC 4180, without blank lines, and goes on after one whose quotes are at fault.
 * Where such a row ends, only what follows tells: if every line up to the fault is a row by itself (`isRow`, which
 * is given the first row, too), its first line lacks a quote, and they are rows. Otherwise they may be lines of one cell:
 * then all of them are broken.
 */
export function splitRows(
  text: string,
  delimiter: string,
  isRow: (cells: readonly string[], first: readonly string[]) => boolean,
): readonly SplitRow[] {
  const rows: SplitRow[] = [];
  const isLikeFirst = (cells: readonly string[]) => rows[0]?.kind === "row" && isRow(cells, rows[0].cells);
  let line = 1;
  for (let start = 0; start < text.length; ) {
    const read = readRow(text, start, delimiter);
    let { end } = read;
    if (read.kind === "row") {
      const { cells, quoted } = read;
      const isBlank = cells.length === 1 && cells[0] === "" && quoted.size === 0;
      if (!isBlank) rows.push({ kind: "row", line, cells, quoted, text: withoutEnd(text.slice(start, end)) });
    } else {
      const first = endOfLine(text, start);
      const { opened } = read;
      const lacksQuote = opened !== null && areRows(text.slice(first, read.from), delimiter, isLikeFirst);
      const [fault, place] = lacksQuote ? (["open", opened] as const) : ([read.fault, read.at] as const);
      if (opened === null || lacksQuote) end = first;
      const before = text.slice(start, place);
      const broken = withoutEnd(text.slice(start, end));
      const column = before.length - Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r"));
      const at = line + countLineEnds(before);
      rows.push({ kind: "broken", first: line, line: at, column, fault, text: broken });
    }
    line += countLineEnds(text.slice(start, end));
    start = end;
  }
  return rows;
}

/** The cells of the first row that is not blank; null where its quotes are at fault, or there is none. */
export function readFirstRow(text: string, delimiter: string): readonly string[] | null {
  const read = readRow(text, /[^\r\n]/.exec(text)?.index ?? text.length, delimiter);
  return read.kind === "row" ? read.cells : null;
}

type ReadRow =
  | {
      readonly kind: "row";
      readonly cells: readonly string[];
      readonly quoted: ReadonlySet<number>;
      /** Where the next row begins. */
      readonly end: number;
    }
  | {
      readonly kind: "broken";
      readonly fault: QuoteFault;
      readonly at: number;
      /** The quote of the last cell that goes on over lines; null where the fault stands in the first line of the row. */
      readonly opened: number | null;
      /** Where the line of the fault begins, and where it ends; for what nothing ends, the end of the text. */
      readonly from: number;
      readonly end: number;
    };

function readRow(text: string, start: number, delimiter: string): ReadRow {
  const cells: string[] = [];
  const quoted = new Set<number>();
  let opened: number | null = null;
  for (let at = start; ; ) {
    let next: number;
    // A blank before a quote that opens, or behind the one that closes, is none of the cell: people lay rows out so.
    const open = skipBlanks(text, at, delimiter);
    if (text[open] === QUOTE) {
      const close = closingQuote(text, open);
      if (close === null) {
        return { kind: "broken", fault: "open", at: open, opened: open, from: text.length, end: text.length };
      }
      const inner = text.slice(open + 1, close);
      if (/[\r\n]/.test(inner)) opened = open;
      quoted.add(cells.length);
      cells.push(inner.replaceAll(QUOTE + QUOTE, QUOTE));
      next = skipBlanks(text, close + 1, delimiter);
      if (next < text.length && text[next] !== delimiter && !isLineEnd(text[next])) return broken("after", next);
    } else {
      next = endOfCell(text, at, delimiter);
      if (text[next] === QUOTE) return broken("inside", next);
      cells.push(text.slice(at, next));
    }
    if (text[next] !== delimiter) return { kind: "row", cells, quoted, end: endOfLine(text, next) };
    at = next + 1;
  }

  function broken(fault: QuoteFault, at: number): ReadRow {
    return { kind: "broken", fault, at, opened, from: startOfLine(text, at), end: endOfLine(text, at) };
  }
}

/** Whether each line that is not blank is a row by itself. */
function areRows(text: string, delimiter: string, isRow: (cells: readonly string[]) => boolean): boolean {
  for (let start = 0; start < text.length; ) {
    const end = endOfLine(text, start);
    const line = text.slice(start, end);
    const read = readRow(line, 0, delimiter);
    if (line.trim() !== "" && (read.kind !== "row" || !isRow(read.cells))) return false;
    start = end;
  }
  return true;
}

const QUOTE = '"';

/** The quote that ends the cell that begins at `open`; two of them are one of its text. */
function closingQuote(text: string, open: number): number | null {
  for (let at = open + 1; ; at += 2) {
    at = text.indexOf(QUOTE, at);
    if (at < 0) return null;
    if (text[at + 1] !== QUOTE) return at;
  }
}

function skipBlanks(text: string, start: number, delimiter: string): number {
  let at = start;
  while ((text[at] === " " || text[at] === "\t") && text[at] !== delimiter) at++;
  return at;
}

function endOfCell(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== QUOTE && !isLineEnd(text[at])) at++;
  return at;
}

function isLineEnd(unit: string | undefined): boolean {
  return unit === "\n" || unit === "\r";
}

function startOfLine(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && !isLineEnd(text[at - 1])) at--;
  return at;
}

/** Behind the line's end. */
function endOfLine(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && !isLineEnd(text[at])) at++;
  return at + (text[at] === "\r" && text[at + 1] === "\n" ? 2 : at < text.length ? 1 : 0);
}

function withoutEnd(text: string): string {
  return text.replace(/[\r\n]+$/, "");
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
