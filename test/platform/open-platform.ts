import { renderText } from "../../src/diagnostics/index.js";
import type { Emulator } from "../../src/emulator/index.js";
import { connect } from "../../src/platform/connect.js";
import type { ConnectOptions } from "../../src/platform/connect-options.js";
import { fingerprintOf } from "../../src/platform/store/fingerprint.js";
import { openDeployment, readCredentials } from "../../src/project/index.js";

/** What commands work with: the project in a folder, as the sandbox `dev` has it, and the emulator as its platform. */
export async function openPlatform(
  folder: string,
  emulator: Emulator,
  options: Pick<ConnectOptions, "clock" | "sleep" | "random" | "trace">,
) {
  const env = emulator.env();
  const opened = await openDeployment({ folder, sandbox: "dev", env });
  if (opened.kind !== "deployment") {
    throw new Error(opened.kind === "misuse" ? opened.message : renderText(opened.diagnostics));
  }
  const read = await readCredentials(folder, env);
  if (read.kind !== "ok") throw new Error(renderText(read.diagnostics));
  const { deployment } = opened;
  const { credentials } = read;
  const fetch = (url: string, init: RequestInit) => emulator.fetch(url, init);
  const platform = connect({ credentials, sandbox: deployment.sandbox, fetch, ...options });
  const owner = { sandbox: deployment.sandbox, organization: fingerprintOf(credentials.organization) };
  return { deployment, platform, owner };
}
