import { problem } from "../errors.js";
import { at, isList, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import { patchJson } from "../json-patch.js";
import { findSchema, findUnion, isUnionEnabled } from "../schema-registry/index.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { mergePatch } from "./merge-patch.js";
import { answerList, project } from "./resource-list.js";
import { bumpVersion, isDryRun, notFound, preconditionFails, reference, refuseShown } from "./resources.js";

const KIND = "dataSets";

/** Adobe's pages write both cases; a singular `/dataSet`, as two tutorials have it, is none of them. */
export const dataSetRoutes: readonly Route[] = ["/dataSets", "/datasets"].flatMap((path): readonly Route[] => [
  { method: "GET", path, handle: (request, { store }) => answerList(store.collection(KIND).listed(), request) },
  { method: "POST", path, handle: create },
  { method: "GET", path: `${path}/{ID}`, handle: get },
  { method: "GET", path: `${path}/{ID}/credentials`, handle: getCredentials },
  { method: "GET", path: `${path}/{ID}/views`, handle: getView },
  { method: "GET", path: `${path}/{ID}/views/{VIEW_ID}`, handle: getView },
  { method: "GET", path: `${path}/{ID}/views/{VIEW_ID}/files`, handle: getView },
  { method: "PUT", path: `${path}/{ID}`, handle: (...given) => change(...given, replace) },
  { method: "PATCH", path: `${path}/{ID}`, handle: (...given) => change(...given, patch) },
  { method: "PATCH", path: `/v2${path}/{ID}`, handle: (...given) => change(...given, patch) },
  { method: "DELETE", path: `${path}/{ID}`, handle: remove },
]);

/** What the service writes; bodies cannot change it. */
const written: ReadonlySet<string> = new Set([
  "version",
  "imsOrg",
  "sandboxId",
  "created",
  "createdClient",
  "createdUser",
  "updated",
  "updatedUser",
  "viewId",
  "files",
  "namespace",
  "classification",
]);

/** What every dataset shows, whoever left it out or took it away. */
function complete(id: string, content: JsonObject, context: Context): JsonObject {
  const { name = `Untitled ${id}`, tags = {} } = content;
  // The name of its table in queries: a community client looks for it on each.
  const table = String(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_");
  return {
    name,
    fileDescription: { persisted: true, containerFormat: "parquet", format: "parquet" },
    status: "enabled",
    observableSchema: { type: "object", "meta:xdmType": "object" },
    ...content,
    tags: isObject(tags) ? { "adobe/pqs/table": [table], ...tags } : tags,
    classification: { dataBehavior: behaviourOfSchema(content, context), managedBy: "CUSTOMER" },
  };
}

async function create({ body, headers }: ServiceRequest, context: Context): Promise<Answer> {
  if (!isObject(body)) return refuse("The body has to be an object");
  const id = context.newId("hex24");
  const content = complete(id, withoutWritten(body), context);
  const refusal = refuseContent(content, context) ?? (await refuseShown(KIND, id, content));
  if (refusal !== null) return refusal;
  const now = context.now();
  const by = `${context.client}@techacct.adobe.com`;
  context.store.collection(KIND).put(id, {
    ...content,
    version: "1.0.0",
    imsOrg: context.organization,
    sandboxId: context.sandbox,
    created: now,
    updated: now,
    createdClient: context.client,
    createdUser: by,
    updatedUser: by,
    namespace: "ACP",
    viewId: context.newId("hex24"),
    files: `@/dataSetFiles?dataSetId=${id}`,
  });
  const answer = reference("dataSets", id, context.behaviour);
  return isDryRun(headers)
    ? { status: 200, body: [], discard: true }
    : { status: 201, headers: { location: `${context.origin}/data/foundation/catalog/dataSets/${id}` }, body: answer };
}

/** One, or several with commas between their ids; of several those that exist. */
function get({ parameters, query }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (id.includes(",")) {
    const found = id.split(",").flatMap((one) => {
      const value = store.collection(KIND).get(one);
      return value === undefined ? [] : [[one, project(value, query)] as const];
    });
    return { status: 200, body: objectOf(found) };
  }
  const dataSet = store.collection(KIND).get(id);
  if (dataSet === undefined) return notFound("dataset", id, behaviour);
  const headers = { "e-tag": textAt(dataSet, "version") ?? "" };
  return { status: 200, headers, body: { [id]: project(dataSet, query) } };
}

/** The one view of a dataset by its id, alone or in a list, and its files, of which there are none. */
function getView({ parameters, path }: ServiceRequest, { store }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const dataSet = store.collection(KIND).get(id);
  const view = textAt(dataSet, "viewId") ?? "";
  const asked = parameters.get("VIEW_ID") ?? view;
  if (dataSet === undefined || asked !== view) return notFound("view of a dataset", id, { catalogMissing: "404" });
  if (path.endsWith("/files")) return { status: 200, body: {} };
  const { imsOrg = "", created = 0, updated = 0, createdUser = "", createdClient = "" } = dataSet;
  const own = { dataSetId: id, imsOrg, created, updated, createdUser, createdClient, isLookup: false };
  return { status: 200, body: { [view]: { ...own, files: `@/dataSetFiles?viewId=${view}` } } };
}

/** Where its files lie; nothing is stored there, and nothing in it opens anything. */
function getCredentials({ parameters, query }: ServiceRequest, { store, origin, tenant }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  if (store.collection(KIND).get(id) === undefined) return notFound("dataset", id, { catalogMissing: "404" });
  const batch = query.get("batchId") ?? "";
  return {
    status: 200,
    body: {
      dataSetId: id,
      path: `${origin}/data/foundation/dataset/datasets/${id}/`,
      ...(batch === "" ? {} : { stagePath: `platformdataset/stage/${batch}` }),
      credentials: { name: id, tenantId: tenant, clientId: "", clientKey: "" },
    },
  };
}

type Changed = { readonly content: JsonObject } | { readonly refusal: string };
type Change = (before: JsonObject, request: ServiceRequest) => Changed;

const replace: Change = (before, { body }) => {
  if (!isObject(body)) return { refusal: "The body has to be an object" };
  return { content: { ...withoutWritten(body), ...onlyWritten(before) } };
};

/** A list is a JSON Patch, an object is merged (RFC 7396). */
const patch: Change = (before, { body }) => {
  if (isObject(body)) {
    const merged = mergePatch(before, withoutWritten(body));
    return { content: isObject(merged) ? merged : before };
  }
  const patched = patchJson(before, body);
  if (patched.kind === "problem") return { refusal: patched.message };
  if (!isObject(patched.value)) return { refusal: "A dataset is an object" };
  return { content: { ...patched.value, ...onlyWritten(before) } };
};

async function change(request: ServiceRequest, context: Context, make: Change): Promise<Answer> {
  const id = request.parameters.get("ID") ?? "";
  const before = context.store.collection(KIND).get(id);
  if (before === undefined) return notFound("dataset", id, { catalogMissing: "404" });
  const failed = preconditionFails(request.headers, before, context.behaviour);
  if (failed !== null) return failed;
  const after = make(before, request);
  if ("refusal" in after) return refuse(after.refusal);
  const content = complete(id, after.content, context);
  const refusal = refuseContent(content, context) ?? (await refuseShown(KIND, id, content));
  if (refusal !== null) return refusal;
  context.store.collection(KIND).put(id, {
    ...content,
    version: bumpVersion(before),
    updated: context.now(),
    updatedUser: `${context.client}@techacct.adobe.com`,
  });
  const body = reference("dataSets", id, context.behaviour);
  return isDryRun(request.headers) ? { status: 200, body, discard: true } : { status: 200, body };
}

function remove({ parameters, headers }: ServiceRequest, { store, behaviour }: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const before = store.collection(KIND).get(id);
  if (before === undefined) return notFound("dataset", id, { catalogMissing: "404" });
  const failed = preconditionFails(headers, before, behaviour);
  if (failed !== null) return failed;
  store.collection(KIND).delete(id);
  return { status: 200, body: reference("dataSets", id, behaviour) };
}

/** A schema that does not exist, and one that is not in the union where the dataset shall feed the profile. */
function refuseContent(content: JsonObject, context: Context): Answer | null {
  const name = memberOf(content, "name");
  if (name !== undefined && typeof name !== "string") return refuse("name has to be a text");
  const tags = memberOf(content, "tags");
  if (tags !== undefined && (!isObject(tags) || !Object.values(tags).every(isTextList))) {
    return refuse("tags has to be an object whose members are lists of texts");
  }
  const id = at(content, "schemaRef", "id");
  if (id === undefined) return null;
  if (typeof id === "string" && findUnion(context, id) !== undefined) return null;
  const schema = typeof id === "string" ? findSchema(context, id) : undefined;
  if (schema === undefined) return refuse(`The schema ${String(id)} of schemaRef does not exist`);
  const profile = at(content, "tags", "unifiedProfile");
  const isForProfile = isList(profile) && profile.includes("enabled:true");
  return isForProfile && !isUnionEnabled(schema)
    ? refuse("The schema should be valid for the profile: it has to be tagged union first")
    : null;
}

function behaviourOfSchema(content: JsonObject, context: Context): string {
  const id = textAt(content, "schemaRef", "id");
  const schema = id === undefined ? undefined : findSchema(context, id);
  const extended = memberOf(schema, "meta:extends");
  const series = "https://ns.adobe.com/xdm/data/time-series";
  const isSeries = isList(extended) && extended.includes(series);
  const isEvent = textAt(schema, "meta:class") === "https://ns.adobe.com/xdm/context/experienceevent";
  return isSeries || isEvent ? "time-series" : "record";
}

const isTextList = (value: Json): boolean => isList(value) && value.every((item) => typeof item === "string");

function withoutWritten(content: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(content).filter(([name]) => !written.has(name)));
}

function onlyWritten(content: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(content).filter(([name]) => written.has(name)));
}

const refuse = (detail: string): Answer => problem(400, "Bad Request", detail);
