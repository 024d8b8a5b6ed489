import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSample, readCsvCharacter, readShape } from "../../src/io/index.js";
import { locateQuoteFault } from "../../src/io/quote-fault.js";
import { chunksOf, readAll, show } from "./support.js";

describe("CSV", () => {
  it("reads cells, quoted cells and line numbers", async () => {
    const read = await readAll("a.csv", 'id,name,note\n1,Ada,"x, ""y"""\n2,"B\nob",\n3,,"é\r\n漢"\n');
    expect(read.columns).toEqual(["id", "name", "note"]);
    expect(read.rows).toEqual([
      ["1", "Ada", 'x, "y"'],
      ["2", "B\nob", null],
      ["3", null, "é\r\n漢"],
    ]);
    expect(read.lines).toEqual([2, 3, 5]);
    expect(read.findings).toEqual([]);
  });

  it("reads an empty cell as null, or as an empty text where that is asked for", async () => {
    expect((await readAll("a.csv", 'a,b\n,""\n')).rows).toEqual([[null, null]]);
    expect((await readAll("a.csv", 'a,b\n,""\n', { emptyCell: "string" })).rows).toEqual([["", ""]]);
  });

  it("takes lines that end in LF, CRLF and CR in one file", async () => {
    const read = await readAll("a.csv", "a,b\r\n1,2\n3,4\r5,6\r\n");
    expect(read.rows.map((row) => row.join())).toEqual(["1,2", "3,4", "5,6"]);
    expect(read.lines).toEqual([2, 3, 4]);
  });

  it("passes over blank lines, but not in a file of one column, where they are rows", async () => {
    const two = await readAll("a.csv", "\n\na,b\n\n1,2\n\n\n3,4\n\n");
    expect(two.lines).toEqual([5, 8]);
    const one = await readAll("a.csv", "a\n1\n\n2\n");
    expect(one.rows).toEqual([["1"], [null], ["2"]]);
  });

  it("drops a byte order mark once, at the start", async () => {
    const read = await readAll("a.csv", "\uFEFFid,name\n1,\uFEFFx\n");
    expect(read.columns).toEqual(["id", "name"]);
    expect(read.rows).toEqual([["1", "\uFEFFx"]]);
  });

  it("names the columns of a file without a header", async () => {
    const read = await readAll("a.csv", "1,Ada\n2,Bob\n", { header: false });
    expect(read.columns).toEqual(["column1", "column2"]);
    expect(read.rows).toHaveLength(2);
    expect(read.lines).toEqual([1, 2]);
  });

  it("takes other delimiters and quotes, and none", async () => {
    expect((await readAll("a.csv", "a;b\n1,5;'x;y'\n", { delimiter: ";", quote: "'" })).rows).toEqual([["1,5", "x;y"]]);
    expect((await readAll("a.tsv", 'a\tb\n1,5\t"x\ty"\n')).rows).toEqual([["1,5", "x\ty"]]);
    expect((await readAll("a.csv", 'a,b\n5" wide,"\n', { quote: null })).rows).toEqual([['5" wide', '"']]);
    expect((await readAll("a.txt", "a\tb\n1\t2\n")).rows).toEqual([["1", "2"]]);
    expect((await readAll("a.txt", "a,b\n1,2\n")).rows).toEqual([["1", "2"]]);
    expect((await readAll("a.csv", "a¦b\n1¦2\n", { delimiter: "¦" })).rows).toEqual([["1", "2"]]);
  });

  it("reads a column named __proto__ as any other", async () => {
    const read = await readAll("a.csv", "__proto__,constructor\n1,2\n");
    expect(read.columns).toEqual(["__proto__", "constructor"]);
    expect(read.rows).toEqual([["1", "2"]]);
  });

  it("gives MISSING for a column that is not there", async () => {
    const opened = await openSample("a.csv", chunksOf("a\n1\n"));
    if (opened.kind === "problem") return expect.unreachable(show(opened.diagnostic));
    for await (const event of opened.events) {
      expect(event.kind === "row" && typeof event.row.get("b")).toBe("symbol");
    }
  });

  it("reads characters as people type them", () => {
    expect(readCsvCharacter("tab")).toEqual({ character: "\t" });
    expect(readCsvCharacter("\\t")).toEqual({ character: "\t" });
    expect(readCsvCharacter(";")).toEqual({ character: ";" });
    expect(readCsvCharacter("")).toEqual({ why: "it is empty" });
    expect(readCsvCharacter("\n")).toEqual({ why: "it is a line break" });
    expect(readCsvCharacter("::")).toEqual({ why: "it is longer than one character" });
  });

  const cell = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", " ", "é", "漢", "😀", ";"), maxLength: 6 });
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((columns) =>
      fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: 6 }),
    );
  const write = (rows: readonly (readonly string[])[]): string =>
    rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(",")).join("\r\n");

  it("reads back what was written, in chunks of any size", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 50 }), async (rows, size) => {
        const header = rows[0]?.map((_, at) => `c${at}`) ?? [];
        const read = await readAll("a.csv", write([header, ...rows]), { emptyCell: "string" }, size);
        expect(read.findings).toEqual([]);
        expect(read.rows).toEqual(rows);
        // Each row says the line that it starts on.
        let line = 2;
        const lines = rows.map((row) => {
          const start = line;
          line += 1 + row.reduce((sum, text) => sum + text.split(/\r\n|\n|\r/).length - 1, 0);
          return start;
        });
        expect(read.lines).toEqual(lines);
      }),
    );
  });

  it("agrees with csv-parse on whether the quotes are right, and finds the place", async () => {
    const text = fc.string({ unit: fc.constantFrom('"', '"', "a", ",", "\n"), minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        const read = await readAll("a.csv", `a,b\n${body}`);
        const codes = { stray: "XM5221", "after-closing": "XM5222", unterminated: "XM5223" } as const;
        const fault = locateQuoteFault(body, ",", '"');
        const found = read.findings.filter((finding) => /XM522[123]/.test(finding));
        if (found.length > 0) {
          expect(fault).not.toBeNull();
          const before = body.slice(0, fault?.offset);
          const column = before.length - before.lastIndexOf("\n");
          const line = before.split("\n").length + 1;
          expect(found[0]).toMatch(new RegExp(`^${fault ? codes[fault.kind] : ""} a\\.csv:${line}:${column} `));
        } else if (fault !== null) {
          // A ragged row before it ended the reading first.
          expect(read.findings[0]).toContain("XM5220");
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the columns of a CSV alone", () => {
  it("are those that opening it gives", async () => {
    const header = fc.constantFrom(
      "a,b",
      '"a",b',
      '"a,b",c',
      "\n\na,b",
      "\r\n a ,b",
      "a,a",
      "a,",
      "",
      'a,"b\nc"',
      'a"b',
      "a;b",
    );
    const rest = fc.constantFrom("", "\n", "\n1,2\n", "\r\n1,2", "\r1,2");
    await fc.assert(
      fc.asyncProperty(header, rest, fc.integer({ min: 1, max: 9 }), async (first, after, size) => {
        const opened = await openSample("a.csv", chunksOf(first + after, size));
        const read = await readShape("a.csv", chunksOf(first + after, size));
        if (opened.kind === "problem" || read.kind === "problem") expect(read).toEqual(opened);
        else expect(read.shape).toEqual(opened.shape);
      }),
    );
  });

  it("read no further than the header, and close the file", async () => {
    let chunks = 0;
    let closed = false;
    async function* file(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) {
          chunks++;
          yield new TextEncoder().encode(chunks === 1 ? "id,name\n" : "1,Ada\n".repeat(1000));
        }
      } finally {
        closed = true;
      }
    }
    const read = await readShape("a.csv", file());
    expect(read.kind === "shape" && [...(read.shape?.columns.keys() ?? [])]).toEqual(["id", "name"]);
    expect(chunks).toBeLessThanOrEqual(3);
    expect(closed).toBe(true);
  });
});
