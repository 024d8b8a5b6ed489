import type { ResourceKind } from "./plan.js";

/*
 * What AEP writes by itself, in one place. Such a field is never put back and never a reason for a change:
 * - the delta column: an on-demand run of a flow that runs once patches its Copy transformation into the flow;
 * - the start and the backfill of a schedule that says nothing of them, and an interval where the flow runs once;
 * - options with their defaults;
 * - all that is told of an object beside its content (etag, version, times, users, lastOperation, lastRunDetails,
 *   inheritedAttributes, meta:…) is not even read for a comparison.
 */

const FILLED_IN: Readonly<Record<ResourceKind, readonly RegExp[]>> = {
  schema: [],
  dataset: [/^profile$/],
  source: [/^params\.(?!tableName$|path$|recursive$)/],
  target: [/^schema version$/],
  "mapping-set": [],
  flow: [/^delta\./, /^schedule\.(?:start|backfill|interval)$/, /^options\./, /^mapping version$/],
};

/** Whether a field that nobody asked for is the service's own doing. */
export function isFilledIn(resource: ResourceKind, path: string): boolean {
  return FILLED_IN[resource].some((pattern) => pattern.test(path));
}

/** Whether the columns of a table are nothing that was asked for: where no file names any, those that are there stay. */
export function namesNoColumns(resource: ResourceKind, asked: ReadonlySet<string>): boolean {
  return resource === "source" && ![...asked].some(isColumn);
}

export function isColumn(path: string): boolean {
  return path.startsWith("columns.");
}

/** Whether a field that a push put there, and that the files name no more, is to be taken away: a start has to stay. */
export function isTakenBack(resource: ResourceKind, path: string): boolean {
  return resource === "flow" && /^(?:options|delta)\./.test(path);
}

/**
 * Whether a service may drop what it was sent: Adobe's description of mapping sets has no place for a description, and that
 * of mappings has one that not every answer fills.
 */
export function mayBeDropped(resource: ResourceKind, path: string): boolean {
  return resource === "mapping-set" && /^(?:description$|schema version$|names\/|descriptions\/)/.test(path);
}

/** Whether a field that is not as it was pushed was changed by the service: it filled it in, or dropped it. */
export function isWrittenByService(
  resource: ResourceKind,
  path: string,
  wasMissing: boolean,
  isMissing: boolean,
): boolean {
  return (wasMissing && isFilledIn(resource, path)) || (isMissing && mayBeDropped(resource, path));
}
