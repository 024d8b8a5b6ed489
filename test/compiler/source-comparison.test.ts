import { describe, expect, it } from "vitest";
import { compileMapping } from "../../src/compiler/index.js";
import { isSpan } from "../../src/diagnostics/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { readSharedShape } from "../../src/io/index.js";
import { createSourceFile, spanText } from "../../src/text/index.js";
import { chunksOf } from "../io/support.js";

/** The findings about the source block: code, what is marked, and the message. */
async function compare(block: string, name: string, content: string): Promise<readonly string[]> {
  const read = await readSharedShape([{ name, open: () => chunksOf(content) }], {}, { profile: true });
  if (read.kind === "problem") throw new Error(read.diagnostic.message);
  const file = createSourceFile("a.xdmap", `target "s.json"\nsource { ${block} }\n"x" -> a\n`);
  const { tree, diagnostics } = parseMapping(file);
  expect(diagnostics).toEqual([]);
  return compileMapping({ tree, schema: null, sample: read.shape })
    .diagnostics.filter(({ code }) => ["XM2026", "XM2027", "XM2041"].includes(code))
    .map(({ code, place, message }) => `${code} ${isSpan(place) ? spanText(place) : ""}: ${message}`);
}

const csv = "Email,Points,Born,Paid\na@b.co,1,2020-01-31,yes\nb@b.co,n/a,soon,\nc@b.co,3,31.01.2020,no\n";

describe("a source block beside a CSV", () => {
  it("has no finding where the types are what the cells spell", async () => {
    expect(await compare("Email: string, Points: string, Born: string, Paid: boolean", "a.csv", csv)).toEqual([]);
    const numbers = "A,B,C,D\n1,1.5,2020-01-31,99999999999\n,,,\n2,3,31/01/2020,1\n";
    expect(await compare("A: integer, B: decimal, C: date, D: long", "a.csv", numbers)).toEqual([]);
  });

  it("tells each column of another type, with counts and the first row", async () => {
    const found = await compare("Email: string, Points: integer, Born: date, Paid: decimal", "a.csv", csv);
    expect(found).toEqual([
      "XM2041 Points: The `source` block declares `Points` as `integer`, but 1 of 3 values of a.csv is something else (looked at: all 3 rows); the first is `n/a` in line 3.",
      "XM2041 Born: The `source` block declares `Born` as `date`, but 1 of 3 values of a.csv is something else (looked at: all 3 rows); the first is `soon` in line 3.",
      "XM2041 Paid: The `source` block declares `Paid` as `decimal`, but all 2 values of a.csv are something else (looked at: all 3 rows); the first is `yes` in line 2.",
    ]);
  });

  it("tells lists and objects, which a CSV does not hold", async () => {
    const found = await compare("Email: string[], Points: string, Born: string, Paid: { a: string }", "a.csv", csv);
    expect(found.map((one) => one.slice(0, 12).trim())).toEqual(["XM2041 Email", "XM2041 Paid:"]);
  });

  it("tells missing and further columns once each", async () => {
    const found = await compare("Mail: string, Points: string, Born: string", "a.csv", csv);
    expect(found.map((one) => one.split(":")[0])).toEqual(["XM2027 source", "XM2026 Mail"]);
  });

  it("says nothing of a column that is empty, nor of a sample without rows", async () => {
    expect(await compare("A: integer, B: date", "a.csv", "A,B\n,\n,\n")).toEqual([]);
    expect(await compare("A: integer, B: date", "a.csv", "A,B\n")).toEqual([]);
  });
});

describe("a source block beside JSON", () => {
  const json =
    '{"id": 1, "name": "x", "at": {"city": "Oslo", "zip": "1"}, "items": [{"sku": 1}, {"sku": "a", "n": 2}]}\n';

  it("has no finding where all is as it is declared", async () => {
    const block = "id: integer, name: string, at: { city: string, zip: string }, items: { sku: string, n: integer }[]";
    expect(await compare(block, "a.ndjson", json.replace('"sku": 1', '"sku": "1"'))).toEqual([]);
  });

  it("goes into objects and the items of lists", async () => {
    const block = "id: string, name: integer, at: { city: string, street: string }, items: { sku: string }[]";
    const found = await compare(block, "a.ndjson", json);
    expect(found.map((one) => one.replace(/ (?:declares|has|have) .*/, ""))).toEqual([
      "XM2041 id: The `source` block",
      "XM2041 name: The `source` block",
      "XM2027 at: a.ndjson",
      "XM2026 street: The `source` block",
      "XM2027 items: a.ndjson",
      "XM2041 sku: The `source` block",
    ]);
    expect(found[5]).toContain("`items[*].sku` as `string`, but 1 of 2 values");
  });

  it("tells a number with a fraction from a whole one, and a number from its text", async () => {
    expect((await compare("id: integer", "a.ndjson", '{"id": 1}\n{"id": 1.5}\n'))[0]).toContain("`1.5` in line 2");
    expect(await compare("id: decimal", "a.ndjson", '{"id": 1}\n{"id": 1.5}\n')).toEqual([]);
    expect((await compare("id: decimal", "a.ndjson", '{"id": 1}\n{"id": "x"}\n'))[0]).toContain("`x` in line 2");
  });

  it("warns of no field that may come later", async () => {
    const found = await compare("id: integer, late: string", "a.ndjson", '{"id": 1}\n'.repeat(1001));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("the start of a.ndjson (1000 records)");
  });
});
