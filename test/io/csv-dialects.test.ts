import { describe, expect, it } from "vitest";
import { readCsvMark } from "../../src/io/index.js";
import { readAll } from "./support.js";

function utf16(text: string, order: "le" | "be"): readonly number[] {
  return Array.from(`\uFEFF${text}`, (character) =>
    [...Array(character.length).keys()].map((at) => character.charCodeAt(at)),
  )
    .flat()
    .flatMap((unit) => (order === "le" ? [unit & 0xff, unit >> 8] : [unit >> 8, unit & 0xff]));
}

describe("dialects that csv-parse reads", () => {
  it("has delimiters of several characters", async () => {
    const read = await readAll("a.csv", 'id||name\n1||"A||B"\n2||c|d\n', { delimiter: "||" }, 3);
    expect(read.rows).toEqual([
      ["1", "A||B"],
      ["2", "c|d"],
    ]);
    expect((await readAll("a.csv", "id||name\n1||a||b\n", { delimiter: "||" })).findings).toEqual([
      "XM5220 a.csv:2 The row has 3 cells, but the header has 2.",
    ]);
  });

  it("has escape characters", async () => {
    const read = await readAll("a.csv", 'id,name\n1,"say \\"hi\\", a\\\\b"\n', { escape: "\\" }, 5);
    expect(read.rows).toEqual([["1", 'say "hi", a\\b']]);
    const broken = await readAll("a.csv", 'id,name\n1,a\n2,"b\\"\n', { escape: "\\" });
    expect(broken.rows).toEqual([["1", "a"]]);
    expect(broken.findings[0]).toMatch(/^XM5223 a.csv:3:3 /);
    expect((await readAll("a.csv", 'id,name\n2,"b\\"" c\n', { escape: "\\" })).findings[0]).toMatch(
      /^XM5222 a.csv:2:8 /,
    );
  });

  it("has comments that take a whole line, and counts their lines", async () => {
    const text = '# made by hand\nid,name\n# one\n1,#a\n#two\n2,"b\n# no comment"\n3,c # none\n#end';
    for (const size of [1, 4, 1000]) {
      const read = await readAll("a.csv", text, { comment: "#" }, size);
      expect(read.columns).toEqual(["id", "name"]);
      expect(read.rows).toEqual([
        ["1", "#a"],
        ["2", "b\n# no comment"],
        ["3", "c # none"],
      ]);
      expect(read.lines).toEqual([4, 6, 8]);
      expect(read.findings).toEqual([]);
    }
    const broken = await readAll("a.csv", "// x\nid,name\n// y\n// z\n1\n", { comment: "//" });
    expect(broken.findings).toEqual(["XM5220 a.csv:5 The row has 1 cell, but the header has 2."]);
    const quote = await readAll("a.csv", '# x\nid,name\n# y\n1,5" wide\n', { comment: "#" });
    expect(quote.findings[0]).toMatch(/^XM5221 a.csv:4:4 /);
  });

  it("takes quotes inside cells as they are where they are relaxed", async () => {
    const read = await readAll("a.csv", 'id,size\n1,5" screen\n2,"a, b"\n', { relaxQuotes: true });
    expect(read.rows).toEqual([
      ["1", '5" screen'],
      ["2", "a, b"],
    ]);
    expect((await readAll("a.csv", 'id,size\n1,5" screen\n2,"a\n', { relaxQuotes: true })).findings[0]).toMatch(
      /^XM5223 a.csv:3 /,
    );
  });

  it.each(["le", "be"] as const)("has UTF-16 with a byte order mark (%s)", async (order) => {
    const bytes = utf16('id,name\r\n1,"Zoë, 漢\n😀"\r\n2,b\r\n', order);
    for (const size of [1, 3, 1000]) {
      const read = await readAll("a.csv", bytes, {}, size);
      expect(read.columns).toEqual(["id", "name"]);
      expect(read.rows).toEqual([
        ["1", "Zoë, 漢\n😀"],
        ["2", "b"],
      ]);
      expect(read.lines).toEqual([2, 4]);
      expect(read.findings).toEqual([]);
    }
    expect((await readAll("a.json", utf16('[{"id": "é"}]', order))).rows).toEqual([["é"]]);
    expect((await readAll("a.csv", utf16("id\n1,2\n", order))).findings).toEqual([
      "XM5220 a.csv:2 The row has 2 cells, but the header has 1.",
    ]);
  });

  it("reads marks as people type them", () => {
    expect(readCsvMark("||")).toEqual({ character: "||" });
    expect(readCsvMark("tab")).toEqual({ character: "\t" });
    expect(readCsvMark("semicolon")).toEqual({ why: "it is a word" });
    expect(readCsvMark("")).toEqual({ why: "it is empty" });
    expect(readCsvMark("\0")).toEqual({ why: "it is a NUL character" });
  });
});
