import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Row } from "../runtime/index.js";
import { MISSING } from "../values/index.js";
import { emptyCsv, readColumns } from "./csv-columns.js";
import { type Dialect, isPlain } from "./csv-dialect.js";
import { type CsvRecord, splitCsv } from "./csv-records.js";
import { abandon, closing, resume } from "./iterate.js";
import type { Profiler } from "./profile.js";
import type { Problem, SampleEvent, SampleOptions } from "./sample-options.js";
import type { TextPart } from "./text.js";

type Parts = AsyncIterable<TextPart | Problem>;

/** A CSV whose header is read. */
export interface OpenCsv {
  readonly shape: SourceShape;
  readonly warnings: readonly Diagnostic[];
  readonly events: AsyncIterable<SampleEvent>;
}

export async function openCsv(
  name: string,
  parts: Parts,
  dialect: Dialect,
  options: SampleOptions,
): Promise<OpenCsv | Problem> {
  const records = splitCsv(name, parts, dialect);
  const first = await nextRecord(name, records, dialect);
  if (first === null) return emptyCsv(name);
  if (first.kind === "problem") return first;
  const columns = readColumns(name, first, dialect.delimiter, options);
  if ("kind" in columns) {
    await records.return(undefined);
    return columns;
  }
  const rows = readRows(name, columns.names, options.header === false ? first : null, records, dialect, options);
  return { shape: columns.shape, warnings: columns.warnings, events: closing(rows, () => abandon(records)) };
}

/**
 * The columns alone, and with a profiler a look at the first rows. A header line without quotes needs no csv-parse, so that
 * checking a mapping does not wait for it.
 */
export async function readCsvShape(
  name: string,
  parts: Parts,
  dialect: Dialect,
  options: SampleOptions,
  profiler: Profiler | null = null,
): Promise<Omit<OpenCsv, "events"> | Problem> {
  const head = await readHead(parts, profiler?.wants ?? 0);
  const read = await readCsvHeader(name, resume(head.parts, head.rest), dialect, options);
  if (profiler !== null && "shape" in read) {
    const columns = [...read.shape.columns.keys()];
    if (!isPlain(dialect)) profiler.leaveRest();
    else profiler.addCsv({ file: name, text: head.text, whole: head.whole, columns, dialect, options });
  }
  return read;
}

interface TextHead {
  readonly parts: readonly (TextPart | Problem)[];
  readonly text: string;
  /** Nothing follows. */
  readonly whole: boolean;
  readonly rest: AsyncIterator<TextPart | Problem>;
}

/** The first parts, until they have that many units of text. */
async function readHead(parts: Parts, size: number): Promise<TextHead> {
  const rest = parts[Symbol.asyncIterator]();
  const seen: (TextPart | Problem)[] = [];
  let text = "";
  while (text.length < size) {
    const next = await rest.next();
    if (next.done === true) return { parts: seen, text, whole: true, rest };
    seen.push(next.value);
    if (next.value.kind === "problem") break;
    text += next.value.text;
  }
  return { parts: seen, text, whole: false, rest };
}

async function readCsvHeader(
  name: string,
  parts: Parts,
  dialect: Dialect,
  options: SampleOptions,
): Promise<Omit<OpenCsv, "events"> | Problem> {
  if (!isPlain(dialect) || dialect.blankLines === "error") return readFullHeader(name, parts, dialect, options);
  const seen: (TextPart | Problem)[] = [];
  let text = "";
  const iterator = parts[Symbol.asyncIterator]();
  for (;;) {
    const next = await iterator.next();
    if (next.done !== true) {
      seen.push(next.value);
      if (next.value.kind === "text") text += next.value.text;
    }
    const line = /^(?:\r\n|\n|\r)*([^\r\n]+)(?=[\r\n])/.exec(text)?.[1];
    if (line === undefined && next.done !== true && next.value.kind === "text") continue;
    if (line === undefined || (dialect.quote !== null && line.includes(dialect.quote)) || options.header === false)
      break;
    await iterator.return?.();
    const before = text.slice(0, text.indexOf(line)).split(/\r\n|\n|\r/).length;
    const columns = readColumns(
      name,
      { line: before, cells: line.split(dialect.delimiter) },
      dialect.delimiter,
      options,
    );
    return "kind" in columns ? columns : { shape: columns.shape, warnings: columns.warnings };
  }
  return readFullHeader(name, resume(seen, iterator), dialect, options);
}

async function readFullHeader(
  name: string,
  parts: Parts,
  dialect: Dialect,
  options: SampleOptions,
): Promise<Omit<OpenCsv, "events"> | Problem> {
  const opened = await openCsv(name, parts, dialect, options);
  if (!("events" in opened)) return opened;
  await abandon(opened.events);
  return { shape: opened.shape, warnings: opened.warnings };
}

/** The next row that is not a blank line. */
async function nextRecord(
  name: string,
  records: AsyncGenerator<CsvRecord | Problem>,
  { blankLines }: Dialect,
): Promise<CsvRecord | Problem | null> {
  for (;;) {
    const next = await records.next();
    if (next.done === true) return null;
    if (next.value.kind === "problem" || !next.value.isBlank) return next.value;
    if (blankLines !== "error") continue;
    await records.return(undefined);
    return blankLine(name, next.value.line);
  }
}

async function* readRows(
  name: string,
  columns: readonly string[],
  first: CsvRecord | null,
  records: AsyncGenerator<CsvRecord | Problem>,
  { blankLines }: Dialect,
  options: SampleOptions,
): AsyncGenerator<SampleEvent> {
  const positions = new Map(columns.map((column, at) => [column, at]));
  const emptyCell = options.emptyCell === "string" ? "" : null;
  if (first !== null) yield { kind: "row", row: rowOf(first, positions, emptyCell) };
  for (let next = await records.next(); next.done !== true; next = await records.next()) {
    const record = next.value;
    if (record.kind === "problem") return yield record;
    if (record.isBlank) {
      if (blankLines === "error") return yield blankLine(name, record.line);
      // A blank line says nothing, unless the file has one column: there it is a row whose cell is empty.
      if (columns.length > 1 || blankLines === "skip") continue;
    }
    if (record.cells.length !== columns.length) {
      const counts = { cells: record.cells.length, columns: columns.length, first: first !== null };
      return yield {
        kind: "problem",
        diagnostic: diagnostic(samples.XM5220, { path: name, line: record.line }, counts),
      };
    }
    yield { kind: "row", row: rowOf(record, positions, emptyCell) };
  }
}

function rowOf({ line, cells }: CsvRecord, positions: ReadonlyMap<string, number>, emptyCell: "" | null): Row {
  return {
    line,
    get: (column) => {
      const at = positions.get(column);
      if (at === undefined) return MISSING;
      const cell = cells[at];
      return cell === undefined || cell === "" ? emptyCell : cell;
    },
  };
}

function blankLine(name: string, line: number): Problem {
  return { kind: "problem", diagnostic: diagnostic(samples.XM5227, { path: name, line }, {}) };
}
