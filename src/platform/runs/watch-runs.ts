import type { Reply } from "../problem.js";
import type { Run, RunService } from "../services/flow-service-types.js";
import { describeRun, hasEnded, type RunReport } from "./run-report.js";

export interface WatchOptions {
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal?: AbortSignal | undefined;
}

/** The pauses between looks, in milliseconds: most runs take minutes. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 60_000;

/**
 * Looks again and again, in ever longer pauses, until `look` says that all has ended; false where the signal ended it. A
 * change makes the pauses short again.
 */
export async function watchUntil(
  look: () => Promise<{ readonly ended: boolean; readonly seen: string } | null>,
  { sleep, signal }: WatchOptions,
): Promise<boolean> {
  const isOver = () => signal?.aborted === true;
  let before = "";
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
    const seen = await look();
    if (isOver()) return false;
    if (seen === null || seen.ended) return true;
    if (seen.seen !== before) pause = FIRST_PAUSE;
    before = seen.seen;
    await sleep(pause);
    if (isOver()) return false;
  }
}

/** Waits for the end of one run; null where the signal came first. `tell` hears of it at every look. */
export async function awaitRun(
  runs: RunService,
  id: string,
  tell: (run: RunReport) => void,
  options: WatchOptions,
): Promise<Reply<RunReport> | null> {
  let last: Reply<Run> | null = null;
  const ended = await watchUntil(async () => {
    last = await runs.get(id, { signal: options.signal });
    if (last.kind === "problem") return null;
    const report = describeRun(last.value);
    tell(report);
    return { ended: hasEnded(report), seen: JSON.stringify(report) };
  }, options);
  return ended ? reportOf(last) : null;
}

function reportOf(last: Reply<Run> | null): Reply<RunReport> | null {
  if (last === null || last.kind === "problem") return last;
  return { kind: "ok", value: describeRun(last.value) };
}
