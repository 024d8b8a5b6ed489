import { build } from "esbuild";
import { cliPath } from "./cli.js";

/** Bundles the command line once for all suites that run it as users do. */
export default async function setup(): Promise<void> {
  await build({
    entryPoints: ["src/cli/xdmap.ts"],
    outfile: cliPath,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "esm",
    logLevel: "warning",
    define: { XDMAP_VERSION: JSON.stringify("0.0.0-test") },
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  });
}
