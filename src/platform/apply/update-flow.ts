import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { JsonObject } from "../json.js";
import { createPatch, type FlowStep, findDifferences, remoteFields, wantedFields } from "../plan/index.js";
import type { Problem } from "../problem.js";
import type { Flow } from "../services/flow-service-types.js";
import type { PatchOperation } from "../services/resource.js";
import { readSettledFlow } from "./flow-state.js";
import { foundOf } from "./look-up.js";
import { record } from "./record.js";
import { bodyContext, done, type Outcome, type Session, type Stop, stop, stopFor, stopPlatform } from "./session.js";
import { tell } from "./update-mapping-set.js";

/**
 * Brings a flow to what its step wants, by a patch on the etag that was read right before. What somebody else changed
 * meanwhile stays where it is none of ours; where it is, nothing is written.
 */
export async function updateFlow(step: FlowStep, id: string, session: Session): Promise<Outcome<null>> {
  const wanted = wantedFields(step.content, bodyContext(session).known);
  // What a push once put there is taken away where the files name it no more, as the plan says.
  const pushed = step.flow === null ? null : (session.store.state.flows.get(step.flow)?.flow?.fields ?? null);
  const differences = (raw: JsonObject) => findDifferences("flow", wanted, remoteFields("flow", raw), pushed);
  const finished = await patchFlow(
    {
      name: step.name,
      id,
      isWanted: (raw) => differences(raw).length === 0,
      patch: (raw) => createPatch(step, raw, bodyContext(session)),
      seen: new Map(step.changes.map(({ path, before }) => [path, before])),
      touched: (raw) => new Map(differences(raw).map(({ path, after }) => [path, after])),
    },
    session,
  );
  if (finished.kind === "stop") return finished;
  return record(step, foundOf(finished.value), "updated", session) ?? done(null);
}

export interface FlowChange {
  readonly name: string;
  readonly id: string;
  /** Whether a flow is as it shall be. */
  readonly isWanted: (flow: JsonObject) => boolean;
  readonly patch: (flow: JsonObject) => readonly PatchOperation[];
  /** Paths that shall be changed, with their texts when that was decided; none where nothing is known of then. */
  readonly seen: ReadonlyMap<string, string | null>;
  /** Paths that the patch would change, with the texts that they would get. */
  readonly touched: (flow: JsonObject) => ReadonlyMap<string, string | null>;
}

/** Gives the flow as it is then. */
export async function patchFlow(change: FlowChange, session: Session): Promise<Outcome<Flow>> {
  const { name, id, isWanted } = change;
  const first = await readSettledFlow(name, id, session);
  if (first.kind === "stop") return first;
  let flow = first.value;
  let seen = change.seen;
  for (let attempt = 1; ; attempt += 1) {
    if (isWanted(flow.raw)) return done(flow);
    const conflict = conflictOf(change, seen, flow);
    if (conflict !== null) return conflict;
    const patched = await session.platform.flows.flows.patch(id, flow.etag ?? "", change.patch(flow.raw));
    if (patched.kind === "ok") return done({ ...flow, etag: patched.value.etag });
    const { problem } = patched;
    const isConflict = problem.kind === "refused" && problem.action === "conflict";
    const isBusy = problem.kind === "refused" && problem.action === "wait";
    if (problem.kind !== "unknown" && !isConflict && !isBusy) return stopFor(problem, `changing the flow ${name}`);
    const again = await readSettledFlow(name, id, session);
    if (again.kind === "stop") return again;
    if (isWanted(again.value.raw)) return done(again.value);
    if (attempt === ATTEMPTS || problem.kind === "unknown") return givenUp(problem, change);
    // What we read before is what the next look is held to.
    seen = textsOf(flow, change.touched(flow.raw));
    flow = again.value;
  }
}

/** The second is for a change of somebody else that has nothing to do with ours. */
const ATTEMPTS = 2;

function givenUp(problem: Problem, { name, id }: FlowChange): Stop {
  return problem.kind === "unknown"
    ? stopPlatform(diagnostic(platformApply.XM7229, null, { what: "flow", name, id }))
    : stopFor(problem, `changing the flow ${name}`);
}

/** Whether somebody else has changed what the patch would, too. */
function conflictOf(
  { name, id, touched }: FlowChange,
  seen: ReadonlyMap<string, string | null>,
  flow: Flow,
): Stop | null {
  const wanted = touched(flow.raw);
  const now = textsOf(flow, wanted);
  const lines = [...wanted].flatMap(([path, after]) => {
    const was = seen.get(path);
    const is = now.get(path) ?? null;
    return was === undefined || was === is ? [] : [tell(path, was, is, after)];
  });
  return lines.length === 0 ? null : stop(diagnostic(platformApply.XM7223, null, { what: "flow", name, id, lines }));
}

function textsOf(flow: Flow, paths: ReadonlyMap<string, string | null>): ReadonlyMap<string, string | null> {
  const fields = new Map(remoteFields("flow", flow.raw).map(({ path, text }) => [path, text]));
  return new Map([...paths.keys()].map((path) => [path, fields.get(path) ?? null]));
}
