import { resolve } from "node:path";
import { deployments } from "../diagnostics/deployments.js";
import type { Diagnostic } from "../diagnostics/index.js";
import type { Platform } from "../platform/connect.js";
import { openDeployment, sandboxOf, settle } from "../project/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import { openPlatform, type PlatformHost, type PlatformOptions } from "./platform-options.js";

/** What gets schemas: a project is not needed for that. */
export interface SchemaSession {
  readonly platform: Platform;
  /** The fingerprint of the organisation. */
  readonly organization: string;
  /** The project's, or else that of `--project`. */
  readonly folder: string;
  /** The component folders of the project. */
  readonly components: readonly string[];
}

export type OpenedSchemas =
  | { readonly kind: "session"; readonly session: SchemaSession }
  /** It has been said why. */
  | { readonly kind: "ended"; readonly exit: Exit };

/** As for flows; where there is no xdmap.yaml, `--sandbox` or `XDMAP_SANDBOX` says which sandbox is meant. */
export async function openSchemaSession(options: PlatformOptions, host: PlatformHost): Promise<OpenedSchemas> {
  const { env, output } = host;
  const misuse = (message: string): OpenedSchemas => {
    output.note(`error: ${printable(message)}\n`);
    return { kind: "ended", exit: EXIT.usage };
  };
  const refuse = (diagnostics: readonly Diagnostic[]): OpenedSchemas => {
    output.findings(diagnostics);
    return { kind: "ended", exit: EXIT.errors };
  };
  const opened = await openDeployment({ folder: options.project, sandbox: options.sandbox, env });
  if (opened.kind === "misuse") return misuse(opened.message);
  if (opened.kind === "problem") {
    if (opened.diagnostics.some(({ code }) => code !== deployments.XM6138.code)) return refuse(opened.diagnostics);
    const folder = resolve(options.project);
    const chosen = await sandboxOf({ folder, sandbox: options.sandbox, env }, null);
    if (chosen.kind === "misuse") return misuse(chosen.message);
    if (chosen.kind === "problem") return refuse(chosen.diagnostics);
    return await openIn(folder, chosen.name, [], options, host);
  }
  const { deployment, diagnostics } = opened;
  output.findings(diagnostics);
  const loaded = await deployment.projects.ofFolder(deployment.folder);
  if (loaded.kind === "problem") return refuse(loaded.diagnostics);
  const { components } = settle({ sample: {} }, loaded.project).settings;
  return await openIn(deployment.folder, deployment.sandbox, components, options, host);
}

async function openIn(
  folder: string,
  sandbox: string,
  components: readonly string[],
  options: PlatformOptions,
  host: PlatformHost,
): Promise<OpenedSchemas> {
  const opened = await openPlatform(folder, sandbox, options, host);
  if (opened.kind === "ended") return opened;
  return {
    kind: "session",
    session: { platform: opened.platform, organization: opened.organization, folder, components },
  };
}
