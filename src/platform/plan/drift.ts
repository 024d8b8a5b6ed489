import { destinationOf, isMappingPath, remoteFields } from "./fields.js";
import type { Drift, Remembered, ResourceKind } from "./plan.js";
import { textAt } from "./read-json.js";
import { isColumn, isWrittenByService, namesNoColumns } from "./service-fields.js";

/**
 * What is no more as the last push left it, in the order of the last push, then what has come. A flow that was disabled is
 * drift even where nothing is known of the last push: a push never makes one that is.
 */
export function findDrift(resource: ResourceKind, remembered: Remembered | null, raw: unknown): readonly Drift[] {
  const drift: Drift[] = [];
  if (resource === "flow" && textAt(raw, "state") === "disabled") {
    drift.push({ kind: "field", path: "state", pushed: "enabled", now: "disabled", by: "hand" });
  }
  const pushed = remembered?.fields ?? null;
  if (pushed === null) return drift;
  const now = new Map(remoteFields(resource, raw).map(({ path, text }) => [path, text]));
  const before = new Set(pushed.map(({ path }) => path));
  // A connection that declares no columns has those of its table: none were ever put there.
  const hasNoColumns = namesNoColumns(resource, new Set(now.keys()));
  for (const { path, text } of pushed) {
    if (hasNoColumns && isColumn(path)) continue;
    const there = now.get(path) ?? null;
    if (there !== text) add(path, text, there);
  }
  const leavesColumns = namesNoColumns(resource, before);
  for (const [path, text] of now) {
    if (!before.has(path) && !(leavesColumns && isColumn(path))) add(path, null, text);
  }
  return drift;

  function add(path: string, text: string | null, there: string | null): void {
    const by = isWrittenByService(resource, path, text === null, there === null) ? "service" : "hand";
    const kind = isMappingPath(path) ? "mapping" : "field";
    drift.push({ kind, path: kind === "mapping" ? destinationOf(path) : path, pushed: text, now: there, by });
  }
}
