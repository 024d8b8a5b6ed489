import { type NormalMappingSet, readMappingSet } from "../../compiler/import/index.js";
import { at, isList, isObject, type Json, type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";

/** The collection of mapping sets. */
export const MAPPING_SETS = "mappingSets";

/** One version of a mapping set. Old ones stay: flows are pinned to theirs. */
export interface MappingSetVersion {
  readonly version: number;
  /** As it was sent. */
  readonly body: JsonObject;
  /** By place. */
  readonly mappingIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly madeBy: string;
  readonly schemaId: string | null;
  /** `application/vnd.adobe.xed-full+json;version=1`, or the `1.0` of the tutorials. */
  readonly contentType: string | null;
}

export interface FoundMappingSet {
  readonly id: string;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly latest: number;
  readonly versions: ReadonlyMap<number, MappingSetVersion>;
}

/** A new mapping set, or a new version of one. Its mappings get new ids, but for those that `ids` has at their place. */
export function keepVersion(
  body: JsonObject,
  known: FoundMappingSet | null,
  context: Context,
  ids: readonly string[] = [],
): FoundMappingSet {
  const version = known === null ? 0 : known.latest + 1;
  const listed = memberOf(body, "mappings");
  const made: MappingSetVersion = {
    version,
    body,
    mappingIds: (isList(listed) ? listed : []).map((_, place) => ids[place] ?? context.newId("hex32")),
    madeAt: context.now(),
    madeBy: context.client,
    ...schemaRefOf(body),
  };
  const set: FoundMappingSet = {
    id: known?.id ?? context.newId("hex32"),
    createdAt: known?.createdAt ?? made.madeAt,
    createdBy: known?.createdBy ?? made.madeBy,
    latest: version,
    versions: new Map([...(known?.versions ?? []), [version, made]]),
  };
  context.store.collection(MAPPING_SETS).put(set.id, {
    id: set.id,
    createdAt: set.createdAt,
    createdBy: set.createdBy,
    versions: [...set.versions.values()].map(
      ({ body: sent, mappingIds, madeAt, madeBy, version: number }): Json => ({
        version: number,
        body: sent,
        mappingIds: [...mappingIds],
        madeAt,
        madeBy,
      }),
    ),
  });
  return set;
}

export function findMappingSet(store: Context["store"], id: string): FoundMappingSet | null {
  const kept = store.collection(MAPPING_SETS).get(id);
  return kept === undefined ? null : readKept(kept);
}

export function readKept(kept: JsonObject): FoundMappingSet {
  const listed = memberOf(kept, "versions");
  const versions = new Map<number, MappingSetVersion>();
  for (const one of isList(listed) ? listed : []) {
    const body = memberOf(one, "body");
    const ids = memberOf(one, "mappingIds");
    if (!isObject(body)) continue;
    const version = Number(memberOf(one, "version"));
    versions.set(version, {
      version,
      body,
      mappingIds: isList(ids) ? ids.filter((id) => typeof id === "string") : [],
      madeAt: Number(memberOf(one, "madeAt")),
      madeBy: textAt(one, "madeBy") ?? "",
      ...schemaRefOf(body),
    });
  }
  return {
    id: textAt(kept, "id") ?? "",
    createdAt: Number(memberOf(kept, "createdAt")),
    createdBy: textAt(kept, "createdBy") ?? "",
    latest: Math.max(...versions.keys()),
    versions,
  };
}

/** The schema of a body in either dialect. */
function schemaRefOf(body: JsonObject): Pick<MappingSetVersion, "schemaId" | "contentType"> {
  const output = at(body, "outputSchema", "schemaRef") ?? memberOf(body, "schemaRef");
  return {
    schemaId: textAt(output, "id") ?? textAt(body, "xdmSchema") ?? null,
    contentType: textAt(output, "contentType") ?? textAt(body, "xdmVersion") ?? null,
  };
}

/** The body in the one form that is the same for all dialects; null where it holds no mappings. */
export function normalForm(body: Json): NormalMappingSet | null {
  return readMappingSet(body).set;
}
