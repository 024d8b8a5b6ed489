import type { Diagnostic } from "../../diagnostics/index.js";
import type { Difference } from "./differences.js";
import { destinationOf, isMappingPath, remoteFields, wantedFields } from "./fields.js";
import { hashFields } from "./hash.js";
import type { Change, Content, Known, ResourceKind, Seen } from "./plan.js";
import { numberAt, textAt } from "./read-json.js";

/** What comes of planning one object. `step` is null where an error, which is told, stands in the way. */
export interface Planned<S> {
  readonly step: S | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** What every step has in common whose object is not there, as far as is known yet. */
export const TO_MAKE = { action: "create", id: null, seen: null, changes: [], drift: [] } as const;

const NOT_KNOWN: Known = () => undefined;

/** Of the content wanted, references by their steps' keys: it does not depend on what is there. */
export function hashOfWanted(content: Content): string {
  return hashFields(wantedFields(content, NOT_KNOWN));
}

/** An object as it is now. */
export function seeRemote(resource: ResourceKind, raw: unknown): Seen {
  return {
    etag: textAt(raw, "etag") ?? textAt(raw, "meta:registryMetadata", "eTag"),
    version: resource === "mapping-set" ? numberAt(raw, "version") : null,
    hash: hashFields(remoteFields(resource, raw)),
  };
}

export function changeOf({ path, before, after }: Difference, why: string | null = null): Change {
  const kind = isMappingPath(path) ? "mapping" : "field";
  return { kind, path: kind === "mapping" ? destinationOf(path) : path, before, after, why };
}

/** Seconds since 1970 as a time in UTC. */
export function timeText(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(".000Z", "Z");
}
