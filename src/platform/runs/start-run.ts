import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { memberOf } from "../json.js";
import type { Problem } from "../problem.js";
import type { Flow, FlowSpec, Run } from "../services/flow-service-types.js";
import { createRunBody, faultOfRun } from "./run-body.js";
import { type DeltaColumn, decideDelta } from "./run-delta.js";
import type { RunIntents } from "./run-intents.js";
import { askedWindow, describeRun } from "./run-report.js";
import {
  checkOrder,
  doOverlap,
  endsAfter,
  isSameWindow,
  printTime,
  questionWindow,
  type RunWindow,
} from "./run-window.js";
import { collectRuns, type SendOptions, type SentRun, sendRun, settleIntent, shownWindow } from "./send-run.js";

export interface StartOptions {
  readonly platform: Pick<Platform, "flows" | "serverTime">;
  readonly intents: RunIntents;
  readonly flowId: string;
  /** How the user names the flow. */
  readonly flow: string;
  /** A start of null: where the last run that went well ended. Seconds since 1970. */
  readonly window: { readonly start: number | null; readonly end: number };
  /** What the flow's files say; null where they say nothing, or the flow is in no file. */
  readonly delta: DeltaColumn | null;
  /** Sends a window that was sent before. */
  readonly again: boolean;
  /** Whether a window that is questioned is meant. */
  readonly confirm: (question: Diagnostic) => Promise<boolean>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly settle: number;
  readonly signal?: AbortSignal | undefined;
}

export type StartedRun =
  | (SentRun & { readonly window: RunWindow })
  /** No window can be made of what was given: wrong usage. */
  | { readonly kind: "misuse"; readonly message: string }
  /** The user does not mean the window. */
  | { readonly kind: "declined"; readonly question: Diagnostic };

/** Checks all that can be known before, and sends one run of a flow. */
export async function startRun(options: StartOptions): Promise<StartedRun> {
  const { platform, flowId, flow: name } = options;
  const known = await readFlow(options);
  if ("stopped" in known) return stop(known.stopped, { start: 0, end: 0 }, known.isPlatform);
  const { flow, spec, runs } = known;
  const last = options.window.start === null ? lastOf(runs) : null;
  if (last?.missed === true) {
    const { id, end } = last;
    const message = `the window of the last run of ${name} (${id}) ends at ${printTime(end)}, which is after the run itself: what changed in between is perhaps in no run; give --window-start`;
    return { kind: "misuse", message };
  }
  const start = options.window.start ?? last?.end ?? null;
  if (start === null) {
    return { kind: "misuse", message: `${name} has no earlier run to go on from; give --window-start` };
  }
  const window = { start, end: options.window.end };
  const disorder = checkOrder(window);
  if (disorder !== null) return stop([disorder], window);
  const now = () => platform.serverTime();
  const question = questionWindow(window, now() / 1000);
  if (question !== null && !(await options.confirm(question))) return { kind: "declined", question };
  const delta = decideDelta(flow, spec, runs, options.delta);
  if ("problem" in delta) return stop([delta.problem], window);
  // Rounded up, so that it is not in the past by less than a second.
  const body = createRunBody(flowId, window, Math.ceil(now() / 1000), delta.deltaColumn);
  const fault = faultOfRun(body, spec?.runSpec ?? null);
  if (fault !== null) return stop([diagnostic(platformRuns.XM7307, null, { flow: name, fault })], window);
  const send = { runs: platform.flows.runs, intents: options.intents, now, ...pick(options) };
  if (!options.again) {
    const before = await findEarlier(window, runs, send, flowId);
    if (before !== null) return { ...before, window };
  }
  return { ...(await sendRun(body, runs, send)), window };
}

function pick({
  sleep,
  settle,
  flow,
  signal,
}: StartOptions): Pick<StartOptions, "sleep" | "settle" | "flow" | "signal"> {
  return { sleep, settle, flow, signal };
}

function stop(diagnostics: readonly Diagnostic[], window: RunWindow, isPlatform = false): StartedRun {
  return { kind: "stopped", diagnostics, isPlatform, window };
}

/** A window that was sent before: its run where it can be found, or why it is not sent again; null where there is none. */
async function findEarlier(
  window: RunWindow,
  runs: readonly Run[],
  send: SendOptions,
  flowId: string,
): Promise<SentRun | null> {
  for (const intent of send.intents.overlapping(flowId, window)) {
    // After twice the settle time one look is enough: what is not listed by then is not behind by a lag.
    const settled = await settleIntent(intent, intent.time + 2 * send.settle, send);
    const isSame = isSameWindow(intent.window, window);
    if (settled === null) {
      const sent = new Date(intent.time).toISOString();
      const parameters = { ...shownWindow(intent.window), flow: send.flow, sent, isSame };
      return { kind: "stopped", diagnostics: [diagnostic(platformRuns.XM7309, null, parameters)], isPlatform: true };
    }
    if (settled.kind === "stopped" || isSame) return settled;
    return wasTaken({ id: settled.id, state: null, window: intent.window }, window, send.flow);
  }
  const taken = runs.flatMap((run) => {
    const { id, state } = describeRun(run);
    const known = askedWindow(run);
    const isLost = state === "failed" || state === "cancelled";
    return known === null || isLost || !doOverlap(known, window) ? [] : [{ id, state, window: known }];
  });
  const earlier = taken.find((each) => isSameWindow(each.window, window)) ?? taken[0];
  return earlier === undefined ? null : wasTaken(earlier, window, send.flow);
}

function wasTaken(
  { id, state, window: known }: { readonly id: string; readonly state: string | null; readonly window: RunWindow },
  window: RunWindow,
  flow: string,
): SentRun {
  const parameters = { ...shownWindow(known), flow, id, state, isSame: isSameWindow(known, window) };
  return { kind: "stopped", diagnostics: [diagnostic(platformRuns.XM7310, null, parameters)], isPlatform: false };
}

interface KnownFlow {
  readonly flow: Flow;
  readonly spec: FlowSpec | null;
  readonly runs: readonly Run[];
}

type Stopped = { readonly stopped: readonly Diagnostic[]; readonly isPlatform: boolean };

async function readFlow({ platform, flowId, flow: name }: StartOptions): Promise<KnownFlow | Stopped> {
  const failed = (problem: Problem, doing: string): Stopped => ({
    stopped: [describeProblem(problem, doing)],
    isPlatform: true,
  });
  const found = await platform.flows.flows.get(flowId);
  if (found.kind === "problem") return failed(found.problem, `reading the flow ${name}`);
  const flow = found.value;
  const wrong = checkFlow(flow, name);
  if (wrong !== null) return { stopped: [wrong], isPlatform: false };
  const [spec, runs] = await Promise.all([
    flow.flowSpec === null ? null : platform.flows.flowSpecs.get(flow.flowSpec.id),
    collectRuns(platform.flows.runs, flowId),
  ]);
  if (spec?.kind === "problem") return failed(spec.problem, `reading the flow spec of ${name}`);
  if (runs.kind === "problem") return failed(runs.problem, `reading the runs of ${name}`);
  return { flow, spec: spec?.value ?? null, runs: runs.value };
}

/** Only an enabled flow of frequency `once` takes runs (1386-400). */
function checkFlow(flow: Flow, name: string): Diagnostic | null {
  const frequency = memberOf(flow.scheduleParams, "frequency");
  if (frequency !== "once") {
    const shown = typeof frequency === "string" ? frequency : null;
    return diagnostic(platformRuns.XM7303, null, { flow: name, frequency: shown });
  }
  if (flow.state === null || flow.state === "enabled") return null;
  return diagnostic(platformRuns.XM7304, null, { flow: name, state: flow.state });
}

interface LastRun {
  readonly id: string;
  readonly end: number;
  /** It may have left out rows of its window, which ends after the run was made. */
  readonly missed: boolean;
}

/** The run whose window ends last, of those that took their rows in: the next begins there, so that it leaves none out. */
function lastOf(runs: readonly Run[]): LastRun | null {
  const taking = runs.map(describeRun).flatMap(({ id, state, window, createdAt }): readonly LastRun[] => {
    if (window === null || state === "failed" || state === "cancelled") return [];
    return [{ id, end: window.end, missed: createdAt !== null && endsAfter(window, createdAt) }];
  });
  return taking.toSorted((a, b) => b.end - a.end)[0] ?? null;
}
