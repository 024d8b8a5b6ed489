// Makes dist: the command line as one bundle with parts that load when used, the library, and its types.

import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "esm",
  minify: true,
  legalComments: "none",
  sourcemap: false,
  logLevel: "warning",
  define: { XDMAP_VERSION: JSON.stringify(version) },
};

rmSync("dist", { recursive: true, force: true });
await build({
  ...common,
  entryPoints: { xdmap: "src/cli/xdmap.ts" },
  outdir: "dist/cli",
  chunkNames: "parts/[name]-[hash]",
  splitting: true,
  // Packages in CommonJS ask for Node's own modules by `require`.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
chmodSync("dist/cli/xdmap.js", 0o755);
await build({
  ...common,
  entryPoints: ["src/index.ts"],
  outfile: "dist/index.js",
  platform: "neutral",
  packages: "external",
  minify: false,
});
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
execFileSync(process.execPath, [tsc, "-p", "tsconfig.types.json"], { stdio: "inherit" });
