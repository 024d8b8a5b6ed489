import type { ColumnMetaData, FileMetaData, RowGroup } from "hyparquet";
import type { SourceShape } from "../../compiler/index.js";
import { diagnostic } from "../../diagnostics/define.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { parquet } from "../../diagnostics/parquet.js";
import type { RandomAccess } from "../random-access.js";
import type { Problem } from "../sample-options.js";
import { type Codec, loadCodec } from "./codec.js";
import { typeOfNode } from "./column-types.js";
import { damaged, explainFault, ParquetFault } from "./fault.js";
import { readFooter } from "./footer.js";
import { type LeafType, leafTypeOf } from "./leaf-type.js";
import { type Leaf, type ParquetColumn, readColumns } from "./schema-node.js";

/** A Parquet file whose directory is read. */
export interface ParquetFile {
  readonly kind: "parquet";
  /** How messages name it. */
  readonly name: string;
  readonly bytes: RandomAccess;
  /** Where its directory begins: columns lie before it. */
  readonly dataEnd: number;
  readonly codec: Codec;
  readonly columns: ReadonlyMap<string, ParquetColumn>;
  readonly types: ReadonlyMap<number, LeafType>;
  readonly groups: readonly Group[];
  readonly rows: number;
  readonly shape: SourceShape;
  /** What is to be told before its rows are read. */
  readonly warnings: readonly Diagnostic[];
}

export interface Group {
  /** Counted from 0. */
  readonly index: number;
  /** Its first row in the file, counted from 0. */
  readonly firstRow: number;
  readonly rows: number;
  readonly metadata: RowGroup;
}

/** Reads the directory of a Parquet file: its columns and where they are. */
export async function openParquet(name: string, bytes: RandomAccess): Promise<ParquetFile | Problem> {
  try {
    const codec = await loadCodec();
    const metadata = await readFooter(codec, bytes);
    return describe(name, bytes, codec, metadata);
  } catch (error) {
    return explainFault(name, { group: null, column: null }, error);
  }
}

function describe(name: string, bytes: RandomAccess, codec: Codec, metadata: FileMetaData): ParquetFile {
  const columns = new Map<string, ParquetColumn>();
  const types = new Map<number, LeafType>();
  for (const column of readColumns(metadata.schema)) {
    if (columns.has(column.name)) throw new ParquetFault("unsupported", `two columns of the name ${column.name}`);
    columns.set(column.name, column);
    for (const leaf of column.leaves) types.set(leaf.index, leafTypeOf(leaf.element));
  }
  let rows = 0;
  const groups = metadata.row_groups.map((group, index): Group => {
    const firstRow = rows;
    rows += Number(group.num_rows);
    return { index, firstRow, rows: Number(group.num_rows), metadata: group };
  });
  const shape: SourceShape = {
    label: name,
    columns: new Map([...columns].map(([column, { node }]) => [column, typeOfNode(node, types)])),
    flat: false,
  };
  return {
    kind: "parquet",
    name,
    bytes,
    dataEnd: bytes.size - 8 - metadata.metadata_length,
    codec,
    columns,
    types,
    groups,
    rows,
    shape,
    warnings: groups.flatMap((group) => warnOfSize(name, group)).slice(0, 1),
  };
}

/** Row groups are read whole: beyond this (in bytes, uncompressed) their size is told. */
const COMFORT = 128 * 1024 * 1024;

function warnOfSize(name: string, { index, rows, metadata }: Group): readonly Diagnostic[] {
  const size = Number(metadata.total_byte_size);
  if (size <= COMFORT) return [];
  return [diagnostic(parquet.XM5263, { path: name }, { name, group: index + 1, size, rows, limit: COMFORT })];
}

/** Where the column chunk of a leaf lies, and what is known of it. Throws where it is not what the schema says. */
export function chunkOf({ metadata, rows }: Group, leaf: Leaf): ColumnMetaData {
  const chunk = metadata.columns[leaf.index];
  if (chunk === undefined) throw damaged("the row group lacks the column");
  if (chunk.file_path !== undefined && chunk.file_path !== "") {
    throw new ParquetFault("unsupported", `columns in files of their own (${chunk.file_path})`);
  }
  if (chunk.crypto_metadata !== undefined || chunk.encrypted_column_metadata !== undefined) {
    throw new ParquetFault("encrypted", "");
  }
  const found = chunk.meta_data;
  if (found === undefined) throw damaged("the row group says nothing of the column");
  if (found.type !== leaf.element.type || found.path_in_schema.join("\0") !== leaf.path.join("\0")) {
    throw damaged("the row group has another column in its place");
  }
  const values = Number(found.num_values);
  if (!(values >= rows) || (leaf.maxRepetition === 0 && values !== rows)) {
    throw damaged(`it says that it has ${found.num_values} values for ${rows} rows`);
  }
  return found;
}

/** The bytes of a column chunk: its dictionary, where it has one, and its pages. */
export function rangeOf(
  { dataEnd }: ParquetFile,
  chunk: ColumnMetaData,
): { readonly start: number; readonly end: number } {
  const pages = Number(chunk.data_page_offset);
  const dictionary = Number(chunk.dictionary_page_offset ?? 0n);
  const start = dictionary > 0 && dictionary < pages ? dictionary : pages;
  const size = Number(chunk.total_compressed_size);
  if (!(start >= 4) || !(size >= 0)) throw damaged("the column lies nowhere");
  if (start + size > dataEnd) throw damaged("the column would lie beyond what there is");
  return { start, end: start + size };
}
