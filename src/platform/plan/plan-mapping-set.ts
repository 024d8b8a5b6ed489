import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import { createBody, matches, ownerOf } from "./body.js";
import { conflict, deleted, severalMatches } from "./conflicts.js";
import { type Context, isAnothers, rememberedOf } from "./context.js";
import { findDifferences } from "./differences.js";
import { findDrift } from "./drift.js";
import { remoteFields, wantedFields } from "./fields.js";
import type { Desired } from "./load-desired.js";
import type { Known, MappingSetContent, MappingSetStep } from "./plan.js";
import { isMine } from "./plan-connections.js";
import { CONTENT_TYPE } from "./plan-dataset.js";
import { changeOf, hashOfWanted, type Planned, seeRemote, TO_MAKE } from "./step-parts.js";

/**
 * The set has the flow's name, which no other flow of the sandbox has: two flows may have one mapping file, and services
 * keep no descriptions of sets by which they could be told apart.
 */
export function mappingSetContent({ settings, description, lines }: Desired, schema: string): MappingSetContent {
  return {
    resource: "mapping-set",
    name: settings.name.value,
    description,
    schema: { kind: "step", key: schema },
    contentType: CONTENT_TYPE,
    mappings: lines,
  };
}

export async function planMappingSet(
  context: Context,
  desired: Desired,
  content: MappingSetContent,
): Promise<Planned<MappingSetStep>> {
  const planned = await compareMappingSet(context, desired, content);
  if (planned.step === null || planned.step.action === "leave" || planned.step.action === "adopt") return planned;
  const refused = await validate(context, desired, planned.step);
  return refused.length === 0 ? planned : { step: null, diagnostics: [...planned.diagnostics, ...refused] };
}

async function compareMappingSet(
  context: Context,
  { settings }: Desired,
  ofFile: MappingSetContent,
): Promise<Planned<MappingSetStep>> {
  const { reader, applied } = context;
  const content = { ...ofFile, name: nameOfSet(context, settings, ofFile.name) };
  const sets = reader.platform.mappingSets;
  const known: Known = (key) => applied.get(key);
  const flow = settings.key.value;
  const { name } = content;
  const wanted: MappingSetStep = {
    key: `flow/${flow}/mapping-set`,
    resource: "mapping-set",
    flow,
    name,
    ...TO_MAKE,
    wanted: hashOfWanted(content),
    content,
  };
  const remembered = rememberedOf(context.state, flow, "mappingSet");
  const diagnostics: Diagnostic[] = [];
  const what = "mapping set";
  if (remembered !== null) {
    const found = await reader.read(`reading the ${what} of ${flow}`, (options) =>
      sets.get(remembered.id, null, options),
    );
    if (found.kind === "failed") return { step: null, diagnostics };
    if (found.kind === "there") {
      const { raw, id, version } = found.value;
      const changes = findDifferences(
        "mapping-set",
        wantedFields(content, known),
        remoteFields("mapping-set", raw),
      ).map((one) => changeOf(one));
      const drift = findDrift("mapping-set", remembered, raw);
      const action = changes.length === 0 ? "leave" : "update";
      applied.set(wanted.key, { id, version: action === "leave" ? version : null });
      return { step: { ...wanted, action, id, seen: seeRemote("mapping-set", raw), changes, drift }, diagnostics };
    }
    diagnostics.push(deleted(what, remembered.id, settings.key.span));
  }
  const found = await reader.read(`looking for the ${what} ${name}`, (options) => sets.named(name, options));
  if (found.kind === "failed") return { step: null, diagnostics };
  const mine = (found.kind === "there" ? found.value : []).filter(
    ({ id, raw }) => isMine(raw, ownerOf(wanted)) && !isAnothers(context.state, flow, "mappingSet", id),
  );
  const equal = mine.filter(({ raw }) => matches(wanted, raw, known));
  const [only, ...others] = equal;
  if (others.length > 0)
    return { step: null, diagnostics: [...diagnostics, severalMatches(what, name, equal, settings)] };
  if (only !== undefined) {
    applied.set(wanted.key, { id: only.id, version: only.version });
    return { step: { ...wanted, action: "adopt", id: only.id, seen: seeRemote("mapping-set", only.raw) }, diagnostics };
  }
  const [other] = mine;
  if (other === undefined) return { step: wanted, diagnostics };
  const differences = findDifferences(
    "mapping-set",
    wantedFields(content, known),
    remoteFields("mapping-set", other.raw),
  );
  return { step: null, diagnostics: [...diagnostics, conflict(what, name, other.id, differences, settings)] };
}

/**
 * A set that was imported may have another name than its flow, or none, and keeps it: it is known by its id. Where the
 * flow is renamed, the set is, too.
 */
function nameOfSet({ state }: Context, { key, name }: FlowSettings, wanted: string): string {
  const fieldOf = (part: "flow" | "mappingSet") =>
    rememberedOf(state, key.value, part)?.fields?.find(({ path }) => path === "name")?.text ?? null;
  const isKnown = (rememberedOf(state, key.value, "mappingSet")?.fields ?? null) !== null;
  return isKnown && fieldOf("flow") === name.value ? (fieldOf("mappingSet") ?? "") : wanted;
}

/** What Data Prep itself says of a set, each at the line of its mapping. Without a schema in the sandbox it can say nothing. */
async function validate(
  { reader, applied }: Context,
  { places }: Desired,
  step: MappingSetStep,
): Promise<readonly Diagnostic[]> {
  const { schema } = step.content;
  if (schema.kind === "step" && !applied.has(schema.key)) return [];
  const body = createBody(step, { known: (key) => applied.get(key), startTime: 0 });
  if (body === null) return [];
  const found = await reader.read(`checking the mapping set ${step.name}`, (options) =>
    reader.platform.mappingSets.validate(body, options),
  );
  if (found.kind !== "there") return [];
  return found.value.flatMap(({ ok, status, errors }, at) => {
    if (ok) return [];
    const why = errors.map(({ message }) => message).join(" ") || `its status is ${status}.`;
    return [diagnostic(codes.XM7150, places[at] ?? null, { why: /[.!?]$/.test(why) ? why : `${why}.` })];
  });
}
