#!/usr/bin/env node
// Starts the command line. `npm run build` makes it two scripts and leaves V8's code cache beside each: compiling scripts of
// this size anew at each start would take longer than a check. Another version of Node refuses the caches and compiles.
// This file is built as CommonJS, which starts sooner than a module.
import { setFlagsFromString } from "node:v8";
import { AS_WORKER } from "../host/worker-script.js";
import { openScripts } from "./scripts.js";

/** Of the V8 that made the caches, and its settings: other versions may not know them. */
declare const V8_VERSION: string;
declare const V8_FLAGS: readonly string[];

const args = process.argv.slice(2);
const isCached = process.versions.v8 === V8_VERSION;
// Those of the process hold for its workers, which are started from this file as well.
const isWorker = args[0] === AS_WORKER;
if (isCached && !isWorker) for (const flag of V8_FLAGS) setFlagsFromString(flag);
const { run, work } = openScripts(__dirname, isCached, require)("main").exports;
if (isWorker) work?.(args, __filename);
else run?.(args, __filename);
