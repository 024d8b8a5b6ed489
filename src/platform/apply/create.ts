import { diagnostic } from "../../diagnostics/index.js";
import { platformApply } from "../../diagnostics/platform-apply.js";
import { type JsonObject, memberOf } from "../json.js";
import { createBody, matches, RESOURCE_NAMES, type WantedStep } from "../plan/index.js";
import { ok, type Problem, type Reply } from "../problem.js";
import { inTheWay } from "../services/schema-registry.js";
import type { Intent } from "../store/index.js";
import { type Found, findNamed, foundOf, isOurs, lookUp, pollFor } from "./look-up.js";
import { record } from "./record.js";
import {
  bodyContext,
  type Deed,
  done,
  type Outcome,
  type Session,
  serviceOf,
  stop,
  stopFor,
  stopPlatform,
  stopUnwritten,
} from "./session.js";

/*
 * AEP knows no idempotency keys: nothing tells it that two requests are one. So what is about to be made is written down
 * first, its id is written down before the intent is taken out, and an object whose answer was lost, now or in a push
 * before, is looked for by name and content before it may be sent again.
 */

/** Makes a step's object, or finds what an earlier attempt made. `deed` says what it is when it was not there. */
export async function create(step: WantedStep, deed: Deed, session: Session): Promise<Outcome<null>> {
  const { store } = session;
  const open = store.journal.intents.find(({ key }) => key === step.key);
  let intent: Intent;
  if (open === undefined) {
    const before = await equalsBefore(step, session);
    if (before.kind === "stop") return before;
    const successor = successorIn(step, before.value);
    if (successor !== null) return finish(step, successor, "adopted", session);
    intent = intentOf(step, idsOf(step, before.value), session);
  } else {
    const resumed = await resume(step, open, session);
    if (resumed.kind === "stop") return resumed;
    if (resumed.value !== null) return finish(step, resumed.value, "adopted", session);
    intent = intentOf(step, open.besides, session);
  }
  const unwritten = stopUnwritten(store.openIntent(intent));
  if (unwritten !== null) return unwritten;
  const posted = await post(step, session);
  if (posted.kind === "ok") return finishMade(step, posted.value, deed, session);
  return posted.problem.kind === "unknown"
    ? await find(step, intent, deed, session)
    : await refused(step, posted.problem, session);
}

/** What has the same content as the new object: only where it takes the place of another can there be any. */
async function equalsBefore(step: WantedStep, session: Session): Promise<Outcome<readonly Found[]>> {
  if (step.action !== "replace") return done([]);
  const reply = await lookUp(step, new Set(), session);
  return reply.kind === "ok"
    ? done(reply.value)
    : stopFor(reply.problem, `looking for the ${RESOURCE_NAMES[step.resource]}s that are there`);
}

/**
 * What has taken the place of a step's object already: a push from another clone of the project, whose state this one does
 * not have. A flow is one only where it is at work: a rollback leaves disabled ones behind.
 */
function successorIn(step: WantedStep, equals: readonly Found[]): Found | null {
  const [only, ...others] = equals.filter(({ id }) => id !== step.id);
  if (only === undefined || others.length > 0) return null;
  return step.resource !== "flow" || memberOf(only.raw ?? undefined, "state") === "enabled" ? only : null;
}

function idsOf({ id: own }: WantedStep, equals: readonly Found[]): readonly string[] {
  const ids = equals.map(({ id }) => id);
  return own === null || ids.includes(own) ? ids : [own, ...ids];
}

function intentOf(step: WantedStep, besides: readonly string[], { now }: Session): Intent {
  const { key, resource, name, wanted } = step;
  return { key, resource, name, hash: wanted, besides, time: now(), phase: "sent" };
}

/** What became of the request of an earlier push: its object, or null where it is not there. */
async function resume(step: WantedStep, intent: Intent, session: Session): Promise<Outcome<Found | null>> {
  const { now, settle } = session;
  // A clock that was set back would make the time of the intent a day of waiting.
  const until = Math.max(now() + settle, Math.min(intent.time, now()) + 2 * settle);
  const besides = new Set(intent.besides);
  if (intent.hash !== step.wanted) return resumeOther(step, intent, until, session);
  const polled = await pollFor(() => lookUp(step, besides, session), until, session);
  switch (polled.kind) {
    case "stop":
      return polled;
    case "found":
      if (!polled.isFirst) session.lists.set(serviceOf(step.resource), "behind");
      return onlyOne(step, polled.found);
    case "none":
      return polled.problem === null
        ? done(null)
        : stopFor(polled.problem, `looking for the ${RESOURCE_NAMES[step.resource]}`);
  }
}

/** The same where the files have changed since. */
async function resumeOther(
  step: WantedStep,
  { name, besides }: Intent,
  until: number,
  session: Session,
): Promise<Outcome<null>> {
  const before = new Set(besides);
  const look = async () => {
    const named = await findNamed(step.resource, name, session);
    if (named.kind === "problem") return named;
    return ok(named.value.filter(({ id, raw }) => !before.has(id) && isOurs(step, raw)));
  };
  const polled = await pollFor(look, until, session);
  if (polled.kind === "stop") return polled;
  if (polled.kind === "none") {
    return polled.problem === null
      ? done(null)
      : stopFor(polled.problem, `looking for the ${RESOURCE_NAMES[step.resource]}`);
  }
  const ids = polled.found.map(({ id }) => id);
  return stop(diagnostic(platformApply.XM7235, null, { what: RESOURCE_NAMES[step.resource], name, ids }));
}

/** After a request whose answer was lost. */
async function find(step: WantedStep, intent: Intent, deed: Deed, session: Session): Promise<Outcome<null>> {
  const { store, now, settle, lists } = session;
  const besides = new Set(intent.besides);
  const what = RESOURCE_NAMES[step.resource];
  for (let attempt = 1; ; attempt += 1) {
    const polled = await pollFor(() => lookUp(step, besides, session), now() + settle, session);
    if (polled.kind === "stop") return polled;
    if (polled.kind === "found") {
      if (!polled.isFirst) lists.set(serviceOf(step.resource), "behind");
      const found = onlyOne(step, polled.found);
      return found.kind === "stop" ? found : finish(step, found.value, deed, session);
    }
    const unwritten = stopUnwritten(store.openIntent({ ...intent, phase: "unknown" }));
    if (unwritten !== null) return unwritten;
    if (polled.problem !== null) return stopFor(polled.problem, `looking for the ${what}`);
    if (lists.get(serviceOf(step.resource)) !== "fresh" || attempt === ATTEMPTS) {
      const told = { what, name: step.name, seconds: Math.round(settle / 1000) };
      return stopPlatform(diagnostic(platformApply.XM7220, null, told));
    }
    // Its list shows at once what was made, and does not show this: it was not made.
    const again = stopUnwritten(store.openIntent({ ...intent, time: now() }));
    if (again !== null) return again;
    const posted = await post(step, session);
    if (posted.kind === "ok") return finishMade(step, posted.value, deed, session);
    if (posted.problem.kind !== "unknown") return refused(step, posted.problem, session);
  }
}

/** How often an object is sent whose answers are lost again and again. */
const ATTEMPTS = 3;

function onlyOne(step: WantedStep, found: readonly Found[]): Outcome<Found> {
  const [first] = found;
  if (first !== undefined && found.length === 1) return done(first);
  const ids = found.map(({ id }) => id);
  return stop(diagnostic(platformApply.XM7221, null, { what: RESOURCE_NAMES[step.resource], name: step.name, ids }));
}

/** The service said no: nothing was made. */
async function refused(step: WantedStep, problem: Problem, session: Session): Promise<Outcome<null>> {
  const taken = step.resource === "schema" ? await schemaOfTitle(step, problem, session) : null;
  if (taken?.kind === "done") return finish(step, taken.value, "adopted", session);
  const unwritten = stopUnwritten(session.store.closeIntent(step.key));
  if (unwritten !== null) return unwritten;
  return taken ?? stopFor(problem, `making the ${RESOURCE_NAMES[step.resource]} ${step.name}`);
}

/** The schema in whose way another of its title is, where that has the content that is wanted. */
async function schemaOfTitle(step: WantedStep, problem: Problem, session: Session): Promise<Outcome<Found> | null> {
  const taken = inTheWay(problem);
  if (taken === null) return null;
  const { id } = taken;
  const other = stop(diagnostic(platformApply.XM7227, null, { title: step.name, id }));
  if (id === null) return other;
  const schema = await session.platform.schemas.get(id, { form: "xed", signal: session.signal });
  if (schema.kind === "problem") return other;
  return matches(step, schema.value.raw, bodyContext(session).known) ? done(foundOf(schema.value)) : other;
}

/** Writes the object down, and takes the intent out. */
function finish(step: WantedStep, found: Found, deed: Deed, session: Session): Outcome<null> {
  const { store } = session;
  const stopped = record(step, found, deed, session) ?? stopUnwritten(store.closeIntent(step.key));
  if (stopped !== null) return stopped;
  const isRetired = store.journal.retired.some(({ id }) => id === found.id);
  return (isRetired ? stopUnwritten(store.removeRetired(found.id)) : null) ?? done(null);
}

/** The same for what was made just now; the first of each service shows whether its lists are up to date. */
async function finishMade(step: WantedStep, found: Found, deed: Deed, session: Session): Promise<Outcome<null>> {
  const finished = finish(step, found, deed, session);
  const service = serviceOf(step.resource);
  if (finished.kind === "stop" || session.lists.has(service)) return finished;
  const named = await findNamed(step.resource, step.name, session);
  if (named.kind === "ok") {
    session.lists.set(service, named.value.some(({ id }) => id === found.id) ? "fresh" : "behind");
  }
  return finished;
}

async function post(step: WantedStep, session: Session): Promise<Reply<Found>> {
  const { platform } = session;
  const body = createBody(step, bodyContext(session));
  // A plan makes no step of it that writes.
  if (body === null) throw new Error(`the step ${step.key} has nothing to send`);
  switch (step.resource) {
    case "schema": {
      const made = await platform.schemas.create(body);
      return made.kind === "ok" ? ok(foundOf(made.value)) : made;
    }
    case "dataset":
      return written(await platform.catalog.datasets.create(body));
    case "source":
      return written(await platform.flows.sourceConnections.create(body));
    case "target":
      return written(await platform.flows.targetConnections.create(body));
    case "mapping-set":
      return postMappingSet(body, session);
    case "flow":
      return written(await platform.flows.flows.create(body), body);
  }
}

async function postMappingSet(body: JsonObject, { platform }: Session): Promise<Reply<Found>> {
  const made = await platform.mappingSets.create(body);
  if (made.kind === "problem") return made;
  const { id, version } = made.value;
  if (version !== null) return ok({ id, version, etag: null, raw: null });
  const set = await platform.mappingSets.get(id);
  if (set.kind === "ok") return ok({ ...foundOf(set.value), version: set.value.version });
  // It is made all the same: whatever stood in the way of the second look must not read as a refusal of the first call.
  return { kind: "problem", problem: { ...set.problem, kind: "unknown" } };
}

function written(
  reply: Reply<{ readonly id: string; readonly etag: string | null }>,
  raw: JsonObject | null = null,
): Reply<Found> {
  return reply.kind === "ok" ? ok({ ...reply.value, version: null, raw }) : reply;
}
