// Kills pushes and rollbacks at every request and every write, meets every call with every fault and every write with a full
// disk: all points of which `npm test` tries a spread. It takes some minutes.
import { execFileSync } from "node:child_process";

process.env.XDMAP_EVERY_POINT = "1";
// A bundle of its own: other tests build theirs anew, and this takes long.
process.env.XDMAP_CLI_TO_KILL = "node_modules/.cache/xdmap/cli-to-kill";
execFileSync(process.execPath, ["scripts/build-cli.mjs", process.env.XDMAP_CLI_TO_KILL]);
process.argv.push(
  "run",
  "test/platform/apply/kill.test.ts",
  "test/platform/apply/faults.test.ts",
  "test/platform/apply/lost-answers.test.ts",
  "--testTimeout=1200000",
);
await import("../node_modules/vitest/vitest.mjs");
