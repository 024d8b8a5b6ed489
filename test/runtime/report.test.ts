import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedServices } from "../../src/host/services.js";
import { run, schemaOf } from "./support.js";

describe("the loss report", () => {
  it("says of each target what became of it in how many rows, and why", async () => {
    const csv =
      "Email,Amount,Born\na@example.com,1,2020-01-01\nb@example.com,x,\n,2,31/12/2020\nc@example.com,,someday\n";
    const { report, records } = await run(
      "Email -> personalEmail.address\nAmount -> visits\nBorn -> person.birthDate",
      { csv },
    );
    expect(records).toHaveLength(4);
    expect(report.targets).toMatchObject([
      { path: "personalEmail.address", present: 3, missing: 0, null: 1, nulledByError: 0, reasons: [] },
      { path: "visits", present: 2, missing: 0, null: 1, nulledByError: 1 },
      { path: "person.birthDate", present: 1, missing: 0, null: 1, nulledByError: 2 },
    ]);
    expect(report.targets[1]?.reasons).toMatchObject([{ code: "XM5102", count: 1, rows: [3] }]);
    // One reason, whatever the values were; its message shows the first.
    expect(report.targets[2]?.reasons).toMatchObject([{ code: "XM5105", count: 2, rows: [4, 5] }]);
    expect(report.targets[2]?.reasons[0]?.message).toContain("31/12/2020");
  });

  it("points at the sub-expression that failed", async () => {
    const source = 'date(Born, "yyyy-MM-dd") -> person.birthDate';
    const { report } = await run(source, { csv: "Born\nsomeday\n" });
    const [reason] = report.targets[0]?.reasons ?? [];
    const start = 'target "schema.json"\n'.length;
    expect(reason?.code).toBe("XM5001");
    expect(reason?.span).toEqual({ start, end: start + 'date(Born, "yyyy-MM-dd")'.length });
  });

  it("tells what is missing from what is null", async () => {
    const { report } = await run("a.b -> _id", {
      json: [{ a: { b: "x" } }, { a: { b: null } }, { a: {} }, { a: null }, {}],
    });
    expect(report.targets[0]).toMatchObject({ present: 1, null: 1, missing: 3, nulledByError: 0 });
  });

  it("counts a row once for a target with [*], by its worst item", async () => {
    const rows = [
      { i: [{ n: 1 }, { n: 2 }] },
      { i: [{ n: 1 }, { n: null }] },
      { i: [{ n: null }, {}] },
      { i: [{ n: "x" }, {}, { n: "y" }] },
      { i: [] },
      { i: null },
      {},
      { i: "no array" },
    ];
    const { report } = await run("i[*].n -> productListItems[*].quantity", { json: rows });
    expect(report.targets[0]).toMatchObject({ present: 1, null: 3, missing: 2, nulledByError: 2 });
    expect(report.targets[0]?.reasons.map(({ code, count }) => `${code} ${count}`)).toEqual(["XM5102 1", "XM5107 1"]);
  });

  it("counts an object copy whose child failed as an error, and names the child", async () => {
    const { report } = await run("p -> person", {
      json: [{ p: { birthDate: "someday", name: { firstName: "Ada" } } }],
    });
    expect(report.targets[0]).toMatchObject({ present: 0, nulledByError: 1 });
    expect(report.targets[0]?.reasons[0]?.message).toMatch(/^birthDate: /);
  });

  it("names the child by its whole path inside the copied object, and a map by none of its keys", async () => {
    const integer = { type: "integer" };
    const schema = schemaOf({
      $id: "https://ns.adobe.com/acme/schemas/nested",
      type: "object",
      properties: {
        a: { type: "object", properties: { b: { type: "object", properties: { n: integer } } } },
        m: { type: "object", "meta:xdmType": "map", additionalProperties: integer },
      },
    });
    const { report } = await run(
      "a -> a\nm -> m",
      { json: [{ a: { b: { n: "x", o: 1 } }, m: { one: "x" } }, { m: { two: "x" } }] },
      { schema },
    );
    const messages = report.targets.map(({ reasons }) => reasons.map(({ message, count }) => `${count} ${message}`));
    expect(messages).toEqual([
      [
        "1 b.n: `x` is not a whole number, which an int needs.",
        "1 b.o: `b` has no field of that name, so this child was not copied.",
      ],
      ["2 {*}: `x` is not a whole number, which an int needs."],
    ]);
  });

  it("says the weakest label of what was used", async () => {
    const fidelity = async (source: string, csv: string) => (await run(source, { csv })).report.fidelity;
    expect(await fidelity("a -> _id", "a\nx\n")).toBe("documented");
    expect(await fidelity("a -> visits", "a\n1\n")).toBe("documented");
    expect(await fidelity("a -> visits", "a\n 1 \n")).toBe("assumed");
    expect(await fidelity("a -> _id", "a\n")).toBe("verified");
  });

  it("reads the clock once a record", async () => {
    let readings = 0;
    const services = fixedServices({ now: new Date(0), seed: "clock" });
    const ticking = { ...services, now: () => ({ ...services.now(), epochSecond: ++readings }) };
    const { records } = await run(
      "now() -> _repo.createDate\nnow() -> person.birthDate\na -> _id",
      { csv: "a\nx\ny\n" },
      { services: ticking },
    );
    expect(readings).toBe(2);
    expect(records).toMatchObject([
      { _repo: { createDate: "1970-01-01T00:00:01Z" } },
      { _repo: { createDate: "1970-01-01T00:00:02Z" } },
    ]);
  });

  it("gives identifiers that differ from row to row, of several inputs too", async () => {
    const source = "uuid() -> _id\nuuid() -> homeAddress.city";
    const ids = (records: readonly unknown[]) => JSON.stringify(records).match(/[0-9a-f-]{36}/g) ?? [];
    const { records } = await run(source, { csv: "a\nx\ny\n" });
    expect(new Set(ids(records)).size).toBe(4);
    expect((await run(source, { csv: "a\nx\ny\n" })).records).toEqual(records);
    // A minified array has all its items in one line.
    const { records: items } = await run(source, { json: [{}, {}, {}], indent: 0 });
    expect(new Set(ids(items)).size).toBe(6);
    const { records: both } = await run(source, { csv: "a\nx\ny\n", again: true });
    expect(new Set(ids(both)).size).toBe(8);
    expect(both.slice(0, 2)).toEqual(records);
  });

  it("stops at the limit and reports what it read", async () => {
    const csv = `a\n${"x\n".repeat(50)}`;
    const { records, report } = await run("a -> _id", { csv }, { limit: 7 });
    expect(records).toHaveLength(7);
    expect(report.rows).toMatchObject({ read: 7, inWindow: 7, accepted: 7 });
    expect((await run("a -> _id", { csv }, { limit: 0 })).records).toEqual([]);
  });

  it("ends with the problem of a broken sample, the rows before it counted", async () => {
    const { events, report } = await run("a -> _id", { csv: "a,b\n1,2\n3\n" });
    expect(events.map(({ kind }) => kind)).toEqual(["record", "problem"]);
    expect(report.rows.read).toBe(1);
  });

  it("adds up, whatever the rows", async () => {
    const cell = fc.constantFrom("", "1", "x", "2020-01-01", "a@example.com", "12345678901", "true", "no mail", "-1.5");
    const source = [
      "a -> personalEmail.address",
      "b -> visits",
      "c -> person.birthDate",
      "d -> active",
      "a + b -> _id",
      'explode(concat(c, d), "-") -> tags',
      "date(a) -> _repo.createDate",
      "d -> score",
      "b -> tier",
      "nothing.there -> homeAddress.city",
    ].join("\n");
    const at = fc.constantFrom("", "2024-01-01", "2024-01-02", "2024-01-03", "soon");
    const row = fc.tuple(at, cell, cell, cell, cell);
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 15 }), fc.boolean(), async (rows, windowed) => {
        const csv = `at,a,b,c,d,nothing.there\n${rows.map((cells) => `${cells.join(",")},\n`).join("")}`;
        const window = windowed
          ? { start: null, end: { kind: "datetime", epochSecond: 1704153600, nano: 0, offset: 0, zone: null } as const }
          : null;
        const { events, report } = await run(`delta at\n${source}`, { csv }, { window });
        const { read, inWindow, outsideWindow, accepted, rejected } = report.rows;
        expect(read).toBe(rows.length);
        // Without a window every row is mapped, those too that no window would hold.
        const nowhere = window === null ? 0 : report.delta.null + report.delta.unreadable;
        expect(inWindow + outsideWindow + nowhere).toBe(read);
        expect(accepted + rejected).toBe(inWindow);
        expect(events.filter(({ kind }) => kind === "record")).toHaveLength(accepted);
        expect(events.filter(({ kind }) => kind === "rejection")).toHaveLength(rejected);
        expect(new Set(report.rejections.map(({ line }) => line)).size).toBe(rejected);
        expect(report.targets).toHaveLength(source.split("\n").length);
        for (const target of report.targets) {
          expect(target.present + target.missing + target.null + target.nulledByError).toBe(inWindow);
          const failed = target.reasons.reduce((sum, { count }) => sum + count, 0);
          expect(failed).toBeGreaterThanOrEqual(target.nulledByError);
          for (const { count, rows: lines } of target.reasons) expect(lines).toHaveLength(Math.min(count, 10));
        }
      }),
      { numRuns: 80 },
    );
  });
});
