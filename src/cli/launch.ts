#!/usr/bin/env node
// Starts the command line. `npm run build` makes it one script (main.cjs) and leaves V8's code cache beside it: compiling
// a script of this size anew at each start would take longer than a check. Another version of Node refuses the cache
// and compiles. This file is built as CommonJS, which starts sooner than a module.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { isMainThread } from "node:worker_threads";

/** Of the V8 that made the cache, and its settings: other versions may not know them. */
declare const V8_VERSION: string;
declare const V8_FLAGS: readonly string[];

interface Main {
  exports: { run?: (args: readonly string[], launcher: string) => Promise<void>; work?: () => Promise<void> };
}

function readCache(): Buffer | undefined {
  if (process.versions.v8 !== V8_VERSION) return undefined;
  // They hold for all threads of a process.
  if (isMainThread) for (const flag of V8_FLAGS) setFlagsFromString(flag);
  try {
    return readFileSync(join(__dirname, "main.cache"));
  } catch {
    return undefined;
  }
}

const filename = join(__dirname, "main.cjs");
const cachedData = readCache();
// The script is plain ASCII, which is read fastest as Latin-1.
const script = new Script(readFileSync(filename, "latin1"), {
  filename,
  ...(cachedData === undefined ? {} : { cachedData }),
});
const define: (module: Main, require: NodeJS.Require) => void = script.runInThisContext();
const main: Main = { exports: {} };
define(main, require);
// Workers of a command are started from this file as well.
if (isMainThread) main.exports.run?.(process.argv.slice(2), __filename);
else main.exports.work?.();
