import { isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context, Route } from "../service.js";
import { connectionSpecOf } from "./connection-specs.js";
import { type EntityKind, entityRoutes } from "./entity-routes.js";
import { DATA_LAKE } from "./flow-specs.js";
import { accept, BAD_REQUEST, type Read, type Refused, refuse } from "./refusal.js";
import { specIdOf } from "./resource.js";
import { isGone } from "./transitions.js";

const kind: EntityKind = {
  name: "sourceConnections",
  read: readSource,
  show: (source, context) => ({ ...source, inheritedAttributes: inherited(source, context) }),
  editable: new Set(["name", "description", "data", "params"]),
  holds: (id, context) => usedByFlow("sourceConnectionIds", id, context),
};

export const sourceConnectionRoutes: readonly Route[] = entityRoutes(kind);

const FORMATS: ReadonlySet<string> = new Set(["tabular", "delimited", "json", "parquet", "parquet_xdm", "json_xdm"]);

function readSource(body: JsonObject, { store }: Context): Read<JsonObject> {
  const name = textAt(body, "name");
  if (name === undefined || name === "") return refuse(BAD_REQUEST, "A source connection needs a name.");
  const data = memberOf(body, "data");
  if (!isObject(data)) return refuse(BAD_REQUEST, "A source connection needs data.");
  const format = memberOf(data, "format");
  if (format !== undefined && !(typeof format === "string" && FORMATS.has(format))) {
    return refuse("1327-400", `The format ${JSON.stringify(format)} is not allowed for a source.`);
  }
  const spec = connectionSpecOf(specIdOf(body, "connectionSpec") ?? "");
  if (spec === undefined || spec.reads === "nothing") {
    return refuse("1413-400", "The connectionSpec is not that of a source.");
  }
  const base = textAt(body, "baseConnectionId");
  if (base !== undefined && store.collection("connections").get(base) === undefined) {
    return refuse("1101-404", `There is no base connection ${base}.`);
  }
  const columns = memberOf(memberOf(body, "params"), "columns");
  const table = textAt(body, "params", "tableName");
  if (table !== undefined && isList(columns) && columns.length === 0) {
    return refuse("1330-400", `No columns were found for ${table}.`);
  }
  return accept(body);
}

const targetKind: EntityKind = {
  name: "targetConnections",
  read: readTarget,
  show: (target, context) => ({ ...target, inheritedAttributes: inherited(target, context) }),
  editable: new Set(["name", "description", "data", "params"]),
  holds: (id, context) => usedByFlow("targetConnectionIds", id, context),
};

export const targetConnectionRoutes: readonly Route[] = entityRoutes(targetKind);

function readTarget(body: JsonObject, { store }: Context): Read<JsonObject> {
  if (!isObject(memberOf(body, "data"))) return refuse(BAD_REQUEST, "A target connection needs data.");
  if (specIdOf(body, "connectionSpec") !== DATA_LAKE) {
    return refuse("1307-400", `The connectionSpec of a target is ${DATA_LAKE}.`);
  }
  const base = textAt(body, "baseConnectionId");
  if (base !== undefined && store.collection("connections").get(base) === undefined) {
    return refuse("1101-404", `There is no base connection ${base}.`);
  }
  const dataset = textAt(body, "params", "dataSetId") ?? textAt(body, "params", "datasetId");
  if (dataset === undefined || dataset === "") return refuse("1325-400", "The target connection names no dataSetId.");
  if (store.collection("dataSets").get(dataset) === undefined) {
    return refuse("1101-404", `There is no dataset ${dataset}.`);
  }
  return accept(body);
}

/** What a connection takes over from its base connection. */
function inherited(entity: JsonObject, { store }: Context): Json {
  const id = textAt(entity, "baseConnectionId");
  const base = id === undefined ? undefined : store.collection("connections").get(id);
  if (base === undefined) return {};
  return { baseConnection: { id: id ?? "", connectionSpec: memberOf(base, "connectionSpec") ?? null } };
}

function usedByFlow(member: string, id: string, context: Context): Refused | null {
  const isUsed = context.store
    .collection("flows")
    .all()
    .some(({ id: flow, value }) => {
      const ids = memberOf(value, member);
      return isList(ids) && ids.includes(id) && !isGone(flow, context);
    });
  return isUsed ? refuse("1447-400", `Active flows still contain ${id}.`) : null;
}
