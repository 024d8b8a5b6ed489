import { findMappingSet } from "../data-prep/stored-mapping-set.js";
import { faultOfMappingSet } from "../data-prep/validate.js";
import { isList, isObject, type Json, type JsonObject, memberOf, sameJson, textAt } from "../json.js";
import type { Context } from "../service.js";
import type { FlowSpec } from "./flow-specs.js";
import { accept, BAD_REQUEST, type Read, type Refused, refuse } from "./refusal.js";
import { faultOf } from "./schedule-check.js";

/** The Copy or Mapping transformation of a flow, by its name. */
export function transformationOf(flow: JsonObject, name: string): JsonObject | null {
  const transformations = memberOf(flow, "transformations");
  if (!isList(transformations)) return null;
  const found = transformations.find((one) => textAt(one, "name") === name);
  return isObject(found) ? found : null;
}

/** What the transformations of a flow have to be: by the flow spec, by its schedule, and by what they lead to. */
export function checkTransformations(
  flow: JsonObject,
  {
    spec,
    frequency,
    known: copied,
  }: {
    readonly spec: FlowSpec;
    readonly frequency: string;
    /** The Copy transformation that the flow has already: the service itself may have written it. */
    readonly known: JsonObject | null;
  },
  context: Context,
): Refused | null {
  const given = memberOf(flow, "transformations") ?? [];
  if (!isList(given)) return refuse(BAD_REQUEST, "transformations is no list.");
  const known = new Map(spec.transformations.map((one) => [one.name, one.spec]));
  for (const one of given) {
    const name = textAt(one, "name") ?? "";
    const schema = known.get(name);
    if (schema === undefined) return refuse(BAD_REQUEST, `${spec.name} has no transformation ${JSON.stringify(name)}.`);
    const params = memberOf(one, "params");
    if (!isObject(params)) return refuse(BAD_REQUEST, `The transformation ${name} has no params.`);
    if (name === "Copy" && copied !== null && sameJson(one, copied)) continue;
    const fault = name === "Copy" ? copyFault(params, frequency, schema) : mappingFault(params, schema);
    if (fault !== null) return fault;
  }
  const copies = given.some((one) => textAt(one, "name") === "Copy");
  if (spec.reads === "tables" && frequency !== "once" && !copies) {
    return refuse("1367-400", "A flow of tables needs the deltaColumn in a Copy transformation.");
  }
  const mapping = transformationOf(flow, "Mapping");
  if (mapping !== null) return checkMapping(memberOf(mapping, "params") ?? null, flow, context);
  return isAlreadyXdm(flow, context)
    ? null
    : refuse("1370-400", "The Mapping transformation is missing: the columns cannot be derived.");
}

function copyFault(params: JsonObject, frequency: string, schema: object): Refused | null {
  const hasDelta = memberOf(params, "deltaColumn") !== undefined;
  if (frequency === "once" && hasDelta) {
    return refuse("1369-400", "A flow with the frequency once takes no deltaColumn.");
  }
  if (!hasDelta) return refuse("1367-400", "The Copy transformation has no deltaColumn.");
  const fault = faultOf(params, schema);
  return fault === null ? null : refuse(BAD_REQUEST, `The Copy transformation: params${fault}.`);
}

/** The specs say text for the version, and documentation and clients send numbers: either is taken. */
function mappingFault(params: JsonObject, schema: object): Refused | null {
  const version = memberOf(params, "mappingVersion");
  const fault = faultOf(
    { ...params, ...(typeof version === "number" ? { mappingVersion: String(version) } : {}) },
    schema,
  );
  return fault === null ? null : refuse(BAD_REQUEST, `The Mapping transformation: params${fault}.`);
}

/** Files that already hold XDM need no mapping (the tutorial on Parquet has none). */
function isAlreadyXdm(flow: JsonObject, { store }: Context): boolean {
  const source = connectionOf(flow, "sourceConnections", store);
  return ["parquet_xdm", "json_xdm"].includes(textAt(source, "data", "format") ?? "");
}

export function connectionOf(
  flow: JsonObject,
  kind: "sourceConnections" | "targetConnections",
  store: Context["store"],
): JsonObject | undefined {
  const ids = memberOf(flow, kind === "sourceConnections" ? "sourceConnectionIds" : "targetConnectionIds");
  const [id] = isList(ids) ? ids : [];
  return typeof id === "string" ? store.collection(kind).get(id) : undefined;
}

function checkMapping(params: Json, flow: JsonObject, context: Context): Refused | null {
  const id = textAt(params, "mappingId");
  const found = findMappingSet(context.store, id ?? "");
  if (id === undefined || found === null) return refuse("1101-404", `There is no mapping set ${id ?? ""}.`);
  const asked = Number(memberOf(params, "mappingVersion") ?? found.latest);
  const version = found.versions.get(asked);
  if (version === undefined || (asked !== found.latest && context.behaviour.oldMappingVersionUsable === "no")) {
    return refuse("1412-400", `The mapping set ${id} has no valid version ${asked}.`);
  }
  const target = connectionOf(flow, "targetConnections", context.store);
  const dataset = context.store
    .collection("dataSets")
    .get(textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId") ?? "");
  const wanted = memberOf(dataset, "schemaRef");
  const differs =
    textAt(wanted, "id") !== version.schemaId || major(textAt(wanted, "contentType")) !== major(version.contentType);
  if (differs) {
    const ids = `${textAt(wanted, "id") ?? "none"} and ${version.schemaId ?? "none"}`;
    return refuse("1425-400", `The schema of the target dataset is not that of the mapping set: ${ids}.`);
  }
  const fault = faultOfMappingSet(version.body, context);
  return fault === null ? null : refuse("1419-400", `The mapping cannot be validated: ${fault}`);
}

/** `application/vnd.adobe.xed-full+json; version=1` and `1.0` are the same version. */
function major(text: string | null | undefined): string {
  const found = /version=(\d+)/.exec(text ?? "") ?? /^(\d+)/.exec(text ?? "");
  return found?.[1] ?? "1";
}

/** The options of a flow: its diagnostics, and how many percent of its records may fail. */
export function checkOptions(flow: JsonObject, spec: FlowSpec): Read<null> {
  const options = memberOf(flow, "options");
  if (options === undefined) return accept(null);
  const fault = faultOf(options, spec.options);
  return fault === null ? accept(null) : refuse(BAD_REQUEST, `options${fault}.`);
}
