import type { Diagnostic } from "../../diagnostics/index.js";
import type { CsvBlock, CsvSyntax } from "./block.js";
import { type BlockText, cellText, createBlockReader, readRow } from "./block-text.js";
import { describeBlankLine, describeTooLong, isTooLong, problemAfterRows } from "./faults.js";

/** The first row of a CSV, which may be its header. */
export interface FirstRow {
  readonly kind: "row";
  readonly cells: readonly string[];
  /** The line it begins on. */
  readonly line: number;
  /** The block without the blank lines before the row. */
  readonly block: CsvBlock;
  /** The block without the row too. */
  readonly rest: CsvBlock;
}

type Problem = { readonly kind: "problem"; readonly diagnostic: Diagnostic };

/** Reads the first row that is no blank line, whatever number of cells it has; null where the block has none. */
export function readFirstRow(block: CsvBlock, syntax: CsvSyntax): FirstRow | Problem | null {
  const text = createBlockReader(syntax, null).read(block);
  const stop = text.quoteFault?.offset ?? Number.POSITIVE_INFINITY;
  let offset = 0;
  let line = 0;
  for (let first = 0; ; ) {
    const row = readRow(text, first);
    if (row === null || row.end > stop) {
      const diagnostic = problemAfterRows(text, { offset, line });
      return diagnostic === null ? null : { kind: "problem", diagnostic };
    }
    const isBlank = row.cells === 1 && row.end === offset;
    if (!isBlank) {
      if (isTooLong(text, offset, row.end)) return problem(describeTooLong(text, { offset, line }));
      return {
        kind: "row",
        cells: cellsOf(text, first, row.cells, offset),
        line: block.firstLine + line,
        block: restOf(text, offset, line),
        rest: restOf(text, row.nextOffset, line + 1 + row.breaks),
      };
    }
    if (syntax.blankLines === "error") return problem(describeBlankLine(text, line));
    first = row.nextPlace;
    offset = row.nextOffset;
    line++;
  }
}

function problem(diagnostic: Diagnostic): Problem {
  return { kind: "problem", diagnostic };
}

function cellsOf(text: BlockText, first: number, count: number, offset: number): readonly string[] {
  let start = offset;
  return Array.from(text.places.subarray(first, first + count), (place) => {
    const cell = cellText(text, start, place >> 2);
    start = (place >> 2) + 1;
    return cell;
  });
}

/** The block from an offset of its text on. */
function restOf({ block, text, isAscii }: BlockText, offset: number, lines: number): CsvBlock {
  const taken = isAscii ? Math.min(offset, text.length) : new TextEncoder().encode(text.slice(0, offset)).length;
  return {
    kind: "block",
    bytes: block.bytes.subarray(taken),
    offset: block.offset + taken,
    firstLine: block.firstLine + lines,
    end: block.end,
  };
}
