import type { Field } from "./field.js";
import type { JsonObject } from "./json-tree.js";

/** `https://ns.adobe.com/acme/mixins/1f2e…`: what the registry calls a tenant's own resource. */
const TENANT_ID = /^https:\/\/ns\.adobe\.com\/([^/]+)\/(?:schemas|mixins|fieldgroups|classes|datatypes)\//i;
const ADOBE = new Set(["xdm", "experience"]);

/**
 * The tenant's namespace, `_acme`: what `meta:tenantNamespace` says, in the schema or in a component it takes in; else the
 * tenant in their ids, where the record has an object of that name. Null where nothing names one.
 */
export function tenantOf(resources: Iterable<JsonObject>, record: Field): string | null {
  const all = [...resources];
  for (const resource of all) {
    const written = text(resource, "meta:tenantNamespace");
    if (written !== null && written !== "") return written.startsWith("_") ? written : `_${written}`;
  }
  for (const resource of all) {
    const tenant = TENANT_ID.exec(text(resource, "$id") ?? "")?.[1];
    if (tenant === undefined || ADOBE.has(tenant)) continue;
    if (record.fields.has(`_${tenant}`)) return `_${tenant}`;
  }
  return record.fields.has("_{TENANT_ID}") ? "_{TENANT_ID}" : null;
}

function text(resource: JsonObject, keyword: string): string | null {
  const value = resource.members.get(keyword);
  return value?.kind === "string" ? value.value : null;
}
