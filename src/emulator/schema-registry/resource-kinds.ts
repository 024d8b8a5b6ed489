/** What the tenant's container holds; titles are unique across all of them. */
export const tenantKinds = ["schemas", "fieldgroups", "classes", "datatypes"] as const;
export type TenantKind = (typeof tenantKinds)[number];
export type ResourceKind = TenantKind | "behaviors";

/** What ids and `meta:resourceType` call a kind: field groups by their old name, as Adobe's OpenAPI file has it. */
export function registryName(kind: ResourceKind): string {
  return kind === "fieldgroups" ? "mixins" : kind;
}

export type Container = "tenant" | "global";
