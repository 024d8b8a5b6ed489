// biome-ignore-all lint/suspicious/noExplicitAny: answers of any shape, which a call looks into
import { CRM, mappingOf, SHOPIFY, SPECS, targetBody } from "../flow-service/world.js";
import {
  type Call,
  FLOW_LIST,
  isList,
  isOne,
  isTagged,
  kept,
  type Made,
  mappingSet,
  replaceName,
  seconds,
} from "./postman-call.js";

export const dataPrep: readonly Call[] = [
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

export const flows: readonly Call[] = [
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
