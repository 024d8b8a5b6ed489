// Runs one TypeScript script: bundles it beside the installed packages and imports the result.
// Usage: node scripts/run-ts.mjs SCRIPT.ts [ARGUMENT ...]
import { mkdirSync, rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [script, ...rest] = process.argv.slice(2);
const folder = resolve("node_modules/.cache/xdmap");
mkdirSync(folder, { recursive: true });
const outfile = `${folder}/${basename(script, ".ts")}-${process.pid}.mjs`;
await build({
  entryPoints: [script],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
  logLevel: "warning",
});
process.argv = [process.argv[0], script, ...rest];
process.on("exit", () => rmSync(outfile, { force: true }));
await import(pathToFileURL(outfile).href);
