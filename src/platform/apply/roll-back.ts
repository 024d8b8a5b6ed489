import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import { memberOf } from "../json.js";
import type { ResourceKind } from "../plan/index.js";
import type { FlowState, Retired, SnapshotObject, StateEntry } from "../store/index.js";
import { NO_FLOW_STATE } from "../store/index.js";
import { setFlowState } from "./flow-state.js";
import { formerFlow, formerMappingSet } from "./former-content.js";
import { foundOf } from "./look-up.js";
import type { FlowRollback } from "./plan-rollback.js";
import { removeLeftOver } from "./remove.js";
import {
  type ApplyOptions,
  done,
  INTERRUPTED,
  isMissing,
  type Outcome,
  openSession,
  type Session,
  type Stop,
  stop,
  stopFor,
  stopUnrecorded,
  stopUnwritten,
} from "./session.js";
import { patchFlow } from "./update-flow.js";
import { replaceMappingSet } from "./update-mapping-set.js";

export interface RollbackResult {
  readonly stop: Stop | null;
  readonly stoppedAt: string | null;
  readonly warnings: Session["warnings"];
  /** Where it stands how things were before the rollback. */
  readonly snapshot: string | null;
}

/**
 * Brings back what a snapshot holds, flow by flow. Each part looks first how it is, so a rollback that was interrupted does
 * the rest when it is run again; the journal knows of it until it has ended. `name` is the snapshot's.
 */
export async function rollBack(
  rollbacks: readonly FlowRollback[],
  name: string,
  options: ApplyOptions,
): Promise<RollbackResult> {
  const session = openSession(options, new Map());
  const { store, signal } = session;
  const ended = (stopped: Stop | null, stoppedAt: string | null, snapshot: string | null): RollbackResult => ({
    stop: stopped,
    stoppedAt,
    warnings: session.warnings,
    snapshot,
  });
  const snapshot = await takeSnapshot(rollbacks, session);
  if (snapshot.kind === "stop") return ended(snapshot, null, null);
  const begun = stopUnwritten(store.setRollback(name));
  if (begun !== null) return ended(begun, null, snapshot.value);
  for (const rollback of rollbacks) {
    if (signal.aborted) return ended(INTERRUPTED, rollback.flow, snapshot.value);
    const outcome = await rollBackFlow(rollback, session);
    if (outcome.kind === "stop") return ended(outcome, rollback.flow, snapshot.value);
  }
  const removed = await removeLeftOver(session);
  const last = removed.kind === "stop" ? removed : stopUnwritten(store.setRollback(null));
  return ended(last, null, snapshot.value);
}

async function rollBackFlow(rollback: FlowRollback, session: Session): Promise<Outcome<null>> {
  const { flow, before, madeSince, mappingSet, edited, replaced, deleted } = rollback;
  if (madeSince !== null) {
    const disabled = await setFlowState(flow, madeSince, "disabled", session);
    if (disabled.kind === "stop") return disabled;
    if (disabled.value) tell(flow, "flow", "disabled", madeSince, null, session);
  }
  let after = before;
  if (mappingSet !== null) {
    const back = await rollBackMappingSet(mappingSet, rollback, session);
    if (back.kind === "stop") return back;
    after = { ...after, mappingSet: back.value };
  }
  const object = edited ?? replaced;
  if (object !== null) {
    const back = await rollBackFlowObject(object, after.mappingSet, session);
    if (back.kind === "stop") return back;
    if (back.value === null) return done(null);
    after = { ...after, flow: after.flow === null ? null : { ...after.flow, etag: back.value.etag } };
  }
  // A push that was ended while it replaced a flow has disabled it, and made no other.
  const disabled = replaced ?? (edited !== null && isRetired(edited.id, session) ? edited : null);
  if (disabled !== null) {
    const wasEnabled = wasEnabledIn(disabled);
    const enabled = wasEnabled ? await setFlowState(flow, disabled.id, "enabled", session) : done(false);
    if (enabled.kind === "stop") return enabled;
    if (enabled.value) tell(flow, "flow", "enabled", disabled.id, null, session);
  }
  if (deleted !== null) {
    session.warnings.push(gone(deleted));
    return done(null);
  }
  return exchange(rollback, after, session);
}

/** The state is as it was; what was made since is to go. */
async function exchange(rollback: FlowRollback, after: FlowState, session: Session): Promise<Outcome<null>> {
  const { flow, before, now, madeSince } = rollback;
  const { store, allowDelete } = session;
  if (madeSince !== null && before.flow === null && !allowDelete) return done(null);
  const old = new Set([before.flow?.id, before.source?.id, before.target?.id]);
  const parts = (["flow", "source", "target"] as const).flatMap((resource): readonly Retired[] => {
    const id = now[resource]?.id;
    return id === undefined || old.has(id) ? [] : [{ flow, resource, id, wasEnabled: false }];
  });
  for (const { id } of store.journal.retired) {
    const unwritten = old.has(id) ? stopUnwritten(store.removeRetired(id)) : null;
    if (unwritten !== null) return unwritten;
  }
  return (
    (parts.length === 0 ? null : stopUnwritten(store.addRetired(parts))) ??
    stopUnwritten(store.setFlow(flow, madeSince !== null && before.flow === null ? null : after)) ??
    done(null)
  );
}

/** The old mappings as a new version of the set: gives what the state says of it then. */
async function rollBackMappingSet(
  object: SnapshotObject,
  { flow, before }: FlowRollback,
  session: Session,
): Promise<Outcome<StateEntry | null>> {
  const { platform, store } = session;
  const { id, name } = object;
  const read = await platform.mappingSets.get(id);
  if (read.kind === "problem") {
    if (!isMissing(read.problem)) return stopFor(read.problem, `reading the mapping set ${name}`);
    session.warnings.push(gone(object));
    return done(before.mappingSet);
  }
  const { body, isWanted } = formerMappingSet(object.content);
  let set = read.value;
  if (!isWanted(set.raw)) {
    const replaced = await replaceMappingSet({ name, id, before: set.version, body, isWanted }, session);
    if (replaced.kind === "stop") return replaced;
    set = replaced.value;
    tell(flow, "mapping-set", "updated", id, set.version, session);
  }
  const entry = before.mappingSet === null ? null : { ...before.mappingSet, version: set.version };
  const known = store.state.flows.get(flow)?.mappingSet;
  const isKnown = known?.version === set.version && known.hash === entry?.hash;
  const unwritten = isKnown ? null : store.setEntry([flow], "mappingSet", entry);
  return stopUnrecorded(unwritten, { resource: "mapping-set", name, deed: "updated", id }) ?? done(entry);
}

/** Null where the flow is gone. */
async function rollBackFlowObject(
  object: SnapshotObject,
  mappingSet: StateEntry | null,
  session: Session,
): Promise<Outcome<{ readonly etag: string | null } | null>> {
  const { id, name, flow } = object;
  const there = await session.platform.flows.flows.get(id);
  if (there.kind === "problem" && isMissing(there.problem)) {
    session.warnings.push(gone(object));
    return done(null);
  }
  const former = formerFlow(object, mappingSet);
  const change = { name, id, seen: new Map<string, string | null>(), ...former };
  const wasWanted = there.kind === "ok" && former.isWanted(there.value.raw);
  const patched = await patchFlow(change, session);
  if (patched.kind === "stop") return patched;
  if (!wasWanted) tell(flow, "flow", "updated", id, null, session);
  return done(foundOf(patched.value));
}

async function takeSnapshot(rollbacks: readonly FlowRollback[], session: Session): Promise<Outcome<string | null>> {
  const { platform, store, now } = session;
  const objects: SnapshotObject[] = [];
  for (const { flow, mappingSet, edited, madeSince } of rollbacks) {
    if (mappingSet !== null) {
      const set = await platform.mappingSets.get(mappingSet.id);
      if (set.kind === "problem" && !isMissing(set.problem))
        return stopFor(set.problem, `reading the mapping set of ${flow}`);
      if (set.kind === "ok") {
        const { version, raw } = set.value;
        objects.push({ ...mappingSet, version, etag: null, changed: [], content: raw });
      }
    }
    const id = edited?.id ?? madeSince;
    if (id === null) continue;
    const read = await platform.flows.flows.get(id);
    if (read.kind === "problem" && !isMissing(read.problem)) return stopFor(read.problem, `reading the flow ${flow}`);
    if (read.kind === "problem") continue;
    const { name, etag, raw } = read.value;
    const changed = edited?.changed ?? [];
    objects.push({ key: `flow/${flow}`, resource: "flow", flow, name, id, version: null, etag, changed, content: raw });
  }
  const flows = new Map(rollbacks.map(({ flow }) => [flow, store.state.flows.get(flow) ?? NO_FLOW_STATE]));
  const written = store.writeSnapshot({ made: now(), flows, objects });
  return written.kind === "ok" ? done(written.value) : stop(written.diagnostic);
}

function gone({ resource, name, id }: SnapshotObject) {
  const what = resource === "mapping-set" ? "mapping set" : resource;
  return diagnostic(platformApply.XM7231, null, { what, name, id });
}

function isRetired(id: string, { store }: Session): boolean {
  return store.journal.retired.some((each) => each.id === id);
}

function wasEnabledIn({ content }: SnapshotObject): boolean {
  return memberOf(content, "state") === "enabled";
}

function tell(
  flow: string,
  resource: ResourceKind,
  deed: "disabled" | "enabled" | "updated",
  id: string,
  version: number | null,
  { onDone }: Session,
): void {
  const key = resource === "flow" ? `flow/${flow}` : `flow/${flow}/${resource}`;
  onDone({ key, resource, name: flow, deed, id, version });
}
