import { setMaxListeners } from "node:events";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import type { Problem, Reply } from "../problem.js";
import type { CallOptions, Pages } from "../services/resource.js";

/** What a question of the platform came to. `failed`: no answer; the reader knows why, and asks nothing any more. */
export type Found<T> =
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "failed" };

/** Asks the platform for one plan. A plan that is not whole is none, so the first failure ends all other calls. */
export interface Reader {
  readonly platform: Platform;
  /** `doing` says what is read ("reading the flow `orders`"). What is not there is no failure. */
  readonly read: <T>(doing: string, call: (options: CallOptions) => Promise<Reply<T>>) => Promise<Found<T>>;
  /** All of a list. */
  readonly list: <T>(doing: string, call: (options: CallOptions) => Pages<T>) => Promise<Found<readonly T[]>>;
  /** Ends the reading as a failure does: nothing else that is asked would mean anything. */
  readonly end: (why: Diagnostic) => void;
  /** What ended the reading; null while nothing did. */
  readonly failure: () => Diagnostic | null;
}

export function openReader(platform: Platform): Reader {
  const ending = new AbortController();
  // Every call that is under way listens, and more than ten are no leak.
  setMaxListeners(0, ending.signal);
  let failure: Diagnostic | null = null;
  const options = { signal: ending.signal };
  const end = (why: Diagnostic) => {
    failure ??= why;
    ending.abort();
  };
  const fail = (problem: Problem, doing: string): Found<never> => {
    end(describeProblem(problem, doing));
    return { kind: "failed" };
  };
  return {
    platform,
    end,
    failure: () => failure,
    read: async (doing, call) => {
      if (failure !== null) return { kind: "failed" };
      const reply = await call(options);
      if (reply.kind === "ok") return { kind: "there", value: reply.value };
      return isAbsent(reply.problem) ? { kind: "absent" } : fail(reply.problem, doing);
    },
    list: async (doing, call) => {
      if (failure !== null) return { kind: "failed" };
      const all = [];
      for await (const reply of call(options)) {
        if (reply.kind === "problem") return fail(reply.problem, doing);
        all.push(reply.value);
      }
      return { kind: "there", value: all };
    },
  };
}

/** A sandbox that is not there is answered with 404, too; that is looked at before anything else is read. */
export function isAbsent({ kind, status, action, cause }: Problem): boolean {
  return kind === "refused" && cause === "answer" && (status === 404 || status === 410 || action === "missing");
}

/** Makes what several flows ask for once. */
export function openMemo<T>(): (key: string, make: () => Promise<T>) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (key, make) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const now = make();
    made.set(key, now);
    return now;
  };
}
