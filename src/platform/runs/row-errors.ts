import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import { isJsonObject, type Json, memberOf } from "../json.js";
import type { BatchCollection } from "../services/catalog-types.js";

/** A row that a batch did not take, and why. */
export interface RowError {
  readonly batch: string;
  /** Which of the batch's files tells of it. */
  readonly file: string;
  readonly code: string | null;
  readonly message: string;
  /** The row, as far as the platform could read it: JSON, or the text that it could not read. */
  readonly row: string | null;
}

/** So many rows of one run: enough to see what they have in common. */
const ROWS = 5;
/** Of one run so many batches: each is a request at least. */
const BATCHES = 8;
/** Of each batch so many files; they differ by the kind of error. */
const FILES = 4;

/** The first rows that failed in some batches. What cannot be fetched is told, and is no failure of the rest. */
export async function fetchRowErrors(
  service: BatchCollection,
  batches: readonly string[],
): Promise<{ readonly rows: readonly RowError[]; readonly diagnostics: readonly Diagnostic[] }> {
  const rows: RowError[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const batch of batches.slice(0, BATCHES)) {
    if (rows.length >= ROWS) break;
    const files = await service.rowErrorFiles(batch);
    if (files.kind === "problem") {
      // What is gone after 30 days, or was never kept, is no fault.
      if (files.problem.action !== "missing") diagnostics.push(cannot(batch, files.problem.title));
      continue;
    }
    for (const { name } of files.value.slice(0, FILES)) {
      if (rows.length >= ROWS) return { rows, diagnostics };
      const read = await service.rowErrors(batch, name);
      if (read.kind === "problem") diagnostics.push(cannot(batch, read.problem.title));
      else rows.push(...read.value.slice(0, ROWS - rows.length).map((row) => describeRow(batch, name, row)));
    }
  }
  return { rows, diagnostics };
}

function cannot(batch: string, why: string): Diagnostic {
  return diagnostic(platformRuns.XM7322, null, { batch, why: why.replace(/\.$/, "") });
}

/** `{"_corrupt_record", "_errors": [{"code", "message"}], "_filename"}`, or the record with `_errors` (documented). */
function describeRow(batch: string, file: string, json: Json): RowError {
  const errors = memberOf(json, "_errors");
  const first = Array.isArray(errors) ? errors[0] : errors;
  const text = (key: string) => {
    const value = memberOf(first, key) ?? memberOf(json, key);
    return typeof value === "string" || typeof value === "number" ? String(value) : null;
  };
  const column = text("column");
  const message = text("message") ?? text("description") ?? "no message";
  return {
    batch,
    file,
    code: text("code"),
    message: column === null ? message : `${column}: ${message}`,
    row: rowOf(json),
  };
}

function rowOf(json: Json): string | null {
  const corrupt = memberOf(json, "_corrupt_record");
  if (typeof corrupt === "string") return corrupt;
  if (!isJsonObject(json)) return json === null ? null : JSON.stringify(json);
  const rest = Object.entries(json).filter(
    ([key]) => !["_errors", "_filename", "code", "message", "description", "column"].includes(key),
  );
  return rest.length === 0 ? null : JSON.stringify(Object.fromEntries(rest));
}
