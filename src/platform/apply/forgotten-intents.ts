import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import { type Plan, RESOURCE_NAMES } from "../plan/index.js";
import { findNamed, pollFor } from "./look-up.js";
import { done, type Outcome, type Session, stopFor, stopUnwritten } from "./session.js";

/**
 * What an earlier push sent without hearing the outcome and no step of the plan stands for any more: it is looked for and
 * told of. Of flows that are left out of this push nothing is said.
 */
export async function forgottenIntents(plan: Plan, session: Session): Promise<Outcome<null>> {
  const { store, now, settle, warnings } = session;
  const keys = new Set(plan.steps.map(({ key }) => key));
  for (const intent of store.journal.intents) {
    const { key, resource, name, besides, time } = intent;
    if (keys.has(key) || !isForgotten(key, plan, session)) continue;
    const before = new Set(besides);
    const look = async () => {
      const named = await findNamed(resource, name, session);
      if (named.kind === "problem") return named;
      return { ...named, value: named.value.filter(({ id }) => !before.has(id)) };
    };
    const polled = await pollFor(look, Math.min(time, now()) + 2 * settle, session);
    if (polled.kind === "stop") return polled;
    if (polled.kind === "none" && polled.problem !== null) {
      return stopFor(polled.problem, `looking for the ${RESOURCE_NAMES[resource]} ${name}`);
    }
    const ids = polled.kind === "found" ? polled.found.map(({ id }) => id) : [];
    const told = { what: RESOURCE_NAMES[resource], name, time: new Date(time).toISOString(), ids };
    warnings.push(diagnostic(platformApply.XM7232, null, told));
    const unwritten = stopUnwritten(store.closeIntent(key));
    if (unwritten !== null) return unwritten;
  }
  return done(null);
}

/** A plan of some flows says nothing of the others. */
function isForgotten(key: string, plan: Plan, { isWhole }: Session): boolean {
  if (isWhole) return true;
  return plan.steps.some(({ flow }) => flow !== null && key.startsWith(`flow/${flow}/`));
}
