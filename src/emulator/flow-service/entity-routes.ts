import type { Json, JsonObject } from "../json.js";
import type { Answer, Context, Method, Route, ServiceRequest } from "../service.js";
import { listAnswer } from "./list.js";
import { accept, answerRefusal, type Read, type Refused, refuse } from "./refusal.js";
import {
  answer,
  changed,
  checkEtag,
  created,
  idAndEtag,
  newResource,
  patched,
  readBody,
  refuseTypes,
} from "./resource.js";
import { listOptions } from "./specs.js";

/** What all the kinds of connections have in common. */
export interface EntityKind {
  /** The collection and the path: `sourceConnections`. */
  readonly name: string;
  /** Reads the body of a POST: what is kept. */
  readonly read: (body: JsonObject, context: Context) => Read<JsonObject>;
  /** As it is shown. */
  readonly show: (entity: JsonObject, context: Context) => JsonObject;
  readonly editable: ReadonlySet<string>;
  /** Why it cannot be deleted, or null. */
  readonly holds: (id: string, context: Context) => Refused | null;
}

/** Members that a filter may name; those of flows and runs go beyond them. */
export const RESOURCE_MEMBERS = [
  "id",
  "createdAt",
  "updatedAt",
  "createdBy",
  "updatedBy",
  "createdClient",
  "updatedClient",
  "sandboxId",
  "sandboxName",
  "imsOrgId",
  "name",
  "description",
  "state",
  "version",
  "etag",
] as const;

const CONNECTION_MEMBERS: ReadonlySet<string> = new Set([
  ...RESOURCE_MEMBERS,
  ...["baseConnectionId", "connectionSpec", "data", "params", "auth", "providerRefId", "inheritedAttributes"],
]);

/** GET, POST, PATCH and DELETE of a kind of connection. */
export function entityRoutes(kind: EntityKind): readonly Route[] {
  const path = `/${kind.name}`;
  const route = (method: Method, at: string, handle: Route["handle"]): Route => ({ method, path: at, handle });
  return [
    route("GET", path, (request, context) => listEntities(request, context, kind)),
    route("POST", path, (request, context) => create(request, context, kind)),
    route("GET", `${path}/{ID}`, (request, context) => withEntity(request, context, kind, show)),
    route("PATCH", `${path}/{ID}`, (request, context) => withEntity(request, context, kind, update)),
    route("DELETE", `${path}/{ID}`, (request, context) => withEntity(request, context, kind, remove)),
  ];
}

export function listEntities({ query, path }: ServiceRequest, context: Context, kind: EntityKind): Answer {
  const items = context.store
    .collection(kind.name)
    .listed()
    .map(({ value }) => kind.show(value, context));
  const source = { path, items, known: CONNECTION_MEMBERS };
  const read = listAnswer(query, source, listOptions(context));
  return answer(read.kind === "ok" ? accept({ status: 200, body: read.value }) : read, context);
}

function create(request: ServiceRequest, context: Context, kind: EntityKind): Answer {
  const body = readBody(request);
  if (body.kind === "refused") return answerRefusal(body, context);
  const wrong = refuseTypes(body.value);
  if (wrong !== null) return answerRefusal(wrong, context);
  const read = kind.read(body.value, context);
  if (read.kind === "refused") return answerRefusal(read, context);
  const entity = newResource(context, { ...read.value, state: "enabled" });
  context.store.collection(kind.name).put(entity.id, entity);
  return created(context, `/${kind.name}`, entity);
}

type OnEntity = (entity: JsonObject, id: string, request: ServiceRequest, context: Context, kind: EntityKind) => Answer;

function withEntity(request: ServiceRequest, context: Context, kind: EntityKind, then: OnEntity): Answer {
  const id = request.parameters.get("ID") ?? "";
  const entity = context.store.collection(kind.name).get(id);
  if (entity !== undefined) return then(entity, id, request, context, kind);
  return answerRefusal(refuse("1101-404", `There is no such object in ${kind.name}: ${id}.`), context);
}

const show: OnEntity = (entity, _id, _request, context, kind) => {
  const items: readonly Json[] = [kind.show(entity, context)];
  return { status: 200, body: { items } };
};

const update: OnEntity = (entity, id, request, context, kind) => {
  const wrong = checkEtag(request, entity, context);
  if (wrong !== null) return answerRefusal(wrong, context);
  const read = patched(request.body, entity, kind.editable);
  if (read.kind === "refused") return answerRefusal(read, context);
  const odd = refuseTypes(read.value);
  if (odd !== null) return answerRefusal(odd, context);
  const checked = kind.read(read.value, context);
  if (checked.kind === "refused") return answerRefusal(checked, context);
  // Not laid over what was there: what the patch took out would come back.
  const next = changed(context, checked.value, {});
  context.store.collection(kind.name).put(id, next);
  return { status: 200, body: idAndEtag(next) };
};

const remove: OnEntity = (_entity, id, _request, context, kind) => {
  const held = kind.holds(id, context);
  if (held !== null) return answerRefusal(held, context);
  context.store.collection(kind.name).delete(id);
  return { status: 204 };
};
