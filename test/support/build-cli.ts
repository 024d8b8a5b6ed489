import { execFileSync } from "node:child_process";
import { dirname } from "node:path";
import { cliPath } from "./cli.js";

/** Makes the command line once, as `npm run build` does, for all suites that run it as users do. */
export default function setup(): void {
  execFileSync(process.execPath, ["scripts/build-cli.mjs", dirname(cliPath)], { stdio: "inherit" });
}
