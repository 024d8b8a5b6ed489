// Makes dist: the command line, the library, and its types.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const run = (script, ...args) => execFileSync(process.execPath, [script, ...args], { stdio: "inherit" });

rmSync("dist", { recursive: true, force: true });
run("scripts/build-cli.mjs", "dist/cli");
await build({
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  bundle: true,
  target: "node20.19",
  platform: "neutral",
  format: "esm",
  packages: "external",
  legalComments: "none",
  logLevel: "warning",
});
run(createRequire(import.meta.url).resolve("typescript/bin/tsc"), "-p", "tsconfig.types.json");
