import { readFileSync } from "node:fs";
import type { SchemaElement } from "hyparquet";
import { expect, it } from "vitest";
import { parquet } from "../../../src/diagnostics/parquet.js";
import { leafTypeOf } from "../../../src/io/parquet/leaf-type.js";
import { readBatches } from "../../../src/io/parquet/read-batches.js";
import { textOf } from "../../../src/values/index.js";
import { openBytes, writeColumn } from "../../support/parquet.js";

const page = readFileSync("docs/parquet.md", "utf8");

function rowsOf(heading: string): readonly (readonly string[])[] {
  const table = page
    .slice(page.indexOf(`## ${heading}`))
    .split("\n\n")
    .find((part) => part.startsWith("|"));
  return (table ?? "")
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

type Element = Omit<SchemaElement, "name">;
const bytes = (...values: readonly number[]): Uint8Array => Uint8Array.from(values);

/** A value of the first type that a row of the table names, as it is stored; nested ones are in nested.test.ts. */
const STORED: ReadonlyMap<string, readonly [Element, unknown]> = new Map<string, readonly [Element, unknown]>([
  ["BOOLEAN", [{ type: "BOOLEAN" }, true]],
  ["INT_8", [{ type: "INT32", converted_type: "INT_8" }, -128]],
  ["INT_64", [{ type: "INT64" }, 9007199254740993n]],
  ["UINT_8", [{ type: "INT64", converted_type: "UINT_64" }, 2n ** 64n - 1n]],
  ["FLOAT", [{ type: "FLOAT" }, 1.1]],
  ["DOUBLE", [{ type: "DOUBLE" }, 0.1]],
  ["DECIMAL", [{ type: "INT32", converted_type: "DECIMAL", precision: 9, scale: 2 }, 110n]],
  ["DATE", [{ type: "INT32", converted_type: "DATE" }, 18321]],
  ["TIMESTAMP", [{ type: "INT64", converted_type: "TIMESTAMP_MICROS" }, 1_600_000_000_123_456n]],
  ["TIME", [{ type: "INT64", converted_type: "TIME_MICROS" }, 3_723_000_004n]],
  ["STRING", [{ type: "BYTE_ARRAY", converted_type: "UTF8" }, "é😀"]],
  ["JSON", [{ type: "BYTE_ARRAY", logical_type: { type: "JSON" } }, new TextEncoder().encode('{"a":1}')]],
  [
    "UUID",
    [
      { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } },
      "3b241101-e2bb-4255-8caf-4136c566a962",
    ],
  ],
  [
    "INTERVAL",
    [
      { type: "FIXED_LEN_BYTE_ARRAY", type_length: 12, converted_type: "INTERVAL" },
      bytes(14, 0, 0, 0, 3, 0, 0, 0, 0xdc, 5, 0, 0),
    ],
  ],
  ["bytes", [{ type: "BYTE_ARRAY" }, bytes(0, 0xff)]],
]);

it("docs/parquet.md says what each type becomes", async () => {
  const told: string[] = [];
  for (const [types = "", , text = ""] of rowsOf("What each type becomes")) {
    const stored = STORED.get(/^`?(\w+)/.exec(types)?.[1] ?? "");
    if (stored === undefined) continue;
    const [element, value] = stored;
    for await (const event of readBatches(await openBytes(writeColumn(element, [value])), { columns: ["x"] })) {
      if (event.kind !== "batch") throw new Error(event.kind);
      const read = event.batch.valueAt(0, 0);
      if (typeof read === "symbol") throw new Error("missing");
      told.push(`${types}: \`${textOf(read)}\``);
    }
    expect(told.at(-1)).toBe(`${types}: ${text}`);
    expect(leafTypeOf({ ...element, name: "x" }).type.kind).not.toBe("any");
  }
  expect(told.length).toBe(STORED.size);
});

it("docs/parquet.md names every code of Parquet", () => {
  for (const code of Object.keys(parquet)) expect(page).toContain(`[${code}](diagnostics/${code}.md)`);
});
