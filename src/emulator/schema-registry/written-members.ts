/** What the registry writes itself; a body cannot change it. */
export const writtenMembers: ReadonlySet<string> = new Set([
  "$id",
  "meta:altId",
  "meta:resourceType",
  "version",
  "imsOrg",
  "refs",
  "meta:extensible",
  "meta:abstract",
  "meta:extends",
  "meta:xdmType",
  "meta:registryMetadata",
  "meta:class",
  "meta:containerId",
  "meta:sandboxId",
  "meta:sandboxType",
  "meta:tenantNamespace",
]);
