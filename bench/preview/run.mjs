// Preview of a million rows against its peers: DuckDB, a script with csv-parse, Miller and JSONata, by turns in one run;
// then memory and time as rows and mappings grow. Prints tables and ends with an error where an aim is missed.
// Usage: npm run build && npm --prefix bench/preview install && npm run bench:preview [-- --rounds 5 --quick]

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HEADER, writeTable } from "./data.mjs";
import { byTurns, median, ratio, run } from "./measure.mjs";
import { plotGrowth } from "./plot.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    quick: { type: "boolean", default: false },
    plot: { type: "string" },
    cli: { type: "string", default: "dist/cli/xdmap.cjs" },
  },
});
const here = fileURLToPath(new URL(".", import.meta.url));
const cli = resolve(options.cli);
const rounds = Number(options.rounds);
const million = options.quick ? 100_000 : 1_000_000;
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
const node = process.execPath;
const table = (name) => join(folder, name);

const WINDOW = ["--window-start", "2026-09-03", "--window-end", "2026-09-29"];
const xdmap = (mapping, csv, output, ...more) => [
  node,
  cli,
  "preview",
  mapping,
  "--input",
  csv,
  "--output",
  output,
  "--format",
  "ndjson",
  ...more,
];
const job = (csv, output, ...more) => xdmap(join(here, "job.xdmap"), csv, output, ...WINDOW, ...more);
const peer = (script, ...args) => [node, join(here, script), ...args];
const missed = [];

function report(measure, value, aim, unit = "times") {
  const verdict = value <= aim ? "reached" : "MISSED";
  if (value > aim) missed.push(measure);
  console.log(`| ${measure} | ${value.toFixed(2)} ${unit} | at most ${aim} | ${verdict} |`);
}
function reportFaster(measure, value, aim) {
  const verdict = value >= aim ? "reached" : "MISSED";
  if (value < aim) missed.push(measure);
  console.log(`| ${measure} | ${value.toFixed(1)} times faster | at least ${aim} | ${verdict} |`);
}

async function digest(file) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest("hex");
}

try {
  const csv = table("customers.csv");
  writeTable(million, csv);
  console.log(`${million.toLocaleString("en")} rows, ${cpus().length} cores, ${rounds} rounds by turns\n`);
  const out = (name) => table(`${name}.ndjson`);
  const runs = await byTurns(
    {
      "xdmap, 1 thread": job(csv, out("one"), "--threads", "1"),
      "DuckDB, 1 thread": peer("duckdb.mjs", csv, out("duckdb"), "1"),
      "xdmap, 2 threads": job(csv, out("two"), "--threads", "2"),
      "DuckDB, 2 threads": peer("duckdb.mjs", csv, out("duckdb2"), "2"),
      "xdmap without report": job(csv, out("plain"), "--threads", "1", "--no-report"),
    },
    rounds,
  );
  for (const [name, peers] of [
    ["csv-parse", peer("csv-parse.mjs", csv, out("csv-parse"))],
    ["JSONata", peer("jsonata.mjs", csv, out("jsonata"))],
    ["Miller", [join(here, "miller.sh"), csv, out("miller")]],
  ]) {
    if (name === "Miller" && spawnSync("mlr", ["--version"]).status !== 0) continue;
    runs.set(name, [await run(peers)]);
  }
  console.log("| who | seconds (median) | MB at most |\n|---|---|---|");
  for (const [name, all] of runs) {
    const megabytes = Math.max(...all.map((one) => one.megabytes));
    console.log(`| ${name} | ${median(all.map(({ seconds }) => seconds)).toFixed(2)} | ${megabytes.toFixed(0)} |`);
  }

  const reference = await digest(out("duckdb"));
  const same = await Promise.all(["one", "two", "plain", "csv-parse", "jsonata"].map((name) => digest(out(name))));
  if (same.some((one) => one !== reference)) missed.push("the same bytes as DuckDB");
  console.log(`\nThe same bytes as DuckDB: ${same.every((one) => one === reference) ? "yes" : "NO"}\n`);

  console.log("| measure | value | aim | |\n|---|---|---|---|");
  report("1 thread against DuckDB with 1", ratio(runs, "xdmap, 1 thread", "DuckDB, 1 thread"), 1.5);
  report("2 threads against DuckDB with 2", ratio(runs, "xdmap, 2 threads", "DuckDB, 2 threads"), 1.4);
  const secondsOf = (name) => median(runs.get(name).map(({ seconds }) => seconds));
  for (const [name, aim, mine] of [
    ["csv-parse", 5, "xdmap, 1 thread"],
    // Miller takes all cores by itself.
    ["Miller", 6, "xdmap, 2 threads"],
    ["JSONata", 15, "xdmap, 1 thread"],
  ]) {
    const [once] = runs.get(name) ?? [];
    if (once !== undefined) reportFaster(`against ${name}`, once.seconds / secondsOf(mine), aim);
  }
  report("report on against off", ratio(runs, "xdmap, 1 thread", "xdmap without report"), 1.1);
  const memory = Math.max(...runs.get("xdmap, 1 thread").map(({ megabytes }) => megabytes));
  report("memory, 1 thread", memory, 200, "MB");

  const parquet = table("customers.parquet");
  await run(peer("parquet-table.mjs", csv, parquet));
  const day = ["--window-start", "2026-09-15", "--window-end", "2026-09-16"];
  const days = await byTurns(
    {
      xdmap: xdmap(join(here, "day.xdmap"), parquet, out("day"), ...day),
      DuckDB: peer("duckdb-parquet.mjs", parquet, out("duckdb-day")),
      nothing: [node, cli, "--version"],
    },
    rounds,
  );
  if ((await digest(out("day"))) !== (await digest(out("duckdb-day")))) missed.push("the same day as DuckDB");
  const readOf = (name) => Math.max(...days.get(name).map(({ megabytesRead }) => megabytesRead));
  const size = statSync(parquet).size / 1e6;
  report("a day of 30 of a Parquet file, against DuckDB", ratio(days, "xdmap", "DuckDB"), 2);
  report("share of the file read for it", ((readOf("xdmap") - readOf("nothing")) * 100) / size, 10, "%");

  console.log("\n| rows | seconds | MB |\n|---|---|---|");
  const byRows = [];
  for (const rows of [million / 10, million, million * 5]) {
    const file = rows === million ? csv : table(`${rows}.csv`);
    if (rows !== million) writeTable(rows, file);
    const all = [];
    for (let round = 0; round < 3; round++) all.push(await run(job(file, out("rows"), "--threads", "1")));
    const seconds = median(all.map((one) => one.seconds));
    const megabytes = Math.max(...all.map((one) => one.megabytes));
    byRows.push({ rows, seconds, megabytes });
    console.log(`| ${rows.toLocaleString("en")} | ${seconds.toFixed(2)} | ${megabytes.toFixed(0)} |`);
    if (rows !== million) rmSync(file);
  }
  const [, middle, large] = byRows;
  report("memory of five times the rows", large.megabytes, Math.max(200, middle.megabytes * 1.1), "MB");
  report("exponent of time by rows", Math.log(large.seconds / middle.seconds) / Math.log(5), 1.05, "");

  console.log("\n| mappings | seconds |\n|---|---|");
  const start = table("mappings.csv");
  writeTable(million / 5, start);
  writeFileSync(table("fields.json"), JSON.stringify(makeSchema(400)));
  const byMappings = [];
  for (const mappings of [5, 20, 80, 400]) {
    const file = table(`m${mappings}.xdmap`);
    writeFileSync(file, makeMapping(mappings));
    const all = [];
    for (let round = 0; round < 3; round++) all.push(await run(xdmap(file, start, out("m"), "--threads", "1")));
    const seconds = median(all.map((one) => one.seconds));
    byMappings.push({ mappings, seconds });
    console.log(`| ${mappings} | ${seconds.toFixed(2)} |`);
  }
  const [, twenty, , most] = byMappings;
  report("exponent of time by mappings", Math.log(most.seconds / twenty.seconds) / Math.log(20), 1.05, "");
  if (options.plot !== undefined) {
    const charts = [
      { title: "Time by rows", axis: "rows", points: byRows.map(({ rows, seconds }) => ({ x: rows, y: seconds })) },
      {
        title: `Time by mappings (${(million / 5).toLocaleString("en")} rows)`,
        axis: "mappings",
        points: byMappings.map(({ mappings, seconds }) => ({ x: mappings, y: seconds })),
      },
    ];
    writeFileSync(options.plot, plotGrowth(charts));
  }
} finally {
  rmSync(folder, { recursive: true });
}

if (missed.length > 0) {
  console.error(`\nMissed: ${missed.join("; ")}`);
  process.exitCode = 1;
}

/** Plain columns, trimmed text, joined text and conditions by turns. */
function makeMapping(count) {
  const columns = HEADER.split(",");
  const kinds = [
    (column) => column,
    (column) => `upper(trim(${column}))`,
    (column) => `concat(${column}, "-x")`,
    (column) => `iif(${column}.equals("active"), "yes", "no")`,
  ];
  let text = 'target "fields.json"\n';
  for (let at = 0; at < count; at++) {
    text += `${kinds[at % kinds.length](columns[(at * 7) % columns.length])} -> _acme.f${at}\n`;
  }
  return text;
}

/** So many fields of text. */
function makeSchema(count) {
  const text = { type: "string", "meta:xdmType": "string" };
  const fields = Object.fromEntries(Array.from({ length: count }, (_none, at) => [`f${at}`, text]));
  return {
    $id: "https://ns.adobe.com/bench/schemas/fields",
    type: "object",
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
    properties: { _acme: { type: "object", properties: fields } },
  };
}
