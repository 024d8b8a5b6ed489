import { build } from "esbuild";
import { cliPath } from "./cli.js";

/** Bundles the command line once for all suites that run it as users do. */
export default async function setup(): Promise<void> {
  await build({
    stdin: { contents: 'import { run } from "./src/cli/run.js"; run(process.argv.slice(2));', resolveDir: "." },
    outfile: cliPath,
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    logLevel: "warning",
    define: { XDMAP_VERSION: JSON.stringify("0.0.0-test") },
  });
}
