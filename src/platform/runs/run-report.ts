import { isJsonObject, type Json, memberOf } from "../json.js";
import type { Run } from "../services/flow-service-types.js";
import type { CountedError } from "../services/resource.js";
import type { RunWindow } from "./run-window.js";

/**
 * How a run stands. `degraded`: the service calls it a success, but records failed. `unknown`: a word that xdmap does not
 * know.
 */
export type RunState = "scheduled" | "running" | "success" | "degraded" | "failed" | "cancelled" | "unknown";

/** A run, as `status` shows it. Counts are null where the service does not say. */
export interface RunReport {
  readonly id: string;
  readonly state: RunState;
  /** The service's own word. */
  readonly status: string | null;
  readonly window: RunWindow | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly read: number | null;
  readonly written: number | null;
  readonly failed: number | null;
  readonly errors: readonly CountedError[];
  /** The batches that it wrote, by whose ids row errors are fetched. */
  readonly batches: readonly string[];
}

const WORDS: ReadonlyMap<string, RunState> = new Map([
  ["scheduled", "scheduled"],
  ["pending", "scheduled"],
  ["queued", "scheduled"],
  ["initializing", "scheduled"],
  ["inprogress", "running"],
  ["running", "running"],
  ["processing", "running"],
  ["started", "running"],
  ["success", "success"],
  ["succeeded", "success"],
  ["completed", "success"],
  ["partialsuccess", "degraded"],
  ["completedwitherrors", "degraded"],
  ["failed", "failed"],
  ["failure", "failed"],
  ["error", "failed"],
  ["cancelled", "cancelled"],
  ["canceled", "cancelled"],
  ["aborted", "cancelled"],
]);

export function describeRun(run: Run): RunReport {
  const errors = mergeErrors([run.errors, ...run.activities.map((activity) => activity.errors)]);
  const failed = run.records.failed ?? failedInActivities(run);
  return {
    id: run.id,
    state: stateOf(run, failed, errors.length > 0),
    status: run.status,
    window: windowOf(run),
    createdAt: run.createdAt,
    startedAt: run.startedAt,
    completedAt: run.completedAt,
    read: run.records.input,
    written: run.records.output ?? sum(run.records.created, run.records.updated),
    failed,
    errors,
    batches: batchesOf(run),
  };
}

function stateOf(run: Run, failed: number | null, hasErrors: boolean): RunState {
  const state = stateNamed(run.status);
  if (state !== "success") return state;
  // Errors without a count of records are none that nobody has to look at.
  if ((failed ?? 0) > 0 || (failed === null && hasErrors)) return "degraded";
  const isBroken = run.activities.some(({ status }) => ["failed", "degraded"].includes(stateNamed(status)));
  return isBroken ? "degraded" : state;
}

function stateNamed(status: string | null): RunState {
  const word = (status ?? "").toLowerCase().replace(/[^a-z]/g, "");
  return WORDS.get(word) ?? "unknown";
}

/** Where the run itself does not count: its activities pass the same records on, so the worst of them counts. */
function failedInActivities(run: Run): number | null {
  const counts = run.activities.flatMap(({ raw }) => {
    return numberIn(memberOf(memberOf(raw, "recordSummary"), "failedRecordCount")) ?? [];
  });
  return counts.length === 0 ? null : Math.max(...counts);
}

/** Whether nothing more happens to it. A word that is not known counts as an end where the service tells when it ended. */
export function hasEnded({ state, completedAt }: RunReport): boolean {
  switch (state) {
    case "scheduled":
    case "running":
      return false;
    case "unknown":
      return completedAt !== null;
    case "success":
    case "degraded":
    case "failed":
    case "cancelled":
      return true;
  }
}

/** Whether somebody has to look at it. */
export function isBad({ state }: RunReport): boolean {
  return state === "failed" || state === "degraded";
}

/**
 * The window of an on-demand run is in its params (numbers, or texts as the tutorials send them); that of a scheduled run in
 * what its copy activity tells, in milliseconds.
 */
function windowOf(run: Run): RunWindow | null {
  const asked = askedWindow(run);
  if (asked !== null) return asked;
  for (const { raw } of run.activities) {
    const told = memberOf(memberOf(raw, "durationSummary"), "extensions");
    const from = numberIn(memberOf(told, "windowStart"));
    const to = numberIn(memberOf(told, "windowEnd"));
    if (from !== null && to !== null) return { start: Math.floor(from / 1000), end: Math.floor(to / 1000) };
  }
  return null;
}

/** The window that an on-demand run was asked for; null of any other run. */
export function askedWindow(run: Run): RunWindow | null {
  const start = numberIn(memberOf(run.params, "windowStartTime"));
  const end = numberIn(memberOf(run.params, "windowEndTime"));
  return start === null || end === null ? null : { start, end };
}

function numberIn(json: Json | undefined): number | null {
  if (typeof json === "number") return json;
  return typeof json === "string" && /^-?\d{1,15}$/.test(json) ? Number(json) : null;
}

/** Where a run names its batches: as the targets of its activities, and in the links to what failed. */
function batchesOf(run: Run): readonly string[] {
  const found = new Set<string>();
  const collect = (json: Json | undefined): void => {
    if (typeof json === "string") {
      const id = /\/export\/batches\/([0-9A-Za-z-]+)\//.exec(json)?.[1];
      if (id !== undefined) found.add(id);
    } else if (Array.isArray(json)) {
      json.forEach(collect);
    } else if (isJsonObject(json)) {
      const ids = memberOf(json, "ids");
      if (memberOf(json, "type") === "Batch" && Array.isArray(ids)) {
        for (const id of ids) if (typeof id === "string" && /^[0-9A-Za-z-]+$/.test(id)) found.add(id);
      }
      const id = memberOf(json, "batchId");
      if (typeof id === "string" && /^[0-9A-Za-z-]+$/.test(id)) found.add(id);
      for (const value of Object.values(json)) collect(value);
    }
  };
  collect(memberOf(run.raw, "metrics"));
  for (const { raw } of run.activities) collect(raw);
  return [...found];
}

/** One error is often told by the run and by each of its activities. */
function mergeErrors(lists: readonly (readonly CountedError[])[]): readonly CountedError[] {
  const merged = new Map<string, CountedError>();
  for (const error of lists.flat()) {
    const key = JSON.stringify([error.code, error.message]);
    const known = merged.get(key);
    if (known === undefined || (known.recordCount ?? 0) < (error.recordCount ?? 0)) merged.set(key, error);
  }
  return [...merged.values()];
}

function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
