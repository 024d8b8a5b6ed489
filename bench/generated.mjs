// How many times faster generated code evaluates twelve expressions than the interpreter and than JSONata. In each round
// the three take turns on every expression, so that what else the machine does falls on all; a ratio is the median over
// the rounds. Usage: npm run bench:generated
import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import jsonata from "jsonata";
import { CASES, makeRows } from "./generated-cases.mjs";

const ROWS = 500;
const ROUNDS = 25;
const WARM_UP = 5;
/** How often an engine goes through the rows at its turn: all the same to warm up, then long enough to be measured. */
const WARM_PASSES = { generated: 10, interpreter: 10, jsonata: 10 };
const PASSES = { generated: 20, interpreter: 6, jsonata: 1 };

const folder = resolve("node_modules/.cache/xdmap");
mkdirSync(folder, { recursive: true });
const outfile = `${folder}/bench-generated-${process.pid}.mjs`;
process.on("exit", () => rmSync(outfile, { force: true }));
await build({
  entryPoints: ["bench/generated-engines.ts"],
  outfile,
  bundle: true,
  minify: true,
  platform: "node",
  format: "esm",
  packages: "external",
  logLevel: "warning",
});
const { environmentOf, generatedOf, interpreterOf, show } = await import(pathToFileURL(outfile).href);

const rows = makeRows(ROWS);
const environments = rows.map(environmentOf);
const cases = CASES.map(({ name, expression, jsonata: text }) => {
  const compiled = jsonata(text);
  compiled.registerFunction("sha256", (input) => createHash("sha256").update(input).digest("hex"), "<s:s>");
  return { name, interpreter: interpreterOf(expression), generated: generatedOf(expression), jsonata: compiled };
});

for (const { name, interpreter, generated, jsonata: compiled } of cases) {
  for (const [at, environment] of environments.entries()) {
    const [expected, actual] = [show(interpreter(environment)), show(generated(environment))];
    if (actual !== expected) throw new Error(`${name}: ${actual} instead of ${expected}`);
    const theirs = await compiled.evaluate(rows[at]);
    if (!isSame(expected, theirs)) throw new Error(`${name}: ${expected}, but JSONata gives ${theirs}`);
  }
}

/** JSONata's numbers are Doubles where to_float gives Floats, and its dates are milliseconds. */
function isSame(ours, theirs) {
  if (typeof theirs !== "number") return ours === String(theirs);
  return Math.abs(Number(ours) - theirs) < 1e-5 * Math.abs(theirs) || Date.parse(ours) === theirs;
}

/** Every result goes through here, so that no compiler leaves its making out. */
let results = 0;
function use(result) {
  if (result !== undefined) results += 1;
}

/** Nanoseconds a row. */
async function time(passes, pass) {
  const start = process.hrtime.bigint();
  for (let at = 0; at < passes; at++) await pass();
  return Number(process.hrtime.bigint() - start) / (passes * ROWS);
}

function everyRow(run) {
  return () => {
    for (const environment of environments) use(run(environment));
  };
}

async function measure({ interpreter, generated, jsonata: compiled }, passes) {
  return {
    generated: await time(passes.generated, everyRow(generated)),
    interpreter: await time(passes.interpreter, everyRow(interpreter)),
    jsonata: await time(passes.jsonata, async () => {
      for (const row of rows) use(await compiled.evaluate(row));
    }),
  };
}

const rounds = [];
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const times = [];
  for (const one of cases) times.push(await measure(one, round < 0 ? WARM_PASSES : PASSES));
  if (round >= 0) rounds.push(times);
}

if (results !== cases.length * ROWS * (WARM_UP * sumOf(WARM_PASSES) + ROUNDS * sumOf(PASSES))) {
  throw new Error(`${results} results`);
}

function sumOf(passes) {
  return Object.values(passes).reduce((total, one) => total + one, 0);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const sum = (times, engine) => times.reduce((total, one) => total + one[engine], 0);

function line(name, interpreter, other) {
  process.stdout.write(`${name.padEnd(18)}${interpreter.toFixed(1).padStart(15)}${other.toFixed(1).padStart(12)}\n`);
}

process.stdout.write(`${"times faster than".padEnd(18)}${"the interpreter".padStart(15)}${"JSONata".padStart(12)}\n`);
const ratios = cases.map(({ name }, at) => {
  const over = (engine) => median(rounds.map((times) => times[at][engine] / times[at].generated));
  const ratio = { interpreter: over("interpreter"), jsonata: over("jsonata") };
  line(name, ratio.interpreter, ratio.jsonata);
  return ratio;
});
const totals = (engine) => median(rounds.map((times) => sum(times, engine) / sum(times, "generated")));
line("median", median(ratios.map(({ interpreter }) => interpreter)), median(ratios.map((ratio) => ratio.jsonata)));
const all = { interpreter: totals("interpreter"), jsonata: totals("jsonata") };
line("all together", all.interpreter, all.jsonata);

const AIM = { interpreter: 5, jsonata: 15 };
if (all.interpreter < AIM.interpreter || all.jsonata < AIM.jsonata) {
  process.stdout.write(`The aim is ${AIM.interpreter} and ${AIM.jsonata} times, all together.\n`);
  process.exitCode = 1;
}
