import { type Command, Option } from "commander";
import { collect, readName, readSeconds } from "./arguments.js";
import type { Output } from "./output.js";
import type { RemoteChoice, RemoteOptions } from "./prepare-remote.js";
import type { PreviewFormat } from "./preview-formats.js";
import { untilInterrupted } from "./until-interrupted.js";

declare const XDMAP_VERSION: string;

export function addRemoteOptions(command: Command): Command {
  return command
    .option("--remote", "have the first 10 rows (--limit, 100 at most) mapped by Data Prep too, and compare")
    .option("--sandbox <name>", "with --remote: the sandbox (XDMAP_SANDBOX; else the only one of xdmap.yaml)", readName)
    .option("--schema-id <id>", "with --remote: the target schema's $id there; without it, as for build", readName)
    .addOption(
      new Option(
        "--data <form>",
        "with --remote: send rows in a list, or each as an object (by default what works)",
      ).choices(["list", "object"]),
    )
    .option("--record <file>", "with --remote: keep what came of the rows as cases for `xdmap eval --batch`", readName)
    .addOption(
      new Option(
        "--mask <columns>",
        "with --remote: put other letters and digits into these columns before anything is sent: names with commas, * for all",
      ).argParser((name: string, before: readonly string[] = []) => collect(readName(name), before)),
    )
    .option("--verbose", "with --remote: print every request and its answer to standard error, secrets replaced")
    .option(
      "--deadline <seconds>",
      "with --remote: how long one call may take with all its replays (120)",
      readSeconds,
    );
}

const REMOTE = ["sandbox", "schemaId", "data", "record", "mask", "verbose", "deadline"] as const;

/** What speaks of all rows or of all records has no meaning for a few that are compared. */
const LOCAL = ["output", "report", "reportHtml", "maxNullRate", "maxRejected", "threads"] as const;

/** What is wrong with the options, as a sentence; null where nothing is. */
export function describeRemoteMisuse(command: Command): string | null {
  const isGiven = (name: string): boolean => command.getOptionValueSource(name) === "cli";
  const { remote, format } = command.opts<RemoteChoice & { readonly format?: PreviewFormat }>();
  if (remote !== true) {
    const alone = REMOTE.find(isGiven);
    return alone === undefined ? null : `${flagOf(alone)} goes with --remote.`;
  }
  if (command.getOptionValue("report") === false)
    return "--no-report does not go with --remote, which writes no report.";
  const other = LOCAL.find(isGiven);
  if (other !== undefined) return `${flagOf(other)} does not go with --remote, which compares a few rows.`;
  if (format !== undefined && format !== "table" && format !== "json") {
    return `--remote prints a table or json, not ${format}.`;
  }
  return null;
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

type Given = RemoteChoice & Omit<RemoteOptions, "format"> & { readonly format?: PreviewFormat };

export function isRemote({ remote }: RemoteChoice): boolean {
  return remote === true;
}

/** What connects is loaded where something is sent. */
export async function previewInSandbox(path: string, { format, ...options }: Given, output: Output): Promise<void> {
  const { previewOnPlatform } = await import("./preview-remote.js");
  const asked: RemoteOptions = { ...options, ...(format === "json" ? { format } : {}) };
  await untilInterrupted((signal) =>
    previewOnPlatform(path, asked, { env: process.env, output, signal, version: XDMAP_VERSION }),
  );
}
