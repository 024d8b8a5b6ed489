import { createPatch } from "rfc6902";
import { isList, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { missing, reportTime } from "./refusals.js";
import { findAnywhere } from "./resources.js";
import { writtenMembers } from "./written-members.js";

/** By `$id` of the resource: `{changes: [CHANGE, …]}`, the latest first. */
const KIND = "registryChanges";

/** Every change of a resource since it was made. Like all of `/rpc`, it needs no `Accept`. */
export const auditLogRoute: Route = { method: "GET", path: "/rpc/auditlog/{ID}", handle: show };

function show({ parameters }: ServiceRequest, context: Context): Answer {
  const given = parameters.get("ID") ?? "";
  const found = findAnywhere(context, given);
  if (found === undefined) return missing(given);
  const changes = memberOf(context.store.collection(KIND).get(textAt(found.value, "$id") ?? ""), "changes");
  return { status: 200, body: changes ?? [] };
}

/** Notes what a request changes of a resource, member by member; what the registry writes itself is no change. */
export function noteChange(context: Context, before: JsonObject | null, after: JsonObject): void {
  const id = textAt(after, "$id") ?? "";
  const operations = createPatch(content(before ?? {}), content(after));
  const updates: readonly Json[] = operations.map((operation) => ({
    id,
    xdmType: textAt(after, "meta:resourceType") ?? "",
    action: operation.op,
    path: operation.path,
    ...("value" in operation && isJson(operation.value) ? { value: operation.value } : {}),
  }));
  if (updates.length === 0) return;
  const noted = memberOf(context.store.collection(KIND).get(id), "changes");
  const change: JsonObject = {
    id,
    updatedUser: `${context.client}@techacct.adobe.com`,
    imsOrg: context.organization,
    updatedTime: reportTime(context.now()),
    requestId: context.newId("hex32"),
    clientId: context.client,
    sandBoxId: context.sandbox,
    updates,
  };
  context.store.collection(KIND).put(id, { changes: [change, ...(isList(noted) ? noted : [])] });
}

export function forgetChanges(context: Context, id: string): void {
  context.store.collection(KIND).delete(id);
}

function content(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !writtenMembers.has(name)));
}

/** What `createPatch` takes out of two values of JSON is JSON. */
function isJson(value: unknown): value is Json {
  return value !== undefined;
}
