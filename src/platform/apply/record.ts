import { isDeepStrictEqual } from "node:util";
import { type Json, memberOf } from "../json.js";
import { describeContent, type ResourceKind, type WantedStep } from "../plan/index.js";
import type { StateEntry, StatePart } from "../store/index.js";
import type { Found } from "./look-up.js";
import {
  bodyContext,
  type Deed,
  type Done,
  type Session,
  type Stop,
  stopUnrecorded,
  stopUnwritten,
} from "./session.js";

/** Writes down what a step's object is now, and tells of it. Nothing is written where the state says so already. */
export function record(step: WantedStep, found: Found, deed: Deed, session: Session): Stop | null {
  const { store, users, known, onDone } = session;
  const { id, version, etag } = found;
  known.set(step.key, { id, version });
  const context = bodyContext(session);
  const startTime = startTimeOf(found.raw) ?? context.startTime;
  const content = describeContent(step, { ...context, startTime });
  const entry: StateEntry = {
    id,
    hash: content?.hash ?? step.wanted,
    version,
    etag,
    // Schemas and datasets are never changed; those that were there before have no content either.
    fields: step.resource === "schema" || step.resource === "dataset" ? null : (content?.fields ?? null),
  };
  const flows = users.get(step.key) ?? [];
  const part = partOf(step.resource);
  const isKnown = flows.every((flow) => isSame(store.state.flows.get(flow)?.[part] ?? null, entry));
  const unwritten = isKnown ? null : store.setEntry(flows, part, entry);
  const one: Done = { key: step.key, resource: step.resource, name: step.name, deed, id, version };
  onDone(one);
  return stopUnrecorded(unwritten, one);
}

/**
 * What a step that changes nothing stands for: what is there is what is wanted, so the state says that too where it does
 * not yet, as after a push that ended between a write and its entry.
 */
export function recordLeft(step: WantedStep, id: string, session: Session): Stop | null {
  const { store, users, known } = session;
  const version = step.seen?.version ?? null;
  known.set(step.key, { id, version });
  const part = partOf(step.resource);
  for (const flow of users.get(step.key) ?? []) {
    const entry = store.state.flows.get(flow)?.[part] ?? null;
    const context = bodyContext(session);
    // When a flow begins that the project file gives no start is what the state says alone.
    const begun = entry?.fields?.find(({ path }) => path === "schedule.start")?.text;
    const content = describeContent(step, { ...context, startTime: Number(begun ?? context.startTime) });
    const hash = content?.hash ?? step.wanted;
    const isSaid = entry?.id === id && entry.version === version && (content === null || entry.hash === hash);
    if (isSaid) continue;
    const etag = (entry?.id === id ? entry.etag : null) ?? step.seen?.etag ?? null;
    const stopped = stopUnwritten(
      store.setEntry([flow], part, { id, hash, version, etag, fields: content?.fields ?? null }),
    );
    if (stopped !== null) return stopped;
  }
  return null;
}

function partOf(resource: ResourceKind): StatePart {
  return resource === "mapping-set" ? "mappingSet" : resource;
}

/** When a flow begins, as the service tells it: in seconds. */
function startTimeOf(flow: Json | null): number | null {
  const start = memberOf(memberOf(flow ?? undefined, "scheduleParams"), "startTime");
  const seconds = typeof start === "string" ? Number(start) : start;
  return typeof seconds === "number" && Number.isFinite(seconds) ? seconds : null;
}

function isSame(one: StateEntry | null, other: StateEntry): boolean {
  return one !== null && isDeepStrictEqual(one, other);
}
