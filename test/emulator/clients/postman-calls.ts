// biome-ignore-all lint/suspicious/noExplicitAny: answers of any shape, which a call looks into
import { CRM, mappingOf, SHOPIFY, SPECS, START, targetBody } from "../flow-service/world.js";

/** What a call of the collections is filled with, and what its answer has to be. */
export interface Call {
  /** Method and URL as the collection has them, after `/data/foundation`; of sign-in the whole path. */
  readonly request: string;
  /** For the `{{NAME}}` and `:NAME` of this call alone. */
  readonly values?: (made: Made) => Readonly<Record<string, string>>;
  /** Sent in place of `{{body}}`. */
  readonly body?: (made: Made) => unknown;
  readonly status: number;
  /** What an answer of the documented shape holds; `filled` where the parameters were not left empty. */
  readonly check?: (body: any, filled: boolean, made: Made) => boolean;
  /** What later calls need of the answer. */
  readonly keep?: (body: any) => Made;
}

export type Made = Readonly<Record<string, string>>;

const idOf = (reference: unknown): string => String(reference).split("/").at(-1) ?? "";
const kept = (name: string) => (body: any) => ({ [name]: String(body.id) });
const isList = (body: any): boolean => Array.isArray(body.items) && body._links !== undefined;
const isOne = (body: any): boolean => body.items.length === 1;
const isTagged = (body: any): boolean => typeof body.id === "string" && typeof body.etag === "string";
const isReference = (body: any): boolean => body.length === 1 && /^@\/(dataSets|batches)\/\w+$/.test(body[0]);
const isPage = (body: any): boolean => body.results.length > 0 && body._page.count > 0 && body._links !== undefined;
const isSummary = (body: any): boolean => Object.keys(body).sort().join() === "$id,meta:altId,title,version";
const EVERY_BATCH =
  "status={{status}}&recordCount={{recordCount}}&failedRecordCount={{failedRecordCount}}&size={{size}}&started={{started}}&completed={{completed}}&startAfter={{startAfter}}&startBefore={{startBefore}}&endAfter={{endAfter}}&endBefore={{endBefore}}&batch={{batch}}&externalId={{externalId}}&connection={{connection}}&connector={{connector}}&dataSet={{dataSet}}";
const REGISTRY_LIST = "property={{property}}&orderby={{orderby}}&start={{start}}&limit={{limit}}";
const FLOW_LIST =
  "property={{property}}&limit={{limit}}&orderby={{orderby}}&continuationToken={{continuationToken}}&count=false";

const PROFILE = "https://ns.adobe.com/xdm/context/profile";
const IDENTITIES = "https://ns.adobe.com/xdm/context/identitymap";
const RECORD = "https://ns.adobe.com/xdm/data/record";

const seconds = START / 1000;
const replaceName = [{ op: "replace", path: "/name", value: "Renamed" }];
const replaceTitle = (value: string) => [{ op: "replace", path: "/title", value }];

const loyalty = { points: { type: "integer", title: "Points" }, tier: { type: "string", title: "Tier" } };
const fields = (title: string) => ({
  title,
  type: "object",
  "meta:intendedToExtend": [PROFILE],
  definitions: { customFields: { type: "object", properties: { _acme: { type: "object", properties: loyalty } } } },
  allOf: [{ $ref: "#/definitions/customFields" }],
});
const mappingSet = ({ schema = "" }: Made) => ({
  name: "Loyalty",
  outputSchema: { schemaRef: { id: schema, contentType: "application/vnd.adobe.xed-full+json;version=1" } },
  mappings: [{ sourceType: "ATTRIBUTE", source: "tier", destination: "_acme.tier" }],
});

const registry: readonly Call[] = [
  {
    request: "GET /schemaregistry/stats",
    status: 200,
    check: (body) => body.tenantId === "acme" && body.imsOrg !== undefined,
  },
  ...resourceCalls("fieldgroups", "FIELD_GROUP_ID", fields("Loyalty fields"), fields("Loyalty points"), "group"),
  ...resourceCalls("mixins", "MIXIN_ID", fields("Loyalty mixin"), fields("Loyalty mixed in"), "mixin"),
  ...resourceCalls(
    "datatypes",
    "DATA_TYPE_ID",
    { title: "Tier", type: "object", properties: loyalty },
    { title: "Level", type: "object", properties: loyalty },
    "type",
  ),
  ...resourceCalls(
    "classes",
    "CLASS_ID",
    { title: "Store", type: "object", allOf: [{ $ref: RECORD }] },
    { title: "Shop", type: "object", allOf: [{ $ref: RECORD }] },
    "class",
  ),
  ...resourceCalls(
    "schemas",
    "SCHEMA_ID",
    ({ group = "" }: Made) => ({
      title: "Members",
      type: "object",
      description: "Members of the programme",
      allOf: [{ $ref: PROFILE }, { $ref: group }],
    }),
    ({ group = "" }: Made) => ({
      title: "All members",
      type: "object",
      description: "Members of the programme",
      allOf: [{ $ref: PROFILE }, { $ref: group }, { $ref: IDENTITIES }],
    }),
    "schema",
  ),
  { request: "GET /schemaregistry/global/behaviors", status: 200, check: isPage },
  {
    request: "GET /schemaregistry/global/behaviors/:BEHAVIOR_ID",
    values: () => ({ BEHAVIOR_ID: RECORD }),
    status: 200,
    check: isSummary,
  },
  {
    request: "POST /schemaregistry/tenant/descriptors",
    body: ({ schema = "" }) => descriptor(schema, "EMAIL"),
    status: 201,
    check: (body) => body["@type"] === "xdm:descriptorIdentity",
    keep: (body) => ({ descriptor: body["@id"] }),
  },
  {
    request: `GET /schemaregistry/:CONTAINER_ID/descriptors?property={{property}}&orderby={{orderby}}&limit={{limit}}&start={{start}}`,
    values: () => ({ CONTAINER_ID: "tenant", property: "@type==xdm:descriptorIdentity", limit: "5" }),
    status: 200,
    check: (body, _filled, { descriptor: id }) => body["xdm:descriptorIdentity"].includes(id),
  },
  {
    request: "GET /schemaregistry/:CONTAINER_ID/descriptors/:DESCRIPTOR_ID",
    values: ({ descriptor: id = "" }) => ({ CONTAINER_ID: "tenant", DESCRIPTOR_ID: id }),
    status: 200,
    check: (body) => body["xdm:namespace"] === "EMAIL",
  },
  {
    request: "PUT /schemaregistry/tenant/descriptors/:DESCRIPTOR_ID",
    values: ({ descriptor: id = "" }) => ({ DESCRIPTOR_ID: id }),
    body: ({ schema = "" }) => descriptor(schema, "CRMID"),
    status: 200,
    check: (body) => body["xdm:namespace"] === "CRMID",
  },
  {
    request: "PATCH /schemaregistry/tenant/schemas/:SCHEMA_ID",
    values: ({ schema = "" }) => ({ SCHEMA_ID: schema }),
    body: () => [{ op: "add", path: "/meta:immutableTags", value: ["union"] }],
    status: 200,
    check: (body) => body["meta:immutableTags"][0] === "union",
  },
  { request: `GET /schemaregistry/tenant/unions?${REGISTRY_LIST}`, status: 200, check: isPage },
  {
    request: "GET /schemaregistry/tenant/unions/:UNION_ID",
    values: () => ({ UNION_ID: `${PROFILE}__union` }),
    status: 200,
    check: isSummary,
  },
  {
    request: "GET /schemaregistry/rpc/export/:RESOURCE_ID",
    values: ({ schema = "" }) => ({ RESOURCE_ID: schema }),
    status: 200,
    check: (body) => body.length === 2 && JSON.stringify(body).includes("<XDM_TENANTID_PLACEHOLDER>"),
  },
  {
    request: "POST /schemaregistry/rpc/import",
    body: () => [
      {
        ...fields("Carried over"),
        $id: "https://ns.adobe.com/<XDM_TENANTID_PLACEHOLDER>/mixins/443fe51457047d958f4a97853e64e0ec",
        "meta:altId": "_<XDM_TENANTID_PLACEHOLDER>.mixins.443fe51457047d958f4a97853e64e0ec",
        "meta:resourceType": "mixins",
      },
    ],
    status: 200,
    check: ([first]) => first.$id === "https://ns.adobe.com/acme/mixins/443fe51457047d958f4a97853e64e0ec",
  },
  {
    request: "GET /schemaregistry/rpc/sampledata/:SCHEMA_ID",
    values: ({ schema = "" }) => ({ SCHEMA_ID: schema }),
    status: 200,
    check: (body) => typeof body._acme.tier === "string" && body._acme.points === 0,
  },
  {
    request: "GET /schemaregistry/rpc/auditlog/:RESOURCE_ID",
    values: ({ schema = "" }) => ({ RESOURCE_ID: schema }),
    status: 200,
    check: ([latest]) => latest.updates[0].path === "/meta:immutableTags" && latest.updatedUser.includes("@"),
  },
];

function descriptor(schema: string, namespace: string): object {
  return {
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceSchema": schema,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/_acme/tier",
    "xdm:namespace": namespace,
    "xdm:property": "xdm:code",
    "xdm:isPrimary": true,
  };
}

type Body = object | ((made: Made) => object);

/** Made, listed, looked at, replaced and patched; the deletions come when nothing is in use any more. */
function resourceCalls(path: string, parameter: string, first: Body, second: Body, name: string): readonly Call[] {
  const bodyOf = (body: Body) => (made: Made) => (typeof body === "function" ? body(made) : body);
  const one = `/schemaregistry/tenant/${path}/:${parameter}`;
  const values = (made: Made) => ({ [parameter]: made[name] ?? "", CONTAINER_ID: "tenant" });
  return [
    {
      request: `POST /schemaregistry/tenant/${path}`,
      values: () => ({ Accept: "application/json" }),
      body: bodyOf(first),
      status: 201,
      check: (body) => body.version === "1.0" && body["meta:registryMetadata"].eTag !== undefined,
      keep: (body) => ({ [name]: body.$id }),
    },
    {
      request: `GET /schemaregistry/:CONTAINER_ID/${path}?${REGISTRY_LIST}`,
      values: () => ({ CONTAINER_ID: "tenant", orderby: "title", limit: "5", property: "title~" }),
      status: 200,
      check: (body) => isPage(body) && body.results.every(isSummary),
    },
    {
      request: `GET /schemaregistry/:CONTAINER_ID/${path}/:${parameter}`,
      values,
      status: 200,
      check: isSummary,
    },
    { request: `PUT ${one}`, values, body: bodyOf(second), status: 200, check: (body) => body.version === "1.1" },
    {
      request: `PATCH ${one}`,
      values,
      body: () => replaceTitle(`Patched ${path}`),
      status: 200,
      check: (body) => body.title === `Patched ${path}`,
    },
  ];
}

const batchValues = ({ dataSet = "" }: Made) => ({ status: "success", dataSet, recordCount: "2" });

const catalog: readonly Call[] = [
  {
    request: "POST /catalog/dataSets",
    body: ({ schema = "" }) => ({
      name: "Members",
      schemaRef: { id: schema, contentType: "application/vnd.adobe.xed+json;version=1" },
      tags: { "team/owner": ["crm"] },
    }),
    status: 201,
    check: isReference,
    keep: ([reference]) => ({ dataSet: idOf(reference) }),
  },
  {
    request:
      "GET /catalog/dataSets?connectorId={{connectorId}}&connectionId={{connectionId}}&name={{name}}&description={{description}}&enableErrorDiagnostics={{enableErrorDiagnostics}}",
    values: () => ({ name: "Members" }),
    status: 200,
    check: (body, _filled, { dataSet = "" }) =>
      body[dataSet].classification.dataBehavior === "record" && body[dataSet].tags["team/owner"][0] === "crm",
  },
  {
    request: "GET /catalog/dataSets/:DATASET_ID?properties={{properties}}",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet, properties: "name,schemaRef" }),
    status: 200,
    check: (body, filled, { dataSet = "" }) =>
      filled ? Object.keys(body[dataSet]).join() === "name,schemaRef" : body[dataSet].imsOrg !== undefined,
  },
  {
    request: "PUT /catalog/dataSets/:DATASET_ID",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet }),
    body: ({ schema = "" }) => ({
      name: "All members",
      schemaRef: { id: schema, contentType: "application/vnd.adobe.xed+json;version=1" },
      tags: { "team/owner": ["crm"] },
    }),
    status: 200,
    check: isReference,
  },
  {
    request: "PATCH /catalog/dataSets/:DATASET_ID",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet }),
    body: () => ({ description: "Members of the programme" }),
    status: 200,
    check: isReference,
  },
  {
    request: "GET /catalog/tags/:tagNamespace",
    values: () => ({ tagNamespace: "team" }),
    status: 200,
    check: (body) => body["team/owner"][0] === "crm",
  },
  {
    request: "POST /catalog/batches",
    body: ({ dataSet = "" }) => ({
      status: "success",
      recordCount: 2,
      relatedObjects: [{ type: "dataSet", id: dataSet }],
    }),
    status: 201,
    check: isReference,
    keep: ([reference]) => ({ batch: idOf(reference) }),
  },
  {
    request: "POST /catalog/batches/:BATCH_ID",
    values: () => ({ BATCH_ID: "5911f88ae2f4bf657c5a8cb5" }),
    body: ({ dataSet = "" }) => ({ status: "failed", relatedObjects: [{ type: "dataSet", id: dataSet }] }),
    status: 201,
    check: ([reference]) => reference === "@/batches/5911f88ae2f4bf657c5a8cb5",
  },
  {
    request: `GET /catalog/batches?${EVERY_BATCH}`,
    values: batchValues,
    status: 200,
    check: (body, filled) => Object.keys(body).length === (filled ? 1 : 2),
  },
  {
    request: `GET /catalog/batches/uniques/:FIELD?${EVERY_BATCH}&transform={{transform}}`,
    values: (made) => ({ ...batchValues(made), FIELD: "status" }),
    status: 200,
    check: (body, filled) => body.join() === (filled ? "success" : "success,failed"),
  },
  {
    request: "GET /catalog/batches/:BATCH_ID?aggregate={{aggregate}}",
    values: ({ batch = "" }) => ({ BATCH_ID: batch, aggregate: "true" }),
    status: 200,
    check: (body, _filled, { batch = "" }) => body[batch].status === "success",
  },
  {
    request: "PUT /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    body: () => ({ status: "success", recordCount: 3 }),
    status: 200,
    check: isReference,
  },
  {
    request: "PATCH /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    body: () => ({ status: "aborted" }),
    status: 200,
    check: isReference,
  },
  {
    request: "GET /catalog/dataSets/:id/credentials?batchId={{batchId}}",
    values: ({ dataSet = "", batch = "" }) => ({ id: dataSet, batchId: batch }),
    status: 200,
    check: (body, _filled, { dataSet }) => body.dataSetId === dataSet,
  },
  {
    request: "DELETE /catalog/batches/:BATCH_ID",
    values: ({ batch = "" }) => ({ BATCH_ID: batch }),
    status: 200,
    check: isReference,
  },
  {
    request:
      "GET /catalog/?orderBy={{orderBy}}&limit={{limit}}&start={{start}}&property={{property}}&properties={{properties}}",
    values: () => ({ orderBy: "asc:created", limit: "5", start: "0" }),
    status: 200,
    check: (body) => typeof body === "object",
  },
  {
    request: "POST /catalog/",
    body: () => [{ id: "first", resource: "/dataSets", method: "post", body: { name: "Of several" } }],
    status: 201,
    check: ([first]) => first.id === "first" && first.code === 201,
  },
];

const dataSetLabels: readonly Call[] = [
  labels("POST", 201, { labels: ["C1"], optionalLabels: [] }),
  labels("GET", 200),
  labels("PUT", 200, { labels: ["C1", "C2"], optionalLabels: [] }),
  labels("DELETE", 204),
];

function labels(method: string, status: number, body?: object): Call {
  return {
    request: `${method} /dataset/datasets/:DATASET_ID/labels`,
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet, "If-Match": "1" }),
    ...(body === undefined ? {} : { body: () => body }),
    status,
    ...(status === 204 ? {} : { check: (answer: any) => answer.labels[0] === "C1" }),
  };
}

const dataPrep: readonly Call[] = [
  {
    request: "POST /conversion/languages/el/validate",
    body: () => ({ expression: 'concat(a, "b")', sampleData: '{"a": "x"}', sampleDataType: "application/json" }),
    status: 200,
    check: (body) => body.validationStatus !== undefined,
  },
  { request: "GET /conversion/languages/el/functions", status: 200, check: (body) => body.length > 90 },
  { request: "GET /conversion/languages/el/operators", status: 200, check: (body) => body.length > 5 },
  {
    request: "POST /conversion/mappingSets",
    body: mappingSet,
    status: 200,
    check: (body) => /^[0-9a-f]{32}$/.test(body.id) && body.version === 0,
    keep: kept("set"),
  },
  {
    request:
      "GET /conversion/mappingSets?limit=10&start=0&name={{name}}&orderBy=lastUpdateDate&expandSchema={{expandSchema}}",
    values: () => ({ name: "Loyalty", expandSchema: "true" }),
    status: 200,
    check: (body, filled) => body.data.length === 1 && (!filled || body.data[0].outputSchema.jsonSchema !== undefined),
  },
  {
    request: "GET /conversion/mappingSets/:MAPPING_SET_ID?expandSchema=false&version=0",
    values: ({ set = "" }) => ({ MAPPING_SET_ID: set }),
    status: 200,
    check: (body) => body.version === 0 && body.mappings[0].sourceType === "text/x.schema-path",
  },
  {
    request: "PUT /conversion/mappingSets/:MAPPING_SET_ID",
    values: ({ set = "" }) => ({ MAPPING_SET_ID: set }),
    body: mappingSet,
    status: 200,
    check: (body) => body.version === 1 && body.mappings.length === 1,
    keep: (body) => ({ mapping: body.mappings[0].id }),
  },
  {
    request: "GET /conversion/mappingSets/:MAPPING_SET_ID/mappings",
    values: ({ set = "" }) => ({ MAPPING_SET_ID: set }),
    status: 200,
    check: (body) => body.length === 1,
  },
  {
    request: "GET /conversion/mappingSets/:MAPPING_SET_ID/mappings/:MAPPING_ID",
    values: ({ set = "", mapping = "" }) => ({ MAPPING_SET_ID: set, MAPPING_ID: mapping }),
    status: 200,
    check: (body, _filled, { mapping }) => body.id === mapping,
  },
  {
    request: "POST /conversion/mappingSets/validate",
    body: mappingSet,
    status: 200,
    check: (body) => body.validationResponse[0].status === "SUCCESS",
  },
  {
    request: "POST /conversion/mappingSets/preview",
    body: (made) => ({ data: [{ tier: "gold" }], mappingSet: mappingSet(made) }),
    status: 200,
    check: ([first]) => first.data._acme.tier === "gold",
  },
];

const flows: readonly Call[] = [
  {
    request: "POST /flowservice/connections",
    body: () => ({
      name: "Orders shop",
      auth: { specName: "Basic Authentication", params: { host: "example.com", username: "u", password: "p" } },
      connectionSpec: SPECS.shopify,
    }),
    status: 201,
    check: isTagged,
    keep: (body) => ({ connection: body.id, connectionTag: body.etag }),
  },
  {
    request: `GET /flowservice/connections?${FLOW_LIST}`,
    values: () => ({ property: 'name=="Orders shop"', limit: "5", orderby: "-createdAt" }),
    status: 200,
    check: (body, filled) => isList(body) && (filled ? isOne(body) : body.items.length > 3),
  },
  oneConnection("GET", "", isOne),
  oneConnection("GET", "/test", (body) => body.items[0].test !== undefined || body.state !== undefined || isOne(body)),
  {
    request: "GET /flowservice/connections/:CONNECTION_ID/explore",
    values: () => ({ CONNECTION_ID: SHOPIFY }),
    status: 200,
  },
  {
    request: "PATCH /flowservice/connections/:CONNECTION_ID/?if-match={{if-match}}",
    values: ({ connection = "", connectionTag = "" }) => ({ CONNECTION_ID: connection, "if-match": connectionTag }),
    body: () => replaceName,
    status: 200,
    check: isTagged,
  },
  {
    request: "DELETE /flowservice/connections/:CONNECTION_ID/",
    values: ({ connection = "" }) => ({ CONNECTION_ID: connection }),
    status: 204,
  },
  {
    request: "GET /flowservice/connectionSpecs?property={{property}}",
    values: () => ({ property: 'name=="datalake"' }),
    status: 200,
    check: (body, filled) => isList(body) && (filled ? isOne(body) : body.items.length > 3),
  },
  {
    request: "GET /flowservice/connectionSpecs/:CONNECTION_SPEC_ID",
    values: () => ({ CONNECTION_SPEC_ID: SPECS.datalake.id }),
    status: 200,
    check: isOne,
  },
  {
    request: "GET /flowservice/flowSpecs?property={{property}}",
    values: () => ({ property: 'name=="CRMToAEP"' }),
    status: 200,
    check: (body, filled) => isList(body) && (filled ? isOne(body) : body.items.length === 2),
  },
  {
    request: "GET /flowservice/flowSpecs/:FLOW_SPEC_ID",
    values: () => ({ FLOW_SPEC_ID: CRM.id }),
    status: 200,
    check: isOne,
  },
  {
    request: "POST /flowservice/sourceConnections",
    body: () => ({
      name: "Orders source",
      baseConnectionId: SHOPIFY,
      data: { format: "tabular" },
      params: { tableName: "Shopify.Orders" },
      connectionSpec: SPECS.shopify,
    }),
    status: 201,
    check: isTagged,
    keep: (body) => ({ source: body.id, sourceTag: body.etag }),
  },
  {
    request: "POST /flowservice/targetConnections",
    body: ({ dataSet = "", schema = "" }) => targetBody(dataSet, schema),
    status: 201,
    check: isTagged,
    keep: (body) => ({ target: body.id, targetTag: body.etag }),
  },
  ...["source", "target"].flatMap((kind): readonly Call[] => [
    {
      request: `GET /flowservice/${kind}Connections/:${kind.toUpperCase()}_CONNECTION_ID`,
      values: (made) => ({ [`${kind.toUpperCase()}_CONNECTION_ID`]: made[kind] ?? "" }),
      status: 200,
      check: isOne,
    },
    {
      request: `PATCH /flowservice/${kind}Connections/:${kind.toUpperCase()}_CONNECTION_ID?if-match={{if-match}}`,
      values: (made) => ({
        [`${kind.toUpperCase()}_CONNECTION_ID`]: made[kind] ?? "",
        "if-match": made[`${kind}Tag`] ?? "",
      }),
      body: () => replaceName,
      status: 200,
      check: isTagged,
    },
  ]),
  {
    request: "POST /flowservice/flows",
    body: ({ source = "", target = "", set = "" }) => ({
      name: "Orders",
      flowSpec: CRM,
      sourceConnectionIds: [source],
      targetConnectionIds: [target],
      transformations: [mappingOf(set)],
      scheduleParams: { startTime: seconds + 60, frequency: "once" },
    }),
    status: 201,
    check: isTagged,
    keep: (body) => ({ flow: body.id, flowTag: body.etag }),
  },
  {
    request: `GET /flowservice/flows?${FLOW_LIST}`,
    values: () => ({ property: "name==Orders", limit: "5" }),
    status: 200,
    check: (body) => isList(body) && isOne(body),
  },
  { request: "GET /flowservice/flows/:FLOW_ID", values: flowId, status: 200, check: isOne },
  {
    request: "POST /flowservice/runs",
    body: ({ flow = "" }) => ({
      flowId: flow,
      params: {
        startTime: seconds,
        windowStartTime: seconds - 3600,
        windowEndTime: seconds,
        deltaColumn: { name: "Created At" },
      },
    }),
    status: 201,
    keep: (body) => ({ run: body.id }),
  },
  {
    request: `GET /flowservice/runs?${FLOW_LIST}`,
    values: ({ flow = "" }) => ({ property: `flowId=="${flow}"`, limit: "5" }),
    status: 200,
    check: (body) => isList(body) && body.items.length > 0,
  },
  {
    request: "GET /flowservice/runs/:RUN_ID",
    values: ({ run = "" }) => ({ RUN_ID: run }),
    status: 200,
    check: (body) => isOne(body) && body.items[0].metrics.statusSummary !== undefined,
  },
  {
    request: "PATCH /flowservice/flows/:FLOW_ID?if-match={{if-match}}",
    values: (made) => ({ ...flowId(made), "if-match": made["currentFlowTag"] ?? "" }),
    body: () => replaceName,
    status: 200,
    check: isTagged,
  },
  { request: "DELETE /flowservice/flows/:FLOW_ID", values: flowId, status: 204 },
  ...["SOURCE", "TARGET"].map(
    (kind): Call => ({
      request: `DELETE /flowservice/${kind.toLowerCase()}Connections/:${kind}_CONNECTION_ID`,
      values: (made) => ({ [`${kind}_CONNECTION_ID`]: made[kind.toLowerCase()] ?? "" }),
      status: 204,
    }),
  ),
];

function flowId({ flow = "" }: Made): Record<string, string> {
  return { FLOW_ID: flow };
}

function oneConnection(method: string, more: string, check: (body: any) => boolean): Call {
  return {
    request: `${method} /flowservice/connections/:CONNECTION_ID${more}`,
    values: ({ connection = "" }) => ({ CONNECTION_ID: connection }),
    status: 200,
    check,
  };
}

const sandboxes: readonly Call[] = [
  { request: "GET /sandbox-management/", status: 200, check: (body) => body.sandboxes.length > 1 },
  { request: "GET /sandbox-management/sandboxTypes", status: 200, check: (body) => body.sandboxTypes.length === 2 },
  {
    request: "POST /sandbox-management/sandboxes",
    body: () => ({ name: "trial", title: "Trial", type: "development" }),
    status: 201,
    check: (body) => body.name === "trial",
  },
  {
    request: "GET /sandbox-management/sandboxes?property={{property}}&orderBy={{orderBy}}",
    values: () => ({ property: "name==trial" }),
    status: 200,
    check: (body, filled) => body.sandboxes.length === (filled ? 1 : 3),
  },
  oneSandbox("GET", 200),
  oneSandbox("PATCH", 200, { title: "Trials" }),
  oneSandbox("PUT", 200, { action: "reset" }),
  oneSandbox("DELETE", 200),
];

function oneSandbox(method: string, status: number, body?: object): Call {
  return {
    request: `${method} /sandbox-management/sandboxes/:sandboxName`,
    values: () => ({ sandboxName: "trial" }),
    ...(body === undefined ? {} : { body: () => body }),
    status,
    check: (answer) => answer.name === "trial",
  };
}

const removals: readonly Call[] = [
  {
    request: "DELETE /catalog/dataSets/:DATASET_ID",
    values: ({ dataSet = "" }) => ({ DATASET_ID: dataSet }),
    status: 200,
    check: isReference,
  },
  {
    request: "DELETE /schemaregistry/tenant/descriptors/:DESCRIPTOR_ID",
    values: ({ descriptor: id = "" }) => ({ DESCRIPTOR_ID: id }),
    status: 204,
  },
  // The schema feeds the profile by now, which cannot be taken back, and it uses the first field group.
  ...(
    [
      ["POST", "schemas", "", 201],
      ["DELETE", "schemas", "SCHEMA_ID", 204],
      ["POST", "fieldgroups", "", 201],
      ["DELETE", "fieldgroups", "FIELD_GROUP_ID", 204],
    ] as const
  ).map(([method, path, parameter, status]): Call => {
    const body =
      path === "schemas" ? { title: "Short-lived", type: "object", allOf: [{ $ref: PROFILE }] } : fields("Gone");
    return method === "POST"
      ? {
          request: `POST /schemaregistry/tenant/${path}`,
          body: () => body,
          status,
          keep: ({ $id }) => ({ shortLived: $id }),
        }
      : {
          request: `DELETE /schemaregistry/tenant/${path}/:${parameter}`,
          values: ({ shortLived = "" }) => ({ [parameter]: shortLived }),
          status,
        };
  }),
  ...(
    [
      ["mixins", "MIXIN_ID", "mixin"],
      ["classes", "CLASS_ID", "class"],
      ["datatypes", "DATA_TYPE_ID", "type"],
    ] as const
  ).map(
    ([path, parameter, name]): Call => ({
      request: `DELETE /schemaregistry/tenant/${path}/:${parameter}`,
      values: (made) => ({ [parameter]: made[name] ?? "" }),
      status: 204,
    }),
  ),
];

const signIn: readonly Call[] = [
  {
    request: "POST /ims/exchange/jwt/",
    values: () => ({ JWT_TOKEN: "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjE3MDAwMDAwMDB9.c2lnbmF0dXJl" }),
    status: 200,
    // The deprecated exchange tells milliseconds.
    check: (body) => body.expires_in === 86_399_000 && body.access_token !== "",
  },
  {
    request:
      "POST /ims/token/v2?grant_type=client_credentials&client_id={{API_KEY}}&client_secret={{CLIENT_SECRET}}&scope={{SCOPES}}",
    status: 200,
    check: (body) => body.token_type === "bearer" && body.expires_in === 86_399,
  },
];

/** In an order in which everything exists that a call asks for. */
export const calls: readonly Call[] = [
  ...signIn,
  ...sandboxes,
  ...registry,
  ...catalog,
  ...dataSetLabels,
  ...dataPrep,
  ...flows,
  ...removals,
];
