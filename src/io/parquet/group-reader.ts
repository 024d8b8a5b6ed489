import type { RowBatch } from "../../runtime/index.js";
import { MISSING, type Missing, type Value } from "../../values/index.js";
import { assembleColumn } from "./assemble.js";
import { LeafCursor } from "./cursor.js";
import { damaged } from "./fault.js";
import type { Group, ParquetFile } from "./file.js";
import { flatPages } from "./flat-pages.js";
import { readLeafPages } from "./leaf-pages.js";
import type { DecodedPage } from "./pages.js";
import type { RowRange } from "./row-ranges.js";
import type { Leaf, ParquetColumn, SchemaNode } from "./schema-node.js";

/** Which column something is wrong with. */
export class ColumnFault extends Error {
  readonly column: string;
  readonly error: unknown;

  constructor(column: string, error: unknown) {
    super("a column cannot be read");
    this.column = column;
    this.error = error;
  }
}

/** How many rows a batch has at most: nested values are put together for so many at once. */
const SLICE = 8192;

type ReadCell = (row: number) => Value | Missing;

/** A column of a row group, decoded as far as its pages go. */
interface DecodedColumn {
  /** Makes ready some rows; those of one call come after those of the call before. */
  readonly prepare: (range: RowRange) => ReadCell;
}

/** Reads the columns of a row group, for some of its rows. A name that no column has is missing in every row. */
export async function readGroup(
  file: ParquetFile,
  group: Group,
  names: readonly string[],
  ranges: readonly RowRange[],
  known: ReadonlyMap<string, readonly DecodedPage[]> = new Map(),
): Promise<Iterable<RowBatch>> {
  const columns: (DecodedColumn | null)[] = [];
  for (const name of names) {
    const column = file.columns.get(name);
    columns.push(column === undefined ? null : await decodeColumn(file, group, column, ranges, known.get(name)));
  }
  return slices(ranges, columns);
}

function* slices(ranges: readonly RowRange[], columns: readonly (DecodedColumn | null)[]): Generator<RowBatch> {
  for (const { start, end } of ranges) {
    for (let from = start; from < end; from += SLICE) {
      const range = { start: from, end: Math.min(end, from + SLICE) };
      const cells = columns.map((column): ReadCell => column?.prepare(range) ?? (() => MISSING));
      yield {
        rows: range.end - from,
        lineOf: (row) => from + row,
        valueAt: (row, slot) => cells[slot]?.(from + row) ?? null,
      };
    }
  }
}

async function decodeColumn(
  file: ParquetFile,
  group: Group,
  column: ParquetColumn,
  ranges: readonly RowRange[],
  known: readonly DecodedPage[] | undefined,
): Promise<DecodedColumn> {
  const pages = new Map<number, readonly DecodedPage[]>();
  for (const leaf of column.leaves) {
    pages.set(leaf.index, known ?? (await blame(leaf, () => readLeafPages(file, group, leaf, ranges))));
  }
  const flat = flatLeaf(column.node);
  if (flat !== null) {
    const read = flatPages(pages.get(flat.index) ?? []);
    return { prepare: () => read };
  }
  const leaf = column.leaves[0];
  if (leaf === undefined) throw damaged("a group of the schema has no columns");
  const readRow = assembleColumn(column.node, (one) => new LeafCursor(one, pages.get(one.index) ?? []));
  return {
    prepare: ({ start, end }) => {
      const values: Value[] = [];
      try {
        for (let row = start; row < end; row++) values.push(readRow(row));
      } catch (error) {
        throw new ColumnFault(column.name, error);
      }
      return (row) => values[row - start] ?? null;
    },
  };
}

async function blame<T>(leaf: Leaf, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ColumnFault(leaf.path.join("."), error);
  }
}

/** The leaf of a column that holds one value a row, null or not. */
export function flatLeaf(node: SchemaNode): Leaf | null {
  if (node.kind === "leaf") return node;
  return node.kind === "optional" && node.node.kind === "leaf" ? node.node : null;
}
