import { type JsonObject, memberOf, objectOf } from "../json.js";
import type { Context } from "../service.js";
import { RESOURCE_MEMBERS } from "./entity-routes.js";

/** The collection of runs, and beside it what the emulator knows of those that are not over. */
export const RUNS = "runs";
export const RUN_PLANS = "runPlans";

/** What filters and orders of `/runs` may name. */
export const RUN_MEMBERS: ReadonlySet<string> = new Set([
  ...RESOURCE_MEMBERS,
  ...["flowId", "flowSpec", "providerRefId", "params", "metrics", "activities"],
]);

/** A run as it is read back, in the spelling of the documentation or of the OpenAPI file. */
export function runItem(run: JsonObject, { behaviour }: Pick<Context, "behaviour">): JsonObject {
  // Runs show no version beside their etag.
  const shown = Object.entries(run).filter(([name]) => name !== "version");
  if (behaviour.runSpelling === "documentation") return objectOf(shown);
  return objectOf(
    shown.map(([name, value]) => [name === "activities" ? "activites" : name === "etag" ? "eTag" : name, value]),
  );
}

/** What a run came to. */
export interface RunResult {
  readonly input: number;
  readonly output: number;
  /** Rows that were not taken in. */
  readonly failed: number;
  readonly inputBytes: number;
  readonly outputBytes: number;
  readonly status: "success" | "failed";
  readonly errors: readonly { readonly code: string; readonly message: string; readonly recordCount: number }[];
  /** The batch in Catalog; null where there was nothing to write. */
  readonly batchId: string | null;
}

/** The metrics and activities of a run that is over. Times are milliseconds since 1970. */
export function finished(
  result: RunResult,
  {
    startedAt,
    completedAt,
    newId,
    origin,
    source,
    window,
  }: {
    readonly startedAt: number;
    readonly completedAt: number;
    readonly newId: Context["newId"];
    readonly origin: string;
    readonly source: string;
    /** What the run took of its source: milliseconds since 1970, the end not in it. Null where there was no window. */
    readonly window: { readonly start: number; readonly end: number } | null;
  },
): JsonObject {
  const durationSummary = { startedAtUTC: startedAt, completedAtUTC: completedAt };
  const extensions = window === null ? {} : { extensions: { windowStart: window.start, windowEnd: window.end } };
  const files = `${origin}/data/foundation/export/batches/${result.batchId}/meta?path=input_files`;
  const statusSummary = {
    status: result.status,
    ...(result.errors.length === 0 ? {} : { errors: result.errors.map(({ code, message }) => ({ code, message })) }),
    ...(result.batchId === null ? {} : { extensions: { batchId: result.batchId } }),
  };
  const recordSummary = {
    inputRecordCount: result.input,
    createdRecordCount: result.output,
    outputRecordCount: result.output,
    failedRecordCount: result.failed,
  };
  const sizeSummary = { inputBytes: result.inputBytes, outputBytes: result.outputBytes };
  const activity = (name: string, summary: JsonObject, status: JsonObject): JsonObject => ({
    id: newId("uuid"),
    name,
    updatedAtUTC: completedAt,
    durationSummary,
    latencySummary: {},
    sizeSummary,
    recordSummary: summary,
    fileSummary: { inputFileCount: 1 },
    statusSummary: status,
  });
  const failure = {
    status: result.status,
    ...(result.errors.length === 0 ? {} : { extensions: { errors: result.errors.map((error) => ({ ...error })) } }),
  };
  return {
    metrics: {
      durationSummary,
      sizeSummary,
      recordSummary,
      fileSummary: {
        inputFileCount: 1,
        outputFileCount: result.output > 0 ? 1 : 0,
        ...(result.batchId === null ? {} : { manifest: { fileInfo: [{ path: files }] } }),
      },
      statusSummary,
    },
    activities: [
      {
        ...activity(
          `${source} Copy Activity`,
          { inputRecordCount: result.input, outputRecordCount: result.input },
          { status: "success" },
        ),
        durationSummary: { ...durationSummary, ...extensions },
      },
      activity("Promotion Activity", recordSummary, failure),
    ],
  };
}

/** The status that a run shows: `scheduled`, `inProgress`, `success` or `failed`. */
export function statusOf(run: JsonObject): string {
  const status = memberOf(memberOf(memberOf(run, "metrics"), "statusSummary"), "status");
  return typeof status === "string" ? status : "scheduled";
}
