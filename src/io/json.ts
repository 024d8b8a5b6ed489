import type { SourceShape } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import type { Row } from "../runtime/index.js";
import { fieldOf, type JavaMap, MISSING, parseJson, type Type, type Value } from "../values/index.js";
import { abandon, closing } from "./iterate.js";
import { invalidJson, type JsonItem, splitJson, splitLines } from "./json-items.js";
import { fieldTypes, mergeFields, openNulls } from "./json-type.js";
import type { Profiler } from "./profile.js";
import type { Problem, SampleEvent } from "./sample-options.js";
import type { TextPart } from "./text.js";

type Parts = AsyncIterable<TextPart | Problem>;

interface JsonRecord {
  readonly kind: "record";
  readonly line: number;
  readonly fields: JavaMap;
  /** How long its text is. */
  readonly size: number;
}

/** From how many records the fields and their types are taken. */
const SHAPE_RECORDS = 1000;

export interface OpenJson {
  /** Null where there is no record to tell it. */
  readonly shape: SourceShape | null;
  readonly warnings: readonly Diagnostic[];
  readonly events: AsyncIterable<SampleEvent>;
}

/**
 * The records of a JSON array, of objects one after another, or of one object a line. They are read one by one; the first
 * thousand are held back until the shape is known from them. A fault among those is told at once: without the records
 * after it, a field that only they have would look like a mistake of the mapping.
 */
export async function openJson(name: string, parts: Parts, format: "json" | "ndjson"): Promise<OpenJson | Problem> {
  const records = recordsOf(name, parts, format);
  const head = await readHead(name, records);
  if (head.kind === "problem") return head;
  const events = closing(deliver(head.held, head.ended, records), () => abandon(records));
  return { shape: head.shape, warnings: [], events };
}

/** The fields alone, and with a profiler a look at the first records. */
export async function readJsonShape(
  name: string,
  parts: Parts,
  format: "json" | "ndjson",
  profiler: Profiler | null,
): Promise<Pick<OpenJson, "shape" | "warnings"> | Problem> {
  const records = recordsOf(name, parts, format);
  const head = await readHead(name, records);
  if (head.kind === "problem") return head;
  if (profiler !== null) await lookAt(name, head, records, profiler);
  await abandon(records);
  return { shape: head.shape, warnings: [] };
}

/** Gives the profiler as many records as it takes. A fault further on is for `openJson` to tell. */
async function lookAt(
  name: string,
  { held, ended }: Head,
  records: AsyncGenerator<JsonRecord | Problem>,
  profiler: Profiler,
): Promise<void> {
  for (const record of held) {
    if (profiler.wants === 0) return profiler.leaveRest();
    profiler.addRecord(name, record);
  }
  if (ended) return;
  while (profiler.wants > 0) {
    const next = await records.next();
    if (next.done === true) return;
    if (next.value.kind === "problem") break;
    profiler.addRecord(name, next.value);
  }
  profiler.leaveRest();
}

function recordsOf(name: string, parts: Parts, format: "json" | "ndjson"): AsyncGenerator<JsonRecord | Problem> {
  return format === "json" ? readItems(name, parts) : readLines(name, parts);
}

interface Head {
  readonly kind: "head";
  readonly held: readonly JsonRecord[];
  /** There are no more. */
  readonly ended: boolean;
  readonly shape: SourceShape | null;
}

async function readHead(name: string, records: AsyncGenerator<JsonRecord | Problem>): Promise<Head | Problem> {
  const held: JsonRecord[] = [];
  let fields = new Map<string, Type>();
  let ended = false;
  while (held.length < SHAPE_RECORDS) {
    const next = await records.next();
    if (next.done === true) {
      ended = true;
      break;
    }
    if (next.value.kind === "problem") return next.value;
    held.push(next.value);
    fields = mergeFields(fields, fieldTypes(next.value.fields));
  }
  const columns = new Map([...fields].map(([field, type]) => [field, openNulls(type)]));
  const shape = { label: name, columns, flat: false, ...(ended ? {} : { firstRecords: held.length }) };
  return { kind: "head", held, ended, shape: held.length === 0 ? null : shape };
}

async function* deliver(
  held: readonly JsonRecord[],
  ended: boolean,
  records: AsyncGenerator<JsonRecord | Problem>,
): AsyncGenerator<SampleEvent> {
  for (const record of held) yield eventOf(record);
  if (ended) return;
  for (let next = await records.next(); next.done !== true; next = await records.next()) yield eventOf(next.value);
}

function eventOf(record: JsonRecord | Problem): SampleEvent {
  return record.kind === "problem" ? record : { kind: "row", row: rowOf(record) };
}

function rowOf({ line, fields }: JsonRecord): Row {
  return {
    line,
    get: (field) => {
      const value = fieldOf(fields, field);
      return value === undefined ? MISSING : value;
    },
  };
}

async function* readItems(name: string, parts: Parts): AsyncGenerator<JsonRecord | Problem> {
  for await (const item of splitJson(name, parts)) {
    const record = item.kind === "problem" ? item : parseRecord(name, item);
    yield record;
    if (record.kind === "problem") return;
  }
}

async function* readLines(name: string, parts: Parts): AsyncGenerator<JsonRecord | Problem> {
  for await (const item of splitLines(parts)) {
    if (item.kind === "problem") return yield item;
    const parsed = parseJson(item.text);
    if (!("problem" in parsed)) {
      const record = recordOf(name, item, parsed.value);
      yield record;
      if (record.kind === "problem") return;
      continue;
    }
    const unfinished = parsed.problem.offset >= item.text.trimEnd().length;
    if (!unfinished) return yield invalidJson(name, item, parsed.problem);
    const place = { path: name, line: item.line, column: 1 };
    return yield {
      kind: "problem",
      diagnostic: item.last
        ? diagnostic(samples.XM5231, place, { open: "the record" })
        : diagnostic(samples.XM5234, place, { name }),
    };
  }
}

function parseRecord(name: string, item: JsonItem): JsonRecord | Problem {
  const parsed = parseJson(item.text);
  return "problem" in parsed ? invalidJson(name, item, parsed.problem) : recordOf(name, item, parsed.value);
}

function recordOf(name: string, { line, column, text }: JsonItem, value: Value): JsonRecord | Problem {
  if (typeof value === "object" && value !== null && value.kind === "map") {
    return { kind: "record", line, fields: value, size: text.length };
  }
  const place = { path: name, line, column };
  return { kind: "problem", diagnostic: diagnostic(samples.XM5232, place, { found: describe(value) }) };
}

function describe(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return "a text";
  if (typeof value === "boolean") return `the boolean ${value}`;
  return value.kind === "list" ? "an array" : "a number";
}
