import { setTimeout as sleepFor } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { Command, Option } from "commander";
import type { Platform } from "../platform/connect.js";
import { type AskedFlow, judgeRuns, type ReadStatus, readStatus } from "../platform/runs/read-status.js";
import { renderFlow, renderFlows } from "../platform/runs/render-status.js";
import { hasEnded } from "../platform/runs/run-report.js";
import { statusDocument } from "../platform/runs/status-document.js";
import { watchUntil } from "../platform/runs/watch-runs.js";
import { readState } from "../platform/store/index.js";
import { printable, widthOf } from "../text/terminal-text.js";
import { readCount } from "./arguments.js";
import { EXIT, type Exit } from "./exit.js";
import { allFlows, findFlow } from "./named-flow.js";
import { createOutput, type Output } from "./output.js";
import { addPlatformOptions, openSession, type PlatformHost, type PlatformOptions } from "./platform-options.js";
import { linesOf } from "./standard-streams.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface StatusCommandOptions extends PlatformOptions {
  readonly watch?: boolean;
  readonly limit: number;
  readonly format: "text" | "json";
}

export function statusCommand(): Command {
  return addPlatformOptions(new Command("status"))
    .description(
      "Shows how flows stand and how their runs went; of one flow also the errors, and what to do about them.",
    )
    .argument("[flow]", "a key of xdmap.yaml, or the id of a flow; all flows if left out")
    .option("--watch", "look again until no run goes on")
    .option("--limit <runs>", "so many runs of each flow, the newest", readCount, 10)
    .addOption(new Option("--format <format>", "what to print").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      "\nExit status: 0 fine, 1 a run failed or lost records (of all flows: the last run of each), 4 the platform failed.\n\nExamples:\n  $ xdmap status --sandbox dev\n  $ xdmap status customers --sandbox dev --watch\n",
    )
    .action(async (flow: string | undefined, options: StatusCommandOptions) => {
      const output = createOutput();
      await untilInterrupted((signal) => {
        // A terminal that does not know its height says 0.
        const height = linesOf("stdout") || undefined;
        return showStatus(flow, options, { env: process.env, output, signal, height });
      });
    });
}

export interface StatusHost extends PlatformHost {
  readonly output: Output;
  /** Tests bring their own. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  readonly now?: (() => number) | undefined;
  /** How many lines the terminal has; undefined where that is not known. */
  readonly height?: number | undefined;
}

/** Prints how flows stand; with `--watch` again and again. */
export async function showStatus(
  named: string | undefined,
  options: StatusCommandOptions,
  host: StatusHost,
): Promise<Exit> {
  const { output, signal } = host;
  const opened = await openSession(options, host);
  if (opened.kind === "ended") return opened.exit;
  const { deployment, platform, organization, diagnostics } = opened.session;
  const state = readState(deployment.folder, { sandbox: deployment.sandbox, organization });
  if (state.kind === "problem") {
    output.findings([...diagnostics, state.diagnostic]);
    return EXIT.errors;
  }
  const found = named === undefined ? null : findFlow(named, deployment, state.value);
  if (found?.kind === "misuse") {
    output.note(`error: ${printable(found.message)}\n`);
    return EXIT.usage;
  }
  const asked = found === null ? allFlows(deployment, state.value) : [found.flow];
  const isSingle = found !== null;
  const screen = createScreen(output, options, host.height);
  const print = (status: ReadStatus & { readonly kind: "ok" }) => {
    const view = { width: output.width, palette: output.palette, now: (host.now ?? platform.serverTime)() };
    if (options.format === "json") return statusDocument(deployment.sandbox, status.flows);
    return isSingle ? status.flows.map((flow) => renderFlow(flow, view)).join("") : renderFlows(status.flows, view);
  };
  const last = await look(platform, asked, isSingle, options, host, (status) => screen.show(print(status)));
  if (last === null || signal?.aborted === true) return EXIT.interrupted;
  if (last.kind === "problem") {
    output.findings([...diagnostics, ...last.diagnostics]);
    return EXIT.platform;
  }
  await screen.end(print(last));
  const bad = judgeRuns(last.flows, isSingle ? "all" : "last");
  output.findings([...diagnostics, ...last.diagnostics, ...bad]);
  return bad.length > 0 ? EXIT.errors : EXIT.fine;
}

/** The last state of things; null where the signal came first. */
async function look(
  platform: Platform,
  asked: readonly AskedFlow[],
  isSingle: boolean,
  { watch, limit }: StatusCommandOptions,
  { sleep, signal }: StatusHost,
  show: (status: ReadStatus & { readonly kind: "ok" }) => void,
): Promise<ReadStatus | null> {
  const read = (rowErrors: boolean) => readStatus(platform, asked, { limit, rowErrors: rowErrors && isSingle });
  if (watch !== true) return await read(true);
  const seen: { last: ReadStatus | null } = { last: null };
  const pause = sleep ?? ((milliseconds) => sleepFor(milliseconds, undefined, { signal }).catch(() => undefined));
  const ended = await watchUntil(
    async () => {
      // The rows that failed are fetched once, at the end.
      const status = await read(false);
      seen.last = status;
      if (status.kind === "problem") return null;
      show(status);
      const runs = status.flows.flatMap((flow) => flow.runs);
      return { ended: runs.every(hasEnded), seen: JSON.stringify(status.flows) };
    },
    { sleep: pause, signal },
  );
  if (!ended) return null;
  return seen.last?.kind === "problem" ? seen.last : await read(true);
}

interface Screen {
  readonly show: (text: string) => void;
  readonly end: (text: string) => Promise<void>;
}

/** On a terminal what is watched is written over in place; elsewhere only the end is printed. */
function createScreen(
  output: Output,
  { watch, format }: StatusCommandOptions,
  height: number = Number.POSITIVE_INFINITY,
): Screen {
  const isInPlace = watch === true && format === "text" && output.isTerminal;
  let shown = 0;
  const back = () => (shown === 0 ? "" : `\u001b[${shown}A\u001b[J`);
  const write = async (text: string) => {
    const before = back();
    shown = linesOnScreen(text);
    await output.data(`${before}${text}`);
  };
  /** Narrow terminals break lines. */
  const linesOnScreen = (text: string) =>
    text
      .split("\n")
      .slice(0, -1)
      .map((line) => Math.max(1, Math.ceil(widthOf(stripVTControlCharacters(line)) / output.width)))
      .reduce((sum, lines) => sum + lines, 0);
  /** The cursor cannot go back to what has left the screen at its top. */
  const fitted = (text: string) => {
    const lines = text.split("\n").slice(0, -1);
    while (lines.length > 1 && linesOnScreen(`${lines.join("\n")}\n`) >= height) lines.pop();
    return `${lines.join("\n")}\n`;
  };
  return {
    show: (text) => {
      if (isInPlace) void write(fitted(text));
    },
    end: async (text) => {
      if (isInPlace) await write(text);
      else await output.data(text);
    },
  };
}
