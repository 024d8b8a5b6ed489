import type { SourceShape } from "../../compiler/index.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { Bytes } from "../bytes.js";
import { emptyCsv, readColumns } from "../csv-columns.js";
import type { Dialect } from "../csv-dialect.js";
import { abandon, closing, resume } from "../iterate.js";
import type { Problem, SampleEvent, SampleOptions } from "../sample-options.js";
import type { CsvBlock, CsvPlan } from "./block.js";
import { readFirstRow } from "./first-row.js";
import { createCsvScanner, type ScannedBlock } from "./scan-block.js";
import { type BlockOptions, splitBlocks } from "./split-blocks.js";

/** A CSV whose header is read, and whose rows come in blocks. */
export interface CsvBlocks {
  readonly shape: SourceShape;
  readonly warnings: readonly Diagnostic[];
  /** What a scanner needs to find the rows in the blocks, and the cells of these columns in their order. */
  readonly plan: (columns: readonly string[]) => CsvPlan;
  /** The rows without the header. An error of the host that reads the bytes is the last event. Can be iterated once. */
  readonly blocks: AsyncIterable<CsvBlock | Problem>;
}

/** Reads the header of a CSV that the scanner takes, and gives its rows in blocks. */
export async function openCsvBlocks(
  label: string,
  bytes: Bytes,
  dialect: Dialect,
  options: SampleOptions,
  memory: BlockOptions = {},
): Promise<CsvBlocks | Problem> {
  const { delimiter, quote, blankLines } = dialect;
  const syntax = { label, delimiter, quote, blankLines };
  const blocks = splitBlocks(bytes, { label, quote, ...memory });
  for (;;) {
    const next = await blocks.next();
    // An empty file has a block as well, so that there is always one that ends it.
    if (next.done === true) return emptyCsv(label);
    if (next.value.kind === "problem") return next.value;
    const first = readFirstRow(next.value, syntax);
    if (first === null) continue;
    if (first.kind === "problem") return refuse(first);
    const columns = readColumns(label, first, delimiter, options);
    if ("kind" in columns) return refuse(columns);
    const { names, shape, warnings } = columns;
    const positions = new Map(names.map((name, at) => [name, at]));
    const hasHeader = options.header ?? true;
    return {
      shape,
      warnings,
      plan: (used) => ({
        ...syntax,
        columns: names.length,
        named: hasHeader,
        used: used.map((name) => positions.get(name) ?? -1),
        emptyCell: options.emptyCell === "string" ? "" : null,
      }),
      blocks: resume([hasHeader ? first.rest : first.block], blocks),
    };
  }

  async function refuse(problem: Problem): Promise<Problem> {
    await blocks.return(undefined);
    return problem;
  }
}

/** The blocks from the first one on that has a row or a fault. */
export async function skipEmptyBlocks({
  plan,
  blocks,
}: CsvBlocks): Promise<{ readonly hasRows: boolean; readonly blocks: CsvBlocks["blocks"] }> {
  const scanner = createCsvScanner(plan([]));
  const iterator = blocks[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next();
    if (next.done === true) return { hasRows: false, blocks: resume([], iterator) };
    const isEmpty = next.value.kind === "block" && isWithout(scanner.scan(next.value));
    if (!isEmpty) return { hasRows: true, blocks: resume([next.value], iterator) };
  }
}

function isWithout({ batch, problem }: ScannedBlock): boolean {
  return batch.rows === 0 && problem === null;
}

/** The rows of a CSV one by one. They hold for good, at the price of memory of their own for each block. */
export function readRowsOfBlocks({ shape, plan, blocks }: CsvBlocks): AsyncIterable<SampleEvent> {
  const columns = [...shape.columns.keys()];
  const slots = new Map(columns.map((column, at) => [column, at]));
  const all = plan(columns);
  return closing(rows(), () => abandon(blocks));

  async function* rows(): AsyncGenerator<SampleEvent> {
    for await (const block of blocks) {
      if (block.kind === "problem") return yield block;
      const { batch, problem } = createCsvScanner(all).scan(block);
      for (let row = 0; row < batch.rows; row++) {
        const line = block.firstLine + batch.lineOf(row);
        yield { kind: "row", row: { line, get: (column) => batch.valueAt(row, slots.get(column) ?? -1) } };
      }
      if (problem !== null) return yield { kind: "problem", diagnostic: problem };
    }
  }
}
