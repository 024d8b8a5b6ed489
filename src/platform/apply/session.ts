import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { type Applied, type BodyContext, RESOURCE_NAMES, type ResourceKind } from "../plan/index.js";
import type { Problem } from "../problem.js";
import type { Store } from "../store/index.js";

/** What was done to an object. */
export type Deed = "created" | "adopted" | "updated" | "replaced" | "kept" | "disabled" | "enabled" | "deleted";

/** One line of what a push did. */
export interface Done {
  readonly key: string;
  readonly resource: ResourceKind;
  readonly name: string;
  readonly deed: Deed;
  readonly id: string;
  /** Of a mapping set. */
  readonly version: number | null;
}

/** Why a push ends: its exit status follows. */
export type StopCause = "errors" | "platform" | "interrupted";

export interface Stop {
  readonly kind: "stop";
  readonly cause: StopCause;
  readonly diagnostics: readonly Diagnostic[];
}

export type Outcome<T> = { readonly kind: "done"; readonly value: T } | Stop;

export interface ApplyOptions {
  readonly platform: Platform;
  readonly store: Store;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds, or until the signal. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** How long a lost object is looked for, in milliseconds. */
  readonly settle: number;
  /** Asks for an end: the request that is sent comes to its own first. */
  readonly signal: AbortSignal;
  readonly allowDelete: boolean;
  /** Whether the plan is of all flows of the project. */
  readonly isWhole: boolean;
  /** Called for every object that is done. */
  readonly onDone: (done: Done) => void;
}

/** One push at work. */
export interface Session extends ApplyOptions {
  /** By the key of a step, the flows whose object it is: several where they share a schema or dataset. */
  readonly users: ReadonlyMap<string, readonly string[]>;
  /** What the keys of steps that are done stand for. */
  readonly known: Map<string, Applied>;
  /**
   * What this push has seen of the services' lists: whether they showed at once what it had made. One that was behind once
   * is not trusted again.
   */
  readonly lists: Map<Service, "fresh" | "behind">;
  /** Ids of flows that are known to be disabled. */
  readonly disabled: Set<string>;
  readonly warnings: Diagnostic[];
}

/** Whose lists are looked at. */
export type Service = "schema-registry" | "catalog" | "data-prep" | "flow-service";

export function openSession(options: ApplyOptions, users: ReadonlyMap<string, readonly string[]>): Session {
  return { ...options, users, known: new Map(), lists: new Map(), disabled: new Set(), warnings: [] };
}

/** Flows without a start begin so long after they are made: AEP refuses a start in the past. In seconds. */
const TIME_TO_START = 600;

/** What bodies are made with now. */
export function bodyContext({ known, platform }: Session): BodyContext {
  // By the platform's clock: ours may be wrong.
  const startTime = Math.floor(platform.serverTime() / 1000) + TIME_TO_START;
  return { known: (key) => known.get(key), startTime };
}

export function done<T>(value: T): Outcome<T> {
  return { kind: "done", value };
}

export function stop(...diagnostics: readonly Diagnostic[]): Stop {
  return { kind: "stop", cause: "errors", diagnostics };
}

/** The platform failed, or left us in the dark. */
export function stopFor(problem: Problem, doing: string): Stop {
  return stopPlatform(describeProblem(problem, doing));
}

/** What a plan saw could not be read again: somebody deleted it meanwhile, or the platform failed. */
export function stopUnread(problem: Problem, resource: ResourceKind, name: string, id: string): Stop {
  const what = RESOURCE_NAMES[resource];
  return isMissing(problem)
    ? stop(diagnostic(platformApply.XM7228, null, { what, name, id }))
    : stopFor(problem, `reading the ${what} ${name}`);
}

export function stopPlatform(...diagnostics: readonly Diagnostic[]): Stop {
  return { kind: "stop", cause: "platform", diagnostics };
}

/** Something could not be written to disk, or null. */
export function stopUnwritten(problem: Diagnostic | null): Stop | null {
  return problem === null ? null : stop(problem);
}

/** Something was done in AEP, and could not be written down; or null where it was. */
export function stopUnrecorded(
  problem: Diagnostic | null,
  { resource, name, deed, id }: Pick<Done, "resource" | "name" | "deed" | "id">,
): Stop | null {
  if (problem === null) return null;
  const told = { what: RESOURCE_NAMES[resource], name, deed, id, why: problem.message };
  return stop(diagnostic(platformApply.XM7237, null, told));
}

export const INTERRUPTED: Stop = { kind: "stop", cause: "interrupted", diagnostics: [] };

export function serviceOf(resource: ResourceKind): Service {
  switch (resource) {
    case "schema":
      return "schema-registry";
    case "dataset":
      return "catalog";
    case "mapping-set":
      return "data-prep";
    case "source":
    case "target":
    case "flow":
      return "flow-service";
  }
}

/** Whether a refusal says that the object is not there. */
export function isMissing({ kind, action, status }: Problem): boolean {
  return kind === "refused" && (action === "missing" || status === 404);
}
