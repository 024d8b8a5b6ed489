import { isList, isObject, type Json, type JsonObject, memberOf, parseJson, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { coded, missing } from "./refusals.js";
import type { TenantKind } from "./resource-kinds.js";
import { findAnywhere, findComponent, findResource } from "./resources.js";
import { make } from "./write.js";

/** Resources are carried with this in place of the tenant's name, and get that of the sandbox they come to. */
const PLACEHOLDER = "<XDM_TENANTID_PLACEHOLDER>";

/** Like all of `/rpc`, they need no `Accept`. A community client posts to `export` what it imports. */
export const exportImportRoutes: readonly Route[] = [
  { method: "GET", path: "/rpc/export/{ID}", handle: exportResource },
  { method: "POST", path: "/rpc/import", handle: importResources },
  { method: "POST", path: "/rpc/export", handle: importResources },
];

function exportResource({ parameters }: ServiceRequest, context: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const found = findAnywhere(context, id);
  if (found === undefined) return missing(id);
  const parts = new Map<string, JsonObject>();
  gather(found.value, context, parts);
  return { status: 200, body: [...parts.values()].map((part) => withoutTenant(part, context.tenant)) };
}

/** A resource after everything of the tenant that it is composed of, each once. */
function gather(resource: JsonObject, context: Context, parts: Map<string, JsonObject>): void {
  const id = textAt(resource, "$id") ?? "";
  if (parts.has(id)) return;
  for (const reference of allReferences(resource)) {
    const part = findAnywhere(context, reference);
    if (part !== undefined && part.value !== resource) gather(part.value, context, parts);
  }
  parts.set(id, resource);
}

function allReferences(value: Json): readonly string[] {
  if (isList(value)) return value.flatMap(allReferences);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "$ref" && typeof member === "string" ? [member.replace(/#.*$/, "")] : allReferences(member),
  );
}

function withoutTenant(resource: JsonObject, tenant: string): Json {
  const { imsOrg: _, "meta:registryMetadata": __, "meta:tenantNamespace": ___, ...carried } = resource;
  return replaceTenant(carried, tenant, PLACEHOLDER);
}

/** In ids, paths and the names of fields alike. */
function replaceTenant(value: Json, from: string, to: string): Json {
  const text = JSON.stringify(value)
    .replaceAll(`https://ns.adobe.com/${from}/`, `https://ns.adobe.com/${to}/`)
    .replaceAll(`"_${from}.`, `"_${to}.`)
    .replaceAll(`"_${from}"`, `"_${to}"`)
    .replaceAll(`/_${from}/`, `/_${to}/`);
  return parseJson(text) ?? value;
}

/** All or none: a title or an `$id` that is taken refuses the whole. */
function importResources({ body }: ServiceRequest, context: Context): Answer {
  if (!isList(body) || body.length === 0) return refuseImport("The body has to be a list of resources");
  const imported: Json[] = [];
  for (const item of body) {
    const resource = replaceTenant(item, PLACEHOLDER, context.tenant);
    const id = textAt(resource, "$id") ?? "";
    const kind = kindOf(resource);
    if (!isObject(resource) || kind === null) return refuseImport("Each resource needs meta:resourceType");
    if (!id.startsWith(`https://ns.adobe.com/${context.tenant}/`)) return refuseImport(`The $id ${id} is of no tenant`);
    if (findComponent(context, id) !== undefined || findResource(context, "tenant", kind, id) !== undefined) {
      return refuseImport(`$id must be unique. An object ${id} already exists`);
    }
    const made = make(kind, id, resource, context);
    if ("refusal" in made) return refuseImport(textAt(made.refusal.body, "detail") ?? "");
    imported.push(made.resource);
  }
  return { status: 200, body: imported };
}

function kindOf(resource: Json): TenantKind | null {
  switch (memberOf(resource, "meta:resourceType")) {
    case "schemas":
      return "schemas";
    case "fieldgroups":
    case "mixins":
      return "fieldgroups";
    case "classes":
      return "classes";
    case "datatypes":
      return "datatypes";
    default:
      return null;
  }
}

function refuseImport(why: string): Answer {
  return coded("XDM-3005-400", "Import Resource Failed", `Failed to import resources. Error: ${why}`);
}
