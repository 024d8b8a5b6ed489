import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import { RESOURCE_NAMES } from "../plan/index.js";
import type { Retired } from "../store/index.js";
import {
  done,
  INTERRUPTED,
  isMissing,
  type Outcome,
  type Session,
  stopFor,
  stopPlatform,
  stopUnwritten,
} from "./session.js";

/** How long is waited for something to be gone, in milliseconds. */
const PATIENCE = 120_000;
const PAUSE = 2000;

/** Deletes a flow or a connection, and returns when it is gone. One that is busy is waited for. */
export async function remove(
  { resource, id }: Pick<Retired, "resource" | "id">,
  name: string,
  session: Session,
): Promise<Outcome<null>> {
  const { platform, now, sleep, signal } = session;
  const collection = {
    flow: platform.flows.flows,
    source: platform.flows.sourceConnections,
    target: platform.flows.targetConnections,
  }[resource];
  let isAsked = false;
  for (const until = now() + PATIENCE; ; await sleep(PAUSE, signal)) {
    if (!isAsked) {
      const removed = await collection.remove(id);
      isAsked =
        removed.kind === "ok" || removed.problem.kind === "unknown" || removed.problem.action === "already-done";
      // A connection is in use until its flow is gone.
      const isBusy = removed.kind === "problem" && BUSY.has(removed.problem.action);
      if (removed.kind === "problem" && !isAsked && !isBusy) return stopFor(removed.problem, `deleting ${id}`);
    }
    const look = await collection.get(id);
    if (look.kind === "problem" && isMissing(look.problem)) return done(null);
    if (look.kind === "problem") return stopFor(look.problem, `looking whether ${id} is deleted`);
    if (signal.aborted) return INTERRUPTED;
    if (now() < until) continue;
    const told = { what: RESOURCE_NAMES[resource], name, id, state: look.value.state ?? "", seconds: PATIENCE / 1000 };
    return stopPlatform(diagnostic(platformApply.XM7226, null, told));
  }
}

const BUSY: ReadonlySet<string> = new Set(["wait", "dependency"]);

/**
 * What another took the place of and that nothing uses any more. As long as a flow that is to go is still the one that the
 * state knows, its successor is not made, and its connections are in use.
 */
export function leftOver({ journal, state }: Session["store"]): readonly Retired[] {
  return journal.retired.filter(({ flow }) => {
    const known = state.flows.get(flow);
    const own = journal.retired.filter((each) => each.flow === flow);
    const used = new Set([known?.flow?.id, known?.source?.id, known?.target?.id]);
    return !own.some(({ id }) => used.has(id));
  });
}

/** Deletes what is left over, flows first; gives how it went. Nothing without the right to delete. */
export async function removeLeftOver(session: Session): Promise<Outcome<null>> {
  const { store, allowDelete, onDone } = session;
  if (!allowDelete) return done(null);
  for (const each of leftOver(store)) {
    const removed = await remove(each, each.flow, session);
    if (removed.kind === "stop") return removed;
    const unwritten = stopUnwritten(store.removeRetired(each.id));
    if (unwritten !== null) return unwritten;
    const { flow, resource, id } = each;
    onDone({ key: `flow/${flow}`, resource, name: flow, deed: "deleted", id, version: null });
  }
  return done(null);
}
