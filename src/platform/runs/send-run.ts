import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import { describeProblem } from "../describe-problem.js";
import type { Reply } from "../problem.js";
import type { Run, RunService } from "../services/flow-service-types.js";
import type { RunBody } from "./run-body.js";
import type { RunIntent, RunIntents } from "./run-intents.js";
import { describeRun } from "./run-report.js";
import { isSameWindow, printTime, type RunWindow } from "./run-window.js";

export interface SendOptions {
  readonly runs: RunService;
  readonly intents: RunIntents;
  /** Milliseconds since 1970, by the platform's clock. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** How long a run of unknown outcome is looked for, in milliseconds. */
  readonly settle: number;
  /** For messages. */
  readonly flow: string;
  /** Ends the looking: the note stays. */
  readonly signal?: AbortSignal | undefined;
}

export type SentRun =
  /** `found`: it was sent before, or its answer was lost, and the list has it. */
  | { readonly kind: "sent"; readonly id: string; readonly found: boolean }
  /** `isPlatform`: the platform failed, or what it did is not known. */
  | { readonly kind: "stopped"; readonly diagnostics: readonly Diagnostic[]; readonly isPlatform: boolean };

/** The pauses between looks at the list, in milliseconds: at first short, for most lists do not lag. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 5_000;

/**
 * Sends a run once. The intent is on disk before, and stays there until the outcome is known: a run has no name to find it
 * by, and one that is sent twice takes its rows in twice. `before` are the runs of the flow that were there already.
 */
export async function sendRun(body: RunBody, before: readonly Run[], options: SendOptions): Promise<SentRun> {
  const { runs, intents, now } = options;
  const window = { start: body.params.windowStartTime, end: body.params.windowEndTime };
  const intent: RunIntent = {
    flowId: body.flowId,
    window,
    time: now(),
    before: before.filter((run) => isOfWindow(run, window)).map(({ id }) => id),
    phase: "sent",
  };
  // Where one of this window is still unknown, a refusal of this one says nothing of it.
  const [unsettled] = intents.overlapping(body.flowId, window).filter((known) => isSameWindow(known.window, window));
  const unwritten = intents.open(intent);
  if (unwritten !== null) return { kind: "stopped", diagnostics: [unwritten], isPlatform: false };
  const reply = await runs.create(body);
  if (reply.kind === "ok") return close(intent, reply.value.id, false, options);
  if (reply.problem.kind !== "unknown") {
    const kept = unsettled === undefined ? intents.close(intent) : intents.open(unsettled);
    const told = describeProblem(reply.problem, `running ${options.flow}`);
    return { kind: "stopped", diagnostics: kept === null ? [told] : [told, kept], isPlatform: true };
  }
  const settled = await settleIntent(intent, now() + options.settle, options);
  if (settled !== null) return settled;
  const lost = describeProblem(reply.problem, `running ${options.flow}`);
  return { kind: "stopped", diagnostics: [lost, ...giveUp(intent, options)], isPlatform: true };
}

/** Looks for the run of an intent, once at least, until `end` or the signal; null where the list does not have it. */
export async function settleIntent(intent: RunIntent, end: number, options: SendOptions): Promise<SentRun | null> {
  const { runs, now, sleep, signal } = options;
  const isOver = () => now() >= end || signal?.aborted === true;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    const listed = await collectRuns(runs, intent.flowId);
    if (listed.kind === "ok") {
      const found = listed.value.filter((run) => isOfWindow(run, intent.window) && !intent.before.includes(run.id));
      const [first, ...others] = found;
      if (first !== undefined && others.length === 0) return close(intent, first.id, true, options);
      if (first !== undefined) {
        const parameters = { ...shownWindow(intent.window), flow: options.flow, ids: found.map(({ id }) => id) };
        return { kind: "stopped", diagnostics: [diagnostic(platformRuns.XM7312, null, parameters)], isPlatform: true };
      }
    } else if (isOver()) {
      const told = describeProblem(listed.problem, `looking for the run of ${options.flow}`);
      return { kind: "stopped", diagnostics: [told, ...giveUp(intent, options)], isPlatform: true };
    }
    if (isOver()) return null;
    await sleep(Math.min(pause, end - now()));
  }
}

function giveUp(intent: RunIntent, { intents, flow, settle, signal }: SendOptions): readonly Diagnostic[] {
  const unwritten = intents.open({ ...intent, phase: "unknown" });
  const seconds = signal?.aborted === true ? null : Math.round(settle / 1000);
  const parameters = { ...shownWindow(intent.window), flow, seconds };
  const told = diagnostic(platformRuns.XM7308, null, parameters);
  return unwritten === null ? [told] : [told, unwritten];
}

function close(intent: RunIntent, id: string, found: boolean, { intents }: SendOptions): SentRun {
  const unwritten = intents.close(intent);
  // The run is there; only the note that it may be missing could not be taken away.
  return unwritten === null
    ? { kind: "sent", id, found }
    : { kind: "stopped", diagnostics: [unwritten], isPlatform: false };
}

/** All runs of a flow, in the service's order. */
export async function collectRuns(runs: RunService, flowId: string): Promise<Reply<readonly Run[]>> {
  const all: Run[] = [];
  for await (const reply of runs.ofFlow(flowId)) {
    if (reply.kind === "problem") return reply;
    all.push(reply.value);
  }
  return { kind: "ok", value: all };
}

function isOfWindow(run: Run, window: RunWindow): boolean {
  const { window: known } = describeRun(run);
  return known !== null && isSameWindow(known, window);
}

export function shownWindow({ start, end }: RunWindow): { readonly start: string; readonly end: string } {
  return { start: printTime(start), end: printTime(end) };
}
