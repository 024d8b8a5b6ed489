// Runs a file of oracle rows against the engine and prints how many agree.
// Usage: npm run oracle -- KIND FILE [--strict] [--show N]
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runDates } from "./oracle/dates.js";
import { runFunctions } from "./oracle/functions.js";
import { runJexl } from "./oracle/jexl.js";
import { describeOutcome, type OracleOutcome, type OracleSettings } from "./oracle/outcome.js";
import { runRegex } from "./oracle/regex.js";
import { runUrlHash } from "./oracle/url-hash.js";
import { runUserAgents } from "./oracle/user-agents.js";

/** One suite a kind. It takes the lines of the file, one JSON text each. */
const SUITES: ReadonlyMap<string, (lines: readonly string[], settings: OracleSettings) => OracleOutcome> = new Map([
  ["jexl", runJexl],
  ["functions", runFunctions],
  ["dates", (lines) => runDates(lines.map((line) => JSON.parse(line)))],
  ["regex", (lines) => runRegex(lines.map((line) => JSON.parse(line)))],
  ["user-agents", runUserAgents],
  ["url_hash", (lines) => runUrlHash(lines.map((line) => JSON.parse(line)))],
]);

const USAGE = `usage: npm run oracle -- KIND FILE [--strict] [--show N]   (KIND: ${[...SUITES.keys()].join(", ")})`;

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { strict: { type: "boolean", default: false }, show: { type: "string", default: "0" } },
  });
  const [kind = "", path = ""] = positionals;
  const suite = SUITES.get(kind);
  if (suite === undefined || path === "" || !/^\d+$/.test(values.show)) {
    console.error(USAGE);
    return 3;
  }
  const lines = readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "");
  const outcome = suite(lines, { strict: values.strict });
  for (const { id, expected, actual, row } of outcome.failures.slice(0, Number(values.show))) {
    console.log(`${id}\n  expected ${expected}\n  actual   ${actual}\n  ${JSON.stringify(row)}`);
  }
  for (const detail of outcome.details ?? []) console.log(detail);
  console.log(describeOutcome(kind, outcome));
  return outcome.failures.length === 0 ? 0 : 1;
}

process.exitCode = main();
