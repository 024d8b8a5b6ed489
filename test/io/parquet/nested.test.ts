import fc from "fast-check";
import type { SchemaElement } from "hyparquet";
import { describe, expect, it } from "vitest";
import { openBytes, readAll, writeParquet } from "../../support/parquet.js";

const list: SchemaElement = { name: "list", repetition_type: "REPEATED", num_children: 1 };
const text = (name: string, repetition: SchemaElement["repetition_type"] = "OPTIONAL"): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: repetition,
});
const whole = (name: string, repetition: SchemaElement["repetition_type"] = "OPTIONAL"): SchemaElement => ({
  name,
  type: "INT32",
  repetition_type: repetition,
});
const group = (name: string, children: number, more: Partial<SchemaElement> = {}): SchemaElement => ({
  name,
  repetition_type: "OPTIONAL",
  num_children: children,
  ...more,
});

async function rowsOf(schema: readonly SchemaElement[], rows: readonly unknown[]): Promise<readonly unknown[]> {
  const file = await openBytes(writeParquet(schema, { x: [...rows] }));
  const read = await readAll(file);
  expect(read.problem).toBeNull();
  return read.rows.map(([value]) => value);
}

const map = (entries: Readonly<Record<string, unknown>>) => new Map(Object.entries(entries));

describe("nested columns", () => {
  it("structs, null as a whole and in their parts", async () => {
    const schema = [group("x", 2), whole("a"), group("b", 1), text("c")];
    expect(
      await rowsOf(schema, [{ a: 1, b: { c: "q" } }, null, { a: null, b: null }, { a: 2, b: { c: null } }]),
    ).toEqual([
      map({ a: "integer 1", b: map({ c: "q" }) }),
      null,
      map({ a: null, b: null }),
      map({ a: "integer 2", b: map({ c: null }) }),
    ]);
  });

  it("a field of the name __proto__ is a field as any other", async () => {
    const schema = [group("x", 1), whole("__proto__")];
    const row: unknown = JSON.parse('{"__proto__": 7}');
    expect(await rowsOf(schema, [row])).toEqual([new Map([["__proto__", "integer 7"]])]);
  });

  it("lists of three levels: null, empty, with null among the items", async () => {
    const schema = [group("x", 1, { converted_type: "LIST" }), list, whole("element")];
    expect(await rowsOf(schema, [[1, null, 3], null, [], [4]])).toEqual([
      ["integer 1", null, "integer 3"],
      null,
      [],
      ["integer 4"],
    ]);
  });

  /** The levels are the same as those of a list of three levels whose items are required, so that only names have to change. */
  function renamed(
    schema: readonly SchemaElement[],
    becomes: readonly SchemaElement[],
    rows: readonly unknown[],
    ...path: readonly string[]
  ): Uint8Array {
    return writeParquet(
      schema,
      { x: [...rows] },
      {
        change: (file) => {
          file.schema = [{ name: "root", num_children: 1 }, ...becomes];
          for (const { columns } of file.row_groups) {
            for (const { meta_data } of columns) if (meta_data !== undefined) meta_data.path_in_schema = [...path];
          }
        },
      },
    );
  }

  const required = [list, whole("element", "REQUIRED")];

  it("lists of two levels, as old writers have them", async () => {
    const optional = group("x", 1, { converted_type: "LIST" });
    const written = renamed(
      [optional, ...required],
      [optional, whole("array", "REPEATED")],
      [[1, 2], null, []],
      "x",
      "array",
    );
    expect((await readAll(await openBytes(written))).rows).toEqual([[["integer 1", "integer 2"]], [null], [[]]]);
  });

  it("lists of two levels whose items are structs of one field: by the name of the repeated group", async () => {
    const optional = group("x", 1, { converted_type: "LIST" });
    const struct = (name: string) => [optional, { ...list, name }, whole("a", "REQUIRED")];
    for (const name of ["array", "x_tuple"]) {
      const written = renamed([optional, ...required], struct(name), [[1], null], "x", name, "a");
      expect((await readAll(await openBytes(written))).rows).toEqual([[[map({ a: "integer 1" })]], [null]]);
    }
    const written = renamed([optional, ...required], struct("bag"), [[1], null], "x", "bag", "a");
    expect((await readAll(await openBytes(written))).rows).toEqual([[["integer 1"]], [null]]);
  });

  it("repeated without being called a list", async () => {
    const needed = group("x", 1, { converted_type: "LIST", repetition_type: "REQUIRED" });
    const written = renamed([needed, ...required], [whole("x", "REPEATED")], [[1, 2], [], [3]], "x");
    const file = await openBytes(written);
    expect(file.shape.columns.get("x")).toEqual({ kind: "array", items: { kind: "number", of: "integer" } });
    expect((await readAll(file)).rows).toEqual([[["integer 1", "integer 2"]], [[]], [["integer 3"]]]);
  });

  it("lists in lists", async () => {
    const inner = group("element", 1, { converted_type: "LIST" });
    const schema = [group("x", 1, { converted_type: "LIST" }), list, inner, list, text("element")];
    expect(
      await rowsOf(schema, [
        [["a"], null, []],
        null,
        [
          ["b", "c"],
          ["d", null],
        ],
      ]),
    ).toEqual([
      [["a"], null, []],
      null,
      [
        ["b", "c"],
        ["d", null],
      ],
    ]);
  });

  it("lists of structs with lists", async () => {
    const schema = [
      group("x", 1, { converted_type: "LIST" }),
      list,
      group("element", 2),
      whole("a"),
      group("b", 1, { converted_type: "LIST" }),
      list,
      whole("element"),
    ];
    const rows = [
      [
        { a: 1, b: [1, 2] },
        { a: null, b: null },
      ],
      [null, { a: 2, b: [] }],
      null,
    ];
    expect(await rowsOf(schema, rows)).toEqual([
      [map({ a: "integer 1", b: ["integer 1", "integer 2"] }), map({ a: null, b: null })],
      [null, map({ a: "integer 2", b: [] })],
      null,
    ]);
  });

  it("maps; a key of another kind than text is its text", async () => {
    const entries = { name: "key_value", repetition_type: "REPEATED", num_children: 2 } as const;
    const schema = [group("x", 1, { converted_type: "MAP" }), entries, text("key", "REQUIRED"), whole("value")];
    const rows = [
      new Map([
        ["k", 1],
        ["__proto__", null],
      ]),
      null,
      new Map(),
    ];
    expect(await rowsOf(schema, rows)).toEqual([
      new Map([
        ["k", "integer 1"],
        ["__proto__", null],
      ]),
      null,
      new Map(),
    ]);
    const byNumber = [group("x", 1, { converted_type: "MAP" }), entries, whole("key", "REQUIRED"), whole("value")];
    expect(await rowsOf(byNumber, [new Map([[5, 1]])])).toEqual([map({ "5": "integer 1" })]);
  });

  it("what the checker knows of them", async () => {
    const entries = { name: "key_value", repetition_type: "REPEATED", num_children: 2 } as const;
    const schema = [
      group("x", 2),
      group("tags", 1, { converted_type: "LIST" }),
      list,
      text("element"),
      group("ids", 1, { converted_type: "MAP" }),
      entries,
      text("key", "REQUIRED"),
      whole("value"),
    ];
    const { shape } = await openBytes(writeParquet(schema, { x: [null] }));
    const fields = new Map([
      ["tags", { kind: "array", items: { kind: "string" } }],
      ["ids", { kind: "map", values: { kind: "number", of: "integer" } }],
    ]);
    expect([...shape.columns]).toEqual([["x", { kind: "object", fields }]]);
    expect(shape.flat).toBe(false);
  });

  it("whatever is nested comes back as it was written, over pages and row groups of any size", async () => {
    const inner = group("b", 1, { converted_type: "LIST" });
    const schema = [
      group("x", 1, { converted_type: "LIST" }),
      list,
      group("element", 3),
      whole("a"),
      inner,
      list,
      text("element"),
      group("c", 1),
      whole("d"),
    ];
    const item = fc.option(
      fc.record({
        a: fc.option(fc.integer({ min: -5, max: 5 })),
        b: fc.option(fc.array(fc.option(fc.string({ maxLength: 3 })), { maxLength: 3 })),
        c: fc.option(fc.record({ d: fc.option(fc.integer({ min: 0, max: 3 })) })),
      }),
    );
    const rows = fc.array(fc.option(fc.array(item, { maxLength: 3 })), { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 8, max: 200 }),
        async (data, rowGroupSize, pageSize) => {
          const file = await openBytes(writeParquet(schema, { x: data }, { rowGroupSize, pageSize }));
          const read = await readAll(file);
          expect(read.problem).toBeNull();
          expect(read.rows.map(([value]) => value)).toEqual(data.map(shown));
          expect(read.lines).toEqual(data.map((_, row) => row + 1));
        },
      ),
    );
  });
});

function shown(value: unknown): unknown {
  if (typeof value === "number") return `integer ${value}`;
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([name, field]) => [name, shown(field)]));
}
