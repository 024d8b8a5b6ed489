// Times the mapping of rows in memory: batches by generated code against row by row, on the job of bench/preview, the same
// blocks in pairs, by the processor time of this process; with the report and without.
// Usage: node bench/mapper.mjs
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { HEADER, writeTable } from "./preview/data.mjs";

const ROWS = 50_000;
const BLOCK = 10_000;
const ROUNDS = 9;
/** How often the rows are mapped at a turn. */
const PASSES = { batches: 4, rows: 1 };

const cache = resolve("node_modules/.cache/xdmap");
mkdirSync(cache, { recursive: true });
const outfile = `${cache}/bench-mapper-${process.pid}.mjs`;
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
process.on("exit", () => {
  rmSync(outfile, { force: true });
  rmSync(folder, { recursive: true, force: true });
});
await build({
  entryPoints: ["bench/mapper-engines.ts"],
  outfile,
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { batches, programOf, rowByRow } = await import(pathToFileURL(outfile).href);

const program = programOf(
  readFileSync("bench/preview/job.xdmap", "utf8"),
  readFileSync("bench/preview/schema.json", "utf8"),
);
const blocks = makeBlocks();
const window = ["2026-09-01", "2026-10-01"];
const engines = {
  batches: batches(program, { hash: true, report: true, window }),
  unreported: batches(program, { hash: true, report: false, window }),
  unhashed: batches(program, { hash: false, report: true, window }),
  rows: rowByRow(program, { hash: true, report: true, window }),
};

for (const block of blocks) {
  const expected = Buffer.from(engines.rows.bytes(block));
  for (const name of ["batches", "unreported"]) {
    const actual = Buffer.from(engines[name].bytes(block));
    if (!actual.equals(expected)) throw new Error(`${name}: other records than row by row`);
  }
}

/** The rows as a scanner leaves them: one text of a byte a character, and where the cells are. */
function makeBlocks() {
  const file = join(folder, "rows.csv");
  writeTable(ROWS, file);
  const [, ...lines] = readFileSync(file, "latin1").trimEnd().split("\n");
  const columns = HEADER.split(",");
  return Array.from({ length: ROWS / BLOCK }, (_, nth) => {
    const part = lines.slice(nth * BLOCK, (nth + 1) * BLOCK);
    const ends = new Int32Array(2 * BLOCK * columns.length);
    let at = 0;
    let start = 0;
    for (const line of part) {
      for (const cell of line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)) {
        if (at % (2 * columns.length) === 0 && cell.index > 0) break;
        const quoted = cell[1].startsWith('"') ? 1 : 0;
        ends[at++] = start + cell.index + quoted;
        ends[at++] = start + cell.index + cell[1].length - quoted;
      }
      start += line.length + 1;
    }
    // A text of its own, as a decoder gives it, not one that is still put together.
    const text = Buffer.from(`${part.join("\n")}\n`, "latin1").toString("latin1");
    return { text, rows: part.length, ends, columns };
  });
}

/** Microseconds of user time a row. */
function time(engine, passes) {
  const before = process.cpuUsage();
  for (let pass = 0; pass < passes; pass++) for (const block of blocks) engine.map(block);
  return process.cpuUsage(before).user / (passes * ROWS);
}

const rounds = [];
for (let round = -2; round < ROUNDS; round++) {
  const times = {
    batches: time(engines.batches, PASSES.batches),
    rows: time(engines.rows, PASSES.rows),
    unreported: time(engines.unreported, PASSES.batches),
    unhashed: time(engines.unhashed, PASSES.batches),
  };
  if (round >= 0) rounds.push(times);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const of = (read) => median(rounds.map(read));
const line = (name, value) => process.stdout.write(`${name.padEnd(42)}${value}\n`);
line("batches, µs a row", of(({ batches: one }) => one).toFixed(2));
line("batches without the hash, µs a row", of(({ unhashed }) => unhashed).toFixed(2));
line("row by row, µs a row", of(({ rows }) => rows).toFixed(2));
const faster = of(({ batches: one, rows }) => rows / one);
const report = of(({ batches: one, unreported }) => one / unreported);
line("times faster than row by row", faster.toFixed(1));
line("report on, against report off", report.toFixed(2));

const AIM = { faster: 5, report: 1.1 };
if (faster < AIM.faster || report > AIM.report) {
  process.stdout.write(`The aim is ${AIM.faster} times, and ${AIM.report} of the time without a report.\n`);
  process.exitCode = 1;
}
