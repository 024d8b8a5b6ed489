import { type Diagnostic, diagnostic, hasErrors, isSpan } from "../../diagnostics/index.js";
import { platformPlan } from "../../diagnostics/platform-plan.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";
import { readTextWithMark } from "../../host/files.js";
import { openLibraries } from "../../host/libraries.js";
import { findProjectFile } from "../../host/project-folder.js";
import { openSchemas } from "../../host/schema-files.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import { type Deployment, type Environment, openDeployment } from "../../project/index.js";
import type { Platform } from "../connect.js";
import { checkSandbox } from "../plan/check-sandbox.js";
import { makePlan, type Plan } from "../plan/index.js";
import { loadDesired } from "../plan/load-desired.js";
import { openReader, type Reader } from "../plan/reader.js";
import { readState } from "../store/index.js";
import { editSandboxes, type OverlayEntry, renderEntries } from "./edit-sandbox.js";
import { findTenants } from "./find-tenants.js";
import { findUnfit } from "./find-unfit.js";
import { type Findings, openFindings, type Route } from "./findings.js";
import { copiesOf, type Layers, layersAt, layersOf } from "./layers.js";
import { openLookups } from "./lookups.js";
import { atKey, openDocument, type ProjectDocument, rootOf, sectionAt, textAtKey } from "./project-document.js";
import { openResolveSchema } from "./resolve-schema.js";
import { resolveUsed } from "./resolve-used.js";

export interface PromotionInput extends Route {
  /** Of the sandbox that flows come from. */
  readonly deployment: Deployment;
  readonly env: Environment;
  readonly here: Platform;
  readonly there: Platform;
  /** A fingerprint of the organisation. */
  readonly organization: string;
  /** Keys of flows; empty for all. */
  readonly only: readonly string[];
  /** What the files say is promoted, whatever the sandbox has that they come from. */
  readonly allowDrift: boolean;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** What a promotion would do. Nothing is written yet. */
export interface Promotion extends Route {
  readonly isProduction: boolean;
  /** The keys of the flows that go, and of those that something stands in the way of. */
  readonly flows: readonly string[];
  readonly stopped: readonly string[];
  /** The project file, and what of it is new, as YAML; empty where nothing is. */
  readonly file: { readonly path: string; readonly before: string; readonly after: string };
  readonly overlay: string;
  /** Of the sandbox that is promoted to; null where it did not come to one. */
  readonly plan: Plan | null;
  /** With an error that is no flow's own, nothing may be done. */
  readonly diagnostics: readonly Diagnostic[];
  /** Whether what can go may go: no more is missing, and the plan is whole. */
  readonly isWhole: boolean;
  readonly platformFailed: boolean;
}

/** Reads both sandboxes and tells what it takes to bring the flows of one into the other. */
export async function makePromotion(input: PromotionInput): Promise<Promotion> {
  const { from, to, deployment, here, there, organization, allowDrift, onProgress } = input;
  const only = input.only.length === 0 ? [...deployment.flows.keys()] : input.only;
  const path = findProjectFile(deployment.folder).path ?? "";
  const read = await readTextWithMark(path);
  const before = read.kind === "ok" ? read.value : "";
  const nothing: Promotion = {
    from,
    to,
    isProduction: false,
    flows: [],
    stopped: only,
    file: { path, before, after: before },
    overlay: "",
    plan: null,
    diagnostics: [],
    isWhole: false,
    platformFailed: false,
  };
  if (read.kind === "problem") return { ...nothing, diagnostics: [read.diagnostic] };
  const state = readState(deployment.folder, { sandbox: from, organization });
  if (state.kind === "problem") return { ...nothing, diagnostics: [state.diagnostic] };
  const [hereReader, thereReader] = [openReader(here), openReader(there)];
  const failed = (found: readonly Diagnostic[]): Promotion => {
    const failures = [hereReader.failure(), thereReader.failure()].flatMap((failure) => failure ?? []);
    return { ...nothing, diagnostics: [...found, ...failures], platformFailed: failures.length > 0 };
  };

  const ofSandbox = await checkSandbox(thereReader, { ...deployment, sandbox: to, tenant: null });
  if (hasErrors(ofSandbox) || thereReader.failure() !== null) return failed(ofSandbox);
  const plan = await makePlan({
    deployment,
    platform: here,
    organization,
    state: state.value,
    only,
    onProgress: (done, all) => onProgress?.(`${from}: ${done} of ${all} flows`),
  });
  const errors = plan.diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) return { ...nothing, diagnostics: errors, platformFailed: plan.platformFailed };

  const findings = openFindings(input);
  const unfit = allowDrift ? new Map<string, readonly string[]>() : findUnfit(plan);
  for (const [flow, lines] of unfit) {
    const place = deployment.flows.get(flow)?.key.span ?? null;
    findings.add(diagnostic(codes.XM7600, place, { flow, from, lines }), flow);
  }
  const going = only.filter((key) => !unfit.has(key));
  const tenants = await tenantsOf(hereReader, thereReader);
  const sandbox = await thereReader.read(`reading the sandbox ${to}`, (options) => there.sandboxes.get(to, options));
  if (tenants === null || sandbox.kind !== "there") return failed(ofSandbox);
  const isProduction = sandbox.value.type === "production";
  const document = openDocument(before.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
  const context = { route: { from, to }, document, here: hereReader, there: thereReader, tenants, plan, findings };
  const entries = await entriesOf(input, context, going);
  if (hereReader.failure() !== null || thereReader.failure() !== null) return failed(findings.all());

  const result = { ...nothing, isProduction, stopped: [...findings.stopped] };
  const missing = findings.all().some(({ severity, code }) => severity === "error" && code !== "XM7600");
  const edited = editSandboxes(before, entries);
  const overlay = entries.length === 0 ? "" : renderEntries(before, entries);
  if (edited.kind === "problem") {
    const problem = diagnostic(codes.XM7609, null, { path: deployment.file.path, why: edited.why, overlay });
    return { ...result, diagnostics: [...findings.all(), problem] };
  }
  const ready = going.filter((key) => !findings.stopped.has(key));
  const planned = { ...result, flows: ready, overlay, file: { path, before, after: edited.text } };
  if (ready.length === 0) return { ...planned, diagnostics: findings.all() };
  const opened = await openDeployment({ folder: deployment.folder, sandbox: to, env: input.env, text: edited.text });
  if (opened.kind !== "deployment") {
    // What is missing is often why a flow is not whole.
    const why = opened.kind === "misuse" || missing ? [] : opened.diagnostics;
    return { ...planned, diagnostics: [...findings.all(), ...why] };
  }
  const stateThere = readState(deployment.folder, { sandbox: to, organization });
  if (stateThere.kind === "problem") return { ...planned, diagnostics: [...findings.all(), stateThere.diagnostic] };
  const planThere = await makePlan({
    deployment: opened.deployment,
    platform: there,
    organization,
    state: stateThere.value,
    only: ready,
    onProgress: (done, all) => onProgress?.(`${to}: ${done} of ${all} flows`),
  });
  const told = planThere.diagnostics.map((found) => explainStart(found, opened.deployment.flows, to));
  return {
    ...planned,
    plan: planThere,
    diagnostics: [...findings.all(), ...opened.diagnostics, ...told],
    isWhole: !missing && !hasErrors(told) && !planThere.platformFailed,
    platformFailed: planThere.platformFailed,
  };
}

interface Context {
  readonly route: Route;
  readonly document: ProjectDocument;
  readonly here: Reader;
  readonly there: Reader;
  readonly tenants: Tenants;
  readonly plan: Plan;
  readonly findings: Findings;
}

/** What the overlay of the sandbox has to have that it has not. */
async function entriesOf(
  { deployment, from, to, onProgress }: PromotionInput,
  context: Context,
  going: readonly string[],
): Promise<readonly OverlayEntry[]> {
  const { document, tenants, findings } = context;
  const layers = layersOf(document, { from, to });
  const use = { ...context, here: openLookups(context.here), there: openLookups(context.there) };
  const resolveSchema = openResolveSchema(context);
  const files = { projects: deployment.projects, schemas: openSchemas(), libraries: openLibraries() };
  let done = 0;
  const ofFlow = async (key: string): Promise<readonly OverlayEntry[]> => {
    const settings = deployment.flows.get(key);
    if (settings === undefined) return [];
    const own = layersAt(document, layersAt(document, layers, "flows"), key);
    const { desired } = await loadDesired(settings, deployment.tenant, files);
    const [ofUsed, ofSchema] = await Promise.all([
      resolveUsed(use, settings, own),
      desired === null ? [] : resolveSchema(desired, own),
    ]);
    if (tenants.from !== tenants.to) {
      for (const found of await findTenants(settings, context.route, `_${tenants.from}`)) findings.add(found, key);
    }
    done += 1;
    onProgress?.(`${to}: looked for what ${done} of ${going.length} flows use`);
    return [...ofUsed, ...ofSchema];
  };
  const ofFlows = await Promise.all(going.map(ofFlow));
  const all = [
    ...tenantEntries(document, layers, to, tenants),
    ...copiesOf(document, { from, to }, layers, going),
    ...ofFlows.flat(),
  ];
  return [...sectionEntries(document, { from, to }, deployment, going, all), ...all];
}

/** That there is such a sandbox at all, and which of the file's flows are not in it. */
function sectionEntries(
  document: ProjectDocument,
  { from, to }: Route,
  { flows }: Deployment,
  going: readonly string[],
  others: readonly OverlayEntry[],
): readonly OverlayEntry[] {
  const sandboxes = sectionAt(document, rootOf(document), "sandboxes");
  const entries: OverlayEntry[] = [];
  // With the first sandbox in it, the file knows no others.
  if (sandboxes === null) entries.push({ path: [from], value: { kind: "section" } });
  const own = sectionAt(document, sandboxes, to);
  if (own === null) {
    entries.push({ path: [to], value: { kind: "section" } });
    for (const key of flows.keys()) {
      if (!going.includes(key)) entries.push({ path: [to, "flows", key], value: { kind: "null" } });
    }
    return entries;
  }
  const ownFlows = sectionAt(document, own, "flows");
  for (const key of going) {
    const isTold = others.some(({ path }) => path[1] === "flows" && path[2] === key);
    if (!isTold && atKey(document, ownFlows, key).kind === "taken-away") {
      entries.push({ path: [to, "flows", key], value: { kind: "section" } });
    }
  }
  return entries;
}

interface Tenants {
  readonly from: string;
  readonly to: string;
}

async function tenantsOf(here: Reader, there: Reader): Promise<Tenants | null> {
  const ask = (reader: Reader) =>
    reader.read("reading the name of the tenant", (options) => reader.platform.schemas.stats(options));
  const [from, to] = await Promise.all([ask(here), ask(there)]);
  if (from.kind !== "there" || to.kind !== "there") return null;
  return { from: bare(from.value.tenantId), to: bare(to.value.tenantId) };
}

function bare(tenant: string): string {
  return tenant.startsWith("_") ? tenant.slice(1) : tenant;
}

/** A tenant that the sandbox says itself stays; where it is wrong the plan says so. */
function tenantEntries(
  document: ProjectDocument,
  { base, over, own }: Layers,
  to: string,
  tenants: Tenants,
): readonly OverlayEntry[] {
  const [ofBase, ofOver, ofOwn] = [base, over, own].map((map) => textAtKey(document, map, "tenant"));
  if (ofOwn !== null && ofOwn !== undefined) return [];
  const isSaid = typeof ofBase === "string" ? bare(ofBase) === tenants.to : false;
  const isNeeded = typeof ofBase === "string" || typeof ofOver === "string" || tenants.from !== tenants.to;
  if (isSaid || !isNeeded) return [];
  return [{ path: [to, "tenant"], value: { kind: "text", text: tenants.to, comment: null } }];
}

/** A start in the past is nothing wrong with the file: it was to come when the flow was made in the other sandbox. */
function explainStart(found: Diagnostic, flows: ReadonlyMap<string, FlowSettings>, to: string): Diagnostic {
  if (found.code !== platformPlan.XM7142.code || found.place === null || !isSpan(found.place)) return found;
  const { start: at } = found.place;
  const flow = [...flows.values()].find(({ schedule }) => schedule.value.start?.span.start === at);
  const start = flow?.schedule.value.start;
  if (flow === undefined || start === undefined) return found;
  const text = new Date(start.value * 1000).toISOString().replace(".000Z", "Z");
  return diagnostic(codes.XM7605, start.span, { flow: flow.key.value, to, start: text });
}
