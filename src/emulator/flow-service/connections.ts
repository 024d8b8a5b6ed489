import { at, isObject, type Json, type JsonObject, memberOf, objectOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { CONNECTION_SPECS, connectionSpecOf } from "./connection-specs.js";
import { type EntityKind, entityRoutes, listEntities } from "./entity-routes.js";
import { exploreFiles, exploreRoot, exploreTable } from "./explore.js";
import { accept, answerRefusal, BAD_REQUEST, type Read, refuse } from "./refusal.js";
import { newResource, specIdOf } from "./resource.js";
import { searchRoute } from "./search.js";

/** The base connections of the tutorials, which a sandbox holds from the start. */
const SEEDED = [
  { id: "582f4f8d-71e9-4a5c-a164-9d2056318d6c", name: "Shopify connection", spec: "shopify" },
  { id: "c6d4ee17-6752-4e83-94ee-1767522e83fa", name: "HubSpot connection", spec: "hubspot" },
  { id: "5831c52c-c261-4945-b1c5-2cc261d945b2", name: "Amazon S3 connection", spec: "amazon-s3" },
  { id: "291257e3-c560-4e07-9257-e3c5606e07d1", name: "Data lake connection", spec: "datalake" },
] as const;

export function seedConnections(context: Context): void {
  for (const { id, name, spec } of SEEDED) {
    const specId = CONNECTION_SPECS.find((one) => one.name === spec)?.id ?? "";
    const connectionSpec = { id: specId, version: "1.0" };
    const resource = newResource(context, {
      name,
      description: `${name} of this sandbox`,
      connectionSpec,
      state: "enabled",
    });
    context.store.collection(KIND).put(id, { ...resource, id });
  }
}

const KIND = "connections";

const kind: EntityKind = {
  name: KIND,
  read: readConnection,
  show: (connection) => connection,
  editable: new Set(["name", "description", "auth"]),
  holds: (id, { store }) => {
    const isUsed = ["sourceConnections", "targetConnections"].some((name) =>
      store
        .collection(name)
        .all()
        .some(({ value }) => textAt(value, "baseConnectionId") === id),
    );
    return isUsed ? refuse("1418-400", `The connection ${id} is still used by flows.`) : null;
  },
};

export const connectionRoutes: readonly Route[] = [
  ...entityRoutes(kind),
  searchRoute(`/${KIND}`, (request, context) => listEntities(request, context, kind)),
  { method: "GET", path: "/connections/{ID}/test", handle: test },
  { method: "GET", path: "/connections/{ID}/explore", handle: explore },
];

function readConnection(body: JsonObject): Read<JsonObject> {
  const name = textAt(body, "name");
  if (name === undefined || name === "") return refuse(BAD_REQUEST, "A connection needs a name.");
  const spec = connectionSpecOf(specIdOf(body, "connectionSpec") ?? "");
  if (spec === undefined) return refuse("1413-400", "The connectionSpec is not one that is known.");
  const auth = memberOf(body, "auth");
  if (auth !== undefined && textAt(auth, "specName") === undefined) {
    return refuse(BAD_REQUEST, "auth needs a specName.");
  }
  // Not kept: nothing is signed in to, and neither a look nor a state file may show it.
  return accept(withoutSecrets(body));
}

/** What signs in to a source is never shown again. */
function withoutSecrets(connection: JsonObject): JsonObject {
  const auth = memberOf(connection, "auth");
  if (!isObject(auth)) return connection;
  const params = at(auth, "params");
  const hidden = isObject(params)
    ? objectOf(Object.keys(params).map((name): [string, Json] => [name, "********"]))
    : {};
  return { ...connection, auth: { ...auth, params: hidden } };
}

function test({ parameters }: ServiceRequest, context: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const connection = context.store.collection(KIND).get(id);
  if (connection === undefined) return answerRefusal(refuse("1101-404", `There is no connection ${id}.`), context);
  return { status: 200, body: { items: [{ test: true }], result: true } };
}

async function explore({ parameters, query }: ServiceRequest, context: Context): Promise<Answer> {
  const id = parameters.get("ID") ?? "";
  const connection = context.store.collection(KIND).get(id);
  if (connection === undefined) return answerRefusal(refuse("1101-404", `There is no connection ${id}.`), context);
  const object = query.get("object") ?? "";
  switch ((query.get("objectType") ?? "root").toLowerCase()) {
    case "root":
    case "folder":
    case "rest":
      return { status: 200, body: exploreRoot(connection, context) };
    case "table":
      return { status: 200, body: await exploreTable(object, context) };
    case "file":
      return { status: 200, body: await exploreFiles(object, context) };
    default:
      return answerRefusal(refuse(BAD_REQUEST, "objectType is one of root, folder, table, file and rest."), context);
  }
}
