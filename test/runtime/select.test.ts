import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCondition, compileMapping, type Program } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { openSample } from "../../src/io/index.js";
import {
  createRowSelector,
  preview,
  printXdm,
  type RowChoice,
  type RowEvent,
  readRowNumbers,
  sampleRows,
  selectRows,
  selectTargets,
} from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { integer, MISSING, type Value } from "../../src/values/index.js";
import { chunksOf } from "../io/support.js";
import { schemaOf, services } from "./support.js";

const string = { type: "string" };
const schema = schemaOf({
  $id: "https://ns.adobe.com/acme/schemas/select",
  type: "object",
  required: ["_id", "mail"],
  properties: {
    _id: string,
    other: string,
    mail: { type: "object", required: ["address", "kind"], properties: { address: string, kind: string } },
    items: { type: "array", items: { type: "object", required: ["sku"], properties: { sku: string, name: string } } },
  },
});

function compile(source: string): {
  readonly program: Program;
  readonly tree: ReturnType<typeof parseMapping>["tree"];
} {
  const { tree } = parseMapping(createSourceFile("test.xdmap", `target "schema.json"\n${source}\n`));
  return { tree, program: compileMapping({ tree, schema, sample: null }).program };
}

const SOURCE =
  'let big = n > 5\ndef twice(x) = x * 2\ntable letter = { "a": "A", else: "?" }\nid -> _id\nname -> mail.address\n';
const { tree } = compile(SOURCE);

function conditionOf(text: string, source: Program["source"] = null) {
  return compileCondition(createSourceFile("--where", text), { tree, uses: [], source });
}

function where(text: string) {
  const { condition, diagnostics } = conditionOf(text);
  if (condition === null) throw new Error(diagnostics[0]?.message);
  return condition;
}

type Cells = Readonly<Record<string, Value>>;

const table: readonly Cells[] = Array.from({ length: 12 }, (_, at) => ({
  id: `r${at + 1}`,
  n: integer(at + 1),
  name: at % 3 === 0 ? null : `name ${at + 1}`,
  kind: at % 2 === 0 ? "a" : "b",
}));

async function* eventsOf(rows: readonly Cells[]): AsyncGenerator<RowEvent> {
  for (const [at, cells] of rows.entries()) {
    const get = (name: string) => (Object.hasOwn(cells, name) ? (cells[name] ?? null) : MISSING);
    yield { kind: "row", row: { line: at + 2, get } };
  }
}

async function idsOf(events: AsyncIterable<RowEvent>): Promise<readonly unknown[]> {
  const ids: unknown[] = [];
  for await (const event of events) ids.push(event.kind === "row" ? event.row.get("id") : event.diagnostic.code);
  return ids;
}

function numbers(text: string) {
  const read = readRowNumbers(text);
  if ("why" in read) throw new Error(read.why);
  return read.rows;
}

async function select(choice: Partial<RowChoice>) {
  const selector = createRowSelector({ rows: null, where: null, ...choice }, { services });
  const ids = await idsOf(selectRows(eventsOf(table), selector));
  return { ids: ids.map((id) => Number(String(id).slice(1))), selector };
}

describe("row numbers", () => {
  it.each([
    ["3", [3]],
    ["2-4", [2, 3, 4]],
    ["10-", [10, 11, 12]],
    ["-2", [1, 2]],
    ["8 - 9, 1,2-3,3", [1, 2, 3, 8, 9]],
    ["20-30", []],
    ["4-4", [4]],
  ])("%s", async (text, expected) => {
    expect((await select({ rows: numbers(text) })).ids).toEqual(expected);
  });

  it.each(["", "0", "5-3", "a", "1,,2", "-", "1-2-3", "1.5", "-0", "+3"])("%j is none", (text) => {
    expect(readRowNumbers(text)).toHaveProperty("why");
  });

  it("reads no further than the last row", async () => {
    let read = 0;
    async function* counted() {
      for await (const event of eventsOf(table)) {
        read++;
        yield event;
      }
    }
    const selector = createRowSelector({ rows: numbers("2-3"), where: null }, { services });
    await idsOf(selectRows(counted(), selector));
    expect([read, selector.leftOut()]).toEqual([3, 1]);
  });
});

describe("a condition", () => {
  it.each([
    ["n > 10", [11, 12]],
    // As JEXL takes it: null is false, a text is true.
    ["name", [2, 3, 5, 6, 8, 9, 11, 12]],
    ["name != null && n < 4", [2, 3]],
    ["null", []],
    ["missing", []],
    ["n == 4 || kind == 'a' && n < 4", [1, 3, 4]],
    // What the file defines goes too.
    ["big && n < 8", [6, 7]],
    ["twice(n) == 10", [5]],
    ["letter(kind) == 'A' && n < 3", [1]],
  ])("%s", async (text, expected) => {
    expect((await select({ where: where(text) })).ids).toEqual(expected);
  });

  it("leaves out the rows for which it fails, and tells them", async () => {
    const { ids, selector } = await select({ where: where('date(kind, "yyyy") == null || n == 2') });
    expect(ids).toEqual([]);
    expect(selector.failed()).toMatchObject({ count: 12, rows: [2, 3, 4, 5, 6, 7, 8, 9, 10, 11], code: "XM5001" });
  });

  it("is asked only of the rows that the numbers take", async () => {
    const { ids, selector } = await select({ rows: numbers("1-6"), where: where("n % 2 == 0") });
    expect([ids, selector.leftOut()]).toEqual([[2, 4, 6], 3]);
  });

  it.each([
    ["n = 3", "XM1", 2],
    ["n >", "XM1", 2],
    ["nname == 1", "XM2001", 0],
    ["no_such(n)", "XM2", 0],
    ["items[*].sku == 1", "XM5354", 0],
    ["x -> x", "XM", 2],
  ])("%s is refused at its place", (text, code, start) => {
    const source = {
      label: "t.csv",
      columns: new Map([
        ["items", { kind: "any" as const }],
        ["n", { kind: "any" as const }],
        ["name", { kind: "any" as const }],
      ]),
      flat: true,
    };
    const { condition, diagnostics } = conditionOf(text, source);
    expect(condition).toBeNull();
    const [first] = diagnostics.filter(({ severity }) => severity === "error");
    expect(first?.code).toContain(code);
    expect(first?.place).toMatchObject({ file: { path: "--where" } });
    expect(first?.place).toMatchObject({ start });
  });
});

describe("rows by chance", () => {
  const anyRow = { placeOf: () => ({ inside: true, delta: "read" }) as const, columns: ["id"] };
  const many: readonly Cells[] = Array.from({ length: 500 }, (_, at) => ({ id: integer(at) }));
  const sample = async (size: number, seed: number, rows = many) =>
    (await idsOf(sampleRows(eventsOf(rows), { size, seed }, anyRow).events)).map(
      (id) => JSON.parse(JSON.stringify(id)).value,
    );

  it("are so many, in their order, the same for the same seed, and more of them hold the fewer", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(600), fc.nat(600), fc.nat(4294967295), async (one, other, seed) => {
        const small = await sample(Math.min(one, other), seed);
        const large = await sample(Math.max(one, other), seed);
        expect(small).toHaveLength(Math.min(one, other, 500));
        expect(small).toEqual(small.toSorted((left, right) => left - right));
        expect(await sample(Math.min(one, other), seed)).toEqual(small);
        expect(small.filter((id) => !large.includes(id))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("are each as likely as any other", async () => {
    const counts = Array.from({ length: 50 }, () => 0);
    const few = many.slice(0, 50);
    for (let seed = 0; seed < 2000; seed++)
      for (const id of await sample(10, seed, few)) counts[id] = (counts[id] ?? 0) + 1;
    // 400 each are to be expected, with a deviation of 18.
    for (const count of counts) expect(Math.abs(count - 400)).toBeLessThan(90);
  });

  it("come from the window alone; what lies outside is told all the same", async () => {
    const placeOf = (row: { readonly get: (name: string) => unknown }) =>
      ({ inside: JSON.parse(JSON.stringify(row.get("id"))).value >= 490, delta: "read" }) as const;
    const drawn = sampleRows(eventsOf(many), { size: 3, seed: 1 }, { placeOf, columns: ["id"] });
    expect(await idsOf(drawn.events)).toHaveLength(493);
    expect(drawn.among()).toBe(10);
  });

  it("end where the source is broken", async () => {
    const opened = await openSample("t.csv", chunksOf("id,name\n1,a\n2\n"));
    if (opened.kind === "problem") throw new Error("the head is good");
    expect(await idsOf(sampleRows(opened.events, { size: 5, seed: 1 }, anyRow).events)).toEqual(["XM5220"]);
  });
});

describe("chosen targets", () => {
  const whole = compile(
    "id -> _id\nname -> mail.address\nkind -> mail.kind\nname -> items[0].name\nid -> items[0].sku",
  ).program;
  const pathsOf = (...paths: string[]) => {
    const found = selectTargets(whole, paths);
    return found.kind === "program" ? found.program.mappings.map(({ path }) => path) : found;
  };

  it("are those of a path and below it, in the order of the file", () => {
    expect(pathsOf("mail.kind", "_id")).toEqual(["_id", "mail.kind"]);
    expect(pathsOf("mail")).toEqual(["mail.address", "mail.kind"]);
    expect(pathsOf("items")).toEqual(["items[0].name", "items[0].sku"]);
    expect(pathsOf("mai")).toEqual({ kind: "unknown", path: "mai", near: "mail" });
    expect(pathsOf("mail.adress")).toEqual({ kind: "unknown", path: "mail.adress", near: "mail.address" });
    expect(pathsOf("")).toHaveProperty("kind", "unknown");
  });

  it.each([
    // What the other targets would feed is not asked for; what nothing feeds still is.
    [["mail.address"], { mail: { address: "Ada" } }, []],
    [["items[0].name"], { items: [{ name: "Ada" }] }, []],
    [["_id"], { _id: "1" }, []],
  ])("%j are held against the rest of the schema", async (paths, record, broken) => {
    const found = selectTargets(whole, paths);
    if (found.kind !== "program") throw new Error("unknown");
    const rows = eventsOf([{ id: "1", name: "Ada", kind: "a" }]);
    const started = preview(found.program, rows, { services });
    if (started.kind === "problem") throw new Error(started.diagnostic.message);
    for await (const event of started.preview.events) {
      expect(event.kind === "problem" ? null : JSON.parse(printXdm(event.record))).toEqual(record);
      expect(event.kind === "rejection" ? event.violations.map(({ path }) => path) : []).toEqual(broken);
    }
  });

  it("still demand what no target feeds", async () => {
    const partly = compile("name -> mail.address\nid -> other").program;
    const found = selectTargets(partly, ["mail"]);
    if (found.kind !== "program") throw new Error("unknown");
    const started = preview(found.program, eventsOf([{ id: "1", name: "Ada" }]), { services });
    if (started.kind === "problem") throw new Error(started.diagnostic.message);
    for await (const event of started.preview.events) {
      expect(event).toMatchObject({ kind: "rejection", violations: [{ path: "_id" }, { path: "mail.kind" }] });
    }
  });
});
