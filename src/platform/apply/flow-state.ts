import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { Flow } from "../services/flow-service-types.js";
import { done, INTERRUPTED, type Outcome, type Session, stopFor, stopPlatform, stopUnread } from "./session.js";

/** States that a flow passes through; it takes no change in them (1416, 1420, 1421, 1457). */
const PASSING: ReadonlySet<string> = new Set(["initializing", "updating", "deleting", "enabling", "disabling"]);

/** How long is waited for the end of one, in milliseconds. */
const PATIENCE = 120_000;
const PAUSE = 2000;

/** A flow as it is now, when it takes changes. */
export async function readSettledFlow(name: string, id: string, session: Session): Promise<Outcome<Flow>> {
  const { platform, now, sleep, signal } = session;
  const until = now() + PATIENCE;
  for (;;) {
    const reply = await platform.flows.flows.get(id);
    if (reply.kind === "problem") return stopUnread(reply.problem, "flow", name, id);
    const { state } = reply.value;
    if (state === null || !PASSING.has(state)) return done(reply.value);
    if (signal.aborted) return INTERRUPTED;
    if (now() >= until) {
      return stopPlatform(
        diagnostic(platformApply.XM7226, null, { what: "flow", name, id, state, seconds: PATIENCE / 1000 }),
      );
    }
    await sleep(PAUSE, signal);
  }
}

/** Sets a flow's state where it is another. Gives whether it was. */
export async function setFlowState(
  name: string,
  id: string,
  wanted: "enabled" | "disabled",
  session: Session,
): Promise<Outcome<boolean>> {
  const read = await readSettledFlow(name, id, session);
  if (read.kind === "stop") return read;
  if (read.value.state === wanted) return done(false);
  const set = await session.platform.flows.flows.setState(id, wanted);
  const doing = `${wanted === "enabled" ? "enabling" : "disabling"} the flow ${name}`;
  return set.kind === "problem" ? stopFor(set.problem, doing) : done(true);
}
