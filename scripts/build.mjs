// Makes dist: the command line (one script with V8's code cache), the library, and its types.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const common = {
  bundle: true,
  target: "node20.19",
  legalComments: "none",
  logLevel: "warning",
  alias: { "node:child_process": "./scripts/no-child-processes.cjs" },
};
const run = (script, ...args) => execFileSync(process.execPath, [script, ...args], { stdio: "inherit" });

rmSync("dist", { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ["src/cli/run.ts"],
  outfile: "dist/cli/main.cjs",
  platform: "node",
  format: "cjs",
  // Names stay, so that the stack of a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { XDMAP_VERSION: JSON.stringify(version) },
  banner: { js: "(function (module, require) {" },
  footer: { js: "})" },
});
// Esbuild leaves letters beyond ASCII in regular expressions as they are; the launcher reads ASCII.
const main = readFileSync("dist/cli/main.cjs", "utf8");
writeFileSync(
  "dist/cli/main.cjs",
  main.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
);
await build({
  ...common,
  entryPoints: ["src/cli/launch.ts"],
  outfile: "dist/cli/xdmap.cjs",
  platform: "node",
  format: "cjs",
});
chmodSync("dist/cli/xdmap.cjs", 0o755);
run("scripts/code-cache.mjs", "dist/cli/main.cjs", "dist/cli/main.cache");

await build({
  ...common,
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  platform: "neutral",
  format: "esm",
  packages: "external",
});
run(createRequire(import.meta.url).resolve("typescript/bin/tsc"), "-p", "tsconfig.types.json");
