import { type Json, type JsonObject, textAt } from "../json.js";
import type { Context } from "../service.js";
import { connectionSpecOf } from "./connection-specs.js";
import { columnsOf, openLocal, sampleOf } from "./samples.js";

/** The tables or files that local samples stand for. */
export function exploreRoot(connection: JsonObject, { samples }: Context): readonly Json[] {
  const reads = connectionSpecOf(textAt(connection, "connectionSpec", "id") ?? "")?.reads;
  if (reads !== "tables" && reads !== "files") return [];
  const type = reads === "files" ? "file" : "table";
  return Array.from(
    samples.keys(),
    (name): Json => ({ type, name, path: name, canPreview: true, canFetchSchema: true }),
  );
}

/** The columns of a table, from the file that stands for it; none where there is no file. */
export async function exploreTable(table: string, context: Context): Promise<JsonObject> {
  return { format: "flat", schema: { columns: await columns(table, context) } };
}

/** The columns of a file. */
export async function exploreFiles(path: string, context: Context): Promise<JsonObject> {
  return { format: "flat", schema: { columns: await columns(path, context) } };
}

async function columns(place: string, context: Context): Promise<readonly Json[]> {
  const file = sampleOf(place, context);
  if (file === null) return [];
  const opened = await openLocal(file);
  if (opened.kind !== "sample") return [];
  // Nothing of the rows is wanted: the file is closed.
  await opened.events[Symbol.asyncIterator]().return?.();
  return opened.shape === null ? [] : columnsOf(opened.shape);
}
