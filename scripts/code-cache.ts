// Leaves V8's code cache of each script of the command line beside it, taken after commands have run, so that what these
// need is in it: a check and an import for the first script, which every start reads, and a preview for the second.
// Usage: node scripts/run-ts.mjs scripts/code-cache.ts FOLDER [V8-FLAG …]
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { openScripts, type ScriptName } from "../src/cli/scripts.js";

const [given = "", ...flags] = process.argv.slice(2);
const folder = resolve(given);
const launcher = join(folder, "xdmap.cjs");
// V8 takes a cache only under the settings that it was made under.
for (const flag of flags) setFlagsFromString(flag);
const open = openScripts(folder, false, createRequire(launcher));
const run = async (...args: string[]) => open("main").exports.run?.(args, launcher);
const write = (name: ScriptName) => writeFileSync(join(folder, `${name}.cache`), open(name).script.createCachedData());

const orders = "examples/shopify-orders";
await run("check", `${orders}/orders.xdmap`, "examples/hubspot-contacts/contacts.xdmap");
await run("import", `${orders}/golden/current.json`);
write("main");
await run("preview", `${orders}/orders.xdmap`, "--limit", "50", "--threads", "1");
write("later");
