import { fieldOf, itemsOf, type JavaMap, mapOf, parseJson, type Value } from "../../values/index.js";
import { isJsonObject, type Json, memberOf } from "../json.js";
import type { PreviewedRow } from "./data-prep-types.js";
import { faultsOf } from "./mapping-faults.js";

/**
 * The rows of a preview's answer; null where it is none. The OpenAPI file types the answer as one object, where the
 * documentation shows a list. `whole` is its text, since the numbers of `json` have lost digits.
 */
export function readPreview(json: Json, whole: string): readonly PreviewedRow[] | null {
  const items: readonly Json[] = Array.isArray(json) ? json : [json];
  const read = parseJson(whole);
  if (!("value" in read)) return null;
  const exact = itemsOf(read.value) ?? [read.value];
  const rows: PreviewedRow[] = [];
  for (const [at, item] of items.entries()) {
    const row = readRow(item, exact[at] ?? null);
    if (row === null) return null;
    rows.push(row);
  }
  return rows;
}

function readRow(item: Json, exact: Value): PreviewedRow | null {
  if (!isJsonObject(item) || !isMap(exact)) return null;
  const data = fieldOf(exact, "data");
  const told = memberOf(item, "errors") ?? memberOf(item, "error");
  if (data === undefined && told === undefined) return null;
  // What is no record must not pass for one without fields: every target would seem to differ.
  const record = data === undefined || data === null ? mapOf([]) : data;
  return isMap(record) ? { data: record, errors: faultsOf(told) } : null;
}

function isMap(value: Value): value is JavaMap {
  return value !== null && typeof value === "object" && value.kind === "map";
}
