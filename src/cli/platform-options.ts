import { type Command, Option } from "commander";
import { deployments } from "../diagnostics/deployments.js";
import { type Diagnostic, diagnostic, hasErrors, quote } from "../diagnostics/index.js";
import type { Platform } from "../platform/connect.js";
import type { Fetch } from "../platform/connect-options.js";
import { renderTrace } from "../platform/http/render-trace.js";
import { fingerprintOf } from "../platform/store/fingerprint.js";
import { type Deployment, openDeployment, readCredentials } from "../project/index.js";
import { nearest } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { collect, readName, readSeconds } from "./arguments.js";
import { EXIT, type Exit } from "./exit.js";
import type { Output } from "./output.js";

/** The options that every command takes which speaks with AEP. */
export interface PlatformOptions {
  readonly sandbox?: string;
  readonly project: string;
  readonly verbose?: boolean;
  /** Seconds. */
  readonly deadline?: number;
}

/** Without `sandbox` the command names its sandboxes itself. */
export function addPlatformOptions(command: Command, { sandbox = true }: { readonly sandbox?: boolean } = {}): Command {
  if (sandbox)
    command.option("--sandbox <name>", "the sandbox (XDMAP_SANDBOX; else the only one of xdmap.yaml)", readName);
  return command
    .addOption(new Option("--project <folder>", "a folder of the project, with xdmap.yaml in it or above").default("."))
    .option("--verbose", "print every request and its answer to standard error, secrets replaced")
    .option("--deadline <seconds>", "how long one call may take with all its replays (120)", readSeconds);
}

/** Which flows a command is for. */
export function flowOption(): Option {
  return new Option("--flow <key>", "only this flow of xdmap.yaml; may be repeated")
    .default([], "all flows")
    .argParser(collect);
}

/** What a command has in hand when it speaks with AEP. */
export interface PlatformSession {
  readonly deployment: Deployment;
  readonly platform: Platform;
  /** The fingerprint of the organisation. */
  readonly organization: string;
  /** Warnings and notes of the project file. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a command is run with; tests bring their own. */
export interface PlatformHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly output: Pick<Output, "note" | "findings">;
  readonly fetch?: Fetch | undefined;
  readonly clock?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type OpenedSession =
  | { readonly kind: "session"; readonly session: PlatformSession }
  /** It has been said why. */
  | { readonly kind: "ended"; readonly exit: Exit };

/** Reads the project file for a sandbox, and what signs in. Nothing is sent yet. */
export async function openSession(options: PlatformOptions, host: PlatformHost): Promise<OpenedSession> {
  const { env, output } = host;
  const refuse = (diagnostics: readonly Diagnostic[]): OpenedSession => {
    output.findings(diagnostics);
    return { kind: "ended", exit: EXIT.errors };
  };
  const opened = await openDeployment({ folder: options.project, sandbox: options.sandbox, env });
  if (opened.kind === "misuse") {
    output.note(`error: ${printable(opened.message)}\n`);
    return { kind: "ended", exit: EXIT.usage };
  }
  if (opened.kind === "problem") return refuse(opened.diagnostics);
  const { deployment, diagnostics } = opened;
  const opening = await openPlatform(deployment.folder, deployment.sandbox, options, host);
  if (opening.kind === "ended") return opening;
  const { platform, organization } = opening;
  return { kind: "session", session: { deployment, platform, organization, diagnostics } };
}

type OpenedPlatform =
  | ({ readonly kind: "platform" } & Pick<PlatformSession, "platform" | "organization">)
  | { readonly kind: "ended"; readonly exit: Exit };

/** What signs in, for a sandbox; `folder` may have a `.env`. Nothing is sent yet. */
export async function openPlatform(
  folder: string,
  sandbox: string,
  options: PlatformOptions,
  { env, output, fetch, clock, signal }: PlatformHost,
): Promise<OpenedPlatform> {
  const read = await readCredentials(folder, env);
  if (read.kind === "problem") {
    // Without what signs in, signing in has failed.
    output.findings(read.diagnostics);
    return { kind: "ended", exit: EXIT.platform };
  }
  // Taken where something is sent: of the commands of `schema` not all do.
  const [{ connect }, { readProxies }] = await Promise.all([
    import("../platform/connect.js"),
    import("../platform/http/proxies.js"),
  ]);
  const proxies = readProxies(env);
  if (proxies.kind === "problem") {
    const { name, why } = proxies;
    const example = "http://proxy.example.com:8080";
    output.findings([diagnostic(deployments.XM6142, null, { name, why, example })]);
    return { kind: "ended", exit: EXIT.platform };
  }
  const platform = connect({
    credentials: read.credentials,
    sandbox,
    fetch,
    proxies: proxies.kind === "proxies" ? proxies.proxies : null,
    clock,
    signal,
    deadline: options.deadline === undefined ? undefined : options.deadline * 1000,
    trace: options.verbose === true ? (entry) => output.note(renderTrace(entry)) : undefined,
  });
  return { kind: "platform", platform, organization: fingerprintOf(read.credentials.organization) };
}

/** The keys of the flows that are meant; a sentence where one is none. */
export function chooseFlows(
  { flows }: Deployment,
  keys: readonly string[],
): { readonly keys: readonly string[] } | { readonly misuse: string } {
  const unknown = keys.find((key) => !flows.has(key));
  if (unknown === undefined) return { keys };
  const near = nearest(unknown, flows.keys());
  const all = [...flows.keys()].slice(0, 10).map(quote).join(", ");
  const advice = near !== undefined ? `Did you mean ${quote(near)}?` : all === "" ? "It has none." : `It has ${all}.`;
  return { misuse: `xdmap.yaml has no flow ${quote(unknown)}. ${advice}` };
}

/** Whether a command that found this failed at the platform, or by what was found. */
export function exitOf(diagnostics: readonly Diagnostic[], platformFailed: boolean): Exit {
  if (platformFailed) return EXIT.platform;
  return hasErrors(diagnostics) ? EXIT.errors : EXIT.fine;
}
