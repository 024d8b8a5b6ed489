import { problem } from "../errors.js";
import { isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import { patchJson } from "../json-patch.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import type { Entry, Store } from "../store.js";
import { mergePatch } from "./merge-patch.js";
import { answerList, project, readList } from "./resource-list.js";
import { bumpVersion, isDryRun, notFound, preconditionFails, reference, refuseShown } from "./resources.js";

const KIND = "batches";

/** The states of a batch (Adobe's description of Catalog). */
const states: ReadonlySet<Json> = new Set([
  ...["processing", "success", "failure", "queued", "retrying", "stalled", "aborted", "abandoned"],
  ...["inactive", "failed", "loading", "loaded", "staged", "active", "staging", "deleted"],
]);

/** Batches are written by runs; these routes also let a client make them. */
export const batchRoutes: readonly Route[] = [
  { method: "GET", path: "/batches", handle: list },
  { method: "POST", path: "/batches", handle: (request, context) => create(request, context, context.newId("hex24")) },
  { method: "GET", path: "/batches/uniques/{FIELD}", handle: listUniques },
  { method: "GET", path: "/batches/{ID}", handle: get },
  {
    method: "POST",
    path: "/batches/{ID}",
    handle: (request, context) => create(request, context, request.parameters.get("ID") ?? ""),
  },
  { method: "PUT", path: "/batches/{ID}", handle: change },
  { method: "PATCH", path: "/batches/{ID}", handle: change },
  { method: "DELETE", path: "/batches/{ID}", handle: remove },
];

function list(request: ServiceRequest, { store }: Context): Answer {
  return answerList(wantedBatches(request.query, store), request);
}

/** The values of one member among the batches that a list with these parameters shows, each once. */
function listUniques({ parameters, query }: ServiceRequest, { store }: Context): Answer {
  const field = parameters.get("FIELD") ?? "";
  const read = readList(wantedBatches(query, store), query);
  if ("refusal" in read) return read.refusal;
  const values = read.found.flatMap(({ id, value }) => (field === "id" ? [id] : textsOf(memberOf(value, field))));
  return { status: 200, body: [...new Set(values)] };
}

function textsOf(value: Json | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return isList(value) ? value.flatMap(textsOf) : [typeof value === "object" ? JSON.stringify(value) : String(value)];
}

/** Parameters that name a related object: `dataSet=ID` is among the batch's `relatedObjects`. */
const relations = ["dataSet", "batch", "connection", "connector", "transform"];

/** Parameters that bound a time of the batch, in milliseconds; neither bound is part of it. */
const bounds = [
  ["createdAfter", "created", 1],
  ["createdBefore", "created", -1],
  ["startAfter", "started", 1],
  ["startBefore", "started", -1],
  ["endAfter", "completed", 1],
  ["endBefore", "completed", -1],
] as const;

function wantedBatches(query: URLSearchParams, store: Store): readonly Entry[] {
  return store
    .collection(KIND)
    .listed()
    .filter(({ value }) => relations.every((type) => concerns(value, type, query.get(type) ?? "")))
    .filter(({ value }) =>
      bounds.every(([name, member, sign]) => {
        const bound = query.get(name) ?? "";
        const time = memberOf(value, member);
        return bound === "" || (typeof time === "number" && sign * (time - Number(bound)) > 0);
      }),
    );
}

function concerns(batch: JsonObject, type: string, id: string): boolean {
  if (id === "") return true;
  const related = memberOf(batch, "relatedObjects");
  return isList(related) && related.some((one) => textAt(one, "type") === type && textAt(one, "id") === id);
}

function get({ parameters, query }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const batch = store.collection(KIND).get(id);
  return batch === undefined
    ? notFound("batch", id, behaviour)
    : { status: 200, headers: { "e-tag": textAt(batch, "version") ?? "" }, body: { [id]: project(batch, query) } };
}

async function create({ body, headers }: ServiceRequest, context: Context, id: string): Promise<Answer> {
  const { store, now, client, organization } = context;
  if (!isObject(body)) return problem(400, "Bad Request", "A batch is an object");
  const content = complete(body);
  const refusal = refuseState(content) ?? (await refuseShown(KIND, id, content));
  if (refusal !== null) return refusal;
  if (store.collection(KIND).get(id) !== undefined) {
    return problem(409, "Conflict", `The batch ${id} exists already`);
  }
  const at = now();
  const by = `${client}@techacct.adobe.com`;
  store.collection(KIND).put(id, {
    ...content,
    sandboxId: context.sandbox,
    imsOrg: organization,
    version: "1.0.0",
    created: at,
    updated: at,
    createdClient: client,
    createdUser: by,
    updatedUser: by,
  });
  return isDryRun(headers)
    ? { status: 200, body: [], discard: true }
    : {
        status: 201,
        headers: { location: `${context.origin}/data/foundation/catalog/batches/${id}` },
        body: reference("batches", id, context.behaviour),
      };
}

/** What every batch shows: a community client reads its tags, its errors and the dataset it belongs to. */
function complete(batch: JsonObject): JsonObject {
  const dataSet = textAt(batch, "dataSetId") ?? textAt(batch, "datasetId");
  const relatedObjects = dataSet === undefined ? [] : [{ type: "dataSet", id: dataSet }];
  return { tags: {}, errors: [], relatedObjects, ...batch };
}

function refuseState(batch: JsonObject): Answer | null {
  const state = memberOf(batch, "status") ?? null;
  if (states.has(state)) return null;
  const detail = `A batch needs a status, one of ${[...states].join(", ")}; ${JSON.stringify(state)} is none`;
  return problem(400, "Bad Request", detail);
}

async function change(request: ServiceRequest, context: Context): Promise<Answer> {
  const id = request.parameters.get("ID") ?? "";
  const before = context.store.collection(KIND).get(id);
  if (before === undefined) return notFound("batch", id, { catalogMissing: "404" });
  const failed = preconditionFails(request.headers, before, context.behaviour);
  if (failed !== null) return failed;
  const { body } = request;
  const patched = isObject(body)
    ? ({ kind: "patched", value: mergePatch(request.method === "PUT" ? {} : before, body) } as const)
    : patchJson(before, body);
  if (patched.kind === "problem" || !isObject(patched.value)) {
    return problem(400, "Bad Request", patched.kind === "problem" ? patched.message : "A batch is an object");
  }
  const { imsOrg = "", sandboxId = "", created = 0, createdClient = "", createdUser = "" } = before;
  const kept = { imsOrg, sandboxId, created, createdClient, createdUser };
  const content = { ...complete(patched.value), ...kept };
  const refusal = refuseState(content) ?? (await refuseShown(KIND, id, content));
  if (refusal !== null) return refusal;
  const after = { ...content, version: bumpVersion(before), updated: context.now() };
  context.store.collection(KIND).put(id, after);
  return { status: 200, body: reference("batches", id, context.behaviour) };
}

function remove({ parameters }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (store.collection(KIND).get(id) === undefined) return notFound("batch", id, { catalogMissing: "404" });
  store.collection(KIND).delete(id);
  return { status: 200, body: reference("batches", id, behaviour) };
}
