import { extraTransformations, findTransformation } from "../plan/fields.js";
import { listAt, member, memberAt, textAt } from "../plan/read-json.js";

/** A flow and what it refers to, as JSON. */
export interface FlowObjects {
  readonly flow: unknown;
  readonly source: unknown;
  readonly target: unknown;
  /** Of the base connection; null where it is not known. */
  readonly connectionSpec: string | null;
  /** The schema of the mapping set; null where it names none. */
  readonly setSchema: string | null;
}

/** Tells of a field of a flow that is not carried over, and why. */
export type Leave = (field: string, value: unknown, why: string) => void;

export const NO_PLACE = "xdmap.yaml has no place for it";

/** AEP's own data lake. */
const DATA_LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";

/*
 * What an entry says of each object, and what the service writes of it by itself: nothing of these is told. `data.format`
 * of a target is the data lake's own.
 */
const READ = {
  flow: [
    ["id", "name", "description", "flowSpec", "sourceConnectionIds", "targetConnectionIds", "transformations"],
    ["scheduleParams", "options", "state", "version", "etag", "sandboxId", "sandboxName", "imsOrgId", "lastOperation"],
    ["createdAt", "createdBy", "createdClient", "updatedAt", "updatedBy", "updatedClient", "lastRunDetails"],
    ["inheritedAttributes", "runs", "_links", "lastRun", "lastRunStatus"],
  ].flat(),
  schedule: ["startTime", "frequency", "interval", "backfill"],
  sourceData: ["format"],
  sourceParams: ["tableName", "path", "columns"],
  targetData: ["format", "schema"],
  targetParams: ["dataSetId", "datasetId"],
} as const satisfies Record<string, readonly string[]>;

/** What of a flow and its connections an entry has no place for. */
export function leaveRest({ flow, source, target, connectionSpec, setSchema }: FlowObjects, leave: Leave): void {
  const leaveOthers = (prefix: string, of: unknown, read: readonly string[], why = NO_PLACE) => {
    for (const [key, value] of entriesOf(of)) {
      if (!read.includes(key) && !isNothing(value)) leave(`${prefix}${key}`, value, why);
    }
  };
  leaveOthers("", flow, READ.flow);
  leaveTransformations(flow, leave);
  const state = textAt(flow, "state");
  if (state !== null && state !== "enabled")
    leave("state", state, "the project file has no states, and no push changes that of a flow which is there");
  leaveOthers("scheduleParams.", member(flow, "scheduleParams"), READ.schedule);
  const own = textAt(source, "connectionSpec", "id");
  if (own !== null && connectionSpec !== null && own !== connectionSpec) {
    leave("connectionSpec", own, "the base connection is of another");
  }
  leaveOthers("source data.", member(source, "data"), READ.sourceData);
  const recursive = memberAt(source, "params", "recursive");
  const isRead = readTruth(recursive) !== null;
  leaveOthers("source params.", member(source, "params"), [...READ.sourceParams, ...(isRead ? ["recursive"] : [])]);
  const spec = textAt(target, "connectionSpec", "id");
  if (spec !== null && spec !== DATA_LAKE) leave("target connectionSpec", spec, "xdmap writes into the data lake");
  leaveOthers("target data.", member(target, "data"), READ.targetData);
  leaveOthers("target params.", member(target, "params"), READ.targetParams);
  const schema = textAt(target, "data", "schema", "id");
  if (schema !== null && setSchema !== null && schema !== setSchema)
    leave("target schema", schema, `the mapping set is for ${setSchema}, and a flow of xdmap has one schema`);
}

function leaveTransformations(flow: unknown, leave: Leave): void {
  for (const one of listAt(flow, "transformations")) {
    const name = textAt(one, "name") ?? "";
    if (name !== "Copy" && name !== "Mapping") leave("transformations", one, "xdmap knows Copy and Mapping alone");
  }
  for (const { name, params } of extraTransformations(flow)) {
    leave("transformations", { name, params }, `an earlier one is named ${name}, too; the next push takes it away`);
  }
  for (const [key, value] of entriesOf(findTransformation(flow, "Mapping")?.params)) {
    if (key !== "mappingId" && key !== "mappingVersion")
      leave(`Mapping.${key}`, value, "xdmap.yaml has no place for it, and a push of another mapping takes it away");
  }
}

export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** A truth, also where it is written as text. */
export function readTruth(value: unknown): boolean | null {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : null;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
