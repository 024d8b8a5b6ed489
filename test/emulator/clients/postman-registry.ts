import {
  type Call,
  fields,
  IDENTITIES,
  isPage,
  isSummary,
  loyalty,
  type Made,
  PROFILE,
  RECORD,
  REGISTRY_LIST,
  replaceTitle,
} from "./postman-call.js";

export const registry: readonly Call[] = [
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
    { title: "Store", type: "object", description: "", allOf: [{ $ref: RECORD }] },
    { title: "Shop", type: "object", description: "", allOf: [{ $ref: RECORD }] },
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
