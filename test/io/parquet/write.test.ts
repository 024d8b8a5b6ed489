import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping, type Program } from "../../../src/compiler/index.js";
import { parseMapping } from "../../../src/grammar/index.js";
import { createParquetWriter } from "../../../src/io/parquet/write-records.js";
import type { XdmObject, XdmValue } from "../../../src/runtime/index.js";
import { createSourceFile } from "../../../src/text/index.js";
import { schemaOf } from "../../runtime/support.js";
import { openBytes, readAll } from "../../support/parquet.js";

const integer = (minimum: number, maximum: number) => ({ type: "integer", minimum, maximum });

const schema = schemaOf({
  type: "object",
  properties: {
    _id: { type: "string" },
    flag: { type: "boolean" },
    day: { type: "string", format: "date" },
    at: { type: "string", format: "date-time" },
    byte: integer(-128, 127),
    short: integer(-32768, 32767),
    int: { type: "integer" },
    long: integer(-9007199254740992, 9007199254740992),
    number: { type: "number" },
    free: { type: "object" },
    tags: { type: "array", items: { type: "string" } },
    person: {
      type: "object",
      properties: {
        name: { type: "object", properties: { first: { type: "string" }, last: { type: "string" } } },
        born: { type: "string", format: "date" },
      },
    },
    items: {
      type: "array",
      items: {
        type: "object",
        properties: {
          sku: { type: "string" },
          price: { type: "number" },
          sizes: { type: "array", items: integer(0, 100) },
        },
      },
    },
    identityMap: {
      type: "object",
      additionalProperties: {
        type: "array",
        items: { type: "object", properties: { id: { type: "string" }, primary: { type: "boolean" } } },
      },
    },
  },
});

function programOf(...targets: readonly string[]): Program {
  const source = targets.map((target, at) => `c${at} -> ${target}`).join("\n");
  const { tree } = parseMapping(createSourceFile("test.xdmap", source));
  return compileMapping({ tree, schema, sample: null, tenant: "_acme" }).program;
}

const ALL = programOf(...schema.root.fields.keys());

async function write(program: Program, records: readonly XdmObject[], rowGroupRows = 1000): Promise<Uint8Array> {
  const writer = await createParquetWriter(program, { rowGroupRows });
  const parts = records.flatMap((record) => writer.add(record) ?? []);
  return Uint8Array.from([...parts, writer.end()].flatMap((part) => [...part]));
}

function object(fields: Readonly<Record<string, XdmValue>>): XdmObject {
  return new Map(Object.entries(fields));
}

async function readBack(program: Program, records: readonly XdmObject[]): Promise<readonly unknown[]> {
  const file = await openBytes(await write(program, records));
  const { rows, problem } = await readAll(file);
  expect(problem).toBeNull();
  const names = [...file.columns.keys()];
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
}

describe("records as Parquet", () => {
  it("have XDM's types as the platform's own Parquet has them", async () => {
    const program = programOf("_id", "flag", "day", "at", "byte", "short", "int", "long", "number", "free", "tags");
    const file = await openBytes(await write(program, []));
    const elements = [...file.columns.values()].flatMap(({ leaves }) =>
      leaves.map(({ path, element }) => [path, element]),
    );
    expect(
      elements.map(([path, element]) => {
        if (element === undefined || !("name" in element)) return path;
        return `${path?.toString()} ${element.type} ${element.converted_type ?? "-"}`;
      }),
    ).toEqual([
      "_id BYTE_ARRAY UTF8",
      "flag BOOLEAN -",
      "day INT32 DATE",
      "at INT64 TIMESTAMP_MILLIS",
      "byte INT32 INT_8",
      "short INT32 INT_16",
      "int INT32 INT_32",
      "long INT64 -",
      "number DOUBLE -",
      "free BYTE_ARRAY UTF8",
      "tags,list,element BYTE_ARRAY UTF8",
    ]);
    // Other readers refuse files with this one, as hyparquet-writer writes it.
    const logical = [...file.columns.values()].flatMap(({ leaves }) =>
      leaves.map((leaf) => leaf.element.logical_type?.type),
    );
    expect(logical).not.toContain("INTEGER");
  });

  it("hold what the records hold: nothing is null, dates and times are the day and the instant", async () => {
    const program = programOf("_id", "day", "at", "long", "number", "free");
    const records = [
      object({
        _id: "é",
        day: "1969-12-31",
        at: "2020-01-05T10:11:12.045+02:00",
        long: 9007199254740993n,
        number: 0.1,
        free: object({ a: [1, "b"] }),
      }),
      object({}),
    ];
    expect(await readBack(program, records)).toEqual([
      {
        _id: "é",
        day: "@-86400.000000000",
        at: "@1578211872.045000000",
        long: "long 9007199254740993",
        number: "double 0.1",
        free: '{"a":[1,"b"]}',
      },
      { _id: null, day: null, at: null, long: null, number: null, free: null },
    ]);
  });

  it("have the fields that are mapped, nested, and no others", async () => {
    const program = programOf("person.name.first", "items[*].sku", "items[0].sizes", "identityMap.Email[0].id");
    const record = object({
      person: object({ name: object({ first: "Ada" }) }),
      items: [object({ sku: "a" }), object({ sizes: [1, 2] })],
      identityMap: object({ Email: [object({ id: "ada@example.com" })] }),
    });
    expect(await readBack(program, [record])).toEqual([
      {
        person: new Map([["name", new Map([["first", "Ada"]])]]),
        items: [
          new Map([
            ["sku", "a"],
            ["sizes", null],
          ]),
          new Map([
            ["sku", null],
            ["sizes", ["byte 1", "byte 2"]],
          ]),
        ],
        identityMap: new Map([["Email", [new Map([["id", "ada@example.com"]])]]]),
      },
    ]);
  });

  it("have both an object and a field of it where both are mapped", async () => {
    for (const targets of [
      ["person.name", "person.name.first"],
      ["person.name.first", "person.name"],
    ]) {
      const record = object({ person: object({ name: object({ first: "Ada", last: "L" }) }) });
      expect(await readBack(programOf(...targets), [record])).toEqual([
        {
          person: new Map([
            [
              "name",
              new Map([
                ["first", "Ada"],
                ["last", "L"],
              ]),
            ],
          ]),
        },
      ]);
    }
  });

  it("come back as they were, whatever they hold and however many are in a row group", async () => {
    const option = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const text = fc.string({ unit: "grapheme", maxLength: 5 });
    const item = fc.record({ sku: option(text), price: option(fc.double({ noNaN: true, noDefaultInfinity: true })) });
    const record = fc.record({
      _id: option(text),
      flag: option(fc.boolean()),
      int: option(fc.integer()),
      long: option(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n })),
      tags: option(fc.array(text, { minLength: 1, maxLength: 3 })),
      items: option(fc.array(item, { minLength: 1, maxLength: 3 })),
      person: option(fc.record({ name: option(fc.record({ first: option(text) })) })),
      identityMap: option(
        fc.dictionary(text, fc.array(fc.record({ id: option(text) }), { minLength: 1, maxLength: 2 })),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 12 }), fc.integer({ min: 1, max: 12 }), async (drawn, size) => {
        const records = drawn.map(recordOf);
        const file = await openBytes(await write(ALL, records, size));
        const { rows, problem } = await readAll(file);
        expect(problem).toBeNull();
        expect(file.groups.length).toBe(Math.ceil(drawn.length / size));
        const names = [...file.columns.keys()];
        for (const [at, one] of records.entries()) {
          for (const [slot, name] of names.entries()) {
            expect(withoutNulls(rows[at]?.[slot])).toEqual(withoutNulls(shown(one.get(name))));
          }
        }
      }),
    );
  });
});

function recordOf(drawn: object): XdmObject {
  return new Map(
    Object.entries(drawn).flatMap(([name, value]) => {
      const made = xdmOf(value);
      return made === null ? [] : [[name, made] as const];
    }),
  );
}

function xdmOf(value: unknown): XdmValue | null {
  if (Array.isArray(value)) return value.flatMap((item) => xdmOf(item) ?? []);
  if (typeof value === "object" && value !== null) return recordOf(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "boolean" ? value : null;
}

/** As `show` shows what is read: numbers without their kinds here. */
function shown(value: XdmValue | undefined): unknown {
  if (value === undefined) return null;
  if (typeof value === "number" || typeof value === "bigint") return Number(value);
  if (typeof value !== "object") return value;
  if (value instanceof Map) return new Map([...value].map(([name, field]) => [name, shown(field)]));
  return Array.isArray(value) ? value.map(shown) : null;
}

/** XDM has no null: what is null or empty in the file was not there. Numbers come back with their kind. */
function withoutNulls(value: unknown): unknown {
  if (typeof value === "string") {
    const number = /^(?:long|integer|double) (-?[\d.E-]+)$/.exec(value)?.[1];
    return number === undefined ? value : Number(number);
  }
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!(value instanceof Map)) return value;
  const fields = [...value].map(([name, field]) => [name, withoutNulls(field)] as const);
  return new Map(fields.filter(([, field]) => field !== null));
}
