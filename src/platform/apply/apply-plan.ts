import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import {
  type DeleteStep,
  type FlowStep,
  type Plan,
  RESOURCE_NAMES,
  type Reference,
  type WantedStep,
} from "../plan/index.js";
import type { Retired } from "../store/index.js";
import { create } from "./create.js";
import { readSettledFlow, setFlowState } from "./flow-state.js";
import { forgottenIntents } from "./forgotten-intents.js";
import { keepAfterAll } from "./keep-after-all.js";
import type { foundOf } from "./look-up.js";
import { record, recordLeft } from "./record.js";
import { remove, removeLeftOver } from "./remove.js";
import {
  type ApplyOptions,
  done,
  INTERRUPTED,
  type Outcome,
  openSession,
  type Session,
  type Stop,
  stopUnread,
  stopUnwritten,
} from "./session.js";
import { takeSnapshot } from "./take-snapshot.js";
import { updateFlow } from "./update-flow.js";
import { updateMappingSet } from "./update-mapping-set.js";

/** How a push ended. */
export interface PushResult {
  /** Null where all is done. */
  readonly stop: Stop | null;
  /** The key of the step that was not done. */
  readonly stoppedAt: string | null;
  readonly doneSteps: number;
  readonly warnings: Session["warnings"];
  /** Where it stands how things were; null where nothing that was there was to change. */
  readonly snapshot: string | null;
}

/** Does what a plan without errors says, step by step. What is done is written down at once, so it can end anywhere. */
export async function applyPlan(plan: Plan, options: ApplyOptions): Promise<PushResult> {
  const session = openSession(options, usersOf(plan));
  const ended = (stop: Stop | null, stoppedAt: string | null, doneSteps: number, snapshot: string | null) => ({
    stop,
    stoppedAt,
    doneSteps,
    warnings: session.warnings,
    snapshot,
  });
  const forgotten = await forgottenIntents(plan, session);
  if (forgotten.kind === "stop") return ended(forgotten, null, 0, null);
  const snapshot = await takeSnapshot(plan, session);
  if (snapshot.kind === "stop") return ended(snapshot, null, 0, null);
  for (const [at, step] of plan.steps.entries()) {
    if (session.signal.aborted) return ended(INTERRUPTED, step.key, at, snapshot.value);
    const outcome = await applyStep(step, plan, session);
    if (outcome.kind === "stop") return ended(outcome, step.key, at, snapshot.value);
  }
  const removed = await removeLeftOver(session);
  const stopped = removed.kind === "stop" ? removed : forgetGone(plan, session);
  return ended(stopped, null, plan.steps.length, snapshot.value);
}

/** Orphans of which nothing is there any more have no steps: nothing but the state knows of them. */
function forgetGone(plan: Plan, { store, isWhole, allowDelete }: Session): Stop | null {
  if (!isWhole || !allowDelete) return null;
  const planned = new Set(plan.steps.map(({ flow }) => flow));
  for (const key of store.state.flows.keys()) {
    const unwritten = planned.has(key) ? null : stopUnwritten(store.setFlow(key, null));
    if (unwritten !== null) return unwritten;
  }
  return null;
}

async function applyStep(step: Plan["steps"][number], plan: Plan, session: Session): Promise<Outcome<null>> {
  if (step.action === "delete") return removeStep(step, plan, session);
  const applied = await apply(step, plan, session);
  return applied.kind === "stop" ? applied : keepAfterAll(step, session);
}

async function apply(step: WantedStep, plan: Plan, session: Session): Promise<Outcome<null>> {
  switch (step.action) {
    case "leave":
      return (step.id === null ? null : recordLeft(step, step.id, session)) ?? closed(step.key, session);
    case "adopt":
      return adopt(step, session);
    case "create":
      return create(step, "created", session);
    case "update":
      return update(step, session);
    case "replace": {
      const retired = await retire(step, plan, session);
      return retired.kind === "stop" ? retired : create(step, "replaced", session);
    }
  }
}

async function update(step: WantedStep, session: Session): Promise<Outcome<null>> {
  if (step.id !== null && step.resource === "mapping-set") return updateMappingSet(step, step.id, session);
  if (step.id !== null && step.resource === "flow") return updateFlow(step, step.id, session);
  // Schemas and datasets are never written to, connections only replaced.
  throw new Error(`the step ${step.key} would update a ${RESOURCE_NAMES[step.resource]}`);
}

async function adopt(step: WantedStep, session: Session): Promise<Outcome<null>> {
  const { id, seen } = step;
  if (id === null) throw new Error(`the step ${step.key} adopts nothing`);
  let found = {
    id,
    version: seen?.version ?? null,
    etag: seen?.etag ?? null,
    raw: null as ReturnType<typeof foundOf>["raw"],
  };
  if (step.resource === "flow") {
    // When it begins is known to the service alone, where the project file does not say.
    const flow = await session.platform.flows.flows.get(id);
    if (flow.kind === "problem") return stopUnread(flow.problem, "flow", step.name, id);
    found = { ...found, raw: flow.value.raw };
  }
  return record(step, found, "adopted", session) ?? closed(step.key, session);
}

/** What is there now needs no intent any more. */
function closed(key: string, { store }: Session): Outcome<null> {
  const isOpen = store.journal.intents.some((each) => each.key === key);
  return (isOpen ? stopUnwritten(store.closeIntent(key)) : null) ?? done(null);
}

/** Before anything takes the place of a flow: it is disabled, and noted with its connections as what is to go. */
async function retire(step: WantedStep, plan: Plan, session: Session): Promise<Outcome<null>> {
  const { flow } = step;
  if (flow === null) return done(null);
  const oldFlow = plan.steps.find(
    (each): each is FlowStep => each.resource === "flow" && each.flow === flow && each.action === "replace",
  );
  const old = plan.steps.flatMap((each): readonly Retired[] =>
    each.flow === flow && each.action === "replace" && each.id !== null ? retiredOf(flow, each.resource, each.id) : [],
  );
  const known = new Set(session.store.journal.retired.map(({ id }) => id));
  if (old.some(({ id }) => !known.has(id))) {
    const isNew = oldFlow !== undefined && oldFlow.id !== null && !known.has(oldFlow.id);
    const read = isNew ? await readSettledFlow(oldFlow.name, oldFlow.id, session) : null;
    if (read?.kind === "stop") return read;
    const wasEnabled = read?.value.state === "enabled";
    // Flows go before their connections.
    const ordered = old.toSorted((one, other) => Number(other.resource === "flow") - Number(one.resource === "flow"));
    const unwritten = stopUnwritten(
      session.store.addRetired(ordered.map((each) => (each.resource === "flow" ? { ...each, wasEnabled } : each))),
    );
    if (unwritten !== null) return unwritten;
  }
  if (oldFlow === undefined || oldFlow.id === null || session.disabled.has(oldFlow.id)) return done(null);
  const disabled = await setFlowState(oldFlow.name, oldFlow.id, "disabled", session);
  if (disabled.kind === "stop") return disabled;
  session.disabled.add(oldFlow.id);
  if (disabled.value) {
    const { key, resource, name, id } = oldFlow;
    session.onDone({ key, resource, name, deed: "disabled", id, version: null });
  }
  return done(null);
}

function retiredOf(flow: string, resource: WantedStep["resource"], id: string): readonly Retired[] {
  return resource === "flow" || resource === "source" || resource === "target"
    ? [{ flow, resource, id, wasEnabled: false }]
    : [];
}

/** Of a flow that the project has no more. Without the right to delete it is left as it is. */
async function removeStep(step: DeleteStep, plan: Plan, session: Session): Promise<Outcome<null>> {
  const { key, resource, flow, name, id } = step;
  if (!session.allowDelete || flow === null) return done(null);
  const removed = await remove({ resource, id }, name, session);
  if (removed.kind === "stop") return removed;
  session.onDone({ key, resource, name, deed: "deleted", id, version: null });
  const last = plan.steps.findLast((each) => each.action === "delete" && each.flow === flow);
  const unwritten =
    last === step
      ? stopUnwritten(session.store.setFlow(flow, null))
      : stopUnwritten(session.store.setEntry([flow], resource, null));
  return unwritten ?? done(null);
}

/** Which flows each step is for: a schema or dataset is for those whose connections and mapping sets refer to it. */
function usersOf(plan: Plan): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, Set<string>>();
  const add = (key: string, flow: string) => {
    const known = users.get(key);
    if (known === undefined) users.set(key, new Set([flow]));
    else known.add(flow);
  };
  for (const step of plan.steps) {
    if (step.flow === null) continue;
    add(step.key, step.flow);
    if (step.action === "delete") continue;
    for (const reference of referencesOf(step)) if (reference.kind === "step") add(reference.key, step.flow);
  }
  for (const step of plan.steps) {
    if (step.resource !== "dataset" || step.content === null || step.content.schema.kind !== "step") continue;
    for (const flow of users.get(step.key) ?? []) add(step.content.schema.key, flow);
  }
  return new Map([...users].map(([key, flows]) => [key, [...flows]]));
}

function referencesOf({ content }: WantedStep): readonly Reference[] {
  switch (content?.resource) {
    case "target":
      return [content.schema, content.dataset];
    case "mapping-set":
      return [content.schema];
    case "dataset":
      return [content.schema];
    case "flow":
      return [content.source, content.target, content.mappingSet];
    case "schema":
    case "source":
    case undefined:
      return [];
  }
}

/** What is told of a push that was interrupted. */
export function describeInterruption({ stoppedAt, doneSteps }: PushResult, plan: Plan) {
  const told = { key: doneSteps === 0 ? null : stoppedAt, done: doneSteps, all: plan.steps.length };
  return diagnostic(platformApply.XM7234, null, told);
}
