import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Row } from "../runtime/index.js";
import { MISSING, type Type } from "../values/index.js";
import { type CsvRecord, type Dialect, splitCsv } from "./csv-records.js";
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

export function dialectOf(extension: string, options: SampleOptions): Dialect {
  return {
    delimiter: options.delimiter ?? (extension === ".tsv" ? "\t" : ","),
    quote: options.quote === undefined ? '"' : options.quote,
  };
}

export async function openCsv(
  name: string,
  parts: Parts,
  dialect: Dialect,
  options: SampleOptions,
): Promise<OpenCsv | Problem> {
  const records = splitCsv(name, parts, dialect);
  const first = await nextRecord(records);
  if (first === null) return empty(name);
  if (first.kind === "problem") return first;
  const hasHeader = options.header ?? true;
  const columns = hasHeader ? first.cells : first.cells.map((_, at) => `column${at + 1}`);
  const problem = checkColumns(name, columns, first.line);
  if (problem !== null) {
    await records.return(undefined);
    return { kind: "problem", diagnostic: problem };
  }
  return {
    shape: shapeOf(name, columns),
    warnings: hasHeader ? suspectDelimiter(name, columns, dialect) : [],
    events: closing(readRows(name, columns, hasHeader ? null : first, records, options), () => abandon(records)),
  };
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
    profiler.addCsv({ file: name, text: head.text, whole: head.whole, columns, dialect, options });
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
    const columns = line.split(dialect.delimiter);
    const before = text.slice(0, text.indexOf(line)).split(/\r\n|\n|\r/).length;
    const problem = checkColumns(name, columns, before);
    if (problem !== null) return { kind: "problem", diagnostic: problem };
    return { shape: shapeOf(name, columns), warnings: suspectDelimiter(name, columns, dialect) };
  }
  const opened = await openCsv(name, resume(seen, iterator), dialect, options);
  if (!("events" in opened)) return opened;
  await abandon(opened.events);
  return { shape: opened.shape, warnings: opened.warnings };
}

/** The next row that is not a blank line. */
async function nextRecord(records: AsyncGenerator<CsvRecord | Problem>): Promise<CsvRecord | Problem | null> {
  for (;;) {
    const next = await records.next();
    if (next.done === true) return null;
    if (next.value.kind === "problem" || !isBlank(next.value)) return next.value;
  }
}

async function* readRows(
  name: string,
  columns: readonly string[],
  first: CsvRecord | null,
  records: AsyncGenerator<CsvRecord | Problem>,
  options: SampleOptions,
): AsyncGenerator<SampleEvent> {
  const positions = new Map(columns.map((column, at) => [column, at]));
  const emptyCell = options.emptyCell === "string" ? "" : null;
  if (first !== null) yield { kind: "row", row: rowOf(first, positions, emptyCell) };
  for (let next = await records.next(); next.done !== true; next = await records.next()) {
    const record = next.value;
    if (record.kind === "problem") return yield record;
    if (record.cells.length !== columns.length) {
      // A blank line says nothing, unless the file has one column: there it is a row whose cell is empty.
      if (isBlank(record)) continue;
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

function isBlank({ cells }: CsvRecord): boolean {
  return cells.length === 1 && cells[0] === "";
}

const TEXT: Type = { kind: "string" };

function shapeOf(name: string, columns: readonly string[]): SourceShape {
  return { label: name, columns: new Map(columns.map((column) => [column, TEXT])), flat: true };
}

function checkColumns(name: string, columns: readonly string[], line: number): Diagnostic | null {
  const seen = new Map<string, number>();
  for (const [at, column] of columns.entries()) {
    const place = { path: name, line };
    if (column.trim() === "") return diagnostic(samples.XM5225, place, { column: at + 1, columns: columns.length });
    const first = seen.get(column);
    if (first !== undefined) return diagnostic(samples.XM5224, place, { column, first, second: at + 1 });
    seen.set(column, at + 1);
  }
  return null;
}

const DELIMITERS: readonly (readonly [string, string])[] = [
  [";", "`;`"],
  ["\t", "a tab"],
  ["|", "`|`"],
  [",", "`,`"],
];

function suspectDelimiter(name: string, columns: readonly string[], { delimiter }: Dialect): readonly Diagnostic[] {
  const only = columns[0];
  if (columns.length !== 1 || only === undefined) return [];
  const likely = DELIMITERS.find(([character]) => character !== delimiter && only.includes(character))?.[1];
  if (likely === undefined) return [];
  return [diagnostic(samples.XM5226, { path: name, line: 1 }, { name, header: only, likely })];
}

function empty(name: string): Problem {
  return { kind: "problem", diagnostic: diagnostic(samples.XM5205, { path: name }, { name }) };
}
