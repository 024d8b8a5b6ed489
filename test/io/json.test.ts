import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSample, readShape } from "../../src/io/index.js";
import { chunksOf, readAll } from "./support.js";

describe("JSON", () => {
  it("reads the records of an array with their lines and the kinds of their numbers", async () => {
    const read = await readAll(
      "a.json",
      '[\n  {"id": 1, "big": 9007199254740993},\n  {"id": 2.0,\n   "tags": ["x", null]}\n]',
    );
    expect(read.columns).toEqual(["id", "big", "tags"]);
    expect(read.rows).toEqual([
      ["integer 1", "long 9007199254740993", "missing"],
      ["double 2.0", "missing", ["x", null]],
    ]);
    expect(read.lines).toEqual([2, 3]);
    expect(read.findings).toEqual([]);
  });

  it("reads one object as one record, and objects one after another as records", async () => {
    expect((await readAll("a.json", '{\n "id": {"a": "}"}\n}\n')).rows).toEqual([[[["a", "}"]]]]);
    const several = await readAll("a.json", '{"id": "a\\"{"}{"id": "b"}\n\n{"id": "c"}\n');
    expect(several.rows).toEqual([['a"{'], ["b"], ["c"]]);
    expect(several.lines).toEqual([1, 1, 3]);
  });

  it("reads NDJSON line by line, blank lines left out", async () => {
    const read = await readAll("a.jsonl", '\uFEFF{"id": 1}\r\n\r\n{"id": null, "__proto__": 2}\n');
    expect(read.columns).toEqual(["id", "__proto__"]);
    expect(read.rows).toEqual([
      ["integer 1", "missing"],
      [null, "integer 2"],
    ]);
    expect(read.lines).toEqual([1, 3]);
  });

  it("merges the fields and types of the records", async () => {
    const read = await readShape(
      "a.json",
      chunksOf(
        '[{"a": 1, "b": null, "c": {"d": "x"}, "e": []}, {"a": 2.5, "c": {"f": true}, "e": [{"g": 1}], "h": 1}, {"h": "x"}]',
      ),
    );
    if (read.kind === "problem" || read.shape === null) return expect.unreachable();
    expect(read.shape.flat).toBe(false);
    expect([...read.shape.columns]).toEqual([
      ["a", { kind: "number", of: "double" }],
      ["b", { kind: "any" }],
      [
        "c",
        {
          kind: "object",
          fields: new Map([
            ["d", { kind: "string" }],
            ["f", { kind: "boolean" }],
          ]),
        },
      ],
      ["e", { kind: "array", items: { kind: "object", fields: new Map([["g", { kind: "number", of: "integer" }]]) } }],
      ["h", { kind: "any" }],
    ]);
  });

  it("tells standard input by its content", async () => {
    expect((await readAll("-", '[{"id": "x"}]')).rows).toEqual([["x"]]);
    expect((await readAll("-", '{"id": "x"}\n{"id": "y"}\n')).rows).toEqual([["x"], ["y"]]);
    expect((await readAll("-", "id\nx\n")).rows).toEqual([["x"]]);
    expect((await readAll("-", gzipSync("id\nx\n"))).rows).toEqual([["x"]]);
    expect((await readAll("sample", "id\nx\n")).rows).toEqual([["x"]]);
  });

  it("takes a named format whatever the file is called", async () => {
    expect((await readAll("export.dat", "id\nx\n", { format: "csv" })).rows).toEqual([["x"]]);
    expect((await readAll("export.csv", '{"id": "x"}\n', { format: "ndjson" })).rows).toEqual([["x"]]);
  });

  it("reads each format gzip-compressed", async () => {
    expect((await readAll("a.csv.gz", gzipSync("id\nx\n"))).rows).toEqual([["x"]]);
    expect((await readAll("a.JSON.GZ", gzipSync('[{"id": "x"}]'))).rows).toEqual([["x"]]);
    expect((await readAll("a.ndjson.gz", gzipSync('{"id": "x"}'), {}, 1)).rows).toEqual([["x"]]);
  });

  it("holds no more of a long array than it must before the first row", async () => {
    let chunks = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("[");
      for (;;) {
        chunks++;
        yield new TextEncoder().encode(`{"id": ${chunks}},`.repeat(10));
      }
    }
    const opened = await openSample("a.json", endless());
    if (opened.kind === "problem") return expect.unreachable();
    let rows = 0;
    for await (const event of opened.events) {
      expect(event.kind).toBe("row");
      if (++rows === 2000) break;
    }
    expect(chunks).toBeLessThan(300);
  });

  const record = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 });

  it("reads an array, lines and bare objects alike, in chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 40 }),
        async (records, size) => {
          const lines = `${records.map((one) => JSON.stringify(one)).join("\n")}\n`;
          const array = await readAll("a.json", JSON.stringify(records, null, 1), {}, size);
          const ndjson = await readAll("a.ndjson", lines, {}, size);
          const bare = await readAll("a.json", lines, {}, size);
          expect(array.findings).toEqual([]);
          expect(array.rows).toHaveLength(records.length);
          expect(ndjson.rows).toEqual(array.rows);
          expect(bare).toEqual(ndjson);
        },
      ),
    );
  });

  it("gives its rows up to a fault that lies behind the thousand from which the fields are known", async () => {
    const read = await readAll("a.ndjson", `${'{"a": 1}\n'.repeat(1500)}{"a": \n`);
    expect(read.rows).toHaveLength(1500);
    expect(read.findings[0]).toContain("a.ndjson:1501");
  });

  it("ends in a finding or in rows, never in an error, whatever the text", async () => {
    const unit = fc.constantFrom("[", "]", "{", "}", '"', ",", ":", "1", "a", "\\", " ", "\n", "null");
    const name = fc.constantFrom("a.json", "a.ndjson", "a.csv", "a.txt", "-", "a.json.gz");
    await fc.assert(
      fc.asyncProperty(
        name,
        fc.string({ unit, maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (file, text, size) => {
          const read = await readAll(file, text, {}, size);
          expect(read.findings.length).toBeLessThanOrEqual(2);
          expect(read.rows.length + read.findings.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
