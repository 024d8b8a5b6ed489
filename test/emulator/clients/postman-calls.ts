import { type Call, fields, isReference, PROFILE } from "./postman-call.js";
import { catalog, dataSetLabels } from "./postman-catalog.js";
import { dataPrep, flows } from "./postman-flows.js";
import { registry } from "./postman-registry.js";

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
