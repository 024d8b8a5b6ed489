import { type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import { type Refused, refuse } from "./refusal.js";

/** How long a flow is on its way to a state where transitions are slow. */
const SETTLES_AFTER = 5_000;

/** What the emulator keeps of a flow beside what is shown: a transition under way, the runs that were made of it. */
const KIND = "flowTransitions";

export type Transition = "initializing" | "updating" | "enabling" | "disabling" | "deleting";

/** Lets a flow pass through a transition, where the switch says that these take time. */
export function beginTransition(id: string, transition: Transition, { store, now, behaviour }: Context): void {
  if (behaviour.flowTransitions === "immediate") return;
  store.collection(KIND).put(id, { transition, until: now() + SETTLES_AFTER });
}

export function transitionOf(id: string, { store, now }: Context): Transition | null {
  const kept = store.collection(KIND).get(id);
  const until = memberOf(kept, "until");
  if (typeof until !== "number" || until <= now()) return null;
  switch (textAt(kept, "transition")) {
    case "initializing":
      return "initializing";
    case "updating":
      return "updating";
    case "enabling":
      return "enabling";
    case "disabling":
      return "disabling";
    case "deleting":
      return "deleting";
    default:
      return null;
  }
}

/** A flow as it stands: on its way, or in the state that it came to. */
export function stateOf(flow: JsonObject, context: Context): string {
  return transitionOf(textAt(flow, "id") ?? "", context) ?? textAt(flow, "state") ?? "enabled";
}

/** Why a flow in transition cannot be edited, or null. */
export function refuseUpdate(id: string, context: Context): Refused | null {
  switch (transitionOf(id, context)) {
    case null:
    case "initializing":
      return null;
    case "updating":
      return refuse("1421-400", "The flow is updating.");
    case "disabling":
      return refuse("1420-400", "The flow is disabling.");
    case "enabling":
      return refuse(
        "1416-400",
        "The flow is enabling: it can be changed when it is enabled, disabled or initializing.",
      );
    case "deleting":
      return refuse("1457-400", "The flow is being deleted.");
  }
}

/** The same for its deletion. */
export function refuseDelete(id: string, context: Context): Refused | null {
  switch (transitionOf(id, context)) {
    case null:
    case "initializing":
      return null;
    case "deleting":
      return refuse("1458-400", "The flow is already being deleted.");
    case "updating":
    case "enabling":
    case "disabling":
      return refuse("1416-400", "A flow can be deleted when it is enabled, disabled or initializing.");
  }
}

/** A deleted flow that is still to be seen is gone when its transition is over. */
export function isGone(id: string, { store, now }: Context): boolean {
  const kept = store.collection(KIND).get(id);
  const until = memberOf(kept, "until");
  return textAt(kept, "transition") === "deleting" && typeof until === "number" && until <= now();
}
