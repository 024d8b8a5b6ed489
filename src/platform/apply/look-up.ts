import { type Json, memberOf } from "../json.js";
import { matches, ownerOf, type ResourceKind, readMarker, type WantedStep } from "../plan/index.js";
import { ok, type Problem, type Reply } from "../problem.js";
import type { Remote } from "../services/resource.js";
import { bodyContext, INTERRUPTED, type Session, type Stop } from "./session.js";

/** An object as a look-up or a write found it. */
export interface Found {
  readonly id: string;
  /** Of a mapping set. */
  readonly version: number | null;
  readonly etag: string | null;
  /** Null where only a write's answer is known. */
  readonly raw: Json | null;
}

/** The objects of a name, whatever they hold. */
export async function findNamed(
  resource: ResourceKind,
  name: string,
  { platform, signal }: Session,
): Promise<Reply<readonly Found[]>> {
  const options = { signal };
  switch (resource) {
    case "schema": {
      const titled = await platform.schemas.titled(name, options);
      if (titled.kind === "problem") return titled;
      const found: Found[] = [];
      for (const { id } of titled.value) {
        const schema = await platform.schemas.get(id, { ...options, form: "xed" });
        if (schema.kind === "problem") return schema;
        found.push(foundOf(schema.value));
      }
      return ok(found);
    }
    case "dataset":
      return foundIn(await platform.catalog.datasets.named(name, options));
    case "source":
      return foundIn(await platform.flows.sourceConnections.named(name, options));
    case "target":
      return foundIn(await platform.flows.targetConnections.named(name, options));
    case "flow":
      return foundIn(await platform.flows.flows.named(name, options));
    case "mapping-set": {
      const named = await platform.mappingSets.named(name, options);
      if (named.kind === "problem") return named;
      return ok(named.value.map((set) => ({ ...foundOf(set), version: set.version })));
    }
  }
}

/** Those that have just the content of a step, and its marker where the service keeps descriptions. */
export async function lookUp(
  step: WantedStep,
  besides: ReadonlySet<string>,
  session: Session,
): Promise<Reply<readonly Found[]>> {
  const named = await findNamed(step.resource, step.name, session);
  if (named.kind === "problem") return named;
  const { known } = bodyContext(session);
  return ok(named.value.filter(({ id, raw }) => !besides.has(id) && isOurs(step, raw) && matches(step, raw, known)));
}

/** Whether an object of a step's name bears the step's marker, or may have lost it. */
export function isOurs(step: WantedStep, raw: Json | null): boolean {
  const description = memberOf(raw ?? undefined, "description");
  const owner = typeof description === "string" ? readMarker(description).owner : null;
  switch (step.resource) {
    case "source":
    case "target":
    case "flow":
      return owner === ownerOf(step);
    case "mapping-set":
      // Whether Data Prep keeps descriptions is not known.
      return owner === null || owner === ownerOf(step);
    case "schema":
    case "dataset":
      return true;
  }
}

export type Polled =
  /** With whether the first look found them. */
  | { readonly kind: "found"; readonly found: readonly Found[]; readonly isFirst: boolean }
  /** With why the last look failed, where it did. */
  | { readonly kind: "none"; readonly problem: Problem | null };

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 5000;

/** Looks again and again until something is found, at the latest at `until` (epoch milliseconds) for the last time. */
export async function pollFor(
  look: () => Promise<Reply<readonly Found[]>>,
  until: number,
  { now, sleep, signal }: Session,
): Promise<Polled | Stop> {
  let isFirst = true;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const isLast = now() >= until;
    const reply = await look();
    if (reply.kind === "ok" && reply.value.length > 0) return { kind: "found", found: reply.value, isFirst };
    isFirst = false;
    if (signal.aborted) return INTERRUPTED;
    if (isLast) return { kind: "none", problem: reply.kind === "problem" ? reply.problem : null };
    await sleep(Math.max(1, Math.min(pause, until - now())), signal);
  }
}

function foundIn(reply: Reply<readonly (Remote & { readonly etag: string | null })[]>): Reply<readonly Found[]> {
  return reply.kind === "ok" ? ok(reply.value.map(foundOf)) : reply;
}

export function foundOf({ id, raw, etag }: Remote & { readonly etag?: string | null }): Found {
  return { id, version: null, etag: etag ?? null, raw };
}
