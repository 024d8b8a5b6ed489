import type { ImportedDelta } from "../../compiler/import/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { FREQUENCIES, findScheduleFault } from "../../runtime/windows/schedule.js";
import { compileDatePattern, zoneOf } from "../../values/dates/index.js";
import { findTransformation } from "../plan/fields.js";
import { readMarker } from "../plan/marker.js";
import { listAt, member, memberAt, numberAt, textAt } from "../plan/read-json.js";

/** What is known of a flow when it becomes an entry of the project file: its JSON, and that of what it refers to. */
export interface FlowParts {
  readonly label: string;
  readonly flow: unknown;
  readonly source: unknown;
  readonly target: unknown;
  /** Names where they say without doubt what is meant; null where the id has to. */
  readonly names: {
    readonly connection: string | null;
    readonly dataset: string | null;
    readonly flowSpec: string | null;
  };
  /** Of the base connection; null where it is not known. */
  readonly connectionSpec: string | null;
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
  return id === null
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

const DATA_LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
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
  const leave = (field: string, value: unknown, why: string): void => {
    const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
    notes.push(diagnostic(imports.XM7553, { path: label }, { flow: name, field, value: text.slice(0, 200), why }));
  };
  if (!isLine(name)) return refuse("its name is no single line without blanks around it");
  const base = textAt(source, "baseConnectionId");
  if (base === null) return refuse("its source connection has no base connection");
  const table = textAt(source, "params", "tableName");
  const path = textAt(source, "params", "path");
  const format = textAt(source, "data", "format");
  if (table === null && path === null) return refuse("its source connection reads neither a table nor a path");
  if (table === null && !FORMATS.includes(format ?? ""))
    return refuse(`its files are of the format ${format ?? "that is not said"}`);
  if (!isLine(table ?? path ?? "")) return refuse("what it reads is no single line without blanks around it");
  const dataset = textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId");
  if (dataset === null) return refuse("its target connection names no dataset");
  const schedule = readSchedule(flow);
  if ("why" in schedule) return refuse(schedule.why);
  const isFiles = table === null;
  const copy = findTransformation(flow, "Copy")?.params;
  const delta = readDelta(copy, leave);
  const description = readMarker(textAt(flow, "description") ?? "").text;
  const options = readOptions(flow, leave);
  leaveRest(parts, leave);
  const spec = isFiles ? "CloudStorageToAEP" : "CRMToAEP";
  const flowSpec = names.flowSpec ?? textAt(flow, "flowSpec", "id");
  const recursive = boolean(memberAt(source, "params", "recursive")) === true;
  const settings: Record<string, Setting> = {
    name,
    ...(description === "" && parts.mappingDescription === "" ? {} : { description }),
    connection: names.connection ?? base,
    ...(flowSpec === null || flowSpec === spec ? {} : { flowSpec }),
    source: isFiles ? { path: path ?? "", format: format ?? "", ...(recursive ? { recursive } : {}) } : { table },
    dataset: names.dataset ?? dataset,
    schedule: schedule.written,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  const runsOnce = schedule.written["frequency"] === "once";
  const saysDelta = delta !== null && !isFiles && !runsOnce;
  if (delta !== null && isFiles) leave("Copy", delta.column, "files are new by the time of their change");
  const says = (field: string): boolean => {
    if (field.startsWith("options.")) return Object.hasOwn(options, field.slice("options.".length));
    if (field.startsWith("delta.")) return saysDelta;
    return !(runsOnce && /^schedule\.(?:interval|backfill)$/.test(field));
  };
  return {
    kind: "entry",
    entry: { name, settings, delta: isFiles ? null : delta, columns: readColumns(source), says },
    diagnostics: notes,
  };
}

type Leave = (field: string, value: unknown, why: string) => void;

type Schedule = { readonly written: Readonly<Record<string, string | number | boolean>> } | { readonly why: string };

function readSchedule(flow: unknown): Schedule {
  const params = member(flow, "scheduleParams");
  const given = textAt(params, "frequency");
  const frequency = FREQUENCIES.find((one) => one === given);
  if (frequency === undefined)
    return { why: given === null ? "it has no schedule" : `its frequency is ${JSON.stringify(given)}` };
  const start = numberAt(params, "startTime");
  const isOnce = frequency === "once";
  const interval = isOnce ? null : numberAt(params, "interval");
  const backfill = isOnce ? null : boolean(member(params, "backfill"));
  if (start !== null && (!Number.isInteger(start) || start < 0 || start > LAST_SECOND))
    return { why: "its start is no time in seconds" };
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

function readDelta(copy: unknown, leave: Leave): ImportedDelta | null {
  const column = textAt(copy, "deltaColumn", "name");
  if (column === null || !isLine(column)) return null;
  const format = textAt(copy, "deltaColumn", "dateFormat");
  const timezone = textAt(copy, "deltaColumn", "timezone");
  const isPattern = format === null || !("problem" in compileDatePattern(format, "adobe"));
  const isZone = timezone === null || zoneOf(timezone) !== null;
  if (!isPattern) leave("Copy.deltaColumn.dateFormat", format, "it is no date pattern");
  if (!isZone) leave("Copy.deltaColumn.timezone", timezone, "there is no such zone");
  for (const [key, value] of entries(copy)) if (key !== "deltaColumn") leave(`Copy.${key}`, value, NO_PLACE);
  for (const [key, value] of entries(member(copy, "deltaColumn"))) {
    if (!["name", "dateFormat", "timezone"].includes(key)) leave(`Copy.deltaColumn.${key}`, value, NO_PLACE);
  }
  return { column, format: isPattern ? format : null, timezone: isZone ? timezone : null };
}

const NO_PLACE = "xdmap.yaml has no place for it";

function readOptions(flow: unknown, leave: Leave): Readonly<Record<string, boolean | number>> {
  const options: Record<string, boolean | number> = {};
  for (const [key, value] of entries(member(flow, "options"))) {
    const truth = boolean(value);
    const percent = numberAt({ value }, "value");
    if (key === "errorDiagnosticsEnabled" && truth !== null) options[key] = truth;
    else if (key === "partialIngestionPercent" && percent !== null && percent > 0 && percent <= 100)
      options[key] = percent;
    else leave(`options.${key}`, value, key === "partialIngestionPercent" ? "it is no share of rows" : NO_PLACE);
  }
  return options;
}

/** What of a flow and its connections an entry has no place for. */
function leaveRest({ flow, source, target, connectionSpec }: FlowParts, leave: Leave): void {
  for (const one of listAt(flow, "transformations")) {
    const name = textAt(one, "name") ?? "";
    if (name !== "Copy" && name !== "Mapping") leave("transformations", name, "xdmap knows Copy and Mapping alone");
  }
  if (textAt(flow, "state") === "disabled")
    leave("state", "disabled", "the project file has no states; no push enables the flow");
  for (const [key, value] of entries(member(flow, "scheduleParams"))) {
    if (!["startTime", "frequency", "interval", "backfill"].includes(key))
      leave(`scheduleParams.${key}`, value, NO_PLACE);
  }
  const own = textAt(source, "connectionSpec", "id");
  if (own !== null && connectionSpec !== null && own !== connectionSpec) {
    leave("connectionSpec", own, "the base connection is of another");
  }
  for (const [key, value] of entries(member(source, "params"))) {
    const isRead = ["tableName", "path", "columns"].includes(key) || (key === "recursive" && boolean(value) !== null);
    if (!isRead) leave(`source params.${key}`, value, NO_PLACE);
  }
  const spec = textAt(target, "connectionSpec", "id");
  if (spec !== null && spec !== DATA_LAKE) leave("target connectionSpec", spec, "xdmap writes into the data lake");
}

function readColumns(source: unknown): FlowEntry["columns"] {
  const columns = listAt(source, "params", "columns").flatMap((column) => {
    const name = textAt(column, "name");
    return name === null ? [] : [{ name, type: textAt(column, "meta:xdmType") ?? textAt(column, "type") ?? "string" }];
  });
  return columns.length === 0 ? null : columns;
}

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A truth, also where it is written as text. */
function boolean(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : null;
}

/** One line, as the settings of the project file are. */
function isLine(text: string): boolean {
  return text !== "" && text.trim() === text && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text);
}
