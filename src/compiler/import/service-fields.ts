/*
 * What the service itself writes into a mapping set and its mappings. No file holds it, and no comparison looks at it.
 * Sources: Adobe's OpenAPI file of Data Prep (MappingSet, MappingOperation, SchemaRepresentation) and the answers to GET
 * in its documentation.
 */

/** Who did what when, which the service writes on everything that it keeps. */
const bookkeeping = ["createdBy", "createdDate", "createdClient", "modifiedBy", "modifiedDate", "updatedClient"];

/** Of a set. `status` and `supportVersion` follow from how the set was made; `inputSchema` from what it was made with. */
export const SERVICE_SET_FIELDS: ReadonlySet<string> = new Set([
  ...bookkeeping,
  ...["id", "version", "imsOrg", "imsOrgId", "sandboxId", "sandboxName", "status", "supportVersion", "_links"],
]);

/** Of `outputSchema`, beside its `schemaRef`: `jsonSchema` is the schema itself, where it was asked for. */
export const SERVICE_SCHEMA_FIELDS: ReadonlySet<string> = new Set([...bookkeeping, "id", "version", "jsonSchema"]);

/** Of a mapping. `matchScore` is the guess of the interface that proposed the mapping. */
export const SERVICE_MAPPING_FIELDS: ReadonlySet<string> = new Set([
  ...bookkeeping,
  ...["id", "version", "matchScore", "functionVersion", "expressionAttributes", "_links"],
]);
