// Makes the command line in a folder: its two scripts (main.cjs, later.cjs) with V8's code cache of each, their launcher
// (xdmap.cjs), and the licences of what is bundled.
// Usage: node scripts/build-cli.mjs FOLDER
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licencesOf } from "./licences.mjs";
import { splitBundle } from "./split-bundle.mjs";

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

const metafiles = await splitBundle(folder, "src/cli/run.ts", {
  ...common,
  // Names stay, so that the stack of a bug report can be read.
  minifyWhitespace: true,
  minifySyntax: true,
  minifyIdentifiers: true,
  define: { XDMAP_VERSION: JSON.stringify(version) },
  alias: { "node:child_process": "./scripts/no-child-processes.cjs" },
  banner: { js: "(function (module, require) {" },
  footer: { js: "})" },
});
for (const script of [`${folder}/main.cjs`, `${folder}/later.cjs`]) {
  const text = readFileSync(script, "utf8");
  // The launcher runs it as a script, and a script can import nothing: what is loaded late has to be in a bundle.
  const left = /[^\w$.]import\(\s*["']([^"']+)/.exec(text);
  if (left !== null) throw new Error(`the command line would import ${left[1]} at run time, which its launcher cannot`);
  // Esbuild leaves letters beyond ASCII in regular expressions as they are; the launcher reads ASCII.
  const inAscii = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  writeFileSync(script, inAscii);
}
writeFileSync(`${folder}/third-party-licences.txt`, licencesOf(metafiles));
await build({
  ...common,
  entryPoints: ["src/cli/launch.ts"],
  outfile: `${folder}/xdmap.cjs`,
  define: { V8_VERSION: JSON.stringify(process.versions.v8), V8_FLAGS: JSON.stringify(v8Flags) },
});
chmodSync(`${folder}/xdmap.cjs`, 0o755);
// What its check says is no part of the build's output.
execFileSync(process.execPath, ["scripts/run-ts.mjs", "scripts/code-cache.ts", folder, ...v8Flags], { stdio: "pipe" });
