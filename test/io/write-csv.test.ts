import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { parseRecord } from "../../src/io/parse-record.js";
import { createCsvWriter } from "../../src/io/write-csv.js";
import { printXdm, type XdmObject, type XdmValue } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";

function writerOf(...targets: readonly string[]) {
  const source = targets.map((target, at) => `c${at} -> ${target}`).join("\n");
  const { tree } = parseMapping(createSourceFile("test.xdmap", source));
  return createCsvWriter(compileMapping({ tree, schema: null, sample: null, tenant: "_acme" }).program);
}

function record(fields: Readonly<Record<string, XdmValue>>): XdmObject {
  return new Map(Object.entries(fields));
}

describe("records as CSV", () => {
  it("have a column for each target, in the order of the file", () => {
    const writer = writerOf("person.name.firstName", "_id", "_{TENANT_ID}.points", "identityMap.Email[0].id", "tags");
    expect(writer.header).toBe("person.name.firstName,_id,_acme.points,identityMap.Email[0].id,tags\n");
    const whole = record({
      _id: "7",
      person: record({ name: record({ firstName: "Ada, Countess" }) }),
      _acme: record({ points: 12345678901234567890n }),
      identityMap: record({ Email: [record({ id: "ada@example.com" })] }),
      tags: ["a", "b"],
    });
    expect(writer.line(whole)).toBe('"Ada, Countess",7,12345678901234567890,ada@example.com,"[""a"",""b""]"\n');
    expect(writer.line(record({}))).toBe(",,,,\n");
  });

  it("have one column for an array that targets write item by item, and an object taken whole as JSON", () => {
    const writer = writerOf("items[*].sku", "items[*].tags[*]", "address", "address.city");
    expect(writer.header).toBe("items,address,address.city\n");
    const items = [record({ sku: "a", tags: ["x"] }), record({ sku: 'b"' })];
    expect(writer.line(record({ items, address: record({ city: "Rome" }) }))).toBe(
      '"[{""sku"":""a"",""tags"":[""x""]},{""sku"":""b\\""""}]","{""city"":""Rome""}",Rome\n',
    );
  });

  it("tell an empty text from nothing, and write values as they are", () => {
    const writer = writerOf("a", "b", "c", "d");
    const line = writer.line(record({ a: "", b: "=1+1", c: false, d: 0.5 }));
    expect(line).toBe('"",=1+1,false,0.5\n');
  });

  it("take names as names", () => {
    const writer = writerOf("a.__proto__", "${a b}.constructor");
    const inner = new Map<string, XdmValue>([["__proto__", "p"]]);
    expect(writer.line(record({ a: inner }))).toBe("p,\n");
  });

  it("are read back by csv-parse as the texts that they were", () => {
    const writer = writerOf("a", "b.c", "d");
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: "grapheme" }), { minLength: 3, maxLength: 3 })), (rows) => {
        const lines = rows.map(([a = "", c = "", d = ""]) => writer.line(record({ a, b: record({ c }), d })));
        expect(parse(writer.header + lines.join(""), { record_delimiter: "\n" })).toEqual([["a", "b.c", "d"], ...rows]);
      }),
    );
  });
});

describe("printed records as CSV", () => {
  const paths = ["a", "b.c", "b", "d.e.f", "${x y}", "g", "g.h.i", "items[*].n", "k[0].l"];
  const field = fc.constantFrom(
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "x y",
    "g",
    "h",
    "i",
    "items",
    "k",
    "l",
    "n",
    'q"',
    "\\",
    "z",
  );
  const { object } = fc.letrec<{ value: XdmValue; object: XdmObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.constantFrom("", "\\", '\\"', '{"a":1}', "],[", "a\nb", "漢"),
      fc.boolean(),
      fc.constantFrom(0, -1.5, 1e21, 12345678901234567890n),
      fc.array(tie("value"), { maxLength: 3 }),
      tie("object"),
    ),
    object: fc.array(fc.tuple(field, tie("value")), { maxLength: 4 }).map((fields) => new Map(fields)),
  }));

  it("are what the records are", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(paths, { minLength: 1 }), fc.array(object), (targets, records) => {
        const writer = writerOf(...targets);
        const json = records.map((one) => `${printXdm(one)}\n`).join("");
        expect(writer.lines(json)).toBe(records.map((one) => writer.line(one)).join(""));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a printed record", () => {
  const { value } = fc.letrec<{ value: XdmValue; object: XdmObject }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.boolean(),
      fc.integer(),
      fc
        .bigInt({ min: -(2n ** 63n), max: 2n ** 63n })
        .map((whole) => (Number.isSafeInteger(Number(whole)) ? Number(whole) : whole)),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.array(tie("value")),
      tie("object"),
    ),
    object: fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constant("__proto__")), tie("value")))
      .map((fields) => new Map(fields)),
  }));

  it("is read as what was printed", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), value)), (fields) => {
        const text = printXdm(new Map(fields));
        const read = parseRecord(text);
        expect(read === null ? null : printXdm(read)).toBe(text);
      }),
    );
  });

  it("keeps every digit of a whole number", () => {
    expect(parseRecord('{"a":9007199254740993,"b":1e21,"c":2.5,"d":-3}')).toEqual(
      new Map<string, XdmValue>([
        ["a", 9007199254740993n],
        ["b", 1e21],
        ["c", 2.5],
        ["d", -3],
      ]),
    );
    expect(parseRecord("[1]")).toBeNull();
    expect(parseRecord("{")).toBeNull();
  });
});
