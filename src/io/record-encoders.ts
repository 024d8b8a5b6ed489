import type { Program } from "../compiler/index.js";
import type { XdmObject } from "../runtime/index.js";
import { createParquetWriter, type ParquetRecordWriter } from "./parquet/write-records.js";
import { parseRecord } from "./parse-record.js";
import { createCsvWriter } from "./write-csv.js";

export type RecordFormat = "ndjson" | "json" | "csv" | "parquet";

/** Makes another format of records that come as lines of JSON, piece by piece. */
export interface RecordEncoder {
  /** The bytes that come of these records; may be none, or those of records before. */
  readonly add: (lines: Uint8Array) => Uint8Array;
  /** What ends the whole; also where there was no record. */
  readonly end: () => Uint8Array;
}

/** The format that a file's name asks for; undefined where it says nothing. */
export function formatOfFile(file: string): RecordFormat | undefined {
  const extension = /\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase();
  switch (extension) {
    case "csv":
    case "json":
    case "parquet":
    case "ndjson":
      return extension;
    case "jsonl":
      return "ndjson";
    default:
      return undefined;
  }
}

export async function createRecordEncoder(format: RecordFormat, program: Program): Promise<RecordEncoder> {
  switch (format) {
    case "ndjson":
      return { add: (lines) => lines, end: () => NOTHING };
    case "json":
      return jsonEncoder();
    case "csv":
      return csvEncoder(program);
    case "parquet":
      return parquetEncoder(await createParquetWriter(program, { rowGroupRows: GROUP }));
  }
}

/** A fifth of what the writer takes by itself: the records of a row group are in memory at once, and files hardly grow. */
const GROUP = 10_000;
const NOTHING = new Uint8Array(0);
const NEWLINE = 10;
const COMMA = 44;
const OPEN = 91;

/** The items of one array: two bytes before each; the line breaks of the lines themselves go. */
function jsonEncoder(): RecordEncoder {
  let isFirst = true;
  return {
    add: (lines) => {
      let count = 0;
      for (let at = lines.indexOf(NEWLINE); at >= 0; at = lines.indexOf(NEWLINE, at + 1)) count++;
      const items = new Uint8Array(lines.length + count);
      let to = 0;
      for (let from = 0; from < lines.length; ) {
        const end = lines.indexOf(NEWLINE, from);
        items[to] = isFirst ? OPEN : COMMA;
        items[to + 1] = NEWLINE;
        items.set(lines.subarray(from, end), to + 2);
        to += end - from + 2;
        isFirst = false;
        from = end + 1;
      }
      return items;
    },
    end: () => bytesOf(isFirst ? "[]\n" : "\n]\n"),
  };
}

function csvEncoder(program: Program): RecordEncoder {
  const writer = createCsvWriter(program);
  let header = writer.header;
  return {
    add: (lines) => {
      const text = header + writer.lines(new TextDecoder().decode(lines));
      header = "";
      return bytesOf(text);
    },
    end: () => bytesOf(header),
  };
}

/** Bytes come where a row group is full. */
function parquetEncoder(writer: ParquetRecordWriter): RecordEncoder {
  return {
    add: (lines) => {
      const groups: Uint8Array[] = [];
      for (const record of recordsOf(lines)) {
        const group = writer.add(record);
        if (group !== null) groups.push(group);
      }
      return joined(groups);
    },
    end: () => writer.end(),
  };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length <= 1) return only ?? NOTHING;
  const whole = new Uint8Array(parts.reduce((size, { length }) => size + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function* recordsOf(lines: Uint8Array): Generator<XdmObject> {
  const text = new TextDecoder().decode(lines);
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf("\n", from);
    const record = parseRecord(text.slice(from, end));
    if (record !== null) yield record;
    from = end + 1;
  }
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
