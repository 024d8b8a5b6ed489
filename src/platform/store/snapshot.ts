import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import type { FileResult } from "../../host/files.js";
import type { Json } from "../json.js";
import { type DocumentKind, firstIssue, type Owner, printDocument, readDocument } from "./document.js";
import { INTENT_RESOURCES, type IntentResource } from "./journal.js";
import { decodeFlows, encodeFlows, type FlowState, isJson } from "./state.js";
import { writeDurably } from "./write-durably.js";

/** One object as it was before the push. */
export interface SnapshotObject {
  /** The key of the plan's step that is about to change it. */
  readonly key: string;
  readonly resource: IntentResource;
  /** The key of its flow. */
  readonly flow: string;
  readonly name: string;
  readonly id: string;
  readonly version: number | null;
  readonly etag: string | null;
  /** The paths that the push was to change; none where it was replaced or deleted. */
  readonly changed: readonly string[];
  /** As the service gave it. */
  readonly content: Json;
}

/** What a push was about to change, and how it was before: what `--rollback` brings back. */
export interface Snapshot {
  /** Epoch milliseconds. */
  readonly made: number;
  /** What the state said of each flow that the push was to change, or to make. */
  readonly flows: ReadonlyMap<string, FlowState>;
  readonly objects: readonly SnapshotObject[];
}

const KIND: DocumentKind = {
  what: "snapshot",
  advice: "Name a file of .xdmap/snapshots, as the push that wrote it printed it. Nothing was done.",
};

const text = v.pipe(v.string(), v.nonEmpty());
const snapshot = v.object({
  made: v.number(),
  objects: v.array(
    v.object({
      key: text,
      resource: v.picklist(INTENT_RESOURCES),
      flow: text,
      name: v.string(),
      id: text,
      version: v.nullable(v.number()),
      etag: v.nullable(v.string()),
      changed: v.array(v.string()),
      content: v.custom<Json>(isJson),
    }),
  ),
});

/** Writes a snapshot under a name of its own; gives its path. */
export function writeSnapshot(folder: string, owner: Owner, content: Snapshot): FileResult<string> {
  const { made, flows, objects } = content;
  const time = new Date(made).toISOString().replace(/[-:]|\.\d+/g, "");
  let path = join(folder, `${owner.sandbox}-${time}.json`);
  for (let nth = 2; existsSync(path); nth += 1) path = join(folder, `${owner.sandbox}-${time}-${nth}.json`);
  const written = writeDurably(path, printDocument(owner, { made, flows: encodeFlows(flows), objects }));
  return written.kind === "ok" ? { kind: "ok", value: path } : written;
}

/** Reads a snapshot of this sandbox and organization; null where there is no such file. */
export function readSnapshot(path: string, owner: Owner): FileResult<Snapshot | null> {
  return readDocument<Snapshot>(path, owner, KIND, (document) => {
    const known = v.safeParse(snapshot, document);
    if (!known.success) return { kind: "wrong", why: firstIssue(known.issues) };
    const flows = decodeFlows(document);
    return flows.kind === "wrong" ? flows : { kind: "ok", value: { ...known.output, flows: flows.value } };
  });
}
