// Compares every phase of every golden case with what is kept of it; `npm run golden -- --update` rewrites what differs.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goldenCases, readGolden, runPhases } from "../test/support/golden.js";

const update = process.argv.includes("--update");
let differing = 0;
for (const golden of goldenCases()) {
  for (const [name, text] of await runPhases(golden)) {
    if (readGolden(golden, name) === text) continue;
    differing++;
    const path = join(golden.folder, name);
    process.stdout.write(`${update ? "rewritten" : "differs"}: ${path}\n`);
    if (!update) continue;
    mkdirSync(golden.folder, { recursive: true });
    writeFileSync(path, text);
  }
}
process.stdout.write(
  `${differing} differ${update || differing === 0 ? "" : "; npm run golden -- --update rewrites them"}\n`,
);
if (!update && differing > 0) process.exitCode = 1;
