import type { NormalMapping, SourceType } from "../../compiler/import/index.js";
import type { Behaviour } from "../behaviour.js";
import { isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import { type FoundMappingSet, type MappingSetVersion, normalForm } from "./stored-mapping-set.js";

/** What making a mapping set answers. Times are milliseconds since 1970. */
export function mappingSetStub({ id, createdAt, createdBy }: FoundMappingSet, version: MappingSetVersion): JsonObject {
  return {
    id,
    version: version.version,
    createdDate: createdAt,
    modifiedDate: version.madeAt,
    createdBy,
    modifiedBy: version.madeBy,
  };
}

/** A version of a mapping set as it is read back: in all dialects at once. `jsonSchema` is for `expandSchema=true`. */
export function mappingSetItem(
  set: FoundMappingSet,
  version: MappingSetVersion,
  behaviour: Behaviour,
  jsonSchema: JsonObject | null = null,
): JsonObject {
  const { body } = version;
  const schemaRef = { id: version.schemaId ?? "", contentType: version.contentType ?? "1.0" };
  const sent = (...names: readonly string[]): JsonObject =>
    Object.assign(
      {},
      ...names.map((name) => {
        const value = memberOf(body, name);
        return value === undefined || value === null ? {} : { [name]: value };
      }),
    );
  const inputSchema = memberOf(body, "inputSchema");
  return {
    ...mappingSetStub(set, version),
    supportVersion: "1.1",
    ...sent("name", "description", "transformScript", "tags"),
    ...(isObject(inputSchema) ? { inputSchema } : {}),
    outputSchema: { id: mixed(set.id), version: 0, schemaRef, ...(jsonSchema === null ? {} : { jsonSchema }) },
    mappings: mappingItems(version, behaviour),
    status: textAt(body, "status") ?? "PUBLISHED",
    strictMapping: false,
    allowNullValues: memberOf(body, "allowNullValues") === true,
    xdmVersion: schemaRef.contentType,
    schemaRef,
    xdmSchema: schemaRef.id,
  };
}

/** The mappings of a version, each with its id. */
export function mappingItems(version: MappingSetVersion, behaviour: Behaviour): readonly JsonObject[] {
  const { mappingIds, madeAt, madeBy, body } = version;
  return (normalForm(body)?.mappings ?? []).map((mapping) => ({
    id: mappingIds[mapping.at] ?? "",
    version: 0,
    createdDate: madeAt,
    modifiedDate: madeAt,
    createdBy: madeBy,
    modifiedBy: madeBy,
    ...sourceOf(mapping, behaviour),
    destination: mapping.destination,
    destinationXdmPath: mapping.destination,
    ...(mapping.name === null ? {} : { name: mapping.name }),
    ...(mapping.description === null ? {} : { description: mapping.description }),
    identity: mapping.identity,
    ...(mapping.identityGroup === null ? {} : { identityGroup: mapping.identityGroup }),
    ...(mapping.namespaceCode === null ? {} : { namespaceCode: mapping.namespaceCode }),
    primaryIdentity: mapping.primaryIdentity,
    matchScore: 0,
    functionVersion: 1,
  }));
}

function sourceOf({ type, source }: NormalMapping, behaviour: Behaviour): JsonObject {
  const asExpression = type === "STATIC" && behaviour.staticReadBack === "expression";
  const text = asExpression ? JSON.stringify(source) : source;
  const sourceType = typeText(asExpression ? "EXPRESSION" : type, behaviour);
  return { sourceType, source: text, sourceAttribute: text };
}

function typeText(type: SourceType, { typesReadBack }: Behaviour): Json {
  if (typesReadBack === "asSent") return type;
  switch (type) {
    case "ATTRIBUTE":
      return "text/x.schema-path";
    case "EXPRESSION":
      return "text/x.aep-xl";
    // No media type is known for it.
    case "STATIC":
      return "STATIC";
  }
}

/** Another identifier of 32 digits that follows from the first. */
function mixed(id: string): string {
  return [...id].reverse().join("");
}
