import { hashFields, remoteFields } from "../plan/index.js";
import { numberAt, textAt } from "../plan/read-json.js";
import type { FlowState, StateEntry } from "../store/index.js";
import type { GatheredFlow } from "./gather-flow.js";

/**
 * What the state says of a flow after its import: the ids of its objects, with the content that they have. What of it the
 * project file does not say stays out, for a push would take away what it has put there.
 */
export function stateOf({ id, flow, entry, schemaId, raws }: GatheredFlow): FlowState {
  const [source, target, set] = [raws.source, raws.target, raws.set];
  return {
    schema: schemaId === null ? null : blank(schemaId),
    dataset: blankOrNull(textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId")),
    source: entryOf("source", source, textAt(source, "id"), (path) =>
      /^params\.(?:tableName|path|recursive)$|^(?!params\.)/.test(path),
    ),
    target: entryOf("target", target, textAt(target, "id"), () => true),
    mappingSet: entryOf("mapping-set", set, textAt(set, "id"), () => true),
    flow: entryOf("flow", flow, id, entry.says),
  };
}

function entryOf(
  resource: "source" | "target" | "mapping-set" | "flow",
  raw: unknown,
  id: string | null,
  says: (path: string) => boolean,
): StateEntry | null {
  if (id === null) return null;
  const fields = remoteFields(resource, raw).filter(({ path }) => says(path));
  const version = resource === "mapping-set" ? numberAt(raw, "version") : null;
  return { id, hash: hashFields(fields), version, etag: textAt(raw, "etag"), fields };
}

function blank(id: string): StateEntry {
  return { id, hash: "", version: null, etag: null, fields: null };
}

function blankOrNull(id: string | null): StateEntry | null {
  return id === null ? null : blank(id);
}
