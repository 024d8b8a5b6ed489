import type { ResourceKind } from "./plan.js";

/** How messages name a kind of object. */
export const RESOURCE_NAMES: Readonly<Record<ResourceKind, string>> = {
  schema: "schema",
  dataset: "dataset",
  source: "source connection",
  target: "target connection",
  "mapping-set": "mapping set",
  flow: "flow",
};
