import { describe, expect, it } from "vitest";
import type { Json } from "../../../src/platform/json.js";
import { fetchRowErrors } from "../../../src/platform/runs/row-errors.js";
import type { BatchCollection } from "../../../src/platform/services/catalog-types.js";
import { makeProblem } from "./support.js";

function batches(rows: readonly Json[], status: number | null = null): BatchCollection {
  const problem = makeProblem("refused", {
    status: status ?? 403,
    title: "Forbidden",
    action: status === 404 ? "missing" : "permission",
  });
  return {
    get: async () => ({ kind: "problem", problem }),
    rowErrorFiles: async () =>
      status === null
        ? { kind: "ok", value: [{ name: "parsing_errors_0.json", length: 153 }] }
        : { kind: "problem", problem },
    rowErrors: async () => ({ kind: "ok", value: rows }),
  };
}

describe("rows that failed", () => {
  it("are told with code, message and what could be read of them", async () => {
    const documented = {
      _corrupt_record: "{missingQuotes: 'v1'}",
      _errors: [{ code: "1401", message: "Row is corrupted." }],
      _filename: "parsing_errors_0.json",
    };
    const record = {
      email: "ada",
      _errors: [{ code: "INGEST-1555-400", column: "_id", description: "It is required." }],
    };
    const { rows, diagnostics } = await fetchRowErrors(batches([documented, record]), ["01EF"]);
    expect(diagnostics).toEqual([]);
    const common = { batch: "01EF", file: "parsing_errors_0.json" };
    expect(rows).toEqual([
      { ...common, code: "1401", message: "Row is corrupted.", row: "{missingQuotes: 'v1'}" },
      { ...common, code: "INGEST-1555-400", message: "_id: It is required.", row: '{"email":"ada"}' },
    ]);
  });

  it("are five at most", async () => {
    expect((await fetchRowErrors(batches(Array.from({ length: 99 }, () => ({}))), ["a", "b"])).rows).toHaveLength(5);
  });

  it("that are not allowed to be read are a warning, and those that are gone are none", async () => {
    expect(await fetchRowErrors(batches([], 403), ["01EF"])).toMatchObject({
      rows: [],
      diagnostics: [{ code: "XM7322", severity: "warning" }],
    });
    expect(await fetchRowErrors(batches([], 404), ["01EF"])).toEqual({ rows: [], diagnostics: [] });
  });
});
