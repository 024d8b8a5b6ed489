// biome-ignore-all lint/suspicious/noExplicitAny: answers of any shape, which a call looks into
import { type Call, EVERY_BATCH, idOf, isReference, type Made } from "./postman-call.js";

const batchValues = ({ dataSet = "" }: Made) => ({ status: "success", dataSet, recordCount: "2" });

export const catalog: readonly Call[] = [
  {
    request: "POST /catalog/dataSets",
    body: ({ schema = "" }) => ({
      name: "Members",
      schemaRef: { id: schema, contentType: "application/vnd.adobe.xed+json;version=1" },
      tags: { "team/owner": ["crm"] },
    }),
    status: 201,
    check: isReference,
    keep: ([reference]) => ({ dataSet: idOf(reference) }),
  },
  {
    request:
      "GET /catalog/dataSets?connectorId={{connectorId}}&connectionId={{connectionId}}&name={{name}}&description={{description}}&enableErrorDiagnostics={{enableErrorDiagnostics}}",
    values: () => ({ name: "Members" }),
    status: 200,
    check: (body, _filled, { dataSet = "" }) =>
      body[dataSet].classification.dataBehavior === "record" && body[dataSet].tags["team/owner"][0] === "crm",
  },
  {
    request: "GET /catalog/dataSets/:DATASET_ID?properties={{properties}}",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet, properties: "name,schemaRef" }),
    status: 200,
    check: (body, filled, { dataSet = "" }) =>
      filled ? Object.keys(body[dataSet]).join() === "name,schemaRef" : body[dataSet].imsOrg !== undefined,
  },
  {
    request: "PUT /catalog/dataSets/:DATASET_ID",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet }),
    body: ({ schema = "" }) => ({
      name: "All members",
      schemaRef: { id: schema, contentType: "application/vnd.adobe.xed+json;version=1" },
      tags: { "team/owner": ["crm"] },
    }),
    status: 200,
    check: isReference,
  },
  {
    request: "PATCH /catalog/dataSets/:DATASET_ID",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet }),
    body: () => ({ description: "Members of the programme" }),
    status: 200,
    check: isReference,
  },
  {
    request: "GET /catalog/tags/:tagNamespace",
    values: () => ({ tagNamespace: "team" }),
    status: 200,
    check: (body) => body["team/owner"][0] === "crm",
  },
  {
    request: "POST /catalog/batches",
    body: ({ dataSet = "" }) => ({
      status: "success",
      recordCount: 2,
      relatedObjects: [{ type: "dataSet", id: dataSet }],
    }),
    status: 201,
    check: isReference,
    keep: ([reference]) => ({ batch: idOf(reference) }),
  },
  {
    request: "POST /catalog/batches/:BATCH_ID",
    values: () => ({ BATCH_ID: "5911f88ae2f4bf657c5a8cb5" }),
    body: ({ dataSet = "" }) => ({ status: "failed", relatedObjects: [{ type: "dataSet", id: dataSet }] }),
    status: 201,
    check: ([reference]) => reference === "@/batches/5911f88ae2f4bf657c5a8cb5",
  },
  {
    request: `GET /catalog/batches?${EVERY_BATCH}`,
    values: batchValues,
    status: 200,
    check: (body, filled) => Object.keys(body).length === (filled ? 1 : 2),
  },
  {
    request: `GET /catalog/batches/uniques/:FIELD?${EVERY_BATCH}&transform={{transform}}`,
    values: (made) => ({ ...batchValues(made), FIELD: "status" }),
    status: 200,
    check: (body, filled) => body.join() === (filled ? "success" : "success,failed"),
  },
  {
    request: "GET /catalog/batches/:BATCH_ID?aggregate={{aggregate}}",
    values: ({ batch = "" }) => ({ BATCH_ID: batch, aggregate: "true" }),
    status: 200,
    check: (body, _filled, { batch = "" }) => body[batch].status === "success",
  },
  {
    request: "PUT /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    body: () => ({ status: "success", recordCount: 3 }),
    status: 200,
    check: isReference,
  },
  {
    request: "PATCH /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    body: () => ({ status: "aborted" }),
    status: 200,
    check: isReference,
  },
  {
    request: "GET /catalog/dataSets/:id/credentials?batchId={{batchId}}",
    values: ({ dataSet = "", batch = "" }) => ({ id: dataSet, batchId: batch }),
    status: 200,
    check: (body, _filled, { dataSet }) => body.dataSetId === dataSet,
  },
  {
    request: "DELETE /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    status: 200,
    check: isReference,
  },
  {
    request:
      "GET /catalog/?orderBy={{orderBy}}&limit={{limit}}&start={{start}}&property={{property}}&properties={{properties}}",
    values: () => ({ orderBy: "asc:created", limit: "5", start: "0" }),
    status: 200,
    check: (body) => typeof body === "object",
  },
  {
    request: "POST /catalog/",
    body: () => [{ id: "first", resource: "/dataSets", method: "post", body: { name: "Of several" } }],
    status: 201,
    check: ([first]) => first.id === "first" && first.code === 201,
  },
];

export const dataSetLabels: readonly Call[] = [
  labels("POST", 201, { labels: ["C1"], optionalLabels: [] }),
  labels("GET", 200),
  labels("PUT", 200, { labels: ["C1", "C2"], optionalLabels: [] }),
  labels("DELETE", 204),
];

function labels(method: string, status: number, body?: object): Call {
  return {
    request: `${method} /dataset/datasets/:DATASET_ID/labels`,
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet, "If-Match": "1" }),
    ...(body === undefined ? {} : { body: () => body }),
    status,
    ...(status === 204 ? {} : { check: (answer: any) => answer.labels[0] === "C1" }),
  };
}
