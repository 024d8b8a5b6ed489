import { readMappingSet } from "../../compiler/import/index.js";
import { type Json, type JsonObject, memberOf } from "../json.js";
import { findTransformation } from "../plan/fields.js";
import { findDifferences, remoteFields } from "../plan/index.js";
import type { PatchOperation } from "../services/resource.js";
import type { SnapshotObject, StateEntry } from "../store/index.js";
import type { FlowChange } from "./update-flow.js";
import type { Replacement } from "./update-mapping-set.js";

/** The body that makes a mapping set what it was, and whether one is. */
export function formerMappingSet(before: Json): Pick<Replacement, "body" | "isWanted"> {
  const wanted = remoteFields("mapping-set", before);
  const { set } = readMappingSet(before);
  const text = (key: "name" | "description"): JsonObject => {
    const value = set?.[key] ?? null;
    return value === null ? {} : { [key]: value };
  };
  const body: JsonObject = {
    ...text("name"),
    ...text("description"),
    outputSchema: {
      schemaRef: {
        ...(set?.schemaId == null ? {} : { id: set.schemaId }),
        ...(set?.contentType == null ? {} : { contentType: set.contentType }),
      },
    },
    mappings: (set?.mappings ?? []).map(({ type, source, destination, name, description }) => ({
      sourceType: type,
      source,
      destination,
      ...(name === null ? {} : { name }),
      ...(description === null ? {} : { description }),
    })),
  };
  return {
    body,
    isWanted: (raw) => findDifferences("mapping-set", wanted, remoteFields("mapping-set", raw)).length === 0,
  };
}

/** How a patch brings a flow back: what the push was to change of it, and the version of the mapping set that it uses. */
export function formerFlow(
  { content, changed }: SnapshotObject,
  mappingSet: StateEntry | null,
): Pick<FlowChange, "isWanted" | "patch" | "touched"> {
  const groups = new Set(changed.map((path) => path.split(".")[0] ?? path));
  const wanted = new Map<string, string>();
  for (const { path, text } of remoteFields("flow", content)) {
    if (groups.has(path.split(".")[0] ?? path) || path === "mapping set" || path === "mapping version") {
      wanted.set(path, text);
    }
  }
  if (mappingSet?.version != null && wanted.get("mapping set") === mappingSet.id) {
    wanted.set("mapping version", String(mappingSet.version));
  }
  const touched = (raw: JsonObject): ReadonlyMap<string, string | null> => {
    const now = new Map(remoteFields("flow", raw).map(({ path, text }) => [path, text]));
    return new Map([...wanted].filter(([path, text]) => now.get(path) !== text));
  };
  return {
    isWanted: (raw) => touched(raw).size === 0,
    touched,
    patch: (raw) => operationsFor(raw, content, wanted, groups),
  };
}

function operationsFor(
  raw: JsonObject,
  before: Json,
  wanted: ReadonlyMap<string, string>,
  groups: ReadonlySet<string>,
): readonly PatchOperation[] {
  const operations: PatchOperation[] = [];
  const bringBack = (group: string, key: string) => {
    const value = memberOf(before, key);
    if (groups.has(group) && value !== undefined) operations.push({ op: "add", path: `/${key}`, value });
  };
  bringBack("name", "name");
  bringBack("description", "description");
  bringBack("schedule", "scheduleParams");
  bringBack("options", "options");
  const old = findTransformation(before, "Mapping");
  const mapping = findTransformation(raw, "Mapping");
  if (old === null || !isObject(old.params)) return operations;
  const version = wanted.get("mapping version") ?? "0";
  // As text or as a number: what the flow was made with is what its spec takes.
  const isText = typeof memberOf(old.params, "mappingVersion") === "string";
  const params = { ...old.params, mappingVersion: isText ? version : Number(version) };
  const value = { name: "Mapping", params };
  operations.push(
    mapping === null
      ? { op: "add", path: "/transformations/-", value }
      : { op: "replace", path: `/transformations/${mapping.at}`, value },
  );
  return operations;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
