import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import { type FileResult, shownPath } from "../../host/files.js";
import { describeProblem } from "../describe-problem.js";
import { ok, type Reply } from "../problem.js";
import { openStore, type Retired, readSnapshot, type Snapshot, type Store } from "../store/index.js";
import { describeRollback, type FlowRollback, planRollback } from "./plan-rollback.js";
import { interruptedEarly, type PushInput } from "./push.js";
import { leftOver } from "./remove.js";
import { rollBack } from "./roll-back.js";
import { isMissing, type StopCause } from "./session.js";

export interface RollbackInput
  extends Pick<
    PushInput,
    | "platform"
    | "owner"
    | "allowDelete"
    | "settle"
    | "now"
    | "sleep"
    | "signal"
    | "isAnsweredByPerson"
    | "onWriting"
    | "onDone"
  > {
  /** The project's. */
  readonly folder: string;
  /** The snapshot's path, or its name in `.xdmap/snapshots`. */
  readonly snapshot: string;
  /** Asked before anything is written, with what would be done. */
  readonly confirm: (lines: readonly string[]) => Promise<boolean>;
}

export interface RollbackOutcome {
  readonly result: "done" | "nothing" | "declined" | StopCause;
  readonly diagnostics: readonly Diagnostic[];
  readonly snapshot: string | null;
  readonly leftOver: readonly Retired[];
}

/** Brings back what a snapshot holds, under the lock of the sandbox. */
export async function pushBack(input: RollbackInput): Promise<RollbackOutcome> {
  const { folder, owner, now } = input;
  const opened = openStore({ folder, owner, now });
  if (opened.kind === "problem") return ended("errors", [opened.diagnostic]);
  try {
    return await pushBackInto(opened.value, input);
  } finally {
    opened.value.release();
  }
}

async function pushBackInto(store: Store, input: RollbackInput): Promise<RollbackOutcome> {
  const read = findSnapshot(store, input);
  if (read.kind === "problem") return ended("errors", [read.diagnostic]);
  const { name, snapshot } = read.value;
  const rollbacks = planRollback(snapshot, store.state);
  if (rollbacks.length === 0) return ended("nothing", []);
  const { allowDelete } = input;
  const doing = "reading the mapping sets that are to be brought back";
  const since = await writtenSince(rollbacks, input);
  if (since.kind === "problem") return ended("platform", [describeProblem(since.problem, doing)]);
  const lines = [
    ...describeRollback(rollbacks, allowDelete),
    ...since.value,
    ...(allowDelete
      ? leftOver(store).map(({ flow, resource, id }) => `${flow}: the ${resource} ${id} is deleted`)
      : []),
  ];
  const isAgreed = await input.confirm(lines);
  if (input.signal.aborted) return ended("interrupted", [interruptedEarly()]);
  if (!isAgreed) return ended("declined", []);
  if (input.isAnsweredByPerson) {
    const again = await writtenSince(rollbacks, input);
    if (again.kind === "problem") return ended("platform", [describeProblem(again.problem, doing)]);
    const moved = again.value.filter((line) => !since.value.includes(line));
    if (moved.length > 0)
      return ended("errors", [diagnostic(platformApply.XM7225, null, { path: null, lines: moved })]);
  }
  input.onWriting?.();
  const rolled = await rollBack(rollbacks, name, { ...input, store, isWhole: false });
  const { stop, stoppedAt, warnings, snapshot: written } = rolled;
  const told = [...warnings, ...(stop?.diagnostics ?? [])];
  const done = rollbacks.findIndex(({ flow }) => flow === stoppedAt);
  const interruption =
    stop?.cause === "interrupted"
      ? [diagnostic(platformApply.XM7234, null, { key: stoppedAt, done: Math.max(0, done), all: rollbacks.length })]
      : [];
  return {
    result: stop?.cause ?? (warnings.some(({ severity }) => severity === "error") ? "errors" : "done"),
    diagnostics: [...told, ...interruption],
    snapshot: written,
    leftOver: leftOver(store),
  };
}

/** A line for each mapping set that somebody has written since the push: what they wrote stays in its versions alone. */
async function writtenSince(
  rollbacks: readonly FlowRollback[],
  { platform, signal }: RollbackInput,
): Promise<Reply<readonly string[]>> {
  const lines: string[] = [];
  for (const { flow, mappingSet, now } of rollbacks) {
    const known = now.mappingSet?.version ?? null;
    if (mappingSet === null || known === null) continue;
    const set = await platform.mappingSets.get(mappingSet.id, undefined, { signal });
    if (set.kind === "problem" && !isMissing(set.problem)) return set;
    if (set.kind === "problem" || set.value.version === known) continue;
    const { version } = set.value;
    lines.push(
      `${flow}: somebody has written the mapping set since (version ${known} was pushed, ${version} is there)`,
    );
  }
  return ok(lines);
}

function findSnapshot(
  { paths }: Store,
  { snapshot, owner }: RollbackInput,
): FileResult<{ readonly name: string; readonly snapshot: Snapshot }> {
  // A bare name is one of the project's own; anything else a path from the working folder.
  const own = join(paths.snapshots, basename(snapshot));
  const path = basename(snapshot) === snapshot && !existsSync(snapshot) ? own : snapshot;
  const read = readSnapshot(path, owner);
  if (read.kind === "problem") return read;
  if (read.value !== null) return { kind: "ok", value: { name: basename(path), snapshot: read.value } };
  const known = readdirSync(paths.snapshots).filter(
    (name) => name.startsWith(`${owner.sandbox}-`) && name.endsWith(".json"),
  );
  const told = { path: shownPath(path), known: known.toSorted().slice(-10) };
  return { kind: "problem", diagnostic: diagnostic(platformApply.XM7230, null, told) };
}

function ended(result: RollbackOutcome["result"], diagnostics: readonly Diagnostic[]): RollbackOutcome {
  return { result, diagnostics, snapshot: null, leftOver: [] };
}
