import { createHash } from "node:crypto";
import { isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import { patchJson } from "../json-patch.js";
import { faultOfTypes } from "../member-types.js";
import type { Answer, Context, ServiceRequest } from "../service.js";
import { forgetChanges, noteChange } from "./audit-log.js";
import { compose } from "./compose.js";
import { withFieldTypes } from "./field-types.js";
import { missing, refuse } from "./refusals.js";
import { registryName, type TenantKind, tenantKinds } from "./resource-kinds.js";
import { findComponent, findResource, isUnionEnabled, referencesOf } from "./resources.js";
import { writtenMembers } from "./written-members.js";

export function create(kind: TenantKind, { body }: ServiceRequest, context: Context): Answer {
  if (!isObject(body)) return refuse("The body has to be an object");
  const id = `https://ns.adobe.com/${context.tenant}/${registryName(kind)}/${context.newId("hex32")}`;
  const made = make(kind, id, body, context);
  return "refusal" in made ? made.refusal : { status: 201, body: made.resource };
}

/** Writes a new resource under an `$id`; whoever gives one has to see that nothing has it. */
export function make(kind: TenantKind, id: string, body: JsonObject, context: Context): Finished {
  const content = ownContent(body);
  const refusal = refuseContent(kind, id, content, context);
  if (refusal !== null) return { refusal };
  const made = finish(kind, id, content, null, context);
  if ("refusal" in made) return made;
  context.store.collection(kind).put(id, made.resource);
  noteChange(context, null, made.resource);
  return made;
}

export function replace(kind: TenantKind, request: ServiceRequest, context: Context): Answer {
  return change(kind, request, context, (before) => {
    const { body } = request;
    if (!isObject(body)) return { refusal: refuse("The body has to be an object") };
    const tags = memberOf(before, "meta:immutableTags");
    return { content: { ...ownContent(body), ...(tags === undefined ? {} : { "meta:immutableTags": tags }) } };
  });
}

export function patch(kind: TenantKind, request: ServiceRequest, context: Context): Answer {
  return change(kind, request, context, (before) => {
    const patched = patchJson(before, withSlashes(request.body));
    if (patched.kind === "problem") return { refusal: refuse(patched.message) };
    if (!isObject(patched.value)) return { refusal: refuse("A resource is an object") };
    return { content: ownContent(patched.value) };
  });
}

/** An example of Adobe's OpenAPI file has a path without the slash. */
function withSlashes(patch: Json | undefined): Json | undefined {
  if (!isList(patch)) return patch;
  return patch.map((operation) => {
    const path = textAt(operation, "path") ?? "";
    return isObject(operation) && /^[^/]/.test(path) ? { ...operation, path: `/${path}` } : operation;
  });
}

export function remove(kind: TenantKind, { parameters }: ServiceRequest, context: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const before = findResource(context, "tenant", kind, id);
  if (before === undefined) return missing(id);
  if (isUnionEnabled(before)) return refuse("A schema that feeds the profile cannot be deleted");
  const own = textAt(before, "$id") ?? "";
  const user = tenantKinds
    .flatMap((other) => context.store.collection(other).all())
    .find(({ value }) => referencesOf(value).includes(own));
  if (user !== undefined) return refuse(`It is still used by ${user.id}`);
  context.store.collection(kind).delete(own);
  forgetChanges(context, own);
  for (const { id: descriptor, value } of context.store.collection("descriptors").all()) {
    if (textAt(value, "xdm:sourceSchema") === own) context.store.collection("descriptors").delete(descriptor);
  }
  return { status: 204 };
}

type Changed = { readonly content: JsonObject } | { readonly refusal: Answer };

function change(
  kind: TenantKind,
  { parameters }: ServiceRequest,
  context: Context,
  make: (before: JsonObject) => Changed,
): Answer {
  const id = parameters.get("ID") ?? "";
  const before = findResource(context, "tenant", kind, id);
  if (before === undefined) return missing(id);
  const after = make(before);
  if ("refusal" in after) return after.refusal;
  const own = textAt(before, "$id") ?? "";
  const refusal = refuseContent(kind, own, after.content, context) ?? refuseChange(before, after.content);
  if (refusal !== null) return refusal;
  const made = finish(kind, own, after.content, before, context);
  if ("refusal" in made) return made.refusal;
  const enabled = isUnionEnabled(made.resource) && !isUnionEnabled(before);
  if (enabled && !hasPrimaryIdentity(made.resource, context)) {
    return refuse("A schema for the profile needs a primary identity: a descriptor, or an identityMap");
  }
  context.store.collection(kind).put(own, made.resource);
  noteChange(context, before, made.resource);
  return { status: 200, body: made.resource };
}

function ownContent(body: JsonObject): JsonObject {
  // What the class is of several that are not known is told by nothing else.
  const isOwn = (name: string): boolean => name === "meta:class" || !writtenMembers.has(name);
  return Object.fromEntries(Object.entries(body).filter(([name]) => isOwn(name)));
}

/** The types in which resources are shown. */
const shownTypes = {
  description: "text",
  definitions: "object",
  properties: "object",
  "meta:tags": "object",
  "meta:intendedToExtend": "texts",
  "meta:immutableTags": "texts",
  allOf: "objects",
  required: "texts",
} as const;

/** Titles are unique among all that the tenant has, whatever its kind; the refusal names the other's `$id`. */
function refuseContent(kind: TenantKind, id: string, content: JsonObject, context: Context): Answer | null {
  const title = textAt(content, "title");
  if (title === undefined || title === "") return refuse("A title is required");
  for (const other of tenantKinds) {
    const same = context.store
      .collection(other)
      .all()
      .find((entry) => entry.id !== id && textAt(entry.value, "title") === title);
    if (same !== undefined) {
      return refuse(`Title must be unique. An object with $id ${same.id} already exists with the same title.`);
    }
  }
  const odd = faultOfTypes(content, shownTypes);
  if (odd !== null) return refuse(odd);
  const type = memberOf(content, "type");
  if (type !== undefined && type !== "object" && kind !== "datatypes") return refuse("The type has to be object");
  const parts = memberOf(content, "allOf");
  if (parts !== undefined && !isList(parts)) return refuse("allOf has to be a list");
  const references = referencesOf(content);
  const unknown = references.find((reference) => findComponent(context, reference) === undefined);
  if (unknown !== undefined) return refuse(`The reference ${unknown} does not exist`);
  if (kind !== "schemas") return null;
  const classes = classesOf(content, context);
  if (classes.length !== 1) return refuse(`A schema has exactly one class in allOf: there are ${classes.length}`);
  return null;
}

/**
 * The `$id`s of the classes in `allOf`. Where none is known, but there is one of Adobe's that may be a class, it is the one
 * that `meta:class` names, or else the first (assumed).
 */
function classesOf(content: JsonObject, context: Context): readonly string[] {
  const found = referencesOf(content).flatMap((reference) => findComponent(context, reference) ?? []);
  const idOf = ({ value }: { readonly value: JsonObject }): string => textAt(value, "$id") ?? "";
  const classes = found.filter(({ kind }) => kind === "classes").map(idOf);
  if (classes.length > 0) return classes;
  const open = found.filter(({ kind }) => kind === null).map(idOf);
  const named = textAt(content, "meta:class") ?? "";
  return open.includes(named) ? [named] : open.slice(0, 1);
}

/** What the profile reads may only grow, and it cannot be taken out of the profile. */
function refuseChange(before: JsonObject, after: JsonObject): Answer | null {
  if (!isUnionEnabled(before)) return null;
  if (!isUnionEnabled(after)) return refuse("The tag union cannot be taken back");
  const kept = referencesOf(after);
  const lost = referencesOf(before).find((reference) => !kept.includes(reference));
  return lost === undefined ? null : refuse(`A schema for the profile may only grow: ${lost} is missing`);
}

type Finished = { readonly resource: JsonObject } | { readonly refusal: Answer };

function finish(
  kind: TenantKind,
  id: string,
  content: JsonObject,
  before: JsonObject | null,
  context: Context,
): Finished {
  const { tenant, organization, client, sandbox, library } = context;
  const references = referencesOf(content);
  const now = context.now();
  const registry = memberOf(before ?? undefined, "meta:registryMetadata");
  const created = memberOf(registry, "repo:createdDate") ?? now;
  const [classId] = classesOf(content, context);
  const resource: JsonObject = {
    $id: id,
    "meta:altId": `_${tenant}.${registryName(kind)}.${id.slice(id.lastIndexOf("/") + 1)}`,
    "meta:resourceType": registryName(kind),
    version: before === null ? "1.0" : nextVersion(before),
    type: "object",
    ...withFieldTypes(content),
    refs: [...references],
    imsOrg: organization,
    "meta:extensible": kind !== "schemas",
    "meta:abstract": kind !== "schemas",
    "meta:extends": [...new Set(references.flatMap((reference) => [reference, ...extendedBy(context, reference)]))],
    "meta:xdmType": "object",
    "meta:registryMetadata": {
      "repo:createdDate": created,
      "repo:lastModifiedDate": now,
      "xdm:createdClientId": client,
      "xdm:lastModifiedClientId": client,
      "xdm:createdUserId": `${client}@techacct.adobe.com`,
      "xdm:lastModifiedUserId": `${client}@techacct.adobe.com`,
      eTag: createHash("sha256")
        .update(JSON.stringify([content, now]))
        .digest("hex"),
      "meta:globalLibVersion": String(library.components.size),
    },
    ...(kind === "schemas" && classId !== undefined ? { "meta:class": classId } : {}),
    "meta:containerId": "tenant",
    "meta:sandboxId": sandbox,
    "meta:sandboxType": sandbox === "prod" ? "production" : "development",
    "meta:tenantNamespace": `_${tenant}`,
  };
  const { schema, diagnostics, unknown } = compose(context, resource);
  // Beside what is not known, parts may seem to contradict each other; a reference of the tenant's has to lead somewhere.
  const isLost = diagnostics.some(({ code }) => code === "XM6005");
  if (schema !== null || (unknown.size > 0 && !isLost)) return { resource };
  return { refusal: refuse(diagnostics[0]?.message ?? "The resource cannot be composed") };
}

function extendedBy(context: Context, id: string): readonly string[] {
  const extended = memberOf(findComponent(context, id)?.value, "meta:extends");
  return isList(extended) ? extended.filter((one): one is string => typeof one === "string") : [];
}

function nextVersion(before: JsonObject): string {
  const [major = "1", minor = "0"] = (textAt(before, "version") ?? "1.0").split(".");
  return `${major}.${Number(minor) + 1}`;
}

function hasPrimaryIdentity(schema: JsonObject, context: Context): boolean {
  const id = textAt(schema, "$id");
  const isPrimary = (value: Json): boolean =>
    textAt(value, "@type") === "xdm:descriptorIdentity" &&
    textAt(value, "xdm:sourceSchema") === id &&
    memberOf(value, "xdm:isPrimary") === true;
  if (
    context.store
      .collection("descriptors")
      .all()
      .some(({ value }) => isPrimary(value))
  )
    return true;
  const composed = compose(context, schema);
  // Adobe's own that hold an identityMap.
  const holders = ["https://ns.adobe.com/xdm/context/identitymap", "https://ns.adobe.com/xdm/context/experienceevent"];
  return holders.some((id) => composed.unknown.has(id)) || composed.schema?.root.fields.has("identityMap") === true;
}
