import type { ImportedDelta } from "../../compiler/import/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { FREQUENCIES, findScheduleFault } from "../../runtime/windows/schedule.js";
import { compileDatePattern, zoneOf } from "../../values/dates/index.js";
import { findTransformation } from "../plan/fields.js";
import { readMarker } from "../plan/marker.js";
import { listAt, member, memberAt, numberAt, textAt } from "../plan/read-json.js";
import { isLine } from "./find-objects.js";
import { entriesOf, type FlowObjects, type Leave, leaveRest, NO_PLACE, readTruth } from "./left-behind.js";

/** What is known of a flow when it becomes an entry of the project file. */
export interface FlowParts extends FlowObjects {
  readonly label: string;
  /** Names where they say without doubt what is meant; null where the id has to. */
  readonly names: {
    readonly connection: string | null;
    readonly dataset: string | null;
    readonly flowSpec: string | null;
  };
  /** The description that the flow has where it says none of its own: its mapping's. */
  readonly mappingDescription: string;
}

export type Setting = string | number | boolean | { readonly [key: string]: string | number | boolean };

/** A flow as the project file says it, without its key and its mapping. */
export interface FlowEntry {
  readonly name: string;
  /** In the order in which they stand in the file. */
  readonly settings: Readonly<Record<string, Setting>>;
  readonly delta: ImportedDelta | null;
  /** What the flow's source connection says of its columns; null where it says nothing. */
  readonly columns: readonly { readonly name: string; readonly type: string }[] | null;
  /** Which of the flow's fields the entry says: of others the service may make what it likes. */
  readonly says: (path: string) => boolean;
}

export type ReadFlow =
  | { readonly kind: "entry"; readonly entry: FlowEntry; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** The mapping set that a flow is pinned to; a reason where it has none. */
export function mappingOf(
  flow: unknown,
): { readonly id: string; readonly version: number | null } | { readonly why: string } {
  const params = findTransformation(flow, "Mapping")?.params;
  if (params === undefined) return { why: "it has no transformation `Mapping`: it ingests its data as they are" };
  const id = textAt(params, "mappingId");
  return id === null || id.trim() === ""
    ? { why: "its transformation `Mapping` names no mapping set" }
    : { id, version: numberAt(params, "mappingVersion") };
}

/** The only connection of a kind that a flow has; a reason where it has none or several. */
export function connectionOf(
  flow: unknown,
  side: "source" | "target",
): { readonly id: string } | { readonly why: string } {
  const ids = listAt(flow, `${side}ConnectionIds`).filter((id) => typeof id === "string");
  const [id, ...others] = ids;
  if (id === undefined) return { why: `it has no ${side} connection` };
  return others.length === 0
    ? { id }
    : { why: `it has ${ids.length} ${side} connections, and a flow of xdmap has one` };
}

const FORMATS: readonly string[] = ["delimited", "json", "parquet"];

/** Reads a flow into an entry of the project file. What it has no place for is told. */
export function readFlow(parts: FlowParts): ReadFlow {
  const { flow, source, target, names, label } = parts;
  const notes: Diagnostic[] = [];
  const name = textAt(flow, "name") ?? "";
  const refuse = (why: string): ReadFlow => ({
    kind: "problem",
    diagnostics: [diagnostic(imports.XM7552, { path: label }, { flow: name || label, why })],
  });
  const leave: Leave = (field, value, why) => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    notes.push(diagnostic(imports.XM7553, { path: label }, { flow: name, field, value: text.slice(0, 200), why }));
  };
  if (!isLine(name)) return refuse("its name is no single line without blanks around it");
  const base = textAt(source, "baseConnectionId");
  if (base === null) return refuse("its source connection has no base connection");
  const read = readSource(source);
  if ("why" in read) return refuse(read.why);
  const dataset = textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId");
  if (dataset === null) return refuse("its target connection names no dataset");
  const schedule = readSchedule(flow, leave);
  if ("why" in schedule) return refuse(schedule.why);
  const delta = readDelta(flow, read.isFiles, leave);
  const description = readMarker(textAt(flow, "description") ?? "").text;
  const options = readOptions(flow, leave);
  leaveRest(parts, leave);
  const spec = read.isFiles ? "CloudStorageToAEP" : "CRMToAEP";
  const flowSpec = names.flowSpec ?? textAt(flow, "flowSpec", "id");
  const settings: Record<string, Setting> = {
    name,
    ...(description === "" && parts.mappingDescription === "" ? {} : { description }),
    connection: names.connection ?? base,
    ...(flowSpec === null || flowSpec === spec ? {} : { flowSpec }),
    source: read.written,
    dataset: names.dataset ?? dataset,
    schedule: schedule.written,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  const runsOnce = schedule.written["frequency"] === "once";
  const said = new Set(
    delta === null || runsOnce ? [] : Object.entries(delta).flatMap(([part, value]) => (value === null ? [] : [part])),
  );
  const says = (field: string): boolean => {
    const [section, part = ""] = field.split(".");
    if (section === "options") return Object.hasOwn(options, part);
    if (section === "delta") return said.has(part);
    return section !== "schedule" || part === "frequency" || Object.hasOwn(schedule.written, part) || !runsOnce;
  };
  return {
    kind: "entry",
    entry: { name, settings, delta, columns: readColumns(source), says },
    diagnostics: notes,
  };
}

type Source =
  | {
      readonly written: Readonly<Record<string, string | boolean>>;
      readonly isFiles: boolean;
    }
  | { readonly why: string };

/** A table, by its name or, as connectors of marketing systems have it, by a path; or files. */
function readSource(source: unknown): Source {
  const table = textAt(source, "params", "tableName");
  const path = textAt(source, "params", "path");
  const format = textAt(source, "data", "format");
  const read = table ?? path;
  if (read === null) return { why: "its source connection reads neither a table nor a path" };
  if (table !== null && path !== null) return { why: "its source connection names a table and a path" };
  if (!isLine(read)) return { why: "what it reads is no single line without blanks around it" };
  const named = format ?? "that is not said";
  if (table !== null)
    return format === "tabular"
      ? { written: { table }, isFiles: false }
      : { why: `its table is of the format ${named}` };
  if (format === "tabular") return { written: { path: read, format }, isFiles: false };
  if (format === null || !FORMATS.includes(format)) return { why: `its files are of the format ${named}` };
  const recursive = readTruth(memberAt(source, "params", "recursive")) === true;
  return { written: { path: read, format, ...(recursive ? { recursive } : {}) }, isFiles: true };
}

type Schedule = { readonly written: Readonly<Record<string, string | number | boolean>> } | { readonly why: string };

function readSchedule(flow: unknown, leave: Leave): Schedule {
  const params = member(flow, "scheduleParams");
  const given = textAt(params, "frequency");
  const frequency = FREQUENCIES.find((one) => one === given);
  if (frequency === undefined)
    return { why: given === null ? "it has no schedule" : `its frequency is ${JSON.stringify(given)}` };
  const start = numberAt(params, "startTime");
  const isOnce = frequency === "once";
  const interval = isOnce ? null : numberAt(params, "interval");
  const backfill = isOnce ? null : readTruth(member(params, "backfill"));
  const unread = [
    ["startTime", start, "it is no time in seconds"],
    ["interval", interval, isOnce ? "a flow that runs once has none" : "it is no number"],
    ["backfill", backfill, isOnce ? "a flow that runs once has none" : "it is neither true nor false"],
  ] as const;
  for (const [key, value, why] of unread) {
    const there = member(params, key);
    if (value === null && there !== undefined && there !== null) leave(`scheduleParams.${key}`, there, why);
  }
  if (start !== null && (!Number.isInteger(start) || start < 0 || start > LAST_SECOND))
    return { why: "its start is no time in seconds" };
  if (interval !== null && (!Number.isSafeInteger(interval) || interval < 1))
    return { why: `its interval is ${interval}, and none that AEP documents` };
  const fault = findScheduleFault({
    start: start ?? 0,
    frequency,
    interval: interval ?? undefined,
    backfill: backfill ?? undefined,
  });
  if (fault !== null) return { why: `its schedule is none that AEP documents: ${fault.why}` };
  return {
    written: {
      ...(start === null ? {} : { start: new Date(start * 1000).toISOString().replace(".000Z", "Z") }),
      frequency,
      ...(interval === null ? {} : { interval }),
      ...(backfill === true ? { backfill } : {}),
    },
  };
}

/** As in the project file: more digits are milliseconds. */
const LAST_SECOND = 99_999_999_999;

/** What the flow takes its increments by; null where it says nothing that a mapping file can. */
function readDelta(flow: unknown, isFiles: boolean, leave: Leave): ImportedDelta | null {
  const copy = findTransformation(flow, "Copy");
  if (copy === null) return null;
  const { params } = copy;
  const column = textAt(params, "deltaColumn", "name");
  const leaveAll = (why: string): null => {
    leave("Copy", params ?? {}, why);
    return null;
  };
  if (isFiles) return leaveAll("files are new by the time of their change");
  if (column === null || !isLine(column)) return leaveAll("it names no delta column that a mapping file could");
  const format = textAt(params, "deltaColumn", "dateFormat");
  const timezone = textAt(params, "deltaColumn", "timezone");
  const isPattern = format === null || !("problem" in compileDatePattern(format, "adobe"));
  const isZone = timezone === null || zoneOf(timezone) !== null;
  if (!isPattern) leave("Copy.deltaColumn.dateFormat", format, "it is no date pattern");
  if (!isZone) leave("Copy.deltaColumn.timezone", timezone, "there is no such zone");
  for (const [key, value] of entriesOf(params)) if (key !== "deltaColumn") leave(`Copy.${key}`, value, NO_PLACE);
  for (const [key, value] of entriesOf(member(params, "deltaColumn"))) {
    if (!["name", "dateFormat", "timezone"].includes(key)) leave(`Copy.deltaColumn.${key}`, value, NO_PLACE);
  }
  return { column, format: isPattern ? format : null, timezone: isZone ? timezone : null };
}

function readOptions(flow: unknown, leave: Leave): Readonly<Record<string, boolean | number>> {
  const options: Record<string, boolean | number> = {};
  for (const [key, value] of entriesOf(member(flow, "options"))) {
    const truth = readTruth(value);
    const percent = numberAt({ value }, "value");
    if (key === "errorDiagnosticsEnabled" && truth !== null) options[key] = truth;
    else if (key === "partialIngestionPercent" && percent !== null && percent > 0 && percent <= 100)
      options[key] = percent;
    else leave(`options.${key}`, value, key === "partialIngestionPercent" ? "it is no share of rows" : NO_PLACE);
  }
  return options;
}

function readColumns(source: unknown): FlowEntry["columns"] {
  const columns = listAt(source, "params", "columns").flatMap((column) => {
    const name = textAt(column, "name");
    return name === null ? [] : [{ name, type: textAt(column, "meta:xdmType") ?? textAt(column, "type") ?? "string" }];
  });
  return columns.length === 0 ? null : columns;
}
