import { diagnostics, quote } from "./define.js";

const source = 'target "schema.json"\nsample "orders.parquet"\nEmail -> personalEmail.address\n';

interface Where {
  readonly name: string;
  /** Counted from 1. */
  readonly group: number | null;
  readonly column: string | null;
}

function where({ name, group, column }: Where): string {
  const parts = [quote(name)];
  if (group !== null) parts.push(`row group ${group}`);
  if (column !== null) parts.push(`column ${quote(column)}`);
  return parts.join(", ");
}

const MEGABYTE = 1_000_000;

/** What is wrong with a Parquet sample. */
export const parquet = diagnostics({
  XM5260: {
    severity: "error",
    title: "Damaged Parquet file",
    what: (p: Where & { why: string | null }) =>
      `${where(p)}: the file is damaged or was cut off${p.why === null ? "" : `: ${p.why}`}.`,
    todo: () => "Fetch or write the file again.",
    details:
      "A Parquet file tells how many rows, values and bytes each of its parts has. xdmap holds what it reads against that, and against the checksums of pages where the file has them. Rows before the damaged row group are good; nothing of the row group itself is used.",
    examples: [{ source, binary: { "orders.parquet": "UEFSMSBjb2x1bW5zIGFuZCB0aGVuIG5vIG1vcmU=" } }],
  },
  XM5261: {
    severity: "error",
    title: "Encrypted Parquet file",
    what: (p: Where) => `${where(p)}: this is encrypted, and xdmap has no keys.`,
    todo: () => "Write the sample without encryption.",
    examples: [{ source, binary: { "orders.parquet": "UEFSRQAAAAAAAAAAAAAAAAQAAABQQVJF" } }],
  },
  XM5262: {
    severity: "error",
    title: "Parquet feature that is not read",
    what: (p: Where & { found: string }) => `${where(p)}: xdmap does not read ${p.found}.`,
    todo: () => "Write the file again with a current writer: Snappy or Zstandard compression, and the usual encodings.",
    examples: [
      {
        source,
        command: "preview",
        binary: {
          "orders.parquet":
            "UEFSMRUGFSYVJlwVAhUAFQIVABUEFQAAAAMBDQAAAGFAZXhhbXBsZS5jb20VBBksSARyb290FQIAFQwlAhgFRW1haWwlAAAWAhkcGRwmCBwVDBkVABkYBUVtYWlsFQYWAhZQFlAmCAAAFlAWAjZQACgBeBkcHAAAAE0AAABQQVIx",
        },
      },
    ],
  },
  XM5263: {
    severity: "warning",
    title: "Large row group",
    what: (p: { name: string; group: number; size: number; rows: number; limit: number }) =>
      `Row group ${p.group} of ${quote(p.name)} has ${p.rows.toLocaleString("en")} rows and ${megabytes(p.size)} uncompressed, and a row group is held in memory: the limit of comfort is ${megabytes(p.limit)}.`,
    todo: () =>
      "Write smaller row groups (`row_group_size` in pyarrow, `ROW_GROUP_SIZE` in DuckDB, `parquet.block.size` in Spark), or map fewer columns: only those that the mapping uses are read.",
    examples: [
      {
        source,
        command: "preview",
        binary: {
          "orders.parquet":
            "UEFSMRUGFSYVJlwVAhUAFQIVABUEFQAAAAMBDQAAAGFAZXhhbXBsZS5jb20VBBksSARyb290FQIAFQwlAhgFRW1haWwlAAAWAhkcGRwmCBwVDBkVABkYBUVtYWlsFQAWAhZQFlAmCAAAFoCAgIACFgI2UAAoAXgZHBwAAABRAAAAUEFSMQ==",
        },
      },
    ],
  },
});

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / MEGABYTE).toLocaleString("en")} MB`;
}
