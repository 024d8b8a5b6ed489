// How long `xdmap check` of a 30-line file takes, as a multiple of bare Node: the median of 21 pairs, run by turns, so that
// what else the machine does falls on both. Usage: npm run build && npm run bench:startup
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const PAIRS = 21;
const LINES = 30;
const example = "examples/shopify-orders";
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
for (const name of ["schema.json", "orders.csv"]) copyFileSync(join(example, name), join(folder, name));

// The example's statements; more mappings of the same kind would only repeat targets.
const lines = readFileSync(join(example, "orders.xdmap"), "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "" && !line.startsWith("//"));
if (lines.length < LINES) lines.unshift(...Array.from({ length: LINES - lines.length }, () => "// Orders."));
const mapping = join(folder, "orders.xdmap");
const empty = join(folder, "empty.cjs");
writeFileSync(mapping, `${lines.join("\n")}\n`);
writeFileSync(empty, "");

function measure(...args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args);
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  const check = [resolve("dist/cli/xdmap.cjs"), "check", mapping];
  const pairs = Array.from({ length: PAIRS }, () => ({ bare: measure(empty), check: measure(...check) }));
  const bare = median(pairs.map((pair) => pair.bare));
  const checked = median(pairs.map((pair) => pair.check));
  const ratio = median(pairs.map((pair) => pair.check / pair.bare));
  process.stdout.write(
    `check of ${lines.length} lines ${checked.toFixed(0)} ms, bare Node ${bare.toFixed(0)} ms: ${ratio.toFixed(2)} times (median of ${PAIRS} pairs)\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
