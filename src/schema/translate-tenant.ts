import type { Field, XdmSchema } from "./field.js";

/** `https://ns.adobe.com/acme/mixins/1f2e…` */
const TENANT_IN_ID = /^(https:\/\/ns\.adobe\.com\/)([^/]+)(\/(?:schemas|mixins|fieldgroups|classes|datatypes)\/)/i;
/** Whose resources are the same for everybody. */
const ADOBE: ReadonlySet<string> = new Set(["xdm", "experience"]);

/** The tenant that an `$id` names, without the underscore; null where it is Adobe's own, or none of a tenant's. */
export function tenantInId(id: string): string | null {
  const tenant = TENANT_IN_ID.exec(id)?.[2] ?? null;
  return tenant === null || ADOBE.has(tenant) ? null : tenant;
}

/** An `$id` of one tenant as another would have it; any other id is left as it is. Tenants are given without an underscore. */
export function translateTenantId(id: string, from: string, to: string): string {
  if (tenantInId(id) !== from) return id;
  return id.replace(TENANT_IN_ID, (_, host: string, __: string, kind: string) => `${host}${to}${kind}`);
}

/**
 * A schema of one tenant as another tenant's sandbox would have it: its own fields stand under the other's name, at any
 * depth, and its `$id` and class name the other. `tenant` has its underscore. A schema that names no tenant is given back.
 */
export function translateTenant(schema: XdmSchema, tenant: string): XdmSchema {
  const { tenant: own } = schema;
  if (own === null || own === tenant) return schema;
  const id = (text: string | null) => (text === null ? null : translateTenantId(text, own.slice(1), tenant.slice(1)));
  return { ...schema, id: id(schema.id), class: id(schema.class), tenant, root: rename(schema.root, own, tenant) };
}

function rename(field: Field, from: string, to: string): Field {
  const named = (name: string) => (name === from ? to : name);
  const { fields, items, values } = field;
  return {
    ...field,
    name: named(field.name),
    fields: new Map([...fields].map(([name, child]) => [named(name), rename(child, from, to)])),
    items: items === null ? null : rename(items, from, to),
    values: values === null ? null : rename(values, from, to),
  };
}
