import type { Field, ResourceKind } from "./plan.js";
import { isColumn, isFilledIn, isTakenBack, mayBeDropped, namesNoColumns } from "./service-fields.js";

export interface Difference {
  readonly path: string;
  /** What is there; null for nothing. */
  readonly before: string | null;
  /** What is wanted. */
  readonly after: string | null;
}

/**
 * What has to change for an object to have the content that is wanted, in the order of what is wanted; then what is there
 * and not wanted. What the service fills in or drops by itself is none; but what a push once put there (`pushed`) is no
 * doing of the service.
 */
export function findDifferences(
  resource: ResourceKind,
  wanted: readonly Field[],
  remote: readonly Field[],
  pushed: readonly Field[] | null = null,
): readonly Difference[] {
  const there = new Map(remote.map(({ path, text }) => [path, text]));
  const asked = new Set(wanted.map(({ path }) => path));
  const differences: Difference[] = [];
  // A connection that declares no columns has those of its table.
  const hasNoColumns = namesNoColumns(resource, new Set(there.keys()));
  for (const { path, text } of wanted) {
    const before = there.get(path) ?? null;
    if (hasNoColumns && isColumn(path)) continue;
    if (before === text || (before === null && mayBeDropped(resource, path))) continue;
    differences.push({ path, before, after: text });
  }
  const leavesColumns = namesNoColumns(resource, asked);
  for (const { path, text } of remote) {
    if (asked.has(path) || (leavesColumns && isColumn(path))) continue;
    const isOurs = pushed?.some((one) => one.path === path) === true && isTakenBack(resource, path);
    if (isOurs || !isFilledIn(resource, path)) differences.push({ path, before: text, after: null });
  }
  return differences;
}
