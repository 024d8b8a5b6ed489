import type { Program } from "../../compiler/index.js";
import type { XdmObject } from "../../runtime/index.js";
import { planColumns, schemaOf, type WriteNode } from "./write-plan.js";
import { type Written, writtenField } from "./write-values.js";

export interface ParquetWriterOptions {
  /** How many records a row group has at most; 50,000 by default. */
  readonly rowGroupRows?: number;
}

/** Writes records as one Parquet file. The bytes that it gives are to be put together in their order. */
export interface ParquetRecordWriter {
  /** Takes a record, which is kept until its row group is full: then its bytes are given. */
  readonly add: (record: XdmObject) => Uint8Array | null;
  /** The rest of the file. Nothing may be added after it. */
  readonly end: () => Uint8Array;
}

const ROWS = 50_000;

/**
 * Prepares the writing of a program's records. The file has the fields that the mappings fill, nested as in the schema, with
 * XDM's types; what the schema says nothing of is a JSON text. Throws nothing for a record that the schema accepts.
 */
export async function createParquetWriter(
  program: Program,
  { rowGroupRows = ROWS }: ParquetWriterOptions = {},
): Promise<ParquetRecordWriter> {
  const [{ ByteWriter }, { ParquetWriter }] = await Promise.all([
    import("hyparquet-writer/src/bytewriter.js"),
    import("hyparquet-writer/src/parquet-writer.js"),
  ]);
  const plan = planColumns(program);
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: [...schemaOf(plan)], createdBy: "xdmap" });
  let columns = emptyColumns(plan.fields);
  let rows = 0;

  const take = (): Uint8Array => {
    const bytes = writer.getBytes().slice();
    // What was given away is not kept; the offsets of the file go on.
    writer.index = 0;
    return bytes;
  };
  const writeGroup = (): void => {
    if (rows === 0) return;
    const columnData = columns.map(({ name, values }) => ({ name, data: values }));
    file.write({ columnData, rowGroupSize: rows });
    columns = emptyColumns(plan.fields);
    rows = 0;
  };
  return {
    add: (record) => {
      for (const { name, node, values } of columns) values.push(writtenField(record, name, node));
      rows++;
      if (rows < rowGroupRows) return null;
      writeGroup();
      return take();
    },
    end: () => {
      writeGroup();
      file.finish();
      return take();
    },
  };
}

interface Column {
  readonly name: string;
  readonly node: WriteNode;
  readonly values: Written[];
}

function emptyColumns(fields: ReadonlyMap<string, WriteNode>): readonly Column[] {
  return Array.from(fields, ([name, node]) => ({ name, node, values: [] }));
}
