#!/usr/bin/env node
// Starts the command line. `npm run build` makes it two scripts and leaves V8's code cache beside each: compiling scripts of
// this size anew at each start would take longer than a check. Another version of Node refuses the caches and compiles.
// This file is built as CommonJS, which starts sooner than a module.
import { setFlagsFromString } from "node:v8";
import { isMainThread } from "node:worker_threads";
import { openScripts } from "./scripts.js";

/** Of the V8 that made the caches, and its settings: other versions may not know them. */
declare const V8_VERSION: string;
declare const V8_FLAGS: readonly string[];

const isCached = process.versions.v8 === V8_VERSION;
// They hold for all threads of a process.
if (isCached && isMainThread) for (const flag of V8_FLAGS) setFlagsFromString(flag);
const { run, work } = openScripts(__dirname, isCached, require)("main").exports;
// Workers of a command are started from this file as well.
if (isMainThread) run?.(process.argv.slice(2), __filename);
else work?.();
