import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { type Bytes, concat, gunzip, isGzip, peek } from "./bytes.js";
import { type OpenCsv, openCsv, readCsvShape } from "./csv.js";
import { chooseReader, dialectOf } from "./csv-dialect.js";
import { type CsvBlocks, openCsvBlocks, readRowsOfBlocks, skipEmptyBlocks } from "./csv-scan/open-blocks.js";
import type { BlockOptions } from "./csv-scan/split-blocks.js";
import { decodeHead, decodeSample, type Encoding, encodingOf } from "./encoding.js";
import { abandon, closing, resume } from "./iterate.js";
import { openJson, readJsonShape } from "./json.js";
import type { ParquetFile } from "./parquet/file.js";
import type { Profiler } from "./profile.js";
import { accessMemory, type RandomAccess } from "./random-access.js";
import {
  decideFormat,
  formatOfName,
  isParquet,
  refuseBinary,
  refuseGzip,
  refuseGzipInside,
  refuseParquet,
  type TextFormat,
} from "./sample-format.js";
import type { Problem, SampleEvent, SampleOptions } from "./sample-options.js";
import { readingFailed, type TextPart } from "./text.js";

/** A sample that is open: its columns are known, its rows come when they are asked for. */
export interface Sample {
  /** Null where the columns are not known: JSON without a record. */
  readonly shape: SourceShape | null;
  readonly warnings: readonly Diagnostic[];
  /** Rows in order and, where the sample is broken, one problem as the last event. Can be iterated once. */
  readonly events: AsyncIterable<SampleEvent>;
}

export type Opened = ({ readonly kind: "sample" } & Sample) | Problem;
export type ReadShape = ({ readonly kind: "shape" } & Pick<Sample, "shape" | "warnings">) | Problem;

/** Standard input's name. It has no extension to go by, so its content decides. */
export const STANDARD_INPUT = "-";

/** What messages call a sample. */
export function labelOf(name: string): string {
  return name === STANDARD_INPUT ? "standard input" : name;
}

/**
 * Opens a sample: CSV, JSON, NDJSON or Parquet, each also gzip-compressed. The format follows from the name and is held
 * against the first bytes. `bytes` are read no further than asked for, and may throw: that becomes a problem too. Parquet
 * is read by its parts where the bytes allow it, and is held in memory otherwise.
 */
export async function openSample(name: string, bytes: Bytes, options: SampleOptions = {}): Promise<Opened> {
  const text = await openText(name, bytes, options);
  if (text.kind === "problem") return text;
  if (text.kind === "parquet") return openParquetRows(text);
  const { label, format } = text;
  const opened = format === "csv" ? await openCsvRows(text, options) : await openJson(label, partsOf(text), format);
  return "events" in opened ? lookAhead(text, opened) : opened;
}

/**
 * A sample that is open for who maps many rows at once: in blocks, as a Parquet file for `readBatches`, or in rows where its
 * format has neither.
 */
export type BlockSample =
  | ({ readonly kind: "blocks" } & CsvBlocks)
  | ParquetFile
  | ({ readonly kind: "sample" } & Sample);

/**
 * Opens a sample as `openSample` does. CSVs that the own scanner takes come in blocks, for `createCsvScanner`, and Parquet as
 * its file, for `readBatches`; who is through with that closes its bytes.
 */
export async function openSampleInBlocks(
  name: string,
  bytes: Bytes,
  options: SampleOptions = {},
  memory: BlockOptions = {},
): Promise<BlockSample | Problem> {
  const text = await openText(name, bytes, options);
  if (text.kind === "problem") return text;
  if (text.kind === "parquet") return openBinary(text);
  const { label, format } = text;
  const opened =
    format === "csv" ? await openCsvInBlocks(text, options, memory) : await openJson(label, partsOf(text), format);
  if ("events" in opened) return lookAhead(text, opened);
  if ("kind" in opened) return opened;
  const { hasRows, blocks } = await skipEmptyBlocks(opened);
  const warnings = hasRows ? opened.warnings : [...opened.warnings, withoutRows(text)];
  return { kind: "blocks", ...opened, warnings, blocks };
}

async function openParquetRows(binary: SampleBinary): Promise<Opened> {
  const file = await openBinary(binary);
  if (file.kind === "problem") return file;
  const { shape, warnings } = file;
  const { readRows } = await import("./parquet/sample-rows.js");
  return { kind: "sample", shape, warnings, events: closing(readRows(file), file.bytes.close) };
}

async function readParquetShape(binary: SampleBinary, profiler: Profiler | null): Promise<ReadShape> {
  const file = await openBinary(binary);
  if (file.kind === "problem") return file;
  if (profiler !== null) {
    const { profileRows } = await import("./parquet/sample-rows.js");
    await profileRows(file, profiler);
  }
  await file.bytes.close();
  return { kind: "shape", shape: file.shape, warnings: [] };
}

function openBinary({ label, bytes }: SampleBinary): Promise<ParquetFile | Problem> {
  return openParquetFile(label, bytes);
}

/** Opens a Parquet file; `open` may reject, which becomes a problem too. Who is through with it closes its bytes. */
export async function openParquetFile(
  label: string,
  open: () => Promise<RandomAccess>,
): Promise<ParquetFile | Problem> {
  let bytes: RandomAccess;
  try {
    bytes = await open();
  } catch (error) {
    return { kind: "problem", diagnostic: readingFailed(label, error) };
  }
  // Taken where there is one: few samples are, and reading them is a tenth of all that a check would load.
  const { openParquet } = await import("./parquet/file.js");
  const file = await openParquet(label, bytes);
  if (file.kind === "problem") await bytes.close();
  return file;
}

/** One event ahead, to say at once that there is none. */
async function lookAhead(text: SampleText, opened: Sample): Promise<{ readonly kind: "sample" } & Sample> {
  const events = opened.events[Symbol.asyncIterator]();
  const first = await events.next();
  return {
    kind: "sample",
    shape: opened.shape,
    warnings: first.done === true ? [...opened.warnings, withoutRows(text)] : opened.warnings,
    events: resume(first.done === true ? [] : [first.value], events),
  };
}

function withoutRows({ label, format }: SampleText): Diagnostic {
  const holds = format === "csv" ? "a header" : "an empty array";
  return diagnostic(samples.XM5206, { path: label }, { name: label, holds });
}

async function openCsvInBlocks(
  text: SampleText,
  options: SampleOptions,
  memory: BlockOptions = {},
): Promise<CsvBlocks | OpenCsv | Problem> {
  const { label, bytes, encoding, extension } = text;
  const dialect = dialectOf(extension, options);
  return chooseReader(dialect, encoding) === "scanner"
    ? openCsvBlocks(label, bytes, dialect, options, memory)
    : openCsv(label, partsOf(text), dialect, options);
}

async function openCsvRows(text: SampleText, options: SampleOptions): Promise<OpenCsv | Problem> {
  const opened = await openCsvInBlocks(text, options);
  if ("kind" in opened || "events" in opened) return opened;
  return { shape: opened.shape, warnings: opened.warnings, events: readRowsOfBlocks(opened) };
}

/**
 * The columns of a sample and nothing more: the header of a CSV, the fields of the first thousand JSON records. A profiler
 * is shown the first rows. What is wrong further on is for `openSample` to tell.
 */
export async function readShape(
  name: string,
  bytes: Bytes,
  options: SampleOptions = {},
  profiler: Profiler | null = null,
): Promise<ReadShape> {
  const text = await openText(name, bytes, options);
  if (text.kind === "problem") return text;
  if (text.kind === "parquet") return readParquetShape(text, profiler);
  const { label, format } = text;
  const parts = partsOf(text);
  const read =
    format === "csv"
      ? await readCsvShape(label, parts, dialectOf(text.extension, options), options, profiler)
      : await readJsonShape(label, parts, format, profiler);
  return "shape" in read ? { ...read, kind: "shape" } : read;
}

interface SampleText {
  readonly kind: "text";
  readonly label: string;
  readonly format: TextFormat;
  readonly extension: string;
  readonly encoding: Encoding;
  /** Unzipped. */
  readonly bytes: Bytes;
}

/** What is no text. */
interface SampleBinary {
  readonly kind: "parquet";
  readonly label: string;
  readonly bytes: () => Promise<RandomAccess>;
}

function partsOf({ label, bytes, encoding }: SampleText): AsyncIterable<TextPart | Problem> {
  return decodeSample(label, bytes, encoding);
}

/** How much of a file tells what it is. */
const HEAD = 1024;

async function openText(
  name: string,
  bytes: Bytes,
  options: SampleOptions,
): Promise<SampleText | SampleBinary | Problem> {
  const label = labelOf(name);
  const named = formatOfName(name);
  const anonymous = name === STANDARD_INPUT || options.format !== undefined;
  try {
    let { head, all } = await peek(bytes, HEAD);
    let { randomAccess } = bytes;
    const refused = refuseBinary(label, head) ?? refuseGzip(label, named, head, anonymous);
    if (refused !== null) return await close(all, refused);
    if (isGzip(head)) {
      ({ head, all } = await peek(gunzip(all), HEAD));
      randomAccess = undefined;
      const inside = refuseBinary(label, head) ?? refuseGzipInside(label, head);
      if (inside !== null) return await close(all, inside);
    }
    const parquet = refuseParquet(label, named, head, options.format);
    if (parquet !== null) return await close(all, parquet);
    if (isParquet(head)) {
      if (randomAccess === undefined) return { kind: "parquet", label, bytes: () => holdAll(all) };
      await abandon(all);
      return { kind: "parquet", label, bytes: randomAccess };
    }
    const encoding = encodingOf(head);
    const start = decodeHead(head, encoding);
    if (start.trim() === "" && head.length < HEAD) {
      return await close(all, diagnostic(samples.XM5205, { path: label }, { name: label }));
    }
    const decided =
      options.format === undefined || options.format === "parquet"
        ? decideFormat(label, named, start, anonymous)
        : { format: options.format };
    if ("problem" in decided) return await close(all, decided.problem);
    return {
      kind: "text",
      label,
      format: decided.format,
      extension: named.format === "text" ? extensionOfText(start) : named.extension,
      encoding,
      bytes: all,
    };
  } catch (error) {
    return { kind: "problem", diagnostic: readingFailed(label, error) };
  }
}

/** All of the bytes, where they cannot be read by their parts. */
async function holdAll(bytes: Bytes): Promise<RandomAccess> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
  }
  return accessMemory(concat(chunks, size));
}

/** A `.txt` is tab-separated where its first line has tabs and no commas. */
function extensionOfText(start: string): string {
  const line = start.split(/\r\n|\n|\r/, 1)[0] ?? "";
  return line.includes("\t") && !line.includes(",") ? ".tsv" : ".csv";
}

async function close(bytes: Bytes, problem: Diagnostic): Promise<Problem> {
  await abandon(bytes);
  return { kind: "problem", diagnostic: problem };
}
