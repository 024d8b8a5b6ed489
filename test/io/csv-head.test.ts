import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialectOf } from "../../src/io/csv-dialect.js";
import { splitHead } from "../../src/io/csv-head.js";
import { splitCsv } from "../../src/io/csv-records.js";

const dialect = { delimiter: ",", quote: '"' };

async function byCsvParse(text: string) {
  async function* parts() {
    yield { kind: "text" as const, text, size: new TextEncoder().encode(text).length };
  }
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const record of splitCsv("a.csv", parts(), dialectOf(".csv", {}))) {
    if (record.kind === "problem") return { rows, broken: true };
    rows.push({ line: record.line, cells: record.cells });
  }
  return { rows, broken: false };
}

function head(text: string, whole = true) {
  const { records, ended } = splitHead(text, dialect, whole);
  const rows = [...records];
  return { rows, ended: ended() };
}

describe("the head of a CSV, split at once", () => {
  it("gives cells, quoted cells and the lines on which rows start", () => {
    expect(head('a,b\r\n1,"x\ny"\n"p ""q""",\n').rows).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1", "x\ny"] },
      { line: 4, cells: ['p "q"', ""] },
    ]);
  });

  it("ends before a row whose quotes are not right", () => {
    for (const broken of ['2,5" screen', '"2" ,3', '"2,3']) {
      const read = head(`a,b\n1,1\n${broken}\n3,3\n`);
      expect(read.rows.map(({ line }) => line)).toEqual([1, 2]);
      expect(read.ended).toBe(false);
    }
  });

  it("leaves out a row that the end of the text may cut", () => {
    expect(head("a\n1\n2", false).rows).toHaveLength(2);
    expect(head("a\n1\n2\r", false).rows).toHaveLength(2);
    expect(head('a\n1\n"2"', false).rows).toHaveLength(2);
    expect(head("a\n1\n2\n", false)).toMatchObject({ ended: false, rows: { length: 3 } });
    expect(head("a\n1\n2", true)).toMatchObject({ ended: true, rows: { length: 3 } });
  });

  it("agrees with csv-parse on any text, up to the first fault", async () => {
    const text = fc.array(fc.constantFrom("a", "bc", ",", ",", "\n", "\r\n", "\r", '"', '""', " ", "é", "漢"), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(text, async (parts) => {
        const whole = parts.join("");
        const expected = await byCsvParse(whole);
        const read = head(whole);
        if (!expected.broken && read.ended) expect(read.rows).toEqual(expected.rows);
        else expect(read.rows).toEqual(expected.rows.slice(0, read.rows.length));
        expect(read.ended).toBe(!expected.broken);
      }),
      { numRuns: 500 },
    );
  });

  it("splits by other delimiters, and by none where nothing is quoted", () => {
    const tabs = splitHead('a\t"b\n1\t2\n', { delimiter: "\t", quote: null }, true);
    expect([...tabs.records].map(({ cells }) => cells)).toEqual([
      ["a", '"b'],
      ["1", "2"],
    ]);
    const emoji = splitHead("a😀b\n", { delimiter: "😀", quote: '"' }, true);
    expect([...emoji.records].map(({ cells }) => cells)).toEqual([["a", "b"]]);
  });
});
