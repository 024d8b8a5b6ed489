import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowOptions } from "../../project/deployment/flow-settings.js";
import type { Span } from "../../text/index.js";
import type { JsonObject } from "../json.js";
import type { Flow } from "../services/flow-service-types.js";
import { matches, ownerOf, scheduleOf } from "./body.js";
import { type SpecChecks, versionForm } from "./check-flow-spec.js";
import { conflict, deleted, severalMatches } from "./conflicts.js";
import { type Context, rememberedOf } from "./context.js";
import { type Difference, findDifferences } from "./differences.js";
import { findDrift } from "./drift.js";
import { remoteFields, wantedFields } from "./fields.js";
import type { FoundSource } from "./find-source.js";
import type { Desired } from "./load-desired.js";
import type { Change, Field, FlowContent, FlowStep, Known, MappingSetStep } from "./plan.js";
import { isMine } from "./plan-connections.js";
import { numberAt } from "./read-json.js";
import type { Found } from "./reader.js";
import { changeOf, hashOfWanted, type Planned, seeRemote, TO_MAKE, timeText } from "./step-parts.js";

export function flowContent({ settings, copy, description }: Desired, { flowSpec }: FoundSource): FlowContent {
  const { start, frequency, interval, backfill } = settings.schedule.value;
  const part = (name: string) => ({ kind: "step", key: `flow/${settings.key.value}/${name}` }) as const;
  return {
    resource: "flow",
    name: settings.name.value,
    description: settings.description?.value ?? description,
    spec: { id: flowSpec.id, version: flowSpec.version ?? "1.0" },
    source: part("source"),
    target: part("target"),
    mappingSet: part("mapping-set"),
    versionAs: versionForm(flowSpec),
    copy,
    schedule: { start: start?.value ?? null, frequency: frequency.value, interval, backfill },
    options: optionsOf(settings.options),
  };
}

function optionsOf({ errorDiagnosticsEnabled, partialIngestionPercent }: FlowOptions): JsonObject | null {
  if (errorDiagnosticsEnabled === undefined && partialIngestionPercent === undefined) return null;
  return {
    ...(errorDiagnosticsEnabled === undefined ? {} : { errorDiagnosticsEnabled: errorDiagnosticsEnabled.value }),
    ...(partialIngestionPercent === undefined ? {} : { partialIngestionPercent: partialIngestionPercent.value }),
  };
}

/** Plans the flow itself. Its connections and its mapping set are planned before. */
export async function planFlow(
  context: Context,
  desired: Desired,
  content: FlowContent,
  mappingSet: MappingSetStep,
): Promise<Planned<FlowStep>> {
  const planned = await compareFlow(context, desired, content, mappingSet);
  if (planned.step === null) return planned;
  const { action, changes } = planned.step;
  const isMade = action === "create" || action === "replace";
  if (!isMade && !changes.some(({ path }) => path === "schedule.start")) return planned;
  const late = checkStart(context, desired, action !== "replace");
  return late === null ? planned : { step: null, diagnostics: [...planned.diagnostics, late] };
}

/** What would be sent, held against the JSON Schemas of the flow spec. */
export function checkFlow(
  checks: SpecChecks,
  { settings }: Desired,
  { flowSpec }: FoundSource,
  content: FlowContent,
  now: number,
): readonly Diagnostic[] {
  const { copy, versionAs } = content;
  const deltaColumn =
    copy === null
      ? null
      : {
          name: copy.name,
          ...(copy.dateFormat === null ? {} : { dateFormat: copy.dateFormat }),
          ...(copy.timezone === null ? {} : { timezone: copy.timezone }),
        };
  return checks.check(flowSpec, settings, {
    schedule: scheduleOf(content.schedule, now),
    copy: deltaColumn === null ? null : { deltaColumn },
    mapping: { mappingId: "0".repeat(32), mappingVersion: versionAs === "text" ? "0" : 0 },
    options: content.options === null ? null : { ...content.options },
  });
}

async function compareFlow(
  context: Context,
  { settings }: Desired,
  content: FlowContent,
  mappingSet: MappingSetStep,
): Promise<Planned<FlowStep>> {
  const { reader, applied } = context;
  const { flows } = reader.platform.flows;
  const known: Known = (key) => applied.get(key);
  const key = settings.key.value;
  const { name } = content;
  const wanted: FlowStep = {
    key: `flow/${key}`,
    resource: "flow",
    flow: key,
    name,
    ...TO_MAKE,
    wanted: hashOfWanted(content),
    content,
  };
  const diagnostics: Diagnostic[] = [];
  const remembered = rememberedOf(context.state, key, "flow");
  if (remembered !== null) {
    const found = await reader.read(`reading the flow ${key}`, (options) => flows.get(remembered.id, options));
    if (found.kind === "failed") return { step: null, diagnostics };
    if (found.kind === "there") {
      const changes = changesOf(found.value, wantedFields(content, known), mappingSet, remembered.fields, context.now);
      const drift = findDrift("flow", remembered, found.value.raw);
      const action = changes.length === 0 ? "leave" : changes.some(({ why }) => why !== null) ? "replace" : "update";
      const underWay = checkState(found.value, settings.key.span);
      const { id, raw } = found.value;
      const step: FlowStep = { ...wanted, action, id, seen: seeRemote("flow", raw), changes, drift };
      return { step, diagnostics: underWay === null ? diagnostics : [...diagnostics, underWay] };
    }
    diagnostics.push(deleted("flow", remembered.id, settings.key.span));
  }
  const found = await reader.read(`looking for the flow ${name}`, (options) => flows.named(name, options));
  if (found.kind === "failed") return { step: null, diagnostics };
  const mine = (found.kind === "there" ? found.value : []).filter(({ raw }) => isMine(raw, ownerOf(wanted)));
  const equal = mine.filter(({ raw }) => matches(wanted, raw, known));
  const [only, ...others] = equal;
  if (others.length > 0) {
    return { step: null, diagnostics: [...diagnostics, severalMatches("flow", name, equal, settings)] };
  }
  if (only !== undefined) {
    const drift = findDrift("flow", null, only.raw);
    const step: FlowStep = { ...wanted, action: "adopt", id: only.id, seen: seeRemote("flow", only.raw), drift };
    return { step, diagnostics };
  }
  const users = mine.length > 0 ? found : await findUsers(context, content.source);
  if (users.kind === "failed") return { step: null, diagnostics };
  const other = mine[0] ?? (users.kind === "there" ? users.value[0] : undefined);
  if (other === undefined) return { step: wanted, diagnostics };
  const differences = findDifferences("flow", wantedFields(content, known), remoteFields("flow", other.raw));
  return { step: null, diagnostics: [...diagnostics, conflict("flow", other.name, other.id, differences, settings)] };
}

/**
 * The flows that read a source connection which is there already: a second one beside it would take in all rows twice. So
 * one that somebody renamed is found where the state is lost.
 */
async function findUsers(
  { applied, allFlows }: Context,
  source: FlowContent["source"],
): Promise<Found<readonly Flow[]>> {
  const id = source.kind === "id" ? source.id : applied.get(source.key)?.id;
  if (id === undefined) return { kind: "absent" };
  const all = await allFlows();
  if (all.kind !== "there") return all;
  return { kind: "there", value: all.value.filter(({ sourceConnectionIds }) => sourceConnectionIds.includes(id)) };
}

function changesOf(
  flow: Flow,
  wanted: readonly Field[],
  mappingSet: MappingSetStep,
  pushed: readonly Field[] | null,
  now: number,
): readonly Change[] {
  const remote = remoteFields("flow", flow.raw);
  const start = numberAt(flow.raw, "scheduleParams", "startTime");
  const hasStarted = start === null || start <= now;
  const changes = findDifferences("flow", wanted, remote, pushed).map((one) =>
    changeOf(one, whyReplaced(one, hasStarted)),
  );
  // A flow stays with the version that it has: a new one counts for it only when it is told.
  if (mappingSet.action !== "update") return changes;
  const before = remote.find(({ path }) => path === "mapping version")?.text ?? null;
  return [...changes, { kind: "field", path: "mapping version", before, after: "the next one", why: null }];
}

/** Why a flow cannot be brought to a value; null where it can. */
function whyReplaced({ path, after }: Difference, hasStarted: boolean): string | null {
  const [part] = path.split(".");
  switch (part) {
    case "source":
    case "target":
      return "a flow keeps its connections";
    case "flowSpec":
      return "a flow keeps its spec";
    case "schedule":
      if (!hasStarted) return null;
      if (path === "schedule.frequency" && after === "once") return "the start has passed (1403-400)";
      if (path === "schedule.backfill") return "the start has passed (1404-400)";
      return "the start has passed (1366-400)";
    case "delta":
    case "options":
      return hasStarted ? "the start has passed" : null;
    default:
      return null;
  }
}

/** The service changes nothing of a flow that it is busy with. */
function checkState({ state, name }: Flow, place: Span): Diagnostic | null {
  if (state === null || !/ing$/.test(state)) return null;
  return diagnostic(codes.XM7162, place, { name, state });
}

function checkStart({ now }: Context, { settings }: Desired, isNew: boolean): Diagnostic | null {
  const { start } = settings.schedule.value;
  if (start === undefined || start.value > now) return null;
  const parameters = { start: timeText(start.value), now: timeText(now), isNew };
  return diagnostic(codes.XM7142, start.span, parameters);
}
