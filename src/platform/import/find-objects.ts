import { setMaxListeners } from "node:events";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { isAbsent, openMemo } from "../plan/reader.js";
import type { Problem, ProblemCause, Reply } from "../problem.js";
import type { MappingSet } from "../services/data-prep-types.js";
import type { CallOptions, Readable } from "../services/resource.js";

/** What a look at the sandbox came to. */
export type Looked<T> =
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "absent" }
  /** `diagnostic` is null where an earlier failure, which is told already, ended the reading. */
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic | null };

interface Named {
  readonly id: string;
  readonly name: string;
  readonly raw: unknown;
}

/** What a flow uses and xdmap does not make. */
export interface LookedUp {
  /** Where no other of the sandbox has it; null where only the id says which is meant. */
  readonly name: string | null;
  readonly raw: unknown;
  readonly isGone: boolean;
}

/**
 * Reads from a sandbox for an import. One answer that fails stops what needs it, and nothing else; but where all of a kind
 * fail, or the platform cannot be reached at all, nothing is asked any more.
 */
export interface RemoteObjects {
  readonly platform: Platform;
  readonly read: <T>(
    kind: RemoteKind,
    doing: string,
    call: (options: CallOptions) => Promise<Reply<T>>,
  ) => Promise<Looked<T>>;
  readonly get: (kind: ConnectionKind, id: string) => Promise<Looked<Named>>;
  readonly lookUp: (kind: UsedKind, id: string) => Promise<LookedUp>;
  /** What failed of lookups, each once: what needed them goes on with ids. */
  readonly failedLookups: () => readonly Diagnostic[];
  /** Whether a call failed. */
  readonly hasFailed: () => boolean;
  /** Whether nothing is asked any more. */
  readonly hasEnded: () => boolean;
}

export type UsedKind = "connection" | "flow spec" | "dataset";
type ConnectionKind = "source connection" | "target connection";
type RemoteKind = UsedKind | ConnectionKind | "flow" | "mapping set";

/** As many as are in flight at once: where these fail one after the other, so would the rest, each after its deadline. */
const MOST_IN_A_ROW = 8;

export function openRemoteObjects(platform: Platform): RemoteObjects {
  const { flows, catalog } = platform;
  const ending = new AbortController();
  // Every call that is under way listens, and more than ten are no leak.
  setMaxListeners(0, ending.signal);
  let failed = false;
  const inARow = new Map<RemoteKind, number>();
  const lookups = openMemo<LookedUp>();
  const ofLookups: Diagnostic[] = [];
  const read: RemoteObjects["read"] = async (kind, doing, call) => {
    if (ending.signal.aborted) return { kind: "failed", diagnostic: null };
    const reply = await call({ signal: ending.signal });
    if (reply.kind === "ok" || isAbsent(reply.problem)) inARow.delete(kind);
    if (reply.kind === "ok") return { kind: "there", value: reply.value };
    if (isAbsent(reply.problem)) return { kind: "absent" };
    if (ending.signal.aborted) return { kind: "failed", diagnostic: null };
    failed = true;
    const count = (inARow.get(kind) ?? 0) + 1;
    inARow.set(kind, count);
    if (isTheEnd(reply.problem) || count >= MOST_IN_A_ROW) ending.abort();
    return { kind: "failed", diagnostic: describeProblem(reply.problem, doing) };
  };
  const collectionOf = (kind: UsedKind | ConnectionKind): Readable<Named> => {
    switch (kind) {
      case "connection":
        return flows.connections;
      case "flow spec":
        return flows.flowSpecs;
      case "dataset":
        return catalog.datasets;
      case "source connection":
        return flows.sourceConnections;
      case "target connection":
        return flows.targetConnections;
    }
  };
  const getOne = (kind: UsedKind | ConnectionKind, id: string) =>
    read(kind, `reading the ${kind} ${id}`, (options) => collectionOf(kind).get(id, options));
  const note = ({ diagnostic: found }: Extract<Looked<unknown>, { readonly kind: "failed" }>): LookedUp => {
    if (found !== null) ofLookups.push(found);
    return { name: null, raw: null, isGone: false };
  };
  const lookUp = async (kind: UsedKind, id: string): Promise<LookedUp> => {
    const found = await getOne(kind, id);
    if (found.kind === "failed") return note(found);
    if (found.kind === "absent") return { name: null, raw: null, isGone: true };
    const { name, raw } = found.value;
    if (!isUsable(name)) return { name: null, raw, isGone: false };
    const all = await read(kind, `looking for the ${kind} ${name}`, (options) =>
      collectionOf(kind).named(name, options),
    );
    if (all.kind === "failed") return { ...note(all), raw };
    return { name: all.kind === "there" && all.value.length === 1 ? name : null, raw, isGone: false };
  };
  return {
    platform,
    read,
    get: getOne,
    lookUp: (kind, id) => lookups(`${kind} ${id}`, () => lookUp(kind, id)),
    failedLookups: () => ofLookups,
    hasFailed: () => failed,
    hasEnded: () => ending.signal.aborted,
  };
}

const NO_WAY: ReadonlySet<ProblemCause> = new Set([
  "cancelled",
  "dns",
  "certificate",
  "proxy",
  "proxy-refusal",
  "redirect",
  "no-credentials",
]);

/** Whether every other call would fail by it, too. */
function isTheEnd({ kind, cause }: Problem): boolean {
  return kind === "sign-in" || NO_WAY.has(cause);
}

const ID = /^(?:[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/** What looks like an id, or is no single line, would be read as something else in the project file. */
function isUsable(name: string): boolean {
  return isLine(name) && !ID.test(name);
}

/** One line of text, as the settings of the project file are. */
export function isLine(text: string): boolean {
  return (
    text !== "" &&
    text.trim() === text &&
    !/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]/.test(text) &&
    !/\p{Surrogate}/u.test(text)
  );
}

/** Gets a mapping set at a version, or the latest. */
export async function getMappingSet(
  remote: RemoteObjects,
  id: string,
  version: number | null,
): Promise<Looked<MappingSet>> {
  const at = version === null ? "" : ` at version ${version}`;
  return await remote.read("mapping set", `reading the mapping set ${id}${at}`, (options) =>
    remote.platform.mappingSets.get(id, version, options),
  );
}

/** That the sandbox has no mapping set of an id, or not at a version. */
export function noMappingSet({ platform }: RemoteObjects, id: string, version: number | null): Diagnostic {
  const what = version === null ? "mapping set" : `version ${version} of a mapping set`;
  return diagnostic(imports.XM7550, null, { what, named: id, sandbox: platform.sandbox, near: null });
}
