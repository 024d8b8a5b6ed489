import { isList, type Json, memberOf, objectOf } from "../json.js";
import type { Answer, Context, Route, Service, ServiceRequest } from "../service.js";
import { batchRoutes } from "./batches.js";
import { dataSetRoutes } from "./data-sets.js";
import { lastBatchesRoute } from "./last-batches.js";
import { transact } from "./transaction.js";

const resources: readonly Route[] = [...dataSetRoutes, ...batchRoutes];

/** Catalog: datasets, batches, the values of tags, several requests in one. */
export const catalog: Service = {
  name: "catalog",
  routes: [
    ...resources,
    { method: "GET", path: "/", handle: () => ({ status: 200, body: { dataSet: "/dataSets", batch: "/batches" } }) },
    { method: "POST", path: "/", handle: (request, context) => transact(resources, request, context) },
    lastBatchesRoute,
    { method: "GET", path: "/tags/{NAMESPACE}", handle: listTags },
  ],
};

/** The values that the datasets carry under one tag, or under all that begin with `NAMESPACE/`. */
function listTags({ parameters }: ServiceRequest, { store }: Context): Answer {
  const namespace = parameters.get("NAMESPACE") ?? "";
  const values = new Map<string, Set<Json>>();
  for (const { value } of store.collection("dataSets").listed()) {
    const tags = memberOf(value, "tags");
    if (typeof tags !== "object" || tags === null) continue;
    for (const [name, given] of Object.entries(tags)) {
      if (name !== namespace && !name.startsWith(`${namespace}/`)) continue;
      const known = values.get(name) ?? new Set();
      values.set(name, known);
      if (isList(given)) for (const one of given) known.add(one);
    }
  }
  return { status: 200, body: objectOf([...values].map(([name, known]) => [name, [...known]])) };
}
