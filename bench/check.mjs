// How long `xdmap check` of 400 and of 10,000 mappings takes, as a multiple of bare Node (the median of pairs run by
// turns, so that what else the machine does falls on both), how much memory it needs, and whether time grows in proportion
// to the file. The schema is composition C of the shared components where they are at hand (XDMAP_SHARED, or ../shared),
// and a generated one of the same size elsewhere. Usage: npm run build && npm run bench:check
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { generatedSchema, makeMapping } from "./check-files.mjs";

const AIMS = [
  { mappings: 400, pairs: 21, times: 3, megabytes: 500 },
  { mappings: 10_000, pairs: 5, times: 25, megabytes: 500 },
];
/** Twice the file may take at most so much more. */
const GROWTH = { from: 10_000, to: 20_000, times: 2.3, pairs: 5 };

const cli = resolve(process.argv[2] ?? "dist/cli/xdmap.cjs");
const shared = resolve(process.env.XDMAP_SHARED ?? "../shared", "xdm");
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
const empty = join(folder, "empty.cjs");
writeFileSync(empty, "");

/** Milliseconds; what the process says of its memory when it ends is its highest, in kilobytes. */
function measure(...args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr}${stdout.slice(0, 2000)}`);
  return { milliseconds, stdout };
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const memory = join(folder, "memory.cjs");
writeFileSync(memory, `process.on("exit", () => process.stdout.write("\\nRSS " + process.resourceUsage().maxRSS));\n`);

function megabytesOf(file) {
  const { stdout } = measure("--require", memory, cli, "check", file);
  return Number(/RSS (\d+)$/.exec(stdout)?.[1]) / 1024;
}

try {
  const composed = existsSync(join(shared, "compositions.json"));
  if (composed) {
    measure(
      cli,
      "schema",
      "compose",
      `${join(shared, "compositions.json")}#C`,
      "--components",
      join(shared, "components"),
      "--output",
      "schema.json",
    );
  } else writeFileSync(join(folder, "schema.json"), JSON.stringify(generatedSchema()));
  const leaves = JSON.parse(measure(cli, "schema", "leaves", "schema.json", "--format", "json").stdout);
  const write = (mappings) => {
    const file = `check-${mappings}.xdmap`;
    writeFileSync(join(folder, file), makeMapping(mappings, leaves, "schema.json"));
    return file;
  };
  process.stdout.write(`against ${composed ? "composition C" : "a generated schema"}, ${leaves.length} fields\n`);
  for (const { mappings, pairs, times, megabytes } of AIMS) {
    const file = write(mappings);
    const turns = Array.from({ length: pairs }, () => {
      const bare = measure(empty).milliseconds;
      return { bare, check: measure(cli, "check", file).milliseconds };
    });
    const ratio = median(turns.map(({ bare, check }) => check / bare));
    const used = megabytesOf(file);
    process.stdout.write(
      `check of ${mappings.toLocaleString("en")} mappings: ${ratio.toFixed(2)} times bare Node (median of ${pairs} pairs), ${used.toFixed(0)} MB\n`,
    );
    if (ratio > times || used > megabytes) {
      process.stdout.write(`The aim is ${times} times and ${megabytes} MB.\n`);
      process.exitCode = 1;
    }
  }
  const files = { from: write(GROWTH.from), to: write(GROWTH.to) };
  const growth = median(
    Array.from({ length: GROWTH.pairs }, () => {
      const small = measure(cli, "check", files.from).milliseconds;
      return measure(cli, "check", files.to).milliseconds / small;
    }),
  );
  process.stdout.write(`twice as many mappings: ${growth.toFixed(2)} times as long\n`);
  if (growth > GROWTH.times) {
    process.stdout.write(`The aim is ${GROWTH.times} times at most.\n`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
