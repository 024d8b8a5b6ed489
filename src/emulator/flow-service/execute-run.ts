import type { Delta } from "../../compiler/index.js";
import { type PreviewEvent, preview, printXdm, type Report } from "../../runtime/index.js";
import { dateTimeOfMilliseconds } from "../../runtime/instant.js";
import { createSourceFile, spanOf } from "../../text/index.js";
import { programOf } from "../data-prep/compile-mapping-set.js";
import { servicesAt } from "../data-prep/row-services.js";
import { findMappingSet } from "../data-prep/stored-mapping-set.js";
import { isObject, type Json, type JsonObject, memberOf, parseJson, textAt } from "../json.js";
import type { Context } from "../service.js";
import { connectionOf, transformationOf } from "./flow-checks.js";
import type { RunResult } from "./run-item.js";
import { openLocal, placeOfSource, sampleOf } from "./samples.js";

/** What a run takes of its source. */
export interface RunPlan {
  readonly takes: "window" | "all" | "nothing";
  /** Seconds since 1970; null: from the beginning. The end is not in the window. */
  readonly start: number | null;
  readonly end: number;
  /** The delta column that the run came with, where it is the flow's first. */
  readonly deltaColumn: Json;
}

type Rejected = Extract<PreviewEvent, { readonly kind: "rejection" }>;
type RunError = RunResult["errors"][number];

const NOTHING: RunResult = {
  input: 0,
  output: 0,
  failed: 0,
  inputBytes: 0,
  outputBytes: 0,
  status: "success",
  errors: [],
  batchId: null,
};

/**
 * Carries out a run: the rows of its window, from the local file that stands for its table or path, through the mapping
 * set in the flow's version. Without such a file nothing is taken in. What fails beyond `partialIngestionPercent` fails
 * the run; without that option any failed record does.
 */
export async function executeRun(plan: RunPlan, flow: JsonObject, context: Context): Promise<RunResult> {
  const source = connectionOf(flow, "sourceConnections", context.store);
  const file = sampleOf(placeOfSource(source), context);
  if (file === null || plan.takes === "nothing") return NOTHING;
  const opened = await openLocal(file);
  if (opened.kind !== "sample") {
    const why = opened.kind === "missing" ? opened.why : opened.diagnostic.message;
    return failedWith("CONNECTOR-2001-500", why);
  }
  const mapping = memberOf(transformationOf(flow, "Mapping") ?? undefined, "params");
  const set = findMappingSet(context.store, textAt(mapping, "mappingId") ?? "");
  const version = set?.versions.get(Number(memberOf(mapping, "mappingVersion") ?? set.latest));
  if (version === undefined) {
    await opened.events[Symbol.asyncIterator]().return?.();
    return failedWith("MAPPER-3700-400", "The mapping set of the flow is no longer there.");
  }
  const { program } = programOf(version.body, context, opened.shape);
  const window = plan.takes === "window";
  const started = preview({ ...program, delta: window ? deltaOf(flow, plan) : null }, opened.events, {
    services: servicesAt(context),
    window: window ? { start: instant(plan.start), end: instant(plan.end) } : null,
  });
  if (started.kind === "problem") {
    await opened.events[Symbol.asyncIterator]().return?.();
    return failedWith("CONNECTOR-2001-500", started.diagnostic.message);
  }
  const rejected: JsonObject[] = [];
  let outputBytes = 0;
  for await (const event of started.preview.events) {
    if (event.kind === "problem") return failedWith("INGEST-1401-400", event.diagnostic.message);
    if (event.kind === "record") outputBytes += Buffer.byteLength(printXdm(event.record)) + 1;
    else rejected.push(rowError(event));
  }
  return account(started.preview.report(), { rejected, outputBytes, flow, context });
}

function failedWith(code: string, message: string): RunResult {
  return { ...NOTHING, status: "failed", errors: [{ code, message, recordCount: 0 }] };
}

function deltaOf(flow: JsonObject, { deltaColumn }: RunPlan): Delta | null {
  const known = memberOf(memberOf(transformationOf(flow, "Copy") ?? undefined, "params"), "deltaColumn");
  const column = known ?? deltaColumn;
  const name = textAt(column, "name");
  if (name === undefined) return null;
  const file = createSourceFile("delta column", name);
  return {
    path: [name],
    format: textAt(column, "dateFormat") ?? null,
    timezone: textAt(column, "timezone") ?? null,
    span: spanOf(file, 0, name.length),
  };
}

function instant(seconds: number | null): ReturnType<typeof dateTimeOfMilliseconds> | null {
  return seconds === null ? null : dateTimeOfMilliseconds(BigInt(seconds) * 1000n);
}

interface Taken {
  readonly rejected: readonly JsonObject[];
  readonly outputBytes: number;
  readonly flow: JsonObject;
  readonly context: Context;
}

/** What became of the rows, the batch that holds them, and what is told of those that failed. */
function account({ rows, targets }: Report, { rejected, outputBytes, flow, context }: Taken): RunResult {
  const options = memberOf(flow, "options");
  const allowed = Number(memberOf(options, "partialIngestionPercent") ?? 0);
  const isFailed = rows.rejected > 0 && (rows.rejected / rows.inWindow) * 100 > allowed;
  const diagnosed = memberOf(options, "errorDiagnosticsEnabled") === true;
  const failures = rows.rejected === 0 ? [] : [failureOf(rows.rejected, isFailed, diagnosed)];
  const transforms = targets.flatMap(({ path, reasons }) =>
    reasons.map(
      ({ message, count }): RunError => ({
        code: "MAPPER-3700-400",
        message: `${path}: ${message}`,
        recordCount: count,
      }),
    ),
  );
  const output = isFailed ? 0 : rows.accepted;
  const batchId = rows.inWindow === 0 ? null : context.newId("hex24");
  const result: RunResult = {
    input: rows.inWindow,
    output,
    failed: isFailed ? rows.inWindow : rows.rejected,
    inputBytes: 0,
    outputBytes: isFailed ? 0 : outputBytes,
    status: isFailed ? "failed" : "success",
    errors: [...failures, ...transforms],
    batchId,
  };
  if (batchId !== null) keepBatch(batchId, result, diagnosed ? rejected : [], flow, context);
  return result;
}

function failureOf(count: number, isFailed: boolean, diagnosed: boolean): RunError {
  const rest = isFailed ? "nothing was ingested" : "the rest was ingested";
  return diagnosed
    ? { code: "INGEST-1212-400", message: `${count} records have errors; ${rest}.`, recordCount: count }
    : {
        code: "INGEST-1211-400",
        message: `${count} records have errors, and diagnostics are off.`,
        recordCount: count,
      };
}

/** A row that was not taken in, as `export` gives it out: the record that it would have been, and what is wrong with it. */
function rowError({ line, record, violations }: Rejected): JsonObject {
  const mapped = parseJson(printXdm(record));
  return {
    ...(isObject(mapped) ? mapped : {}),
    _errors: violations.map(({ path, constraint, message }) => ({
      code: constraint === "required" ? "INGEST-1555-400" : "INGEST-1401-400",
      column: path,
      message: `Row at line ${line}: ${message}`,
    })),
  };
}

/** The batch as Catalog tells of it, and its row errors. Times are milliseconds since 1970. */
function keepBatch(
  id: string,
  result: RunResult,
  errors: readonly JsonObject[],
  flow: JsonObject,
  { store, now, organization, client, sandbox }: Context,
): void {
  const target = connectionOf(flow, "targetConnections", store);
  const dataset = textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId") ?? "";
  const at = now();
  store.collection("batches").put(id, {
    id,
    externalId: id,
    imsOrg: organization,
    sandboxId: sandbox,
    sandboxName: sandbox,
    tags: { flowId: [textAt(flow, "id") ?? ""] },
    status: result.status,
    relatedObjects: [{ type: "dataSet", id: dataset }],
    created: at,
    started: at,
    completed: at,
    updated: at,
    createdUser: client,
    updatedUser: client,
    createdClient: client,
    version: "1.0.0",
    metrics: {
      inputByteSize: result.inputBytes,
      outputByteSize: result.outputBytes,
      inputRecordCount: result.input,
      outputRecordCount: result.output,
      failedRecordCount: result.failed,
    },
    errors: result.errors.map(({ code, message, recordCount }) => ({ code, description: message, recordCount })),
  });
  if (errors.length > 0) store.collection("rowErrors").put(id, { files: { "part-00000.json": errors } });
}
