import { deployments as codes } from "../../diagnostics/deployments.js";
import { quote, type Report } from "../../diagnostics/index.js";
import { type LintSettings, reportPatternSlips } from "../../lint/index.js";
import { defaultInterval, findScheduleFault, type ScheduleFault } from "../../runtime/windows/schedule.js";
import { nearest, type Span } from "../../text/index.js";
import type { Named } from "../section-kinds.js";
import type { Placed } from "../yaml-tree.js";
import type { WrittenFlow } from "./flow-keys.js";
import type { FlowDataset, FlowDelta, FlowSchedule, FlowSettings, FlowSource } from "./flow-settings.js";

/** What a flow is settled in. */
export interface FlowPlace {
  readonly sandbox: string;
  /** The keys of the flows that the file names above its sandboxes. */
  readonly known: ReadonlySet<string>;
  readonly lint: LintSettings;
  /** Whether the sandbox says what stands there. */
  readonly isOfSandbox: (span: Span) => boolean;
  /** The mapping file from the working folder on, or null where it cannot be used, which was reported. */
  readonly locate: (mapping: Placed<string>, report: Report) => string | null;
}

/** What a section says, with its place. */
type Written<K extends keyof WrittenFlow> = Exclude<WrittenFlow[K], undefined>;

/** Holds what is said of a flow against what flows are; null where something was reported that is in the way. */
export function settleFlow({ key, value }: Named<WrittenFlow>, place: FlowPlace, report: Report): FlowSettings | null {
  const lacks = lacking(key, value, place, report);
  const { mapping, connection, source, dataset, schedule, delta, options } = value;
  const readSource = source === undefined ? null : settleSource(source, place, report);
  const readDataset = dataset === undefined ? null : settleDataset(dataset, place, report);
  const readSchedule = schedule === undefined ? null : settleSchedule(schedule, place, report);
  const readDelta = delta === undefined ? null : settleDelta(delta, place.lint, report);
  if (delta !== undefined) checkDelta(key.value, delta, value, place, report);
  const mappingPath = mapping === undefined ? null : place.locate(mapping, report);
  if (lacks || mapping === undefined || connection === undefined || mappingPath === null) return null;
  if (source === undefined || readSource === null || dataset === undefined || readDataset === null) return null;
  if (schedule === undefined || readSchedule === null) return null;
  const spec = readSource.kind === "table" ? "CRMToAEP" : "CloudStorageToAEP";
  return {
    key,
    mapping,
    mappingPath,
    name: value.name ?? key,
    description: value.description,
    connection,
    connectionSpec: value.connectionSpec,
    flowSpec: value.flowSpec ?? { value: spec, span: source.span },
    source: { value: readSource, span: source.span },
    schema: value.schema,
    dataset: { value: readDataset, span: dataset.span },
    schedule: { value: readSchedule, span: schedule.span },
    delta: delta === undefined || readDelta === null ? undefined : { value: readDelta, span: delta.span },
    options: {
      errorDiagnosticsEnabled: options?.value.errorDiagnosticsEnabled,
      partialIngestionPercent: options?.value.partialIngestionPercent,
    },
  };
}

const EXAMPLES: ReadonlyMap<string, string> = new Map([
  ["mapping", "mapping: orders.xdmap"],
  ["connection", "connection: Shopify"],
  ["source", "source: { table: Shopify.Orders }"],
  ["dataset", "dataset: Shopify profiles"],
  ["schedule", "schedule: { frequency: hour, interval: 6 }"],
  ["table or path", "source: { table: Shopify.Orders }"],
  ["format", "format: delimited"],
  ["name or id", "dataset: Shopify profiles"],
  ["frequency", "frequency: hour"],
  ["column", "column: updated_at"],
]);

/** Reports what a flow needs and nothing says. */
function lacking(key: Placed<string>, flow: WrittenFlow, { sandbox, known }: FlowPlace, report: Report): boolean {
  const needed = ["mapping", "connection", "source", "dataset", "schedule"] as const;
  const tell = (span: Span, keys: readonly string[], near?: string) => {
    const example = EXAMPLES.get(keys[0] ?? "") ?? "";
    report(codes.XM6132, span, { flow: key.value, keys, sandbox, near, example });
  };
  const missing = needed.filter((name) => flow[name] === undefined);
  const near = known.has(key.value) ? undefined : nearest(key.value, known);
  if (missing.length > 0) tell(key.span, missing, near);
  const inner: [Span, string][] = [];
  const { source, dataset, schedule, delta } = flow;
  if (source !== undefined && source.value.table === undefined) {
    if (source.value.path === undefined) inner.push([source.span, "table or path"]);
    else if (source.value.format === undefined) inner.push([source.value.path.span, "format"]);
  }
  if (dataset !== undefined && (dataset.value.name ?? dataset.value.id) === undefined) {
    inner.push([dataset.span, "name or id"]);
  }
  if (schedule !== undefined && schedule.value.frequency === undefined) inner.push([schedule.span, "frequency"]);
  if (delta !== undefined && delta.value.column === undefined) inner.push([delta.span, "column"]);
  for (const [span, name] of inner) tell(span, [name]);
  return missing.length + inner.length > 0;
}

/**
 * Of two settings that contradict each other the one that is told, and the other: what a sandbox says contradicts the file,
 * and else what comes later contradicts what was said.
 */
function accuse<T extends Placed<unknown>>(one: T, other: T, { isOfSandbox }: FlowPlace): readonly [T, T] {
  const rank = ({ span }: T) => [isOfSandbox(span) ? 1 : 0, span.start] as const;
  const [[layer, start], [otherLayer, otherStart]] = [rank(one), rank(other)];
  return layer > otherLayer || (layer === otherLayer && start > otherStart) ? [one, other] : [other, one];
}

interface NamedSetting extends Placed<unknown> {
  readonly name: string;
}

function exclude(
  section: string,
  settings: readonly [NamedSetting, NamedSetting],
  why: string,
  place: FlowPlace,
  report: Report,
): null {
  const [told, other] = accuse(...settings, place);
  const related = [{ message: `${quote(other.name)} is said here`, place: other.span }];
  report(codes.XM6133, told.span, { section, keys: [other.name, told.name], why }, { related });
  return null;
}

function settleSource({ value }: Written<"source">, place: FlowPlace, report: Report): FlowSource | null {
  const { table, path, format, recursive } = value;
  if (table !== undefined) {
    const files = path ?? format ?? recursive;
    if (files === undefined) return { kind: "table", table, parameter: "tableName" };
    const name = path !== undefined ? "path" : format !== undefined ? "format" : "recursive";
    const settings = [
      { name: "table", ...table },
      { name, ...files },
    ] as const;
    return exclude("source", settings, "a source is a table, or a path with files", place, report);
  }
  if (path === undefined || format === undefined) return null;
  const { value: holds, span } = format;
  if (holds !== "tabular")
    return { kind: "path", path, format: { value: holds, span }, recursive: recursive?.value ?? false };
  if (recursive === undefined) return { kind: "table", table: path, parameter: "path" };
  const settings = [
    { name: "format", ...format },
    { name: "recursive", ...recursive },
  ] as const;
  return exclude("source", settings, "a table has no folders", place, report);
}

function settleDataset({ value }: Written<"dataset">, place: FlowPlace, report: Report): FlowDataset | null {
  const { name, id, profile } = value;
  if (name !== undefined && id !== undefined) {
    const settings = [
      { name: "name", ...name },
      { name: "id", ...id },
    ] as const;
    return exclude("dataset", settings, "each of them says which dataset is meant", place, report);
  }
  if (id !== undefined) return { by: "id", named: id, profile };
  return name === undefined ? null : { by: "name", named: name, profile };
}

function settleSchedule({ value }: Written<"schedule">, place: FlowPlace, report: Report): FlowSchedule | null {
  const { start, frequency, interval, backfill } = value;
  if (frequency === undefined) return null;
  const fault = findScheduleFault({
    start: start?.value ?? 0,
    frequency: frequency.value,
    interval: interval?.value,
    backfill: backfill?.value,
  });
  if (fault === null) {
    const isOnce = frequency.value === "once";
    return {
      start,
      frequency,
      interval: frequency.value === "once" ? null : (interval?.value ?? defaultInterval(frequency.value)),
      backfill: isOnce ? null : (backfill?.value ?? false),
    };
  }
  const said = value[fault.setting];
  const [told, other] = said === undefined ? [frequency, null] : accuse<Placed<unknown>>(said, frequency, place);
  const message = other === frequency ? "The frequency is said here" : `${quote(fault.setting)} is said here`;
  const related = other === null ? [] : [{ message, place: other.span }];
  report(codes.XM6134, told.span, { why: fault.why, advice: adviceFor(fault) }, { related });
  return null;
}

function adviceFor({ setting, todo }: ScheduleFault): string {
  switch (todo) {
    case "leave-out":
      return `Take ${quote(setting)} out; a sandbox takes it away by ${quote(`${setting}: null`)}.`;
    case "no-fraction":
      return "Write a whole second.";
    case "15-or-more":
      return `Write an ${quote(setting)} of 15 or more, or another frequency.`;
  }
}

function settleDelta({ value }: Written<"delta">, lint: LintSettings, report: Report): FlowDelta | null {
  const { column, format, timezone } = value;
  if (format !== undefined) reportPatternSlips(format.value, format.span, lint, report);
  return column === undefined ? null : { column, format, timezone };
}

function checkDelta(
  flow: string,
  delta: Written<"delta">,
  { schedule, source }: WrittenFlow,
  place: FlowPlace,
  report: Report,
): void {
  const frequency = schedule?.value.frequency;
  const path = source?.value.format?.value === "tabular" ? undefined : source?.value.path;
  if (frequency?.value === "once") tell("it runs `once`", "It runs once by this", frequency);
  else if (path !== undefined)
    tell("it reads files, and these are new by the time of their change", "It reads these files", path);

  function tell(why: string, message: string, by: Placed<unknown>): void {
    // A section that a sandbox adds to has its place in the file.
    const { column, format, timezone } = delta.value;
    const added = [column, format, timezone].find((one) => one !== undefined && place.isOfSandbox(one.span));
    const own: Placed<unknown> = added ?? delta;
    const [told, other] = accuse(own, by, place);
    const related = [{ message: told === own ? message : "The delta is said here", place: other.span }];
    report(codes.XM6135, told.span, { flow, why }, { related });
  }
}
