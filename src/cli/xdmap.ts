#!/usr/bin/env node
// Starts the command line. `npm run build` makes it one script (main.cjs) and leaves V8's code cache beside it: compiling
// a script of this size anew at each start would take longer than a check. Another version of Node refuses the cache
// and compiles.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

interface Main {
  exports: { run?: (args: readonly string[]) => Promise<void> };
}

const filename = fileURLToPath(new URL("main.cjs", import.meta.url));
const cachedData = readCache();
// The script is plain ASCII, which is read fastest as Latin-1.
const script = new Script(readFileSync(filename, "latin1"), {
  filename,
  ...(cachedData === undefined ? {} : { cachedData }),
});
const define: (module: Main, require: NodeJS.Require) => void = script.runInThisContext();
const main: Main = { exports: {} };
define(main, createRequire(import.meta.url));
await main.exports.run?.(process.argv.slice(2));

function readCache(): Buffer | undefined {
  try {
    return readFileSync(new URL("main.cache", import.meta.url));
  } catch {
    return undefined;
  }
}
