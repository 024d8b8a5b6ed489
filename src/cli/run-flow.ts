import { setTimeout as sleepFor } from "node:timers/promises";
import { Command } from "commander";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { platformRuns } from "../diagnostics/platform-runs.js";
import { describeProblem } from "../platform/describe-problem.js";
import { judgeRun } from "../platform/runs/read-status.js";
import { renderRuns } from "../platform/runs/render-status.js";
import { fetchRowErrors } from "../platform/runs/row-errors.js";
import { openRunIntents } from "../platform/runs/run-intents.js";
import { isBad, type RunReport } from "../platform/runs/run-report.js";
import { printTime, readRunTime } from "../platform/runs/run-window.js";
import { type StartedRun, startRun } from "../platform/runs/start-run.js";
import { awaitRun } from "../platform/runs/watch-runs.js";
import { openStore, type Store } from "../platform/store/index.js";
import { printable } from "../text/terminal-text.js";
import { readSeconds } from "./arguments.js";
import { ask } from "./ask.js";
import { EXIT, type Exit } from "./exit.js";
import { deltaOfFlow, findFlow } from "./named-flow.js";
import { createOutput, type Output } from "./output.js";
import {
  addPlatformOptions,
  openSession,
  type PlatformHost,
  type PlatformOptions,
  type PlatformSession,
} from "./platform-options.js";
import { untilInterrupted } from "./until-interrupted.js";

export interface RunOptions extends PlatformOptions {
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  readonly yes?: boolean;
  readonly again?: boolean;
  readonly wait?: boolean;
  /** Seconds. */
  readonly settle: number;
}

export function runCommand(): Command {
  return addPlatformOptions(new Command("run"))
    .description("Runs a flow of the frequency `once` for a window of time, and never twice.")
    .argument("<flow>", "a key of xdmap.yaml, or the id of a flow")
    .option("--window-start <time>", "ISO 8601 or epoch seconds (default: where the last run ended)")
    .option("--window-end <time>", "ISO 8601 or epoch seconds, not in the window itself (default: now)")
    .option("--yes", "do not ask about a window that is hardly meant")
    .option("--again", "send a window that was sent before: its rows are taken in twice")
    .option("--wait", "wait for the end of the run, and say how it went")
    .option("--settle <seconds>", "how long a run is looked for whose answer was lost", readSeconds, 30)
    .addHelpText(
      "after",
      "\nExit status: 0 sent (with --wait: it succeeded), 1 not sent (or it failed, or lost records), 4 the platform failed, or what it did is not known.\n\nExamples:\n  $ xdmap run customers --sandbox dev --window-start 2026-05-01 --window-end 2026-06-01\n  $ xdmap run customers --sandbox dev --wait\n",
    )
    .action(async (flow: string, options: RunOptions) => {
      const output = createOutput();
      const canAsk = output.isNoteTerminal && process.stdin.isTTY === true;
      await untilInterrupted((signal) => {
        const asked = canAsk ? (question: string) => ask(question, output, signal) : null;
        return runFlow(flow, options, { env: process.env, output, signal, ask: asked });
      });
    });
}

export interface RunHost extends PlatformHost {
  readonly output: Output;
  /** Tests bring their own. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** Null where nobody can be asked. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
}

/** Sends one run, and with `--wait` waits for its end. */
export async function runFlow(named: string, options: RunOptions, host: RunHost): Promise<Exit> {
  const { output } = host;
  const start = options.windowStart === undefined ? null : readRunTime("--window-start", options.windowStart);
  const end = options.windowEnd === undefined ? null : readRunTime("--window-end", options.windowEnd);
  for (const read of [start, end])
    if (read !== null && "problem" in read) return tell([read.problem], EXIT.usage, output);
  const opened = await openSession(options, host);
  if (opened.kind === "ended") return opened.exit;
  const { session } = opened;
  const { deployment, organization } = session;
  const owner = { sandbox: deployment.sandbox, organization };
  const store = openStore({ folder: deployment.folder, owner, now: Date.now });
  if (store.kind === "problem") return tell([store.diagnostic], EXIT.errors, output);
  try {
    const window = { start: secondsOf(start), end: secondsOf(end) };
    return await sendLocked(named, window, options, session, store.value, host);
  } finally {
    store.value.release();
  }
}

function secondsOf(read: ReturnType<typeof readRunTime> | null): number | null {
  return read === null || "problem" in read ? null : read.seconds;
}

async function sendLocked(
  named: string,
  window: { readonly start: number | null; readonly end: number | null },
  options: RunOptions,
  session: PlatformSession,
  store: Store,
  host: RunHost,
): Promise<Exit> {
  const { output } = host;
  const { deployment, platform, organization } = session;
  const found = findFlow(named, deployment, store.state);
  if (found.kind === "misuse") {
    output.note(`error: ${printable(found.message)}\n`);
    return EXIT.usage;
  }
  const { key, id } = found.flow;
  if (id === null) {
    const missing = diagnostic(platformRuns.XM7311, null, { flow: named, sandbox: deployment.sandbox });
    return tell([missing], EXIT.errors, output);
  }
  const delta = await deltaOfFlow(key, deployment);
  if (delta.kind === "problem") return tell(delta.diagnostics, EXIT.errors, output);
  const intents = openRunIntents(store.paths.journal, { sandbox: deployment.sandbox, organization });
  if (intents.kind === "problem") return tell([intents.diagnostic], EXIT.errors, output);
  const name = key ?? id;
  const started = await startRun({
    platform,
    intents: intents.value,
    flowId: id,
    flow: name,
    window: { start: window.start, end: window.end ?? Math.floor(platform.serverTime() / 1000) },
    delta: delta.delta,
    again: options.again === true,
    confirm: (question) => isMeant(question, options, host),
    sleep: sleepOf(host),
    settle: options.settle * 1000,
    signal: host.signal,
  });
  return await tellStarted(started, name, options, session, host);
}

async function isMeant(question: Diagnostic, { yes }: RunOptions, host: RunHost): Promise<boolean> {
  if (yes === true) return true;
  return (await host.ask?.(`${question.message.replace(/ Nothing was sent\.$/, "")} Is it meant?`)) ?? false;
}

async function tellStarted(
  started: StartedRun,
  flow: string,
  options: RunOptions,
  session: PlatformSession,
  host: RunHost,
): Promise<Exit> {
  const { output } = host;
  if (host.signal?.aborted === true && started.kind !== "sent") {
    // What was cancelled needs no word, but for a run that may have been made.
    const unknown = started.kind === "stopped" ? started.diagnostics : [];
    return tell(
      unknown.filter(({ code }) => code === platformRuns.XM7308.code),
      EXIT.interrupted,
      output,
    );
  }
  switch (started.kind) {
    case "misuse":
      output.note(`error: ${printable(started.message)}\n`);
      return EXIT.usage;
    case "declined":
      return tell([started.question], EXIT.errors, output);
    case "stopped":
      return tell(started.diagnostics, started.isPlatform ? EXIT.platform : EXIT.errors, output);
    case "sent": {
      const { id, window, found } = started;
      const what = found ? "was sent before, and is there" : "is sent";
      output.note(`The run of ${flow} from ${printTime(window.start)} to ${printTime(window.end)} ${what}.\n`);
      await output.data(`${id}\n`);
      return options.wait === true ? await waitFor(id, flow, session, host) : EXIT.fine;
    }
  }
}

async function waitFor(id: string, flow: string, { platform }: PlatformSession, host: RunHost): Promise<Exit> {
  const { output, signal } = host;
  const show = ({ state, read }: RunReport) => {
    if (output.isNoteTerminal) output.progress(`${flow}: ${state}${read === null ? "" : `, ${read} records read`}`);
  };
  const ended = await awaitRun(platform.flows.runs, id, show, { sleep: sleepOf(host), signal });
  if (output.isNoteTerminal) output.progress(undefined);
  if (ended === null) return EXIT.interrupted;
  if (ended.kind === "problem")
    return tell([describeProblem(ended.problem, `waiting for ${flow}`)], EXIT.platform, output);
  const run = ended.value;
  const { rows, diagnostics } = isBad(run)
    ? await fetchRowErrors(platform.catalog.batches, run.batches)
    : { rows: [], diagnostics: [] };
  const view = { width: output.width, palette: output.notePalette, now: platform.serverTime() };
  output.note(renderRuns([{ ...run, rowErrors: rows }], view));
  const findings = [...diagnostics, ...judgeRun(flow, run)];
  return tell(findings, isBad(run) || run.state === "cancelled" ? EXIT.errors : EXIT.fine, output);
}

function sleepOf({ sleep, signal }: RunHost): (milliseconds: number) => Promise<void> {
  // An interruption ends the wait, and who waits looks at the signal.
  return sleep ?? ((milliseconds) => sleepFor(milliseconds, undefined, { signal }).catch(() => undefined));
}

function tell(findings: readonly Diagnostic[], exit: Exit, output: Output): Exit {
  output.findings(findings);
  return exit;
}
