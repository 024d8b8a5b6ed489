import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type BlockMapper, mapNothing } from "../../src/host/block-mapper.js";
import { readChunks } from "../../src/host/files.js";
import { GroupWorker } from "../../src/host/group-worker.js";
import { createInterruption } from "../../src/host/interruption.js";
import { WorkerDied } from "../../src/host/worker-pool.js";
import { setWorkerScript } from "../../src/host/worker-script.js";
import { planGroups } from "../../src/io/index.js";
import { chunkOf, rangeOf } from "../../src/io/parquet/file.js";
import { cliPath } from "../support/cli.js";
import { openBytes, writeParquet } from "../support/parquet.js";
import { compile, type Outcome, type PreviewCase, previewTexts } from "./preview-support.js";

const folder = mkdtempSync(join(tmpdir(), "xdmap-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => setWorkerScript(cliPath));
setWorkerScript(cliPath);

const COLUMNS = ["id", "at", "name", "tags", "notes"];
const HEADER = `${COLUMNS.join(",")}\n`;
const MAPPING = `source { id: string, at: string, name: string, tags: string, notes: string }
delta at
uuid() -> _id
concat(id, "/", uuid()) -> key
upper(trim(name)) -> name
to_integer(name) -> number
date(at) -> at
tags -> tags
now() -> asked
`;

const DAY = 86_400_000;
const START = Date.parse("2026-01-01T00:00:00Z");
const GROUP = 1000;

/** Rows of row groups that are large enough to be parts of their own, a row group a day. */
function parquetOf(rows: number): Uint8Array {
  const all = Array.from({ length: rows }, (_, row) => row);
  return writeParquet(
    [
      { name: "id", type: "INT64", repetition_type: "REQUIRED" },
      { name: "at", type: "INT64", converted_type: "TIMESTAMP_MILLIS", repetition_type: "OPTIONAL" },
      { name: "name", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      { name: "tags", repetition_type: "OPTIONAL", num_children: 1, converted_type: "LIST" },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "INT32", repetition_type: "OPTIONAL" },
      { name: "notes", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
    ],
    {
      id: all.map(BigInt),
      // Of the fifth row group some have none, so that it is read whatever the window.
      at: all.map((row) => (row > 4 * GROUP && row % 100 === 7 ? null : new Date(START + (row * DAY) / GROUP))),
      name: all.map((row) => (row % 7 === 0 ? null : `${" ".repeat(300)}${row % 3 === 0 ? "" : "n"}${row}é`)),
      tags: all.map((row) => Array.from({ length: row % 4 }, (_, at) => at)),
      notes: all.map((row) => `nobody reads ${row}`),
    },
    { rowGroupSize: GROUP, codec: "UNCOMPRESSED", column: { encoding: "PLAIN" } },
  );
}

let written = 0;

function write(bytes: Uint8Array): string {
  const path = join(folder, `${written++}.parquet`);
  writeFileSync(path, bytes);
  return path;
}

function preview(
  paths: readonly string[],
  threads: number,
  options: PreviewCase["options"] = {},
  mapping = MAPPING,
): Promise<Outcome> {
  const inputs = paths.map((path) => ({ name: path, open: () => readChunks(path) }));
  return previewTexts({ mapping, csvs: [HEADER], inputs, options: { small: 0, lines: 3, ...options, threads } });
}

const at = (day: number) => ({
  kind: "datetime" as const,
  epochSecond: (START + day * DAY) / 1000,
  nano: 0,
  offset: 0,
  zone: "UTC",
});

describe("a preview of Parquet in several threads", () => {
  it("is in parts as the row groups are, without those that need no reading", async () => {
    const file = await openBytes(parquetOf(6500));
    const columns = ["id", "name"];
    const all = planGroups(file, { columns });
    expect(all.ranges).toEqual([0, 1, 2, 3, 4, 5, 6].map((from) => ({ from, to: from + 1 })));
    expect(all.size).toBeGreaterThan(6500 * 250);
    expect(planGroups(file, { columns: ["id"] }).ranges).toHaveLength(1);
    expect(planGroups(file, { columns: [] })).toEqual({ ranges: [{ from: 0, to: 7 }], size: 0 });
  });

  it.each([
    ["without a window", null],
    ["with a window", { start: at(1.5), end: at(3) }],
    ["with a window after all rows", { start: at(100), end: null }],
    ["with a window of the last", { start: at(6), end: null }],
  ])("gives the bytes and the report of one thread, %s", async (_what, window) => {
    const paths = [write(parquetOf(6500)), write(parquetOf(2500)), write(parquetOf(10))];
    const one = await preview(paths, 1, { window });
    expect(one.problem).toBeNull();
    expect(one.report.rows.read).toBe(9010);
    expect(await preview(paths, 2, { window })).toEqual(one);
    expect(await preview(paths, 3, { window })).toEqual(one);
  });

  it("ends with the first damage of the file, and the rows before it are good", async () => {
    const bytes = parquetOf(6500);
    const file = await openBytes(bytes);
    for (const index of [2, 4]) {
      const leaf = file.columns.get("name")?.leaves[0];
      const group = file.groups[index];
      if (leaf === undefined || group === undefined) throw new Error("no such column");
      const { start } = rangeOf(file, chunkOf(group, leaf));
      bytes.fill(0xff, start, start + 200);
    }
    const paths = [write(bytes), write(parquetOf(1500))];
    const one = await preview(paths, 1);
    expect(one.problem).toMatch(/^XM5260 .*row group 3, column `name`/);
    expect(one.report.rows.read).toBe(2000);
    for (const threads of [2, 3]) expect(await preview(paths, threads)).toEqual(one);
  });

  it.each([1, 2])("is an error when the file is changed meanwhile (threads: %s)", async (threads) => {
    const path = write(parquetOf(6500));
    const open = () => {
      const bytes = readChunks(path);
      const randomAccess = async () => {
        const file = await bytes.randomAccess?.();
        if (file === undefined) throw new Error("no file");
        let reads = 0;
        const read = async (start: number, end: number): Promise<Uint8Array> => {
          const part = await file.read(start, end);
          reads++;
          // Its directory is read then.
          if (reads === 1) utimesSync(path, 1, 1);
          return part;
        };
        return { ...file, read };
      };
      return { [Symbol.asyncIterator]: () => bytes[Symbol.asyncIterator](), randomAccess };
    };
    const inputs = [{ name: "a.parquet", open }];
    const run = await previewTexts({ mapping: MAPPING, csvs: [HEADER], inputs, options: { threads, small: 0 } });
    expect(run.problem).toMatch(/^XM5202 .*`?a\.parquet`?.*it was changed while it was read/);
    expect(run.text).toBe("");
  });

  it("stops when it is interrupted, with the report of what was given", async () => {
    const interruption = createInterruption();
    const path = write(parquetOf(6500));
    const inputs = [{ name: path, open: () => readChunks(path) }];
    let pieces = 0;
    const onPiece = () => {
      pieces++;
      if (pieces === 2) interruption.interrupt();
    };
    const options = { threads: 2, small: 0, interruption };
    const { report, text } = await previewTexts({ mapping: MAPPING, csvs: [HEADER], inputs, options, onPiece });
    expect(pieces).toBe(2);
    expect(text.split("\n").length - 1).toBe(2000);
    expect(report.rows.accepted).toBe(2000);
  });

  it.each([
    ["process.exit(7)", WorkerDied],
    ['require("node:worker_threads").parentPort.on("message", () => { throw new TypeError("a bug"); })', TypeError],
  ])("fails with its reason when a worker ends: %s", async (script, reason) => {
    const path = join(folder, `worker-${script.length}.cjs`);
    writeFileSync(path, script);
    setWorkerScript(path);
    await expect(preview([write(parquetOf(6500))], 2)).rejects.toBeInstanceOf(reason);
  });

  it("keeps the records of what is mapped here while workers have other samples", async () => {
    const json = Array.from({ length: 3000 }, (_, row) => JSON.stringify({ id: `j${row}`, name: "m", notes: "y" }));
    const path = write(parquetOf(6500));
    const inputs = [
      { name: "b.ndjson", open: () => textOf(json.join("\n")) },
      { name: path, open: () => readChunks(path) },
      { name: "c.parquet", open: () => held(parquetOf(2500)) },
      { name: "d.ndjson", open: () => textOf(json.join("\n")) },
    ];
    const run = (threads: number): Promise<Outcome> =>
      previewTexts({ mapping: MAPPING, csvs: [HEADER], inputs, options: { threads, small: 0 } });
    const one = await run(1);
    expect(one.report.rows.read).toBe(15_000);
    expect(await run(2)).toEqual(one);
  });
});

describe("a worker of row groups", () => {
  it("waits when too many of its records are not written", async () => {
    const path = write(parquetOf(10));
    const bytes = readChunks(path);
    const { origin } = (await bytes.randomAccess?.()) ?? {};
    if (origin === undefined) throw new Error("no file");
    const program = compile(MAPPING, HEADER);
    const setup = { ...SETUP, program };
    const mapper: BlockMapper = {
      mapBatch: () => mapNothing(setup),
      mapBlock: () => mapNothing(setup),
      async *mapGroups() {
        for (let piece = 0; piece < 20; piece++) {
          yield { ...mapNothing(setup), bytes: new Uint8Array(16 * 1024 * 1024).subarray(0, 1) };
        }
      },
    };
    const sent: ArrayBuffer[] = [];
    const worker = new GroupWorker(setup, mapper);
    const job = { kind: "groups", source: 0, name: "a.parquet", origin, groups: { from: 0, to: 1 } } as const;
    const done = worker.run(job, (_mapped, memory) => sent.push(memory));
    const settle = () => new Promise((resolve) => setTimeout(resolve, 50));
    await settle();
    expect(sent).toHaveLength(5);
    for (let at = 0; at < 20; at++) {
      const memory = sent[at];
      if (memory !== undefined) worker.takeBack(memory);
      await settle();
      expect(sent).toHaveLength(Math.min(20, at + 6));
    }
    await done;
  });
});

const SETUP = {
  window: null,
  limit: null,
  strict: false,
  report: true,
  lines: 0,
  now: 0,
  rowTimeout: 2000,
};

async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

async function* held(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
