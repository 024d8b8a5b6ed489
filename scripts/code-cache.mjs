// Leaves V8's code cache of the command line beside it, taken after a check has run, so that what a check needs is in it.
// Usage: node scripts/code-cache.mjs MAIN.cjs CACHE
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { Script } from "node:vm";

const [filename, cache] = process.argv.slice(2).map((path) => resolve(path));
const script = new Script(readFileSync(filename, "latin1"), { filename });
const main = { exports: {} };
script.runInThisContext()(main, createRequire(filename));
const swallow = (_data, done) => {
  done?.();
  return true;
};
process.stdout.write = swallow;
process.stderr.write = swallow;
await main.exports.run(["check", "examples/shopify-orders/orders.xdmap", "examples/hubspot-contacts/contacts.xdmap"]);
writeFileSync(cache, script.createCachedData());
