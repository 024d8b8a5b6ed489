/** What the tenant's container holds; titles are unique across all of them. */
export const tenantKinds = ["schemas", "fieldgroups", "classes", "datatypes"] as const;
export type TenantKind = (typeof tenantKinds)[number];
export type ResourceKind = TenantKind | "behaviors";

export type Container = "tenant" | "global";
