import type { JsonObject } from "../json.js";
import type { Plan, Step } from "../plan/index.js";
import type { Reply } from "../problem.js";
import { NO_FLOW_STATE, type SnapshotObject } from "../store/index.js";
import { done, type Outcome, type Session, stop, stopUnread } from "./session.js";

/** Writes down how everything is that a plan is about to change; gives the file's path, null where nothing is there yet. */
export async function takeSnapshot(plan: Plan, session: Session): Promise<Outcome<string | null>> {
  const { store, now, allowDelete } = session;
  const objects: SnapshotObject[] = [];
  const flows = new Set<string>();
  for (const step of plan.steps) {
    const { key, resource, flow, id, action, changes } = step;
    if (flow === null || action === "leave" || (action === "delete" && !allowDelete)) continue;
    flows.add(flow);
    if (id === null || action === "adopt") continue;
    const read = await readObject(step, id, session);
    if (read.kind === "problem") return stopUnread(read.problem, resource, step.name, id);
    const { version, etag, raw } = read.value;
    const changed = changes.map(({ path }) => path);
    objects.push({ key, resource, flow, name: step.name, id, version, etag, changed, content: raw });
  }
  if (objects.length === 0) return done(null);
  const before = new Map([...flows].map((key) => [key, store.state.flows.get(key) ?? NO_FLOW_STATE]));
  const written = store.writeSnapshot({ made: now(), flows: before, objects });
  return written.kind === "ok" ? done(written.value) : stop(written.diagnostic);
}

interface Read {
  readonly version: number | null;
  readonly etag: string | null;
  readonly raw: JsonObject;
}

async function readObject({ resource }: Step, id: string, { platform }: Session): Promise<Reply<Read>> {
  switch (resource) {
    case "schema":
      return read(await platform.schemas.get(id, { form: "xed" }));
    case "dataset":
      return read(await platform.catalog.datasets.get(id));
    case "source":
      return read(await platform.flows.sourceConnections.get(id));
    case "target":
      return read(await platform.flows.targetConnections.get(id));
    case "flow":
      return read(await platform.flows.flows.get(id));
    case "mapping-set": {
      const set = await platform.mappingSets.get(id);
      if (set.kind === "problem") return set;
      return { kind: "ok", value: { version: set.value.version, etag: null, raw: set.value.raw } };
    }
  }
}

function read(reply: Reply<{ readonly etag: string | null; readonly raw: JsonObject }>): Reply<Read> {
  if (reply.kind === "problem") return reply;
  const { etag, raw } = reply.value;
  return { kind: "ok", value: { version: null, etag, raw } };
}
