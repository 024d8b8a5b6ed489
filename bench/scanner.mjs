// How fast the own scanner reads a CSV, against csv-parse: 20 columns, of which 6 are used, everything in memory. By turns,
// so that what else the machine does falls on all. Usage: npm run bench:scanner [-- ROWS]
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Parser } from "csv-parse";
import { dialectOf } from "../src/io/csv-dialect.ts";
import { createPlainIndexer, createSimdIndexer } from "../src/io/csv-scan/byte-index.ts";
import { openCsvBlocks } from "../src/io/csv-scan/open-blocks.ts";
import { createCsvScanner } from "../src/io/csv-scan/scan-block.ts";
import { writeTable } from "./preview/data.mjs";

/** Two pieces of memory by turns: each block is through before the next is asked for. */
function alternateMemory() {
  let [next, other] = [new Uint8Array(0), new Uint8Array(0)];
  return (size) => {
    [next, other] = [other, next.length === size ? next : new Uint8Array(size)];
    return other;
  };
}

const ROWS = Number(process.argv[2] ?? 200_000);
const ROUNDS = 7;
const USED = ["id", "email", "first_name", "updated_at", "amount", "country"];

const file = join(tmpdir(), `scanner-${process.pid}.csv`);
writeTable(ROWS, file);
const table = new Uint8Array(readFileSync(file));
rmSync(file);

async function* chunks() {
  for (let at = 0; at < table.length; at += 65_536) yield table.subarray(at, at + 65_536);
}

async function open(allocate) {
  const opened = await openCsvBlocks("table", chunks(), dialectOf(".csv", {}), {}, { allocate });
  if ("kind" in opened) throw new Error(opened.diagnostic.message);
  return opened;
}

const blocks = [];
const { plan } = await open();
for await (const block of (await open()).blocks) blocks.push(block);

/** What Node has for it, as the preview uses it. */
const host = {
  decodeAscii: ({ buffer, byteOffset, length }) => Buffer.from(buffer, byteOffset, length).toString("latin1"),
};

/** Each gives the number of rows, so that nothing can be left out. */
const WAYS = {
  "split into blocks": async () => {
    let lines = 0;
    for await (const block of (await open(alternateMemory())).blocks) lines = block.firstLine;
    return lines > 1 ? ROWS : 0;
  },
  "index, plain JavaScript": () => indexAll(createPlainIndexer(0x2c, 0x22)),
  "index, WebAssembly": () => indexAll(createSimdIndexer(0x2c, 0x22)),
  "scan the blocks, in any host": () => {
    const scanner = createCsvScanner(plan(USED));
    return blocks.reduce((rows, block) => rows + scanner.scan(block).batch.rows, 0);
  },
  "scan the blocks, in Node": () => {
    const scanner = createCsvScanner(plan(USED), host);
    return blocks.reduce((rows, block) => rows + scanner.scan(block).batch.rows, 0);
  },
  "all of it, with 6 columns read": async () => {
    const scanner = createCsvScanner(plan(USED), host);
    let rows = 0;
    let units = 0;
    for await (const block of (await open(alternateMemory())).blocks) {
      const { batch, problem } = scanner.scan(block);
      if (problem !== null) throw new Error(problem.message);
      for (let row = 0; row < batch.rows; row++) {
        for (let slot = 0; slot < USED.length; slot++) units += batch.valueAt(row, slot)?.length ?? 0;
      }
      rows += batch.rows;
    }
    return units > 0 ? rows : 0;
  },
  "csv-parse": () => parseAll(),
};

function indexAll(indexer) {
  let places = 0;
  for (const { bytes } of blocks) places += indexer.index(bytes).count;
  return places >= 20 * ROWS ? ROWS : 0;
}

/** As the reader for other dialects drives it: synchronously, rows as lists of cells. */
async function parseAll() {
  let rows = 0;
  class Counter extends Parser {
    push(record) {
      if (record !== null) rows++;
      return true;
    }
  }
  const parser = new Counter({ record_delimiter: ["\r\n", "\n", "\r"] });
  for await (const chunk of chunks()) {
    parser._transform(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length), "buffer", (error) => {
      if (error instanceof Error) throw error;
    });
  }
  parser._flush(() => undefined);
  return rows - 1;
}

async function measure(way) {
  const start = process.cpuUsage();
  const rows = await way();
  const { user, system } = process.cpuUsage(start);
  if (rows !== ROWS) throw new Error(`${rows} rows instead of ${ROWS}`);
  return (user + system) / 1e6;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

// Once, so that nothing is measured before it is compiled.
for (const way of Object.values(WAYS)) await measure(way);
const rounds = [];
for (let round = 0; round < ROUNDS; round++) {
  const times = [];
  for (const way of Object.values(WAYS)) times.push(await measure(way));
  rounds.push(times);
}
const names = Object.keys(WAYS);
const parse = names.indexOf("csv-parse");
process.stdout.write(`${ROWS} rows, ${(table.length / 1e6).toFixed(0)} MB; processor time\n`);
/** How many times as fast as csv-parse it has to be. */
const aims = new Map([["all of it, with 6 columns read", 8]]);
for (const [at, name] of names.entries()) {
  const seconds = median(rounds.map((times) => times[at]));
  const ratio = median(rounds.map((times) => times[parse] / times[at]));
  const speed = (table.length / 1e6 / seconds).toFixed(0);
  process.stdout.write(`${name}: ${speed} MB/s, ${ratio.toFixed(1)} times as fast as csv-parse\n`);
  if (ratio < (aims.get(name) ?? 0)) {
    process.stdout.write(`  missed: at least ${aims.get(name)} times\n`);
    process.exitCode = 1;
  }
}
