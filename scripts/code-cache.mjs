// Leaves V8's code cache of the command line beside it, taken after a check and an import have run, so that what these need
// is in it.
// Usage: node scripts/code-cache.mjs MAIN.cjs CACHE [V8-FLAG …]
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

const [paths, flags] = [process.argv.slice(2, 4), process.argv.slice(4)];
const [filename, cache] = paths.map((path) => resolve(path));
// V8 takes a cache only under the settings that it was made under.
for (const flag of flags) setFlagsFromString(flag);
const script = new Script(readFileSync(filename, "latin1"), { filename });
const main = { exports: {} };
script.runInThisContext()(main, createRequire(filename));
await main.exports.run(["check", "examples/shopify-orders/orders.xdmap", "examples/hubspot-contacts/contacts.xdmap"]);
await main.exports.run(["import", "examples/shopify-orders/golden/current.json"]);
writeFileSync(cache, script.createCachedData());
