import type { Json } from "../json.js";
import type { ServiceName } from "../service.js";

/** One bug of Adobe's OpenAPI files: what is wrong, by what that is known, and the JSON Patch that puts it right. */
export interface OverlayEntry {
  readonly service: ServiceName;
  readonly bug: string;
  /** The page or sample of Adobe, or the independent client, that shows it. */
  readonly shownBy: string;
  readonly patch: readonly Json[];
}

/** Epoch seconds and intervals are read back as texts, and some samples send them so. */
const numberOrText: Json = { type: ["integer", "string"] };

/** JSON Patch as RFC 6902 has it; Flow Service takes three of its operations. */
const patchOf = (...operations: readonly string[]): Json => ({
  type: "array",
  minItems: 1,
  items: {
    type: "object",
    required: ["op", "path"],
    properties: { op: { enum: operations }, path: { type: "string" } },
  },
});

const anyPatch = patchOf("add", "remove", "replace", "move", "copy", "test");

export const overlay: readonly OverlayEntry[] = [
  {
    service: "flowservice",
    bug: "PATCH wants upper-case operations with an object for a value, so that it refuses every documented PATCH",
    shownBy:
      "Update dataflows in the API guide: lower-case operations, texts and numbers for values; a community client begins them with a capital",
    patch: [
      { op: "replace", path: "/schemas/PatchInstruction/required", value: ["op", "path"] },
      {
        op: "replace",
        path: "/schemas/PatchInstruction/properties/op/enum",
        value: ["add", "replace", "remove"].flatMap((name) => [
          name,
          name.toUpperCase(),
          `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`,
        ]),
      },
      { op: "remove", path: "/schemas/PatchInstruction/properties/value" },
    ],
  },
  {
    service: "flowservice",
    bug: "PATCH of a base connection wants one operation in place of a list",
    shownBy:
      "Update connections in the API guide sends a list, as the source and target connections of the same file do",
    patch: [
      {
        op: "replace",
        path: "/paths/~1connections~1{BASE_CONNECTION_ID}~1/PATCH/body/content/application~1json",
        value: { type: "array", minItems: 1, items: { $ref: "#/schemas/PatchInstruction" } },
      },
    ],
  },
  {
    service: "flowservice",
    bug: "interval is a text and startTime a number, and no flow spec agrees",
    shownBy: "the scheduleSpec inside the flow specs wants integers; the answers to a GET hold texts",
    patch: [
      { op: "replace", path: "/schemas/ScheduleSpecDTO/properties/interval", value: numberOrText },
      { op: "replace", path: "/schemas/ScheduleSpecDTO/properties/startTime", value: numberOrText },
    ],
  },
  {
    service: "flowservice",
    bug: "the version of a mapping set is a text alone",
    shownBy: "a tutorial, the API guide and a community client send a number, and so it is read back",
    patch: [{ op: "replace", path: "/schemas/TransformationSpecDTO/properties/mappingVersion", value: numberOrText }],
  },
  {
    service: "flowservice",
    bug: "backfill is a boolean alone",
    shownBy: "the answers to a GET of a flow hold it as a text, like the rest of the schedule",
    patch: [
      { op: "replace", path: "/schemas/ScheduleSpecDTO/properties/backfill", value: { type: ["boolean", "string"] } },
    ],
  },
  {
    service: "flowservice",
    bug: "what explore answers is a list alone",
    shownBy: "assumed: exploring a table or a file describes one thing, with its format and schema, and no list",
    patch: [{ op: "replace", path: "/schemas/ExploreConnectionResponse", value: { type: ["array", "object"] } }],
  },
  {
    service: "schemaregistry",
    bug: "the link to the next page of a list is a text",
    shownBy: "assumed: other links of lists are objects with href",
    patch: [{ op: "replace", path: "/schemas/linksBasic/properties/next", value: { type: ["object", "string"] } }],
  },
  {
    service: "catalog",
    bug: "a dry run of a new dataset has no answer",
    shownBy: "the Catalog guide on Pragma: validate-only answers 200",
    patch: [{ op: "add", path: "/paths/~1dataSets/POST/responses/200", value: { type: "array" } }],
  },
  {
    service: "flowservice",
    bug: "frequency has no enum, so that any word passes",
    shownBy: "the scheduleSpec inside the flow specs, and the page on scheduling",
    patch: [
      {
        op: "replace",
        path: "/schemas/ScheduleSpecDTO/properties/frequency",
        value: { enum: ["once", "minute", "hour", "day", "week"] },
      },
    ],
  },
  {
    service: "flowservice",
    bug: "the actions of a flow are upper-case, and a subOp is required",
    shownBy: "the file's own prose and the API guide: /flows/ID/action?op=enable without more",
    patch: [
      {
        op: "replace",
        path: "/paths/~1flows~1{FLOW_ID}~1action/POST/parameters",
        value: [
          { name: "If-Match", in: "header", schema: { type: "string" } },
          {
            name: "op",
            in: "query",
            required: true,
            schema: { enum: ["enable", "disable", "ENABLE", "DISABLE", "FINALIZE_UPDATE", "FINALIZE", "PUBLISH"] },
          },
        ],
      },
    ],
  },
  {
    service: "flowservice",
    bug: "a flow spec has one transformation",
    shownBy: "the flow specs in the tutorials' answers have a list of them",
    patch: [{ op: "remove", path: "/schemas/FlowSpecItemDTO/properties/transformationSpecs" }],
  },
  {
    service: "flowservice",
    bug: "an on-demand run cannot name its delta column, and its times are integers alone",
    shownBy: "On-demand ingestion in the API guide, whose samples send texts",
    patch: [
      {
        op: "replace",
        path: "/schemas/CreateFlowRunRequest/properties/params/properties",
        value: {
          startTime: numberOrText,
          windowStartTime: numberOrText,
          windowEndTime: numberOrText,
          deltaColumn: { type: "object" },
        },
      },
    ],
  },
  {
    service: "schemaregistry",
    bug: "the value of a PATCH has to be a text, which refuses the tag union",
    shownBy: 'the page on adding a schema to the profile: {"op":"add","path":"/meta:immutableTags","value":["union"]}',
    patch: [{ op: "replace", path: "/schemas/patchSchema", value: anyPatch }],
  },
  {
    service: "schemaregistry",
    bug: "a type and a description are required of schemas",
    shownBy: "the tutorials' schemas without a description are created, and a community client's without a type",
    patch: [
      { op: "replace", path: "/schemas/createSchema/required", value: ["title", "allOf"] },
      { op: "replace", path: "/schemas/replaceSchema/required", value: ["title", "allOf"] },
    ],
  },
  {
    service: "schemaregistry",
    bug: "the next page of a list has to be a text, so that the last page cannot name none",
    shownBy: "the community's Python client reads next of every page, and ends where it is null",
    patch: [
      {
        op: "replace",
        path: "/schemas/listResponseBasic/properties/_page/properties/next",
        value: { type: ["string", "null"] },
      },
    ],
  },
  {
    service: "schemaregistry",
    bug: "descriptors are listed as objects alone, and an audit log holds texts alone",
    shownBy: "the table of Accept headers in the same file lists ids and paths, too; the example beside it a number",
    patch: [
      { op: "replace", path: "/paths/~1{CONTAINER_ID}~1descriptors/GET/responses/200", value: { type: "object" } },
      {
        op: "remove",
        path: "/paths/~1rpc~1auditlog~1{RESOURCE_ID}/GET/responses/200/items/properties/updates/items/properties/value",
      },
    ],
  },
  {
    service: "schemaregistry",
    bug: "field groups have to say what they extend",
    shownBy:
      "the sample of creating a field group in the API guide leaves it out; the registry then offers it to any class",
    patch: [{ op: "replace", path: "/schemas/createFieldGroup/required", value: ["type", "title"] }],
  },
  {
    service: "schemaregistry",
    bug: "xdm:sourceVersion of a descriptor has to be a text, and half of the descriptors are none",
    shownBy:
      "the samples of the descriptor page: a number, and xdm:descriptorDeprecated; a community client has the others",
    patch: [
      {
        op: "replace",
        path: "/schemas/createDescriptor/properties/xdm:sourceVersion",
        value: { type: ["integer", "string"] },
      },
      ...["Deprecated", "Label", "PrimaryKey", "Timestamp", "TimeSeriesGranularity", "Version"].map((kind) => ({
        op: "add",
        path: "/schemas/createDescriptor/properties/@type/enum/-",
        value: `xdm:descriptor${kind}`,
      })),
    ],
  },
  {
    service: "catalog",
    bug: "several requests in one are answered with texts",
    shownBy: "the appendix of the Catalog guide, which tells to look at the code of each",
    patch: [{ op: "replace", path: "/paths/~1/POST/responses/201", value: { type: "array" } }],
  },
  {
    service: "catalog",
    bug: "a JSON Patch of a dataset is described as a dataset",
    shownBy:
      "the example beside it, a list of operations that enables a dataset for the profile; a community client sends one as application/json",
    patch: [
      {
        op: "replace",
        path: "/paths/~1dataSets~1{DATASET_ID}/PATCH/body/content/application~1json",
        value: { anyOf: [{ $ref: "#/schemas/dataSetRequest" }, anyPatch] },
      },
      {
        op: "replace",
        path: "/paths/~1dataSets~1{DATASET_ID}/PATCH/body/content/application~1json-patch+json",
        value: anyPatch,
      },
    ],
  },
  {
    service: "conversion",
    bug: "the id of a new mapping set cannot be null, and creation dates are texts",
    shownBy: 'the tutorials post "id": null; the examples of the file hold epoch milliseconds',
    patch: [
      { op: "replace", path: "/schemas/MappingSet/properties/id", value: { type: ["string", "null"] } },
      { op: "replace", path: "/schemas/MappingOperation/properties/id", value: { type: ["string", "null"] } },
      ...["MappingSet", "MappingOperation", "SchemaRepresentation", "SimpleRepresentation"].flatMap((name): Json[] =>
        ["createdDate", "modifiedDate"].map((date) => ({
          op: "replace",
          path: `/schemas/${name}/properties/${date}`,
          value: { type: ["integer", "string"] },
        })),
      ),
    ],
  },
  {
    service: "conversion",
    bug: "the expanded schema of a set has numbers and lists described as objects",
    shownBy: "JSON Schema itself: maximum is a number",
    patch: [{ op: "replace", path: "/schemas/JsonSchema", value: { type: "object" } }],
  },
  {
    service: "conversion",
    bug: "the source types that every answer holds are refused in requests",
    shownBy: "the examples of answers in the same file (text/x.schema-path, text/x.aep-xl), which clients send back",
    patch: [
      {
        op: "replace",
        path: "/schemas/SourceType",
        value: { enum: ["ATTRIBUTE", "EXPRESSION", "STATIC", "text/x.schema-path", "text/x.aep-xl"] },
      },
    ],
  },
  {
    service: "conversion",
    bug: "lists of mapping sets demand limit and start",
    shownBy: "the community's Python client sends limit alone, and is served",
    patch: [
      { op: "remove", path: "/paths/~1mappingSets/GET/parameters/1/required" },
      { op: "remove", path: "/paths/~1mappingSets/GET/parameters/0/required" },
    ],
  },
  {
    service: "conversion",
    bug: "the rows of a preview are a list alone, and its answer one object",
    shownBy: "the same Python client sends one object; the page on previews answers a list, one item a row",
    patch: [
      { op: "replace", path: "/schemas/PreviewRequest/properties/data", value: { type: ["array", "object"] } },
      { op: "replace", path: "/paths/~1mappingSets~1preview/POST/responses/200", value: { type: "array" } },
    ],
  },
  {
    service: "conversion",
    bug: "the answer about an expression is a boolean, and the list of a set's mappings one mapping",
    shownBy: "the page on functions answers {validationStatus, error}; the example beside the list is a list",
    patch: [
      { op: "replace", path: "/paths/~1languages~1el~1validate/POST/responses/200", value: true },
      { op: "replace", path: "/paths/~1mappingSets~1{MAPPING_SET_ID}~1mappings/GET/responses/200", value: true },
    ],
  },
];
