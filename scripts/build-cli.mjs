// Makes the command line in a folder: one script (main.cjs), its launcher (xdmap.cjs), V8's code cache of the script, and
// the licences of what is bundled.
// Usage: node scripts/build-cli.mjs FOLDER
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licencesOf } from "./licences.mjs";

const [folder] = process.argv.slice(2);
/**
 * V8's settings for the command line. Most commands end within a fraction of a second, before what V8 would optimize, on
 * threads beside them, has paid for itself: at its own budget an import of 400 mappings spends two fifths of its processor
 * time on that. Eight times the budget is reached within a second by what runs long.
 */
const v8Flags = ["--interrupt-budget=540000"];
const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const common = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20.19",
  legalComments: "none",
  logLevel: "warning",
};

const { metafile } = await build({
  ...common,
  metafile: true,
  entryPoints: ["src/cli/run.ts"],
  outfile: `${folder}/main.cjs`,
  // Names stay, so that the stack of a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  define: { XDMAP_VERSION: JSON.stringify(version) },
  alias: { "node:child_process": "./scripts/no-child-processes.cjs" },
  banner: { js: "(function (module, require) {" },
  footer: { js: "})" },
});
const main = readFileSync(`${folder}/main.cjs`, "utf8");
// The launcher runs it as a script, and a script can import nothing: what is loaded late has to be in the bundle.
const left = /[^\w$.]import\(\s*["']([^"']+)/.exec(main);
if (left !== null) throw new Error(`the command line would import ${left[1]} at run time, which its launcher cannot`);
// Esbuild leaves letters beyond ASCII in regular expressions as they are; the launcher reads ASCII.
writeFileSync(
  `${folder}/main.cjs`,
  main.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
);
writeFileSync(`${folder}/third-party-licences.txt`, licencesOf(metafile));
await build({
  ...common,
  entryPoints: ["src/cli/launch.ts"],
  outfile: `${folder}/xdmap.cjs`,
  define: { V8_VERSION: JSON.stringify(process.versions.v8), V8_FLAGS: JSON.stringify(v8Flags) },
});
chmodSync(`${folder}/xdmap.cjs`, 0o755);
// What its check says is no part of the build's output.
execFileSync(process.execPath, ["scripts/code-cache.mjs", `${folder}/main.cjs`, `${folder}/main.cache`, ...v8Flags], {
  stdio: "pipe",
});
