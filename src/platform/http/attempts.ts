import { type Problem, type Reply, refuse } from "../problem.js";
import type { InFlight } from "./in-flight.js";
import { backOff, retryAfter } from "./pauses.js";
import type { Redactor } from "./redact.js";
import type { Answer, Outcome, Target } from "./request.js";
import { unlessAborted } from "./signals.js";
import { judge, ownProblem } from "./verdict.js";

/** What all calls of a connection share. */
export interface Pace {
  readonly clock: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly random: () => number;
  /** Milliseconds. */
  readonly requestTimeout: number;
  readonly deadline: number;
  readonly redactor: Redactor;
  /** Since when requests may go out again after one was throttled, by the own clock. */
  throttledUntil: number;
}

export interface Job {
  readonly target: Target;
  readonly signal: AbortSignal;
  /** Null where the number of requests is not limited. */
  readonly inFlight: InFlight | null;
  /** What is needed before a request can go out: a token. */
  readonly prepare: () => Promise<Reply<string>>;
  readonly send: (token: string, attempt: number, timeout: number, signal: AbortSignal) => Promise<Outcome>;
  /** Gets another token than this one; null where there is no other. */
  readonly renew: ((token: string) => Promise<void>) | null;
}

/** Makes a call: as many requests as it takes, and may take, until there is an answer or a problem. */
export async function attempt(job: Job, pace: Pace): Promise<Reply<Answer>> {
  const { target, signal } = job;
  let history = { unsent: 0, broken: 0, renewed: false };
  let unclear = false;
  let begun: number | null = null;
  let last: Problem | null = null;
  /** A clock that stands still (a test's, or a machine that slept) must not make this endless. */
  let paused = 0;
  const spent = (): number => (begun === null ? 0 : Math.max(pace.clock() - begun, paused));
  const fail = (problem: Problem): Reply<Answer> => {
    const isWrite = target.effect !== "nothing";
    return refuse(clean(isWrite && unclear ? { ...problem, kind: "unknown" } : problem, pace.redactor));
  };
  const cancelled = (): Reply<Answer> => fail(ownProblem(target, "unreachable", "cancelled", "it was cancelled"));

  for (let tries = 1; ; tries += 1) {
    if (signal.aborted) return cancelled();
    const token = await unlessAborted(job.prepare(), signal);
    if (token === null) return cancelled();
    if (token.kind === "problem") return fail(token.problem);
    const leave = job.inFlight === null ? () => undefined : await job.inFlight.enter(tries > 1, signal);
    if (leave === null) return cancelled();
    // Looked at by who has a place already: another may have been throttled while this one stood in the queue.
    const held = Math.max(0, pace.throttledUntil - pace.clock());
    if (last !== null && spent() + held >= pace.deadline) {
      leave();
      return fail(outOfTime(last, null, pace.deadline));
    }
    if (held > 0 && !signal.aborted) await pace.sleep(held, signal);
    if (begun !== null) paused += held;
    if (signal.aborted) {
      leave();
      return cancelled();
    }
    begun ??= pace.clock();
    const timeout = Math.max(1, Math.min(pace.requestTimeout, pace.deadline - spent()));
    let outcome: Outcome;
    try {
      outcome = await job.send(token.value, tries, timeout, signal);
    } finally {
      leave();
    }
    const verdict = judge(target, outcome, history);
    if (verdict.kind === "done") return { kind: "ok", value: verdict.answer };
    if (verdict.kind === "fail") return fail(verdict.problem);
    last = verdict.problem;
    if (verdict.kind === "renew") {
      if (job.renew === null) return fail(verdict.problem);
      history = { ...history, renewed: true };
      await job.renew(token.value);
      continue;
    }
    unclear ||= verdict.unclear;
    if (verdict.why === "unsent") history = { ...history, unsent: history.unsent + 1 };
    if (verdict.why === "broken") history = { ...history, broken: history.broken + 1 };
    const asked = outcome.kind === "answer" ? retryAfter(outcome.headers, pace.clock(), pace.random) : null;
    // Who asks for no time at all, or for one that is over, is not asked again and again without a pause.
    const pause = Math.max(asked ?? 0, backOff(tries, pace.random));
    if (spent() + pause >= pace.deadline) return fail(outOfTime(verdict.problem, asked, pace.deadline));
    if (verdict.why === "throttled") pace.throttledUntil = Math.max(pace.throttledUntil, pace.clock() + pause);
    paused += pause;
    await pace.sleep(pause, signal);
  }
}

function outOfTime(problem: Problem, asked: number | null, deadline: number): Problem {
  const wanted = asked === null ? "" : `; it asks to wait ${Math.ceil(asked / 1000)} s`;
  return { ...problem, message: `${problem.message} (tried for up to ${Math.round(deadline / 1000)} s${wanted})` };
}

/** A service may quote in its message what it was sent. */
export function clean(problem: Problem, redactor: Redactor): Problem {
  const { path, code, title, message, requestId } = problem;
  return {
    ...problem,
    path: redactor.text(path),
    code: code === null ? null : redactor.text(code),
    title: redactor.text(title),
    message: redactor.text(message),
    requestId: requestId === null ? null : redactor.text(requestId),
  };
}
