// How long `xdmap check` of a 30-line file with its schema and its sample takes, as a multiple of bare Node: the median of
// 21 pairs, run by turns, so that what else the machine does falls on both. Usage: npm run build && npm run bench:startup
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PAIRS = 21;
const AIM = 2;
const example = "examples/shopify-orders";
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
for (const name of ["schema.json", "orders.csv"]) copyFileSync(join(example, name), join(folder, name));
const mapping = join(folder, "orders.xdmap");
copyFileSync("bench/startup.xdmap", mapping);
const lines = readFileSync(mapping, "utf8").trimEnd().split("\n").length;
const empty = join(folder, "empty.cjs");
writeFileSync(empty, "");

function measure(...args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}${stdout}`);
  return milliseconds;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  const check = [resolve(process.argv[2] ?? "dist/cli/xdmap.cjs"), "check", mapping];
  const pairs = Array.from({ length: PAIRS }, () => ({ bare: measure(empty), check: measure(...check) }));
  const bare = median(pairs.map((pair) => pair.bare));
  const checked = median(pairs.map((pair) => pair.check));
  const ratio = median(pairs.map((pair) => pair.check / pair.bare));
  process.stdout.write(
    `check of ${lines} lines ${checked.toFixed(0)} ms, bare Node ${bare.toFixed(0)} ms: ${ratio.toFixed(2)} times (median of ${PAIRS} pairs)\n`,
  );
  if (ratio > AIM) {
    process.stdout.write(`The aim is ${AIM} times.\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
