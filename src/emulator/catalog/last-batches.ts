import { isList, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context, Route, ServiceRequest } from "../service.js";
import { answerList } from "./resource-list.js";

/** Of each dataset with batches the last one, the last that succeeded and the last that failed. */
export const lastBatchesRoute: Route = {
  method: "GET",
  path: "/lastBatches",
  handle: (request, context) => answerList(lastBatches(request, context), request),
};

function lastBatches({ query }: ServiceRequest, { store, sandbox }: Context) {
  const only = query.get("dataSetId") ?? "";
  const byDataSet = new Map<string, Map<string, Json>>();
  for (const { id, value } of store.collection("batches").listed()) {
    const status = textAt(value, "status") ?? "";
    for (const dataSet of dataSetsOf(value)) {
      if (only !== "" && !only.split(",").includes(dataSet)) continue;
      const last = byDataSet.get(dataSet) ?? new Map<string, Json>();
      byDataSet.set(dataSet, last);
      last.set("lastBatchId", id);
      last.set("lastBatchStatus", status);
      if (status === "success") last.set("lastSuccessfulBatchId", id);
      if (status === "failed" || status === "failure") last.set("lastFailedBatchId", id);
      last.set("imsOrg", memberOf(value, "imsOrg") ?? "");
      last.set("sandboxId", sandbox);
      if (!last.has("created")) last.set("created", memberOf(value, "created") ?? 0);
      last.set("updated", memberOf(value, "updated") ?? 0);
    }
  }
  return [...byDataSet]
    .map(([id, last]) => ({ id, value: Object.fromEntries(last) }))
    .filter(({ value }) => ownFilters.every((name) => ["", null, textAt(value, name)].includes(query.get(name))));
}

const ownFilters = ["lastBatchId", "lastBatchStatus", "lastSuccessfulBatchId", "lastFailedBatchId"];

function dataSetsOf(batch: JsonObject): readonly string[] {
  const related = memberOf(batch, "relatedObjects");
  if (!isList(related)) return [];
  return related.flatMap((one) => {
    const id = textAt(one, "id");
    return textAt(one, "type") === "dataSet" && id !== undefined ? [id] : [];
  });
}
