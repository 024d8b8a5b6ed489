import { describe, expect, it } from "vitest";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { columnsOf, createBatchMapper, mergeTallies, type RowBatch, reportOf } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { MISSING } from "../../src/values/index.js";
import { schemaOf } from "./support.js";

const string = { type: "string" };
const schema = schemaOf({
  $id: "https://ns.adobe.com/acme/schemas/tally",
  type: "object",
  properties: {
    _id: string,
    other: string,
    visits: { type: "integer" },
    day: { type: "string", format: "date" },
    tier: { type: "string", enum: ["a"] },
    items: { type: "array", items: { type: "object", properties: { n: { type: "integer" } } } },
  },
});

function programOf(source: string) {
  const { tree } = parseMapping(createSourceFile("test.xdmap", source));
  return compileMapping({ tree, schema, sample: null }).program;
}

type Cells = Readonly<Record<string, string>>;

const fixed = fixedServices({ now: new Date(0), seed: "tally" });

function mapperOf(source: string, services = fixed) {
  const program = programOf(source);
  const created = createBatchMapper(program, { services, warm: 0 });
  if (created.kind === "problem") throw new Error(created.diagnostic.message);
  const columns = columnsOf(program);
  const map = (rows: readonly Cells[], firstLine: number, source = 0) => {
    const batch: RowBatch = {
      rows: rows.length,
      lineOf: (row) => row,
      valueAt: (row, slot) => rows[row]?.[columns[slot] ?? ""] ?? MISSING,
    };
    const { bytes, tally, records } = created.mapper.map(batch, { firstLine, source });
    return { text: new TextDecoder().decode(bytes), tally, records };
  };
  return { columns, map };
}

describe("the account of a batch", () => {
  it("keeps the first three different values of each reason", () => {
    const { map } = mapperOf("visits -> visits\nconcat(a, b) -> day");
    const rows = ["x", "x", "7", "y", "z", "w"].map((visits) => ({ visits, a: "no", b: visits }));
    const { tally } = map(rows, 2);
    expect(tally.targets[0]?.reasons).toMatchObject([
      { code: "XM5102", count: 5, rows: [2, 3, 5, 6, 7], examples: ["x", "y", "z"] },
    ]);
    expect(tally.targets[1]?.reasons[0]?.examples).toEqual(["a: no, b: x", "a: no, b: 7", "a: no, b: y"]);
  });

  it("cuts long values", () => {
    const { map } = mapperOf("visits -> visits");
    const [example = ""] = map([{ visits: "x".repeat(500) }], 2).tally.targets[0]?.reasons[0]?.examples ?? [];
    expect(example).toMatch(/^x{80}…$/);
  });

  it("is merged with that of the rows after it, whose lines may count from their own first", () => {
    const { map } = mapperOf("delta at\nvisits -> visits\ntier -> tier");
    const rows = [
      { at: "2020-01-01", visits: "x", tier: "a" },
      { at: "soon", visits: "1", tier: "b" },
      { at: "", visits: "y", tier: "a" },
      { at: "later", visits: "y", tier: "c" },
    ];
    const whole = map(rows, 2).tally;
    const { tally } = map(rows.slice(0, 2), 2);
    mergeTallies(tally, map(rows.slice(2), 0).tally, 4);
    expect(tally).toEqual(whole);
    expect(reportOf(tally)).toMatchObject({
      rows: { read: 4, accepted: 2, rejected: 2 },
      delta: { null: 1, unreadable: 2, rows: [3, 4, 5] },
      rejections: [{ line: 3 }, { line: 5 }],
    });
  });

  it("lists ten lines and a thousand rejections, and counts all", () => {
    const { map } = mapperOf("visits -> visits\ntier -> tier");
    const rows = Array.from({ length: 700 }, () => ({ visits: "x", tier: "b" }));
    const { tally, records } = map(rows, 2);
    mergeTallies(tally, map(rows, 702).tally);
    expect(records).toBe(0);
    expect(tally.rows.rejected).toBe(1400);
    expect(tally.rejections).toHaveLength(1000);
    expect(tally.targets[0]?.reasons[0]).toMatchObject({ count: 1400, rows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11] });
  });
});

describe("identifiers", () => {
  const rows = [{}, {}, {}, {}];
  const source = "uuid() -> _id\nuuid() -> other";

  it("are the same wherever the rows are cut, and differ from row to row", () => {
    const whole = mapperOf(source).map(rows, 2).text;
    const first = mapperOf(source).map(rows.slice(0, 1), 2).text;
    const rest = mapperOf(source).map(rows.slice(1), 3).text;
    expect(first + rest).toBe(whole);
    expect(new Set(whole.match(/[0-9a-f-]{36}/g)).size).toBe(8);
  });

  it("differ from input to input", () => {
    const { map } = mapperOf(source);
    expect(map(rows, 2, 1).text).not.toBe(map(rows, 2, 0).text);
  });
});

it("reads the clock once a row, and not again where a row is looked at twice", () => {
  let readings = 0;
  const ticking = { ...fixed, now: () => ({ ...fixed.now(), epochSecond: 86_400 * readings++ }) };
  const { map } = mapperOf('now() -> day\nformat(now(), "yyyy-MM-dd") -> other\ntier -> tier', ticking);
  const { text, tally } = map([{}, { tier: "b" }, {}], 2);
  expect(text).toBe(["01", "03"].map((day) => `{"day":"1970-01-${day}","other":"1970-01-${day}"}\n`).join(""));
  expect(tally.rows.rejected).toBe(1);
  expect(readings).toBe(3);
});

describe("the columns of a program", () => {
  it("are those of its paths, of its delta column and of contains_key, each beginning of a dotted one", () => {
    const source = 'delta at\nEmail -> _id\na.b.c + Email -> other\ncontains_key("x.y[0].z") -> tier';
    expect(mapperOf(source).columns).toEqual(["at", "Email", "a", "a.b", "a.b.c", "x.y[0].z", "x", "x.y"]);
  });
});
