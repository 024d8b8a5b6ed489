import type { Plan, WantedStep } from "../plan/index.js";
import type { Retired } from "../store/index.js";
import { setFlowState } from "./flow-state.js";
import { done, type Outcome, type Session, stopUnwritten } from "./session.js";

/**
 * Flows that an earlier push disabled to put others in their places, and that stay after all: it was ended before that, and
 * the files are as they were again.
 */
export function keptAfterAll(plan: Plan, { journal }: Session["store"]): readonly Retired[] {
  const kept = new Set(plan.steps.flatMap((step) => (step.action !== "delete" && stays(step) ? [step.id] : [])));
  return journal.retired.filter(({ id, wasEnabled }) => wasEnabled && kept.has(id));
}

/** Takes what a step keeps from what is to go; a flow that was disabled for that is at work again. */
export async function keepAfterAll(step: WantedStep, session: Session): Promise<Outcome<null>> {
  const { store, onDone } = session;
  const retired = stays(step) ? store.journal.retired.find(({ id }) => id === step.id) : undefined;
  if (retired === undefined) return done(null);
  const { id, wasEnabled } = retired;
  const enabled = wasEnabled ? await setFlowState(step.name, id, "enabled", session) : done(false);
  if (enabled.kind === "stop") return enabled;
  const { key, resource, name } = step;
  if (enabled.value) onDone({ key, resource, name, deed: "enabled", id, version: null });
  return stopUnwritten(store.removeRetired(id)) ?? done(null);
}

function stays({ action }: WantedStep): boolean {
  return action === "leave" || action === "update" || action === "adopt";
}
