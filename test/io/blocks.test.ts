import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  createCsvScanner,
  openSampleInBlocks,
  openSamples,
  openSamplesInBlocks,
  type SampleInput,
  type SampleOptions,
  type ScanHost,
} from "../../src/io/index.js";
import { type Content, chunksOf, collect, type ReadSample, show } from "./support.js";

const host: ScanHost = {
  decodeAscii: ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString("latin1"),
};

function inputs(files: Readonly<Record<string, Content>>): readonly SampleInput[] {
  return Object.entries(files).map(([name, content]) => ({ name, open: () => chunksOf(content, 7) }));
}

/** The same as `collect`, by way of blocks. */
async function collectBlocks(files: readonly SampleInput[], options: SampleOptions = {}): Promise<ReadSample> {
  const opened = await openSamplesInBlocks(files, options, { size: 5 });
  if (opened.kind === "problem") return { columns: [], rows: [], lines: [], findings: [show(opened.diagnostic)] };
  const columns = [...(opened.shape?.columns.keys() ?? [])];
  const findings = opened.warnings.map(show);
  const rows: unknown[][] = [];
  const lines: number[] = [];
  for await (const sample of opened.samples) {
    if (sample.kind === "problem") findings.push(show(sample.diagnostic));
    else if (sample.kind === "sample") {
      const read = await collect(sample);
      rows.push(...read.rows.map((row) => [...row]));
      lines.push(...read.lines);
      findings.push(...read.findings.slice(sample.warnings.length));
    } else if (sample.kind === "blocks") {
      const scanner = createCsvScanner(sample.plan(columns), host);
      for await (const block of sample.blocks) {
        if (block.kind === "problem") {
          findings.push(show(block.diagnostic));
          continue;
        }
        const { batch, problem } = scanner.scan(block);
        for (let row = 0; row < batch.rows; row++) {
          rows.push(columns.map((_, slot) => batch.valueAt(row, slot)));
          lines.push(block.firstLine + batch.lineOf(row));
        }
        if (problem !== null) findings.push(show(problem));
      }
    }
  }
  return { columns, rows, lines, findings };
}

describe("samples in blocks", () => {
  const cases: readonly {
    readonly case: string;
    readonly files: Readonly<Record<string, Content>>;
    readonly options?: SampleOptions;
  }[] = [
    { case: "a CSV", files: { "a.csv": 'id,n\n1,"x\ny"\n\n2,\n' } },
    { case: "two CSVs with their columns in another order", files: { "a.csv": "id,n\n1,x\n", "b.csv": "n,id\ny,2\n" } },
    { case: "a compressed CSV", files: { "a.csv.gz": gzipSync("id,n\n1,é\n2,y\n") } },
    {
      case: "a CSV and JSON of the same columns",
      files: { "a.csv": "id,n\n1,x\n", "b.json": '[{"id": "2", "n": "y"}]' },
    },
    { case: "a dialect for csv-parse", files: { "a.csv": "id||n\n1||x\n" }, options: { delimiter: "||" } },
    { case: "a header alone", files: { "a.csv": "id,n\n\n\n" } },
    { case: "an empty file", files: { "a.csv": "id,n\n1,x\n", "b.csv": "" } },
    { case: "a fault in a row", files: { "a.csv": "id,n\n1,x\n2,y,z\n3,w\n" } },
    { case: "a fault in the first row", files: { "a.csv": 'id,n\n1,x"\n' } },
    { case: "a NUL among ASCII", files: { "a.csv": "id,n\n1,x\n2,\0\n" } },
    { case: "another shape", files: { "a.csv": "id,n\n1,x\n", "b.csv": "id,m\n1,x\n" } },
    { case: "no header", files: { "a.csv": "\n1,x\n2,y\n" }, options: { header: false } },
  ];

  it.each(cases)("give what they give row by row: $case", async ({ files, options }) => {
    const expected = await collect(await openSamples(inputs(files), options));
    expect(await collectBlocks(inputs(files), options)).toEqual(expected);
    expect(expected.rows.length + expected.findings.length).toBeGreaterThan(0);
  });

  it("say at once that there is no row, however many blank lines there are", async () => {
    const opened = await openSampleInBlocks("a.csv", chunksOf(`id,n\n${"\n".repeat(3_000_000)}`));
    if (opened.kind !== "blocks") return expect.unreachable();
    expect(opened.warnings.map(show)).toEqual(["XM5206 a.csv `a.csv` holds a header and no rows."]);
  });

  it("tell an error of the host after the rows before it", async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode("id,n\n1,x\n2,y");
      throw new Error("the disk reports an error");
    }
    const read = await collectBlocks([{ name: "a.csv", open: failing }]);
    expect(read.rows).toEqual([["1", "x"]]);
    expect(read.findings).toEqual(["XM5202 a.csv `a.csv` cannot be read: the disk reports an error."]);
  });

  it("close the files where nobody reads them to their end", async () => {
    let closed = 0;
    async function* file(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield new TextEncoder().encode("id,n\n");
      } finally {
        closed++;
      }
    }
    const opened = await openSamplesInBlocks([{ name: "-", open: file }]);
    if (opened.kind === "problem") return expect.unreachable();
    for await (const sample of opened.samples) {
      if (sample.kind !== "blocks") return expect.unreachable();
      for await (const block of sample.blocks) {
        expect(block.kind).toBe("block");
        break;
      }
      break;
    }
    expect(closed).toBe(1);
  });
});
