import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Bytes } from "../../src/io/bytes.js";
import { openCsv } from "../../src/io/csv.js";
import { chooseReader, dialectOf } from "../../src/io/csv-dialect.js";
import type { CsvBlock } from "../../src/io/csv-scan/block.js";
import { type CsvBlocks, openCsvBlocks, readRowsOfBlocks } from "../../src/io/csv-scan/open-blocks.js";
import { createCsvScanner } from "../../src/io/csv-scan/scan-block.js";
import type { Problem, SampleOptions } from "../../src/io/index.js";
import { decodeText } from "../../src/io/text.js";
import { MISSING } from "../../src/values/index.js";
import { type Content, chunksOf, collect, type ReadSample } from "./support.js";

type Opened = Parameters<typeof collect>[0];

async function byScanner(content: Content, options: SampleOptions, chunk: number, block?: number): Promise<ReadSample> {
  const opened = await openBlocks(chunksOf(content, chunk), options, block);
  return collect("kind" in opened ? opened : sampleOf({ ...opened, events: readRowsOfBlocks(opened) }));
}

async function byCsvParse(content: Content, options: SampleOptions): Promise<ReadSample> {
  const dialect = dialectOf(".csv", options);
  const opened = await openCsv("a.csv", decodeText("a.csv", chunksOf(content)), dialect, options);
  return collect("kind" in opened ? opened : sampleOf(opened));
}

function sampleOf(opened: Pick<Exclude<Opened, Problem>, "shape" | "warnings" | "events">): Opened {
  return { kind: "sample", ...opened };
}

function openBlocks(bytes: Bytes, options: SampleOptions = {}, size?: number): Promise<CsvBlocks | Problem> {
  return openCsvBlocks("a.csv", bytes, dialectOf(".csv", options), options, { size });
}

async function opened(content: Content, options: SampleOptions = {}, size?: number): Promise<CsvBlocks> {
  const blocks = await openBlocks(chunksOf(content), options, size);
  if ("kind" in blocks) throw new Error(blocks.diagnostic.message);
  return blocks;
}

async function blocksOf({ blocks }: CsvBlocks): Promise<readonly CsvBlock[]> {
  const all: CsvBlock[] = [];
  for await (const block of blocks) if (block.kind === "block") all.push(block);
  return all;
}

const delimiters = [",", ";", "\t", "|", " ", "a"];
const quotes = ['"', "'", null, "~"];
const dialect: fc.Arbitrary<SampleOptions> = fc.record({
  delimiter: fc.constantFrom(...delimiters),
  quote: fc.constantFrom(...quotes),
  header: fc.boolean(),
  emptyCell: fc.constantFrom("null" as const, "string" as const),
  blankLines: fc.constantFrom(undefined, "skip" as const, "error" as const),
});

/** Mostly right: rows of one length, quoted where they have to be; with one wrong piece somewhere, now and then. */
const document = dialect.chain((options) => {
  const { delimiter = ",", quote } = options;
  const special = [delimiter, "\n", "\r", "\r\n", ...(typeof quote === "string" ? [quote] : [])];
  const cell = fc.array(fc.constantFrom("b", "word", " ", "é", "漢字", "😀", "\uFEFF", ...special), { maxLength: 5 });
  const written = fc.tuple(cell, fc.boolean()).map(([parts, always]) => {
    const plain = parts.join("");
    if (typeof quote !== "string") return special.reduce((left, one) => left.replaceAll(one, "_"), plain);
    const needed = special.some((one) => plain.includes(one));
    return needed || always ? `${quote}${plain.replaceAll(quote, quote + quote)}${quote}` : plain;
  });
  const lineBreak = fc.constantFrom("\n", "\r\n", "\r", "\n", "\n\n", "\r\r\n");
  const rows = fc
    .integer({ min: 1, max: 4 })
    .chain((columns) =>
      fc.array(fc.tuple(fc.array(written, { minLength: columns, maxLength: columns }), lineBreak), { maxLength: 8 }),
    );
  const fault = fc.option(
    fc.tuple(
      fc.nat(),
      fc.constantFrom(...special, "x", `x${quote}`, `${quote}x`, "\n\n", "\0", `${delimiter}${delimiter}`),
    ),
    { nil: null },
  );
  return fc.tuple(rows, fc.boolean(), fault).map(([lines, ends, broken]) => {
    const header = lines[0]?.[0].map((_, at) => `c${at}`).join(delimiter === "a" ? "a" : delimiter) ?? "c";
    let text = `${header}\n${lines.map(([cells, end]) => cells.join(delimiter) + end).join("")}`;
    if (!ends) text = text.replace(/[\r\n]+$/, "");
    if (broken !== null) {
      const at = broken[0] % (text.length + 1);
      text = text.slice(0, at) + broken[1] + text.slice(at);
    }
    return { text, options };
  });
});

describe("the scanner", () => {
  it("gives what csv-parse gives, rows, lines and errors, whatever the dialect, the chunks and the blocks", async () => {
    const size = fc.integer({ min: 1, max: 40 });
    await fc.assert(
      fc.asyncProperty(document, size, size, async ({ text, options }, chunk, block) => {
        const scanned = await byScanner(text, options, chunk, block);
        expect(scanned).toEqual(await byCsvParse(text, options));
      }),
      { numRuns: 3000 },
    );
  });

  it("gives what csv-parse gives for any bytes, and never throws", async () => {
    const bytes = fc.array(
      fc.oneof(
        fc.constantFrom(0x22, 0x22, 0x2c, 0x0a, 0x0d, 0x61),
        fc.nat(255),
        fc.constantFrom(0xc3, 0xa9, 0xf0, 0x9f),
      ),
      { maxLength: 60 },
    );
    const size = fc.integer({ min: 1, max: 30 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), size, size, async (content, header, chunk, block) => {
        const options = { header };
        expect(await byScanner(content, options, chunk, block)).toEqual(await byCsvParse(content, options));
      }),
      { numRuns: 3000 },
    );
  });

  it("reads a cell of 10 MB, and refuses a row that is longer", async () => {
    const large = 'x\n""é,'.repeat(1_497_965);
    expect(new TextEncoder().encode(large).length).toBeGreaterThan(10 * 1024 * 1024 - 10);
    for (const chunk of [65_536, 20_000_000]) {
      const read = await byScanner(`id,text\n1,"${large}"\n2,b\n`, {}, chunk);
      expect(read.findings).toEqual([]);
      expect(read.lines).toEqual([2, 3 + 1_497_965]);
      expect(read.rows[0]?.[1] === large.replaceAll('""', '"')).toBe(true);
    }
    const tooLong = `id,text\n1,a\n2,"${"漢".repeat(3_700_000)}"\n3,c\n`;
    for (const chunk of [65_536, 20_000_000]) {
      const read = await byScanner(tooLong, {}, chunk);
      expect(read.rows).toEqual([["1", "a"]]);
      expect(read.findings).toEqual(["XM5223 a.csv:3:3 The quote that opens here is not closed within 10 MB."]);
    }
    const unquoted = `id,text\n1,a\n2,${"x".repeat(10_800_000)}\n3,c\n`;
    expect((await byScanner(unquoted, {}, 65_536)).findings).toEqual([
      "XM5209 a.csv:3:1 `a.csv` holds a row of more than 10 MB, which xdmap does not read.",
    ]);
    // A fault before the limit is told instead.
    const stray = `id,text\n2,${"x".repeat(1_000_000)}"${"x".repeat(12_000_000)}\n`;
    expect((await byScanner(stray, {}, 65_536)).findings[0]).toMatch(/^XM5221 a.csv:2:1000003 /);
  });

  it("takes 100,000 columns", async () => {
    const names = Array.from({ length: 100_000 }, (_, at) => `c${at}`);
    const text = `${names.join()}\n${names.join()}\n${names.map((name) => `"${name}"`).join()}\n`;
    const blocks = await opened(text);
    const scanner = createCsvScanner(blocks.plan(["c99999", "c0", "none"]));
    let rows = 0;
    for (const block of await blocksOf(blocks)) {
      const { batch, problem } = scanner.scan(block);
      expect(problem).toBeNull();
      for (let row = 0; row < batch.rows; row++, rows++) {
        expect([0, 1].map((slot) => batch.valueAt(row, slot))).toEqual(["c99999", "c0"]);
        expect(batch.valueAt(row, 2)).toBe(MISSING);
      }
    }
    expect(rows).toBe(2);
  });

  it("cuts a CSV into blocks of whole rows with their offsets and lines, by its bytes alone", async () => {
    const text = '\uFEFFid,text\r\n1,"a\r\nb"\r\n2,é\r3,"\n\n"\n\n4,d';
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), async (chunk, size) => {
        const all = await openBlocks(chunksOf(text, chunk), {}, size);
        if ("kind" in all) return expect.unreachable();
        const blocks = await blocksOf(all);
        expect(blocks).toEqual(await blocksOf(await opened(text, {}, size)));
        let offset = 12;
        for (const block of blocks) {
          expect(block.offset).toBe(offset);
          expect(block.bytes).toEqual(bytes.subarray(offset, offset + block.bytes.length));
          const before = new TextDecoder().decode(bytes.subarray(0, offset));
          expect(block.firstLine).toBe(before.split(/\r\n|\n|\r/).length);
          expect(block.end).toBe(block === blocks.at(-1) ? "file" : "row");
          offset += block.bytes.length;
        }
        expect(offset).toBe(bytes.length);
      }),
      { numRuns: 300 },
    );
  });

  it("is given plain data, so that a worker can do it, and keeps its memory", async () => {
    const rows = Array.from({ length: 5000 }, (_, at) => `${at},"row ""${at}""",x`);
    const blocks = await opened(`a,b,c\n${rows.join("\n")}`, {}, 10_000);
    const scanner = createCsvScanner(structuredClone(blocks.plan(["b", "a"])));
    let at = 0;
    for (const block of structuredClone(await blocksOf(blocks))) {
      const { batch, problem } = scanner.scan(block);
      expect(problem).toBeNull();
      for (let row = 0; row < batch.rows; row++, at++) {
        expect(batch.valueAt(row, 0)).toBe(`row "${at}"`);
        expect(batch.valueAt(row, 1)).toBe(String(at));
        expect(block.firstLine + batch.lineOf(row)).toBe(at + 2);
      }
    }
    expect(at).toBe(5000);
  });

  it("passes over an LF that follows a CR, and not over one that does not", async () => {
    for (const chunk of [1, 2, 3, 100]) {
      const read = await byScanner("a,b\r\n1,2\r\r\n\n\r3,4", {}, chunk, 4);
      expect(read.lines).toEqual([2, 6]);
    }
  });

  it("tells a blank line where it is set to be an error, also before the header", async () => {
    const told = "This line is blank, and blank lines are set to be errors.";
    for (const read of [byScanner, byCsvParse]) {
      const options: SampleOptions = { blankLines: "error" };
      expect((await read("a,b\n1,2\n\n3,4\n", options, 9)).findings).toEqual([`XM5227 a.csv:3 ${told}`]);
      expect((await read("a\n1\n\n3\n", options, 9)).findings).toEqual([`XM5227 a.csv:3 ${told}`]);
      expect((await read("\na\n1\n", options, 9)).findings).toEqual([`XM5227 a.csv:1 ${told}`]);
      expect((await read("a,b\n1,2\n", options, 9)).findings).toEqual([]);
    }
  });

  it("tells a line of quotes alone from a blank one", async () => {
    for (const read of [byScanner, byCsvParse]) {
      expect((await read('a,b\n""\n', {}, 9)).findings[0]).toMatch(/^XM5220 a.csv:2 /);
      expect((await read('a,b\n1,2\n""', {}, 9)).findings[0]).toMatch(/^XM5220 a.csv:3 /);
      expect((await read('a\n""\n\n', { blankLines: "skip" }, 9)).rows).toEqual([[null]]);
    }
  });
});

describe("the choice of the reader", () => {
  it("is the scanner for one-byte delimiters and quotes in UTF-8, and csv-parse for everything else", () => {
    const choose = (options: SampleOptions) => chooseReader(dialectOf(".csv", options), "utf-8");
    for (const options of [
      {},
      { delimiter: ";" },
      { quote: null },
      { quote: "'" },
      { escape: '"' },
      { quote: null, escape: "\\" },
    ]) {
      expect(choose(options)).toBe("scanner");
    }
    for (const options of [
      { delimiter: "||" },
      { delimiter: "¦" },
      { quote: "«" },
      { escape: "\\" },
      { comment: "#" },
      { relaxQuotes: true },
    ]) {
      expect(choose(options)).toBe("csv-parse");
    }
    expect(chooseReader(dialectOf(".csv", {}), "utf-16le")).toBe("csv-parse");
    expect(chooseReader(dialectOf(".tsv", {}), "utf-16be")).toBe("csv-parse");
  });
});
