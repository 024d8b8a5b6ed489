import { compareText, type Diagnostic, diagnostic, hasErrors, isSpan, type Place } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import { openLibraries } from "../../host/libraries.js";
import { openSchemas } from "../../host/schema-files.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import type { Deployment } from "../../project/deployment/settings.js";
import type { Platform } from "../connect.js";
import type { Flow } from "../services/flow-service-types.js";
import { openSpecChecks } from "./check-flow-spec.js";
import { checkSandbox } from "./check-sandbox.js";
import type { Context } from "./context.js";
import { openFindSource } from "./find-source.js";
import { loadDesired, type SharedFiles } from "./load-desired.js";
import type { DeleteStep, Plan, RememberedState, Step } from "./plan.js";
import { planSource, planTarget, sourceContent, targetContent } from "./plan-connections.js";
import { openPlanDataset } from "./plan-dataset.js";
import { checkFlow, flowContent, planFlow } from "./plan-flow.js";
import { mappingSetContent, planMappingSet } from "./plan-mapping-set.js";
import { planOrphans } from "./plan-orphans.js";
import { openPlanSchema } from "./plan-schema.js";
import { type Found, openMemo, openReader } from "./reader.js";
import { schemasInTenant } from "./schemas-in-tenant.js";

export interface PlanInput {
  readonly deployment: Deployment;
  readonly platform: Platform;
  /** A fingerprint of the organisation. */
  readonly organization: string;
  /** As the last push left it; without flows where there was none. */
  readonly state: RememberedState;
  /** Keys of flows; empty for all of them. Orphans are told only where all flows are planned. */
  readonly only: readonly string[];
  readonly onProgress?: ((done: number, all: number) => void) | undefined;
}

/**
 * How many flows are planned at a time: more than the client has requests in flight, so that it never waits for us, and few
 * enough that memory does not grow with their number.
 */
const AT_A_TIME = 16;

/** Reads what there is in the sandbox, checks everything, and tells what would have to be done. Nothing is written. */
export async function makePlan(input: PlanInput): Promise<Plan> {
  const { deployment, platform, organization, state, only, onProgress } = input;
  const reader = openReader(platform);
  const whole = (steps: readonly Step[], diagnostics: readonly Diagnostic[]): Plan => {
    const failure = reader.failure();
    const all = failure === null ? diagnostics : [...diagnostics, failure];
    return {
      sandbox: deployment.sandbox,
      organization,
      only: only.toSorted(),
      steps,
      diagnostics: inOrder(all),
      platformFailed: failure !== null,
    };
  };
  const ofSandbox = await checkSandbox(reader, deployment);
  if (hasErrors(ofSandbox) || reader.failure() !== null) return whole([], ofSandbox);
  const now = Math.floor(platform.serverTime() / 1000);
  const listed = openMemo<Found<readonly Flow[]>>();
  const allFlows = () =>
    listed("flows", () => reader.list("reading the flows", (options) => platform.flows.flows.list(options)));
  const context: Context = { deployment, state, reader, now, applied: new Map(), allFlows };
  const planOne = openPlanFlow(context);
  const flows = [...deployment.flows.values()].filter(({ key }) => only.length === 0 || only.includes(key.value));
  let done = 0;
  const planned = await inTurns(flows, AT_A_TIME, async (flow) => {
    const one = await planOne(flow);
    done += 1;
    onProgress?.(done, flows.length);
    return one;
  });
  const orphans = only.length === 0 ? await planOrphans(context) : [];
  const steps = [...inOrderOfApplication(planned.map(({ steps }) => steps)), ...orphans];
  const found = [
    ...planned.flatMap(({ diagnostics }) => diagnostics),
    ...findContradictions(flows, planned),
    ...findSuccessors(flows, orphans),
  ];
  return whole(steps, [...ofSandbox, ...found]);
}

/** Orphans of the name that a flow has: as a rule its key was changed, and both would take in the same rows. */
function findSuccessors(flows: readonly FlowSettings[], orphans: readonly DeleteStep[]): readonly Diagnostic[] {
  return flows.flatMap(({ key, name }) => {
    const before = orphans.find((step) => step.resource === "flow" && step.name === name.value);
    if (before === undefined || before.flow === null) return [];
    return [
      diagnostic(codes.XM7163, key.span, { key: key.value, name: name.value, former: before.flow, id: before.id }),
    ];
  });
}

/** Flows that share what is to be made, and want it different. */
function findContradictions(flows: readonly FlowSettings[], planned: readonly PlannedFlow[]): readonly Diagnostic[] {
  const first = new Map<string, { readonly flow: string; readonly wanted: string }>();
  return planned.flatMap(({ steps }, at) => {
    const settings = flows[at];
    if (settings === undefined) return [];
    return steps.flatMap(({ key, resource, name, wanted }) => {
      if (resource !== "schema" && resource !== "dataset") return [];
      const before = first.get(key);
      if (before === undefined) first.set(key, { flow: settings.key.value, wanted });
      if (before === undefined || before.wanted === wanted) return [];
      const place = resource === "dataset" ? settings.dataset.span : (settings.schema ?? settings.mapping).span;
      const all = [before.flow, settings.key.value];
      return [diagnostic(codes.XM7106, place, { what: resource, name, flows: all })];
    });
  });
}

interface PlannedFlow {
  readonly steps: readonly Step[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Plans the objects of one flow. Where an error stands in the way of one, those that build on it are left out. */
function openPlanFlow(context: Context): (settings: FlowSettings) => Promise<PlannedFlow> {
  const { deployment, now } = context;
  const files: SharedFiles = {
    projects: deployment.projects,
    schemas: schemasInTenant(openSchemas(), deployment.tenant),
    libraries: openLibraries(),
  };
  const planSchema = openPlanSchema(context);
  const planDataset = openPlanDataset(context);
  const findSource = openFindSource(context);
  const specChecks = openSpecChecks();

  return async (settings) => {
    const steps: Step[] = [];
    const diagnostics: Diagnostic[] = [];
    const keep = <S extends Step>(planned: {
      readonly step: S | null;
      readonly diagnostics: readonly Diagnostic[];
    }) => {
      diagnostics.push(...planned.diagnostics);
      if (planned.step !== null) steps.push(planned.step);
      return planned.step;
    };
    const loaded = await loadDesired(settings, deployment.tenant, files);
    diagnostics.push(...loaded.diagnostics);
    const { desired } = loaded;
    const found = await findSource(settings);
    diagnostics.push(...found.diagnostics);
    const { source: reads } = found;
    if (desired === null) return { steps, diagnostics };
    const schema = await planSchema(desired);
    keep({ step: schema.step?.step ?? null, diagnostics: schema.diagnostics });
    const content = reads === null ? null : flowContent(desired, reads);
    const ofSpec = reads === null || content === null ? [] : checkFlow(specChecks, desired, reads, content, now);
    diagnostics.push(...ofSpec);
    const source = reads === null ? null : keep(await planSource(context, desired, sourceContent(desired, reads)));
    if (schema.step === null) return { steps, diagnostics };
    const dataset = keep(await planDataset(desired, schema.step));
    const set = keep(await planMappingSet(context, desired, mappingSetContent(desired, schema.step.step.key)));
    if (dataset === null) return { steps, diagnostics };
    const target = keep(await planTarget(context, desired, targetContent(desired, schema.step.step.key, dataset.key)));
    if (content !== null && source !== null && target !== null && set !== null && !hasErrors(ofSpec)) {
      keep(await planFlow(context, desired, content, set));
    }
    return { steps, diagnostics };
  };
}

/** Schemas and datasets once, before all that use them; then flow by flow. */
function inOrderOfApplication(flows: readonly (readonly Step[])[]): readonly Step[] {
  const order: readonly Step["resource"][] = ["source", "target", "mapping-set", "flow"];
  const shared = (resource: Step["resource"]) => {
    const all = new Map(
      flows.flat().flatMap((step) => (step.resource === resource ? [[step.key, step] as const] : [])),
    );
    return [...all.values()].sort((a, b) => compareText(a.key, b.key));
  };
  const own = flows.flatMap((steps) => order.flatMap((resource) => steps.filter((step) => step.resource === resource)));
  return [...shared("schema"), ...shared("dataset"), ...own];
}

/** The same findings in the same order, whichever answer came first; what several flows have in common comes once. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const all = new Map(diagnostics.map((found) => [JSON.stringify(keyOf(found)), found]));
  return [...all.values()].sort((a, b) => {
    const [one, other] = [keyOf(a), keyOf(b)];
    return (
      compareText(one.path, other.path) ||
      one.at - other.at ||
      compareText(one.code, other.code) ||
      compareText(one.message, other.message)
    );
  });
}

function keyOf({ code, message, place }: Diagnostic) {
  return { code, message, ...placeKey(place) };
}

function placeKey(place: Place): { readonly path: string; readonly at: number } {
  if (place === null) return { path: "", at: 0 };
  return isSpan(place) ? { path: place.file.path, at: place.start } : { path: place.path, at: place.line ?? 0 };
}

/** Does all, so many at a time; the results stand in the order of the items. */
async function inTurns<T, R>(items: readonly T[], width: number, run: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  const work = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) results.set(at, await run(item));
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
