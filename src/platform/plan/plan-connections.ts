import type { Diagnostic } from "../../diagnostics/index.js";
import type { SourceConnection } from "../services/flow-service-types.js";
import type { Editable } from "../services/resource.js";
import { matches, ownerOf } from "./body.js";
import { conflict, deleted, severalMatches } from "./conflicts.js";
import { type Context, rememberedOf } from "./context.js";
import { findDifferences } from "./differences.js";
import { findDrift } from "./drift.js";
import { remoteFields, wantedFields } from "./fields.js";
import type { FoundSource } from "./find-source.js";
import type { Desired } from "./load-desired.js";
import { readMarker } from "./marker.js";
import type { Known, SourceContent, SourceStep, TargetContent, TargetStep } from "./plan.js";
import { CONTENT_TYPE } from "./plan-dataset.js";
import { textAt } from "./read-json.js";
import { changeOf, hashOfWanted, type Planned, seeRemote, TO_MAKE } from "./step-parts.js";

/** The connection spec of AEP's own data lake: the only kind of target that a flow of a source has. */
const DATA_LAKE = { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" };

const WHY = "a flow does not take up what changes in its connections";

export function sourceContent({ settings, columns }: Desired, { base, spec }: FoundSource): SourceContent {
  const { value: source } = settings.source;
  return {
    resource: "source",
    name: `${settings.name.value} (source)`,
    description: "",
    base: base.id,
    spec,
    ...(source.kind === "table"
      ? {
          format: "tabular",
          params: { [source.parameter]: source.table.value, ...(columns === null ? {} : { columns }) },
        }
      : {
          format: source.format.value,
          params: { path: source.path.value, ...(source.recursive ? { recursive: true } : {}) },
        }),
  };
}

export function targetContent({ settings }: Desired, schema: string, dataset: string): TargetContent {
  return {
    resource: "target",
    name: `${settings.name.value} (target)`,
    description: "",
    spec: DATA_LAKE,
    schema: { kind: "step", key: schema },
    contentType: CONTENT_TYPE,
    dataset: { kind: "step", key: dataset },
  };
}

export async function planSource(
  context: Context,
  desired: Desired,
  content: SourceContent,
): Promise<Planned<SourceStep>> {
  const flow = desired.settings.key.value;
  const wanted: SourceStep = { ...blank(flow, "source", content), resource: "source", content };
  return planConnection(context, desired, wanted, context.reader.platform.flows.sourceConnections);
}

export async function planTarget(
  context: Context,
  desired: Desired,
  content: TargetContent,
): Promise<Planned<TargetStep>> {
  const flow = desired.settings.key.value;
  const wanted: TargetStep = { ...blank(flow, "target", content), resource: "target", content };
  return planConnection(context, desired, wanted, context.reader.platform.flows.targetConnections);
}

function blank(flow: string, part: "source" | "target", content: SourceContent | TargetContent) {
  return {
    key: `flow/${flow}/${part}`,
    flow,
    name: content.name,
    ...TO_MAKE,
    wanted: hashOfWanted(content),
  } as const;
}

async function planConnection<S extends SourceStep | TargetStep>(
  context: Context,
  { settings }: Desired,
  wanted: S,
  collection: Editable<SourceConnection>,
): Promise<Planned<S>> {
  const { reader, applied } = context;
  const known: Known = (key) => applied.get(key);
  const { resource, name } = wanted;
  const what = `${resource} connection`;
  const remembered = rememberedOf(context.state, settings.key.value, resource);
  const diagnostics: Diagnostic[] = [];
  if (remembered !== null) {
    const found = await reader.read(`reading the ${what} of ${settings.key.value}`, (options) =>
      collection.get(remembered.id, options),
    );
    if (found.kind === "failed") return { step: null, diagnostics };
    if (found.kind === "there") {
      const { raw, id } = found.value;
      const fields = wantedFields(wanted.content, known);
      const changes = findDifferences(resource, fields, remoteFields(resource, raw)).map((one) => changeOf(one, WHY));
      const drift = findDrift(resource, remembered, raw);
      const action = changes.length === 0 ? "leave" : "replace";
      if (action === "leave") applied.set(wanted.key, { id, version: null });
      return { step: { ...wanted, action, id, seen: seeRemote(resource, raw), changes, drift }, diagnostics };
    }
    diagnostics.push(deleted(what, remembered.id, settings.key.span));
  }
  const found = await reader.read(`looking for the ${what} ${name}`, (options) => collection.named(name, options));
  if (found.kind === "failed") return { step: null, diagnostics };
  const all = found.kind === "there" ? found.value : [];
  const mine = all.filter(({ raw }) => isMine(raw, ownerOf(wanted)));
  const equal = mine.filter(({ raw }) => matches(wanted, raw, known));
  const [only, ...others] = equal;
  if (others.length > 0)
    return { step: null, diagnostics: [...diagnostics, severalMatches(what, name, equal, settings)] };
  if (only !== undefined) {
    applied.set(wanted.key, { id: only.id, version: null });
    const step = { ...wanted, action: "adopt" as const, id: only.id, seen: seeRemote(resource, only.raw) };
    return { step, diagnostics };
  }
  // Older pairs of ours stay after a replacement; nobody uses them, so they are in nobody's way.
  const foreign = mine.find(({ raw }) => readMarker(textAt(raw, "description") ?? "").owner === null);
  if (foreign !== undefined) {
    const differences = findDifferences(
      resource,
      wantedFields(wanted.content, known),
      remoteFields(resource, foreign.raw),
    );
    return { step: null, diagnostics: [...diagnostics, conflict(what, name, foreign.id, differences, settings)] };
  }
  return { step: wanted, diagnostics };
}

/** Whether an object may be of this project: it has our marker, or none. */
export function isMine(raw: unknown, owner: string): boolean {
  const marked = readMarker(textAt(raw, "description") ?? "").owner;
  return marked === null || marked === owner;
}
