import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import type { JsonObject } from "../json.js";
import {
  createBody,
  findDifferences,
  hashFields,
  type MappingSetStep,
  remoteFields,
  wantedFields,
} from "../plan/index.js";
import type { Reply } from "../problem.js";
import type { MappingSet } from "../services/data-prep-types.js";
import { foundOf } from "./look-up.js";
import { record } from "./record.js";
import {
  bodyContext,
  done,
  type Outcome,
  type Session,
  type Stop,
  stop,
  stopFor,
  stopPlatform,
  stopUnread,
} from "./session.js";

/**
 * Writes the whole of a mapping set over the one that the plan saw. The service takes no precondition and the last writer
 * wins, so the set is read right before and right after: whoever wrote in between is told of, and the flow, which is pinned
 * to its version, is left with it.
 */
export async function updateMappingSet(step: MappingSetStep, id: string, session: Session): Promise<Outcome<null>> {
  const before = await read(step, id, session);
  if (before.kind === "stop") return before;
  const { raw } = before.value;
  const { known } = bodyContext(session);
  const wanted = wantedFields(step.content, known);
  const isWanted = (set: JsonObject) =>
    findDifferences("mapping-set", wanted, remoteFields("mapping-set", set)).length === 0;
  if (isWanted(raw)) return keep(step, before.value, session);
  if (step.seen !== null && hashFields(remoteFields("mapping-set", raw)) !== step.seen.hash) {
    const version = `version: was ${step.seen.version ?? "unknown"}, is ${before.value.version} now`;
    const lines = [version, ...changesOf(step, raw)];
    return stop(diagnostic(platformApply.XM7223, null, { what: "mapping set", name: step.name, id, lines }));
  }
  const body = createBody(step, bodyContext(session));
  if (body === null) throw new Error(`the step ${step.key} has nothing to send`);
  const after = await replaceMappingSet({ name: step.name, id, before: before.value.version, body, isWanted }, session);
  return after.kind === "stop" ? after : keep(step, after.value, session);
}

export interface Replacement {
  readonly name: string;
  readonly id: string;
  /** The version that was read right before. */
  readonly before: number;
  readonly body: JsonObject;
  /** Whether a set is what this body makes. */
  readonly isWanted: (set: JsonObject) => boolean;
}

/** The PUT, and the look whether anybody else wrote; gives the set as it is then. */
export async function replaceMappingSet(
  { name, id, before, body, isWanted }: Replacement,
  { platform }: Session,
): Promise<Outcome<MappingSet>> {
  const written = await platform.mappingSets.replace(id, body);
  // Where the answer was lost, the look says what became of it.
  if (written.kind === "problem" && written.problem.kind !== "unknown") {
    return stopFor(written.problem, `replacing the mapping set ${name}`);
  }
  const looked = await platform.mappingSets.get(id);
  if (looked.kind === "problem") return stopFor(looked.problem, `reading the mapping set ${name} after its change`);
  const after = looked.value;
  const isOurs = isWanted(after.raw);
  if (!isOurs && after.version === before) {
    return written.kind === "problem"
      ? stopPlatform(diagnostic(platformApply.XM7229, null, { what: "mapping set", name, id }))
      : lost(name, id, before, after.version, false);
  }
  if (!isOurs) return lost(name, id, before, after.version, false);
  // Each replay of a PUT counts: what lies between has to be ours, too.
  for (let version = before + 1; version < after.version; version += 1) {
    const between = await platform.mappingSets.get(id, version);
    if (!isOurVersion(between, isWanted)) return lost(name, id, before, after.version, true);
  }
  return done(after);
}

function isOurVersion(reply: Reply<MappingSet>, isWanted: (set: JsonObject) => boolean): boolean {
  return reply.kind === "ok" && isWanted(reply.value.raw);
}

function lost(name: string, id: string, before: number, after: number, isOurs: boolean): Stop {
  return stop(diagnostic(platformApply.XM7222, null, { name, id, before, after, isOurs }));
}

async function read(step: MappingSetStep, id: string, { platform }: Session): Promise<Outcome<MappingSet>> {
  const reply = await platform.mappingSets.get(id);
  return reply.kind === "ok" ? done(reply.value) : stopUnread(reply.problem, "mapping-set", step.name, id);
}

function keep(step: MappingSetStep, set: MappingSet, session: Session): Outcome<null> {
  return record(step, { ...foundOf(set), version: set.version }, "updated", session) ?? done(null);
}

/** What of the fields that the plan changes is no more as the plan saw it. */
function changesOf(step: MappingSetStep, raw: JsonObject): readonly string[] {
  const now = new Map(remoteFields("mapping-set", raw).map(({ path, text }) => [path, text]));
  return step.changes.flatMap(({ kind, path, before, after }) => {
    const there = now.get(kind === "mapping" ? `mappings/${path}` : path) ?? null;
    if (there === before || there === after) return [];
    return [tell(path, before, there, after)];
  });
}

/** One field that somebody else has changed. */
export function tell(path: string, was: string | null, is: string | null, wanted: string | null): string {
  const of = (value: string | null) => value ?? "not there";
  return `${path}: was ${of(was)}, is ${of(is)} now, and this push wants ${of(wanted)}`;
}
