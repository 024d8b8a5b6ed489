import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { preview, readWindow } from "../../src/runtime/index.js";
import { run, services, windowOf } from "./support.js";

const MAPPING = "id -> _id";

/** The ids of the rows in a window. */
async function pick(delta: string, values: readonly string[], start?: string, end?: string) {
  const csv = `id,at\n${values.map((value, row) => `${row},"${value}"`).join("\n")}\n`;
  const { records, report } = await run(`${delta}\n${MAPPING}`, { csv }, { window: windowOf(start, end) });
  return { ids: records.map((record) => Object.values(record ?? {})[0]).join(), report };
}

describe("a window", () => {
  it("holds its start and not its end", async () => {
    const values = ["2024-01-01 00:00:00", "2024-01-01 23:59:59", "2024-01-02 00:00:00", "2023-12-31 23:59:59"];
    const { ids, report } = await pick('delta at format "yyyy-MM-dd HH:mm:ss"', values, "2024-01-01", "2024-01-02");
    expect(ids).toBe("0,1");
    expect(report.rows).toEqual({ read: 4, inWindow: 2, outsideWindow: 2, accepted: 2, rejected: 0 });
  });

  it("takes seconds since 1970 and ISO 8601 with an offset", async () => {
    const values = ["2024-01-01 00:00:00", "2024-01-01 01:00:00"];
    expect((await pick("delta at", values, "1704067200", "1704070800")).ids).toBe("0");
    expect((await pick("delta at", values, "2024-01-01T02:00:00+01:00")).ids).toBe("1");
    expect((await pick("delta at", values, undefined, "2024-01-01T00:30:00Z")).ids).toBe("0");
  });

  it("reads the delta column in the declared zone, unless the value has an offset of its own", async () => {
    const values = ["2024-07-01 00:00:00", "2024-06-30 22:00:00", "2024-07-01 02:00:00"];
    const delta = 'delta at format "yyyy-MM-dd HH:mm:ss" timezone "Europe/Paris"';
    // Midnight in Paris is 22:00 in UTC.
    expect((await pick(delta, values, "2024-06-30T22:00:00Z")).ids).toBe("0,2");
    expect((await pick('delta at timezone "Europe/Paris"', values, "2024-06-30T22:00:00Z")).ids).toBe("0,2");
    const zoned = ["2024-07-01T00:00:00Z", "2024-07-01T00:00:00+02:00", "2024-06-30T23:30:00.000-01:00"];
    expect((await pick('delta at timezone "Asia/Tokyo"', zoned, "2024-07-01T00:00:00Z")).ids).toBe("0,2");
  });

  it("counts null and unreadable values apart, and lists their lines", async () => {
    const values = ["2024-01-01 00:00:00", "", "soon", "2023-01-01 00:00:00", "", "01/02/2024 10:00"];
    const { ids, report } = await pick('delta at format "yyyy-MM-dd HH:mm:ss"', values, "2024-01-01");
    expect(ids).toBe("0");
    expect(report.rows).toMatchObject({ read: 6, inWindow: 1, outsideWindow: 1 });
    expect(report.delta).toEqual({ null: 2, unreadable: 2, rows: [3, 4, 6, 7] });
  });

  it("lists ten lines at most", async () => {
    const { report } = await pick("delta at", Array(25).fill(""), "2024-01-01");
    expect(report.delta).toEqual({ null: 25, unreadable: 0, rows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
  });

  it("finds the delta in an object, and reads a long as milliseconds", async () => {
    const rows = [
      { id: "a", meta: { at: 1704067200000 } },
      { id: "b", meta: { at: 1704067200 } },
      { id: "c", meta: {} },
      { id: "d" },
    ];
    const { records, report } = await run(
      `delta meta.at\n${MAPPING}`,
      { json: rows },
      { window: windowOf("2024-01-01", "2024-01-02") },
    );
    expect(records).toEqual([{ _id: "a" }]);
    expect(report.delta).toMatchObject({ null: 2, unreadable: 1 });
  });

  it("is everything where none is given; rows that no window would hold are counted all the same", async () => {
    const { ids, report } = await pick("delta at", ["soon", ""]);
    expect(ids).toBe("0,1");
    expect(report.rows).toMatchObject({ read: 2, inWindow: 2, outsideWindow: 0 });
    expect(report.delta).toEqual({ null: 1, unreadable: 1, rows: [2, 3] });
  });

  it("needs bounds that are times, in order", () => {
    const problem = (start?: string, end?: string) => {
      const read = readWindow(start, end);
      return "problem" in read ? `${read.problem.code} ${read.problem.message}` : read.window;
    };
    expect(problem("soon")).toBe(
      "XM5140 --window-start is no time: `soon` is neither seconds since 1970 nor an ISO 8601 date like 2024-05-01T00:00:00Z.",
    );
    expect(problem("2024-01-01", "1/2/2024")).toContain("XM5140 --window-end");
    expect(problem("2024-01-02", "2024-01-01")).toBe(
      "XM5141 The window ends (2024-01-01) before it starts (2024-01-02).",
    );
    expect(problem()).toBeNull();
    expect(problem("2024-01-01", "2024-01-01")).not.toBeNull();
  });

  it("needs a delta column", () => {
    const program = { name: null, description: null, schema: null, source: null, delta: null, mappings: [] };
    async function* none(): AsyncGenerator<never> {}
    const started = preview(program, none(), { services, window: windowOf("2024-01-01") });
    expect(started.kind === "problem" && started.diagnostic.code).toBe("XM5142");
  });
});

describe("windows one after the other", () => {
  const day = 86_400;
  const first = Date.UTC(2024, 0, 1) / 1000;

  it("give every row once and none twice, wherever they are split", async () => {
    const instant = fc.integer({ min: 0, max: 5 * day });
    const splits = fc.uniqueArray(fc.integer({ min: 0, max: 5 * day + 1 }), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(instant, { maxLength: 20 }), splits, async (instants, cuts) => {
        const values = instants.map((at) => new Date((first + at) * 1000).toISOString());
        // A row that lies exactly on a split is the case that matters.
        const on = cuts.map((at) => new Date((first + at) * 1000).toISOString());
        const all = [...values, ...on];
        const bounds = [
          undefined,
          ...cuts.toSorted((left, right) => left - right).map((at) => String(first + at)),
          undefined,
        ];
        const seen: string[] = [];
        for (const [at, start] of bounds.slice(0, -1).entries()) {
          const { ids } = await pick("delta at", all, start, bounds[at + 1]);
          if (ids !== "") seen.push(...ids.split(","));
        }
        expect(seen.toSorted((left, right) => Number(left) - Number(right))).toEqual(all.map((_, row) => String(row)));
      }),
      { numRuns: 60 },
    );
  });
});
