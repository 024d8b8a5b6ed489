import type { SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";
import type { ColumnSource, Compressors } from "hyparquet-writer/src/types.js";
import { openParquet, type ParquetFile } from "../../src/io/parquet/file.js";
import { type BatchRequest, readBatches } from "../../src/io/parquet/read-batches.js";
import { accessMemory } from "../../src/io/random-access.js";
import { MISSING, textOf, type Value } from "../../src/values/index.js";

export interface WriteOptions {
  readonly rowGroupSize?: number;
  readonly pageSize?: number;
  /** What of each column is written besides its values. */
  readonly column?: Partial<ColumnSource>;
  readonly codec?: "SNAPPY" | "UNCOMPRESSED" | "ZSTD" | "LZ4_RAW";
  /** How to compress, for all but Snappy. */
  readonly compressors?: Compressors;
  readonly statistics?: boolean;
  /** Called before the directory is written, which it may change: for what hyparquet-writer itself does not write. */
  readonly change?: (file: ParquetWriter) => void;
}

/** A Parquet file of some columns, by hyparquet-writer. `schema` is without its root. */
export function writeParquet(
  schema: readonly SchemaElement[],
  columns: Readonly<Record<string, ColumnSource["data"]>>,
  {
    rowGroupSize = 1000,
    pageSize = 1_048_576,
    column = {},
    codec = "SNAPPY",
    compressors = {},
    statistics = true,
    change,
  }: WriteOptions = {},
): Uint8Array {
  const names = Object.keys(columns);
  const writer = new ByteWriter();
  const root: SchemaElement = { name: "root", num_children: names.length };
  const file = new ParquetWriter({ writer, schema: [root, ...schema], codec, compressors, statistics });
  const columnData = Object.entries(columns).map(([name, data]) => ({ ...column, name, data }));
  file.write({ columnData, rowGroupSize, pageSize });
  change?.(file);
  file.finish();
  return new Uint8Array(writer.getBuffer());
}

/** A file of one column of one type; the values as the writer takes them. */
export function writeColumn(element: Omit<SchemaElement, "name">, data: ColumnSource["data"]): Uint8Array {
  return writeParquet([{ repetition_type: "OPTIONAL", ...element, name: "x" }], { x: data });
}

export async function openBytes(bytes: Uint8Array, name = "a.parquet"): Promise<ParquetFile> {
  const file = await openParquet(name, accessMemory(bytes));
  if (file.kind === "problem") throw new Error(file.diagnostic.message);
  return file;
}

export interface ReadFile {
  readonly rows: readonly (readonly unknown[])[];
  readonly lines: readonly number[];
  /** Rows that were passed over. */
  readonly outside: number;
  readonly problem: string | null;
}

/** All rows of a file, each value as `show` gives it. */
export async function readAll(file: ParquetFile, request: Partial<BatchRequest> = {}): Promise<ReadFile> {
  const columns = request.columns ?? [...file.columns.keys()];
  const rows: unknown[][] = [];
  const lines: number[] = [];
  let outside = 0;
  for await (const event of readBatches(file, { ...request, columns })) {
    if (event.kind === "problem") return { rows, lines, outside, problem: event.diagnostic.message };
    if (event.kind === "outside") {
      outside += event.rows;
      continue;
    }
    const { batch, firstLine } = event;
    for (let row = 0; row < batch.rows; row++) {
      lines.push(firstLine + batch.lineOf(row));
      rows.push(
        columns.map((_, slot) => {
          const value = batch.valueAt(row, slot);
          return value === MISSING ? "missing" : show(value);
        }),
      );
    }
  }
  return { rows, lines, outside, problem: null };
}

/** The values of a file of one column. */
export async function readColumn(bytes: Uint8Array): Promise<readonly unknown[]> {
  const { rows, problem } = await readAll(await openBytes(bytes));
  return problem === null ? rows.map(([value]) => value) : [problem];
}

/** A value with its kind, so that a long is not taken for an integer: `long 1`, `bigdecimal 1.10`, `@seconds.nanos`. */
function show(value: Value): unknown {
  if (value === null || typeof value !== "object") return value;
  switch (value.kind) {
    case "list":
      return value.items.map(show);
    case "map":
      return new Map([...value.entries.values()].map((entry) => [show(entry.key), show(entry.value)]));
    case "datetime":
      return `@${value.epochSecond}.${String(value.nano).padStart(9, "0")}`;
    default:
      return `${value.kind} ${textOf(value)}`;
  }
}
