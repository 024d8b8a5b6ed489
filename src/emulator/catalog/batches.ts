import { problem } from "../errors.js";
import { isList, isObject, type JsonObject, memberOf, textAt } from "../json.js";
import { patchJson } from "../json-patch.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { mergePatch } from "./merge-patch.js";
import { answerList, project } from "./resource-list.js";
import { bumpVersion, isDryRun, notFound, preconditionFails, reference } from "./resources.js";

const KIND = "batches";

/** Batches are written by runs; these routes also let a client make them. */
export const batchRoutes: readonly Route[] = [
  { method: "GET", path: "/batches", handle: list },
  { method: "POST", path: "/batches", handle: (request, context) => create(request, context, context.newId("hex24")) },
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

/** Of one dataset with `dataSet=ID`: batches name theirs in `relatedObjects`. */
function list(request: ServiceRequest, { store }: Context): Answer {
  const dataSet = request.query.get("dataSet");
  const batches = store.collection(KIND).listed();
  const after = Number(request.query.get("createdAfter") ?? Number.NEGATIVE_INFINITY);
  const before = Number(request.query.get("createdBefore") ?? Number.POSITIVE_INFINITY);
  const wanted = batches
    .filter(({ value }) => dataSet === null || concerns(value, dataSet))
    .filter(({ value }) => {
      const created = Number(memberOf(value, "created") ?? 0);
      return !(created <= after) && !(created >= before);
    });
  return answerList(wanted, request);
}

function concerns(batch: JsonObject, dataSet: string): boolean {
  const related = memberOf(batch, "relatedObjects");
  return isList(related) && related.some((one) => textAt(one, "type") === "dataSet" && textAt(one, "id") === dataSet);
}

function get({ parameters, query }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const batch = store.collection(KIND).get(id);
  return batch === undefined
    ? notFound("batch", id, behaviour)
    : { status: 200, headers: { "e-tag": textAt(batch, "version") ?? "" }, body: { [id]: project(batch, query) } };
}

function create({ body, headers }: ServiceRequest, context: Context, id: string): Answer {
  const { store, now, client, organization } = context;
  if (!isObject(body) || typeof body["status"] !== "string") {
    return problem(400, "Bad Request", "A batch needs a status");
  }
  if (store.collection(KIND).get(id) !== undefined) {
    return problem(409, "Conflict", `The batch ${id} exists already`);
  }
  const at = now();
  const by = `${client}@techacct.adobe.com`;
  store.collection(KIND).put(id, {
    ...body,
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

function change(request: ServiceRequest, context: Context): Answer {
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
  const { imsOrg = "", created = 0, createdClient = "", createdUser = "" } = before;
  const kept = { imsOrg, created, createdClient, createdUser };
  const after = { ...patched.value, ...kept, version: bumpVersion(before), updated: context.now() };
  context.store.collection(KIND).put(id, after);
  return { status: 200, body: reference("batches", id, context.behaviour) };
}

function remove({ parameters }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (store.collection(KIND).get(id) === undefined) return notFound("batch", id, { catalogMissing: "404" });
  store.collection(KIND).delete(id);
  return { status: 200, body: reference("batches", id, behaviour) };
}
