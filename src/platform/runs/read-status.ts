import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { type Json, memberOf } from "../json.js";
import type { Reply } from "../problem.js";
import type { Flow, Run, RunService } from "../services/flow-service-types.js";
import { adviceFor } from "./error-advice.js";
import { fetchRowErrors, type RowError } from "./row-errors.js";
import { describeRun, hasEnded, isBad, type RunReport } from "./run-report.js";

/** A flow that is asked about: one of the files, of the state, or a mere id. */
export interface AskedFlow {
  /** Its key in xdmap.yaml; null for one that is named by its id. */
  readonly key: string | null;
  /** Null where it was not pushed yet. */
  readonly id: string | null;
}

export interface RunStatus extends RunReport {
  readonly rowErrors: readonly RowError[];
}

/** How one flow stands. */
export interface FlowStatus {
  readonly key: string | null;
  readonly id: string | null;
  readonly name: string | null;
  /** The service's word; null for a flow that is not in the sandbox. */
  readonly state: string | null;
  readonly schedule: ScheduleStatus | null;
  /** The newest first. */
  readonly runs: readonly RunStatus[];
}

export interface ScheduleStatus {
  readonly frequency: string;
  readonly interval: number | null;
  /** Seconds since 1970. */
  readonly start: number | null;
}

export type ReadStatus =
  | { readonly kind: "ok"; readonly flows: readonly FlowStatus[]; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

export interface StatusOptions {
  /** So many runs of each flow, the newest. */
  readonly limit: number;
  /** Whether the rows that failed are fetched, too. */
  readonly rowErrors: boolean;
}

/** More would be more than anybody reads; the runs themselves tell what failed. */
const RUNS_WITH_ROW_ERRORS = 3;

/** Reads how flows stand. One that was deleted in AEP has no state; any other failure is one of the whole. */
export async function readStatus(
  platform: Pick<Platform, "flows" | "catalog">,
  asked: readonly AskedFlow[],
  options: StatusOptions,
): Promise<ReadStatus> {
  const read = await Promise.all(asked.map((flow) => readFlow(platform, flow, options)));
  const problems = read.flatMap((each) => (each.kind === "problem" ? each.diagnostics : []));
  const [first] = problems;
  // What keeps one from being read most often keeps all of them.
  if (first !== undefined) return { kind: "problem", diagnostics: [first] };
  const known = read.flatMap((each) => (each.kind === "ok" ? [each] : []));
  return {
    kind: "ok",
    flows: known.flatMap(({ flows }) => flows),
    diagnostics: known.flatMap(({ diagnostics }) => diagnostics),
  };
}

async function readFlow(
  platform: Pick<Platform, "flows" | "catalog">,
  { key, id }: AskedFlow,
  { limit, rowErrors }: StatusOptions,
): Promise<ReadStatus> {
  const nothing = { key, id, name: null, state: null, schedule: null, runs: [] };
  if (id === null) return { kind: "ok", flows: [nothing], diagnostics: [] };
  const found = await platform.flows.flows.get(id);
  if (found.kind === "problem") {
    if (found.problem.action === "missing") return { kind: "ok", flows: [nothing], diagnostics: [] };
    return { kind: "problem", diagnostics: [describeProblem(found.problem, `reading the flow ${key ?? id}`)] };
  }
  const newest = await newestRuns(platform.flows.runs, id, limit);
  if (newest.kind === "problem") {
    return { kind: "problem", diagnostics: [describeProblem(newest.problem, `reading the runs of ${key ?? id}`)] };
  }
  const diagnostics: Diagnostic[] = [];
  const runs: RunStatus[] = [];
  let fetched = 0;
  for (const run of newest.value.map(describeRun)) {
    const wanted = rowErrors && isBad(run) && fetched < RUNS_WITH_ROW_ERRORS && run.batches.length > 0;
    if (wanted) fetched++;
    const found = wanted ? await fetchRowErrors(platform.catalog.batches, run.batches) : NO_ROW_ERRORS;
    diagnostics.push(...found.diagnostics);
    runs.push({ ...run, rowErrors: found.rows });
  }
  const flow = { key, id, name: found.value.name, state: found.value.state, schedule: scheduleOf(found.value), runs };
  return { kind: "ok", flows: [flow], diagnostics };
}

const NO_ROW_ERRORS = { rows: [], diagnostics: [] };

/**
 * The newest runs of a flow, the newest first. In which order the service lists them is not documented: where the list
 * begins with the newest, its head is enough, and else it is read to its end.
 */
async function newestRuns(runs: RunService, flowId: string, limit: number): Promise<Reply<readonly Run[]>> {
  const all: Run[] = [];
  let falls = true;
  for await (const reply of runs.ofFlow(flowId)) {
    if (reply.kind === "problem") return reply;
    const last = all.at(-1);
    if (last !== undefined && madeAt(last) < madeAt(reply.value)) falls = false;
    all.push(reply.value);
    // One beyond the limit shows that the list falls, where the limit is one.
    if (falls && all.length > limit && madeAt(all[0]) > madeAt(reply.value)) break;
  }
  return { kind: "ok", value: all.toSorted((a, b) => madeAt(b) - madeAt(a)).slice(0, limit) };
}

function madeAt(run: Run | undefined): number {
  return run?.createdAt ?? run?.startedAt ?? 0;
}

function scheduleOf({ scheduleParams }: Flow): ScheduleStatus | null {
  const frequency = memberOf(scheduleParams, "frequency");
  if (typeof frequency !== "string") return null;
  return {
    frequency,
    interval: numberIn(memberOf(scheduleParams, "interval")),
    start: numberIn(memberOf(scheduleParams, "startTime")),
  };
}

/** Numbers are read back as texts. */
function numberIn(json: Json | undefined): number | null {
  const number = typeof json === "string" && json.trim() !== "" ? Number(json) : json;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

/** What somebody has to look at, as findings: of each flow its last run that ended, or all the runs shown of a single one. */
export function judgeRuns(flows: readonly FlowStatus[], which: "last" | "all"): readonly Diagnostic[] {
  return flows.flatMap(({ key, name, id, runs }) => {
    const flow = key ?? name ?? id ?? "";
    const ended = runs.filter(hasEnded);
    return (which === "all" ? ended : ended.slice(0, 1)).flatMap((run) => judgeRun(flow, run));
  });
}

export function judgeRun(flow: string, run: RunReport): readonly Diagnostic[] {
  const codes = [...new Set(run.errors.flatMap(({ code }) => code ?? []))];
  const why = codes.length > 0 ? codes.join(", ") : (run.errors[0]?.message ?? null);
  const advice = codes.map(adviceFor).find((each) => each !== null) ?? null;
  if (run.state === "failed") return [diagnostic(platformRuns.XM7320, null, { flow, id: run.id, why, advice })];
  if (run.state !== "degraded") return [];
  return [diagnostic(platformRuns.XM7321, null, { flow, id: run.id, failed: run.failed, why, advice })];
}
