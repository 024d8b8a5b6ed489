import { isList, isObject, type Json, memberOf, objectOf, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { mappingItems } from "./mapping-set-item.js";
import { badRequest, notFound } from "./problems.js";
import { findMappingSet, keepVersion, type MappingSetVersion } from "./stored-mapping-set.js";

/**
 * Single mappings, added, replaced and taken out. The OpenAPI file only reads them: here each is a new version of the set,
 * as a replacement of the whole is (assumed), because a community client has calls for them.
 */
export const singleMappingRoutes: readonly Route[] = [
  { method: "POST", path: "/mappingSets/{ID}/mappings", handle: add },
  { method: "PUT", path: "/mappingSets/{ID}/mappings/{MAPPING_ID}", handle: replace },
  { method: "DELETE", path: "/mappingSets/{ID}/mappings/{MAPPING_ID}", handle: remove },
  { method: "GET", path: "/mappingSets/suggestion", handle: suggest },
];

function add({ parameters, body }: ServiceRequest, context: Context): Answer {
  if (!isObject(body)) return badRequest("A mapping is an object.");
  return change(parameters.get("ID") ?? "", context, (mappings) => ({
    mappings: [...mappings, body],
    shown: mappings.length,
  }));
}

function replace({ parameters, body }: ServiceRequest, context: Context): Answer {
  if (!isObject(body)) return badRequest("A mapping is an object.");
  const mappingId = parameters.get("MAPPING_ID") ?? "";
  return change(parameters.get("ID") ?? "", context, (mappings, { mappingIds }) => {
    const place = mappingIds.indexOf(mappingId);
    return place === -1 ? null : { mappings: mappings.with(place, body), shown: place };
  });
}

function remove({ parameters }: ServiceRequest, context: Context): Answer {
  const mappingId = parameters.get("MAPPING_ID") ?? "";
  return change(parameters.get("ID") ?? "", context, (mappings, { mappingIds }) => {
    const place = mappingIds.indexOf(mappingId);
    return place === -1
      ? null
      : { mappings: mappings.toSpliced(place, 1), ids: mappingIds.toSpliced(place, 1), shown: null };
  });
}

interface Changed {
  readonly mappings: readonly Json[];
  /** By place; the ones there were when left out. The others keep theirs, so that a client can go on with what it has read. */
  readonly ids?: readonly string[];
  /** The place of the mapping to answer. */
  readonly shown: number | null;
}

/** Null where the mapping that was named is not there. */
type Change = (mappings: readonly Json[], version: MappingSetVersion) => Changed | null;

function change(id: string, context: Context, make: Change): Answer {
  const set = findMappingSet(context.store, id);
  const latest = set?.versions.get(set.latest);
  if (set === null || latest === undefined) return notFound(id);
  const before = memberOf(latest.body, "mappings");
  const changed = make(isList(before) ? before : [], latest);
  if (changed === null) return notFound(`${id} with that mapping`);
  const body = objectOf([...Object.entries(latest.body), ["mappings", changed.mappings]]);
  const kept = keepVersion(body, set, context, changed.ids ?? latest.mappingIds);
  const version = kept.versions.get(kept.latest);
  const shown = version === undefined ? undefined : mappingItems(version, context.behaviour)[changed.shown ?? -1];
  return shown === undefined ? { status: 204 } : { status: 200, body: shown };
}

/** A set that is not kept, for the schema of a dataset. It suggests nothing: what AEP suggests is its own (assumed). */
function suggest({ query }: ServiceRequest, { store }: Context): Answer {
  const id = query.get("datasetId") ?? "";
  const dataSet = store.collection("dataSets").get(id);
  const schemaRef = memberOf(dataSet, "schemaRef");
  if (schemaRef === undefined) return badRequest(`There is no dataset ${id} with a schema.`);
  return {
    status: 200,
    body: { version: 0, xdmSchema: textAt(schemaRef, "id") ?? "", outputSchema: { schemaRef }, mappings: [] },
  };
}
