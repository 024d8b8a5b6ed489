import * as v from "valibot";
import { compareText, quote } from "../../diagnostics/index.js";
import type { FileResult } from "../../host/files.js";
import type { Json } from "../json.js";
import type { Field } from "../plan/plan.js";
import { type Decoded, type DocumentKind, firstIssue, type Owner, printDocument, readDocument } from "./document.js";
import { checkFolders, storePaths } from "./paths.js";

/** The parts of a flow that have an object in AEP each, in the order in which they are made. */
const STATE_PARTS = ["schema", "dataset", "source", "target", "mappingSet", "flow"] as const;
export type StatePart = (typeof STATE_PARTS)[number];

/** What is known of one object since it was last pushed, or adopted. */
export interface StateEntry {
  readonly id: string;
  /** The hash of its content as xdmap wanted it. */
  readonly hash: string;
  /** What the service told of its version, where it has one: mapping sets count, flows have etags. */
  readonly version: number | null;
  readonly etag: string | null;
  /** The content as xdmap wanted it, so that drift can be told field by field; null where it is not kept. */
  readonly fields: readonly Field[] | null;
}

/** The objects of one flow; null for what is not made yet. A schema or dataset that flows share stands in each of them. */
export type FlowState = Readonly<Record<StatePart, StateEntry | null>>;

/** What `.xdmap/state/SANDBOX.json` holds: which object belongs to which flow. It has no secrets and can be committed. */
export interface State extends Owner {
  /** By the flow's key. */
  readonly flows: ReadonlyMap<string, FlowState>;
}

export const NO_FLOW_STATE: FlowState = {
  schema: null,
  dataset: null,
  source: null,
  target: null,
  mappingSet: null,
  flow: null,
};

const KIND: DocumentKind = {
  what: "state",
  advice:
    "Take the file back from version control. Without a good one move it away: the next plan finds what xdmap made by names and contents. The file was left as it is.",
};

const fields = v.pipe(
  v.custom<object>(isObject),
  v.rawTransform(({ dataset, addIssue, NEVER }): readonly Field[] => {
    const found: Field[] = [];
    for (const [path, text] of Object.entries(dataset.value)) {
      if (typeof text !== "string") {
        addIssue({ message: `${quote(path)} is no text` });
        return NEVER;
      }
      found.push({ path, text });
    }
    return found;
  }),
);
const stateEntry = v.object({
  id: v.pipe(v.string(), v.nonEmpty()),
  hash: v.string(),
  version: v.optional(v.nullable(v.number()), null),
  etag: v.optional(v.nullable(v.string()), null),
  fields: v.optional(v.nullable(fields), null),
});
const entry = v.optional(v.nullable(stateEntry), null);
const flowState = v.object({
  schema: entry,
  dataset: entry,
  source: entry,
  target: entry,
  mappingSet: entry,
  flow: entry,
});
const document = v.object({ flows: v.custom<object>(isObject) });

/**
 * The state of a sandbox as the last push left it; empty where none was. Reads alone, without a lock: writes are whole.
 * `folder` is the project's, `owner.organization` a fingerprint.
 */
export function readState(folder: string, owner: Owner): FileResult<State> {
  const paths = storePaths(folder, owner.sandbox);
  if (paths.kind === "problem") return paths;
  const outside = checkFolders(folder, paths.value);
  if (outside !== null) return { kind: "problem", diagnostic: outside };
  return readStateFile(paths.value.state, owner);
}

export function readStateFile(path: string, owner: Owner): FileResult<State> {
  const read = readDocument(path, owner, KIND, decodeFlows);
  if (read.kind === "problem") return read;
  return { kind: "ok", value: { ...owner, flows: read.value ?? new Map() } };
}

/** The same state gives the same bytes. */
export function printState(state: State): string {
  return printDocument(state, { flows: encodeFlows(state.flows) });
}

export function encodeFlows(flows: ReadonlyMap<string, FlowState>): object {
  const sorted = [...flows].toSorted(([one], [other]) => compareText(one, other));
  return Object.fromEntries(sorted.map(([key, flow]) => [key, encodeFlow(flow)]));
}

export function decodeFlows(from: unknown): Decoded<ReadonlyMap<string, FlowState>> {
  const known = v.safeParse(document, from);
  if (!known.success) return { kind: "wrong", why: firstIssue(known.issues) };
  const flows = new Map<string, FlowState>();
  // Not valibot's record: it leaves out names such as `constructor`, which a flow may have.
  for (const [key, value] of Object.entries(known.output.flows)) {
    const flow = v.safeParse(flowState, value);
    if (!flow.success) return { kind: "wrong", why: `of the flow ${quote(key)} ${firstIssue(flow.issues)}` };
    flows.set(key, flow.output);
  }
  return { kind: "ok", value: flows };
}

/** What is null is left out. */
function encodeFlow(flow: FlowState): object {
  return Object.fromEntries(
    STATE_PARTS.flatMap((part) => {
      const known = flow[part];
      return known === null ? [] : [[part, encodeEntry(known)]];
    }),
  );
}

function encodeEntry({ id, etag, version, hash, fields }: StateEntry): object {
  return {
    id,
    ...(etag === null ? {} : { etag }),
    ...(version === null ? {} : { version }),
    hash,
    ...(fields === null ? {} : { fields: Object.fromEntries(fields.map(({ path, text }) => [path, text])) }),
  };
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What JSON.parse gave is JSON: it is not walked through, so that its depth does not matter. */
export function isJson(parsed: unknown): parsed is Json {
  return parsed !== undefined;
}
