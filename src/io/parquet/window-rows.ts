import type { Delta } from "../../compiler/index.js";
import type { Window, WindowPlan } from "../../runtime/window.js";
import type { DateTime } from "../../values/index.js";
import type { Group, ParquetFile } from "./file.js";
import { flatPages } from "./flat-pages.js";
import { AS_STORED, readPart } from "./footer.js";
import { flatLeaf } from "./group-reader.js";
import { readLeafPages, readLocations } from "./leaf-pages.js";
import type { DecodedPage } from "./pages.js";
import { RangeGatherer, type RowRange } from "./row-ranges.js";
import type { Leaf, ParquetColumn, SchemaNode } from "./schema-node.js";

/** Which rows a reader is asked for: those of a window, and those that no window would ever hold. */
export interface WindowFilter {
  readonly delta: Delta;
  readonly window: Window;
  readonly plan: WindowPlan;
}

export interface SelectedRows {
  /** The rows to read. The others have a value in the delta column that lies outside of the window. */
  readonly ranges: readonly RowRange[];
  /** The pages of the delta column, where they were read for it, by the column's name. */
  readonly known: ReadonlyMap<string, readonly DecodedPage[]>;
}

/** Fewer rows than this are not worth passing over: what is between two rows is read with them. */
const GAP = 1024;

/**
 * Finds the rows of a row group that may lie in the window: by the statistics of the row group, of its pages, and then by
 * the values of the delta column. Rows whose delta value is null or unreadable are among them, since they are told of.
 */
export async function selectRows(file: ParquetFile, group: Group, filter: WindowFilter): Promise<SelectedRows> {
  const all: readonly RowRange[] = group.rows === 0 ? [] : [{ start: 0, end: group.rows }];
  const none = new Map<string, readonly DecodedPage[]>();
  const found = findDelta(file, filter.delta.path);
  if (found === null) return { ranges: all, known: none };
  const { column, leaf } = found;
  if (isOutside(boundsOfGroup(file, group, leaf), filter.window)) return { ranges: [], known: none };
  const ranges = (await rangesOfPages(file, group, leaf, filter.window)) ?? all;
  if (ranges.length === 0 || flatLeaf(column.node) === null) return { ranges, known: none };
  // One column is read first; of the others only the pages that hold rows of the window.
  const pages = await readLeafPages(file, group, leaf, ranges);
  const read = flatPages(pages);
  // What lies between two ranges has not been read: gaps are closed within a range alone.
  const wanted = ranges.flatMap((range) => {
    const gatherer = new RangeGatherer(GAP);
    for (let row = range.start; row < range.end; row++) {
      const place = filter.plan.placeOfValue(read(row));
      if (place.inside || place.delta !== "read") gatherer.add(row, row + 1);
    }
    return gatherer.ranges;
  });
  return { ranges: wanted, known: new Map([[column.name, pages]]) };
}

/** The column of the delta value and the leaf that holds it; null where it is in a list or a map, or is no column at all. */
function findDelta(
  file: ParquetFile,
  path: readonly string[],
): { readonly column: ParquetColumn; readonly leaf: Leaf } | null {
  const [first, ...rest] = path;
  const column = first === undefined ? undefined : file.columns.get(first);
  if (column === undefined) return null;
  let node: SchemaNode | undefined = present(column.node);
  for (const name of rest) {
    if (node?.kind !== "struct") return null;
    node = present(node.fields.find((field) => field.name === name)?.node);
  }
  return node?.kind === "leaf" && node.maxRepetition === 0 ? { column, leaf: node } : null;
}

function present(node: SchemaNode | undefined): SchemaNode | undefined {
  return node?.kind === "optional" ? node.node : node;
}

/** The earliest and the latest value of some rows, none of which is null; null where that is not known. */
type Bounds = { readonly least: DateTime; readonly most: DateTime } | null;

function boundsOfGroup(file: ParquetFile, group: Group, leaf: Leaf): Bounds {
  const statistics = group.metadata.columns[leaf.index]?.meta_data?.statistics;
  if (statistics === undefined || Number(statistics.null_count ?? -1n) !== 0) return null;
  return boundsOf(file, leaf, statistics.min_value ?? statistics.min, statistics.max_value ?? statistics.max);
}

function boundsOf(file: ParquetFile, leaf: Leaf, least: unknown, most: unknown): Bounds {
  const instant = file.types.get(leaf.index)?.instant ?? null;
  if (instant === null || !isWhole(least) || !isWhole(most)) return null;
  return { least: instant(least), most: instant(most) };
}

function isWhole(bound: unknown): bound is bigint | number {
  return typeof bound === "bigint" || (typeof bound === "number" && Number.isInteger(bound));
}

/** Whether the directory alone tells that no row of a row group is in the window. What it makes no sense of is for the reading. */
export function isGroupOutside(file: ParquetFile, group: Group, { delta, window }: WindowFilter): boolean {
  try {
    const found = findDelta(file, delta.path);
    return found !== null && isOutside(boundsOfGroup(file, group, found.leaf), window);
  } catch {
    return false;
  }
}

function isOutside(bounds: Bounds, { start, end }: Window): boolean {
  if (bounds === null) return false;
  return (start !== null && compare(bounds.most, start) < 0) || (end !== null && compare(bounds.least, end) >= 0);
}

function compare(left: DateTime, right: DateTime): number {
  return left.epochSecond - right.epochSecond || left.nano - right.nano;
}

/** The rows of the pages that may hold a row of the window, by the column index; null where there is none. */
async function rangesOfPages(
  file: ParquetFile,
  group: Group,
  leaf: Leaf,
  window: Window,
): Promise<readonly RowRange[] | null> {
  const chunk = group.metadata.columns[leaf.index];
  const offset = chunk?.column_index_offset;
  const length = chunk?.column_index_length;
  if (offset === undefined || length === undefined || length <= 0) return null;
  const locations = await readLocations(file, group, leaf);
  if (locations === null) return null;
  const bytes = await readPart(file.bytes, Number(offset), Number(offset) + length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const index = readIndex(file, leaf, view);
  if (index === null || index.null_pages.length !== locations.length) return null;
  const gatherer = new RangeGatherer(1);
  for (const [at, { firstRow, endRow }] of locations.entries()) {
    const hasNoNull = index.null_pages[at] === false && Number(index.null_counts?.[at] ?? -1n) === 0;
    const bounds = hasNoNull ? boundsOf(file, leaf, index.min_values[at], index.max_values[at]) : null;
    if (!isOutside(bounds, window)) gatherer.add(firstRow, endRow);
  }
  return gatherer.ranges;
}

/** An index that cannot be read passes over nothing; what it would have told is in the pages. */
function readIndex(file: ParquetFile, leaf: Leaf, view: DataView) {
  try {
    return file.codec.readColumnIndex({ view, offset: 0 }, leaf.element, AS_STORED);
  } catch {
    return null;
  }
}
