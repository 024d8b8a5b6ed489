import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Delta } from "../../../src/compiler/index.js";
import { openParquet } from "../../../src/io/parquet/file.js";
import { accessMemory } from "../../../src/io/random-access.js";
import { planWindow, readWindow } from "../../../src/runtime/window.js";
import { createSourceFile } from "../../../src/text/index.js";
import { openBytes, readAll, writeParquet } from "../../support/parquet.js";

const file = createSourceFile("a.xdmap", "at");
const delta: Delta = { path: ["at"], format: null, timezone: null, span: { file, start: 0, end: 2 } };

function filterOf(start: number, end: number) {
  const read = readWindow(String(start), String(end));
  if ("problem" in read || read.window === null) throw new Error("no window");
  const plan = planWindow(delta, read.window);
  if ("problem" in plan) throw new Error("no plan");
  return { delta, window: read.window, plan };
}

interface Layout {
  readonly rowGroupSize: number;
  readonly pageSize: number;
  readonly columnIndex: boolean;
  readonly statistics: boolean;
}

/** `seconds` per row, null where there is none. */
function fileOf(seconds: readonly (number | null)[], { columnIndex, ...layout }: Layout): Uint8Array {
  return writeParquet(
    [
      {
        name: "at",
        type: "INT64",
        repetition_type: "OPTIONAL",
        logical_type: { type: "TIMESTAMP", unit: "MICROS", isAdjustedToUTC: true },
      },
      { name: "row", type: "INT32", repetition_type: "REQUIRED" },
      { name: "list", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "INT32", repetition_type: "OPTIONAL" },
    ],
    {
      at: seconds.map((second) => (second === null ? null : BigInt(second) * 1_000_000n)),
      row: seconds.map((_, row) => row + 1),
      list: seconds.map((_, row) => (row % 3 === 0 ? null : [row, -row])),
    },
    { ...layout, column: { columnIndex } },
  );
}

describe("a window on the delta column", () => {
  it("passes over no row that lies in it or has no readable delta value, and counts the others", async () => {
    const seconds = fc.array(fc.option(fc.integer({ min: 0, max: 100 }), { freq: 10 }), {
      minLength: 1,
      maxLength: 200,
    });
    const ordered = fc.boolean();
    const layout = fc.record({
      rowGroupSize: fc.integer({ min: 1, max: 200 }),
      pageSize: fc.integer({ min: 16, max: 400 }),
      columnIndex: fc.boolean(),
      statistics: fc.boolean(),
    });
    const window = fc.tuple(fc.integer({ min: -1, max: 101 }), fc.integer({ min: 0, max: 60 }));
    await fc.assert(
      fc.asyncProperty(seconds, ordered, layout, window, async (drawn, isOrdered, how, [start, length]) => {
        const rows = isOrdered ? drawn.toSorted((a, b) => (a ?? -1) - (b ?? -1)) : drawn;
        const file = await openBytes(fileOf(rows, how));
        const filter = filterOf(start, start + length);
        const all = await readAll(file);
        const some = await readAll(file, { filter });
        expect(some.problem).toBeNull();
        expect(some.rows.length + some.outside).toBe(rows.length);
        const byLine = new Map(all.rows.map((row, at) => [all.lines[at], row]));
        for (const [at, line] of some.lines.entries()) expect(some.rows[at]).toEqual(byLine.get(line));
        const wanted = rows.flatMap((second, row) =>
          second === null || (second >= start && second < start + length) ? [row + 1] : [],
        );
        const given = new Set(some.lines);
        expect(wanted.filter((line) => !given.has(line))).toEqual([]);
      }),
    );
  });

  it("reads a small part of the bytes where the file has statistics, whatever the order of its columns", async () => {
    const rows = Array.from({ length: 30_000 }, (_, row) => row);
    const bytes = fileOf(rows, { rowGroupSize: 3000, pageSize: 1000, columnIndex: true, statistics: true });
    let read = 0;
    const memory = accessMemory(bytes);
    const counting = {
      ...memory,
      read: (start: number, end: number) => {
        read += end - start;
        return memory.read(start, end);
      },
    };
    const file = await openParquet("a.parquet", counting);
    if (file.kind === "problem") throw new Error(file.diagnostic.message);
    const footer = read;
    const some = await readAll(file, { filter: filterOf(10_000, 10_100) });
    expect(some.rows.length).toBe(100);
    expect(some.outside).toBe(29_900);
    expect(read - footer).toBeLessThan(bytes.length / 20);
  });

  it("reads only the columns that are asked for; a name that no column has is missing", async () => {
    const file = await openBytes(
      fileOf([1, 2], { rowGroupSize: 10, pageSize: 100, columnIndex: false, statistics: true }),
    );
    expect((await readAll(file, { columns: ["row", "list.element"] })).rows).toEqual([
      ["integer 1", "missing"],
      ["integer 2", "missing"],
    ]);
  });

  it("row groups can be read apart from each other: their lines and rows stay what they are", async () => {
    const rows = Array.from({ length: 10 }, (_, row) => row);
    const file = await openBytes(
      fileOf(rows, { rowGroupSize: 4, pageSize: 100, columnIndex: false, statistics: true }),
    );
    expect(file.groups.length).toBe(3);
    const parts = await Promise.all([0, 1, 2].map((from) => readAll(file, { groups: { from, to: from + 1 } })));
    expect(parts.flatMap(({ lines }) => lines)).toEqual(rows.map((row) => row + 1));
    expect(parts.flatMap((part) => part.rows)).toEqual((await readAll(file)).rows);
  });
});
