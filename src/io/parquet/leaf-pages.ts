import type { ColumnMetaData } from "hyparquet";
import { damaged } from "./fault.js";
import { chunkOf, type Group, type ParquetFile, rangeOf } from "./file.js";
import { readPart } from "./footer.js";
import { type DecodedPage, PageReader } from "./pages.js";
import { overlaps, type RowRange } from "./row-ranges.js";
import type { Leaf } from "./schema-node.js";

/** Where a page lies, by the offset index of its column chunk. */
export interface PageLocation {
  readonly start: number;
  readonly end: number;
  readonly firstRow: number;
  readonly endRow: number;
}

/** Reads the pages of a leaf that hold some of the rows; where the file has an offset index, only their bytes. */
export async function readLeafPages(
  file: ParquetFile,
  group: Group,
  leaf: Leaf,
  ranges: readonly RowRange[],
): Promise<readonly DecodedPage[]> {
  const chunk = chunkOf(group, leaf);
  const type = file.types.get(leaf.index);
  if (type === undefined) throw damaged("a column of the schema has no type");
  const reader = new PageReader(file.codec, leaf, type, chunk);
  const range = rangeOf(file, chunk);
  const isPartial = ranges.some(({ start, end }) => start > 0 || end < group.rows);
  const locations = isPartial ? await readLocations(file, group, leaf) : null;
  const isWanted = (firstRow: number, rows: number) => overlaps(ranges, firstRow, firstRow + rows);
  const values = Number(chunk.num_values);
  if (locations === null) {
    const bytes = await readPart(file.bytes, range.start, range.end);
    const { pages, entries, rows } = reader.read(bytes, 0, values, isWanted);
    if (entries !== values || rows !== group.rows) {
      throw damaged(`it has ${rows} rows in ${entries} values, where its row group has ${group.rows} in ${values}`);
    }
    return pages;
  }
  return readLocated(file, chunk, reader, range, locations, isWanted);
}

async function readLocated(
  file: ParquetFile,
  chunk: ColumnMetaData,
  reader: PageReader,
  range: { readonly start: number; readonly end: number },
  locations: readonly PageLocation[],
  isWanted: (firstRow: number, rows: number) => boolean,
): Promise<readonly DecodedPage[]> {
  const pages: DecodedPage[] = [];
  const first = locations[0]?.start ?? range.end;
  const values = Number(chunk.num_values);
  if (range.start < first) {
    reader.readDictionary(await readPart(file.bytes, range.start, first));
  }
  let at = 0;
  while (at < locations.length) {
    const from = locations[at];
    if (from === undefined || !isWanted(from.firstRow, from.endRow - from.firstRow)) {
      at++;
      continue;
    }
    // Pages that follow each other are read at once.
    let last = from;
    for (let next = locations[++at]; next !== undefined; next = locations[++at]) {
      if (next.start !== last.end || !isWanted(next.firstRow, next.endRow - next.firstRow)) break;
      last = next;
    }
    const bytes = await readPart(file.bytes, from.start, last.end);
    const found = reader.read(bytes, from.firstRow, values, () => true);
    if (found.rows !== last.endRow - from.firstRow) throw damaged("its pages have other rows than its index says");
    pages.push(...found.pages);
  }
  return pages;
}

/** The offset index of a column chunk; null where there is none. */
export async function readLocations(
  file: ParquetFile,
  group: Group,
  leaf: Leaf,
): Promise<readonly PageLocation[] | null> {
  const chunk = group.metadata.columns[leaf.index];
  const offset = chunk?.offset_index_offset;
  const length = chunk?.offset_index_length;
  if (chunk === undefined || offset === undefined || length === undefined || length <= 0) return null;
  const bytes = await readPart(file.bytes, Number(offset), Number(offset) + length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { page_locations: locations } = file.codec.readOffsetIndex({ view, offset: 0 });
  const { start, end } = rangeOf(file, chunkOf(group, leaf));
  const pages = locations.map((location, at): PageLocation => {
    const firstRow = Number(location.first_row_index);
    const endRow = Number(locations[at + 1]?.first_row_index ?? group.rows);
    const from = Number(location.offset);
    return { start: from, end: from + location.compressed_page_size, firstRow, endRow };
  });
  for (const [at, page] of pages.entries()) {
    const isInOrder = page.firstRow < page.endRow && page.start < page.end && page.start >= start && page.end <= end;
    if (!isInOrder || (at === 0 && page.firstRow !== 0)) throw damaged("the index of its pages makes no sense");
  }
  return pages.length === 0 ? null : pages;
}
