import { diagnostic } from "../../diagnostics/define.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { windows } from "../../diagnostics/windows.js";

/** How often a flow runs, in the words of a flow's `scheduleParams`. */
export type Frequency = "once" | "minute" | "hour" | "day" | "week";

export const FREQUENCIES: readonly Frequency[] = ["once", "minute", "hour", "day", "week"];

/** When a flow runs. */
export interface Schedule {
  /** Seconds since 1970 of the first run. */
  readonly start: number;
  readonly frequency: Frequency;
  /** So many units of the frequency lie between two runs; of no meaning for `once`. */
  readonly interval: number;
  /** Whether the first run picks up what was there before the start. */
  readonly backfill: boolean;
}

/** What people ask for; what they leave out follows from the frequency. */
export interface AskedSchedule {
  /** Seconds since 1970. */
  readonly start: number;
  readonly frequency: Frequency;
  readonly interval?: number | undefined;
  readonly backfill?: boolean | undefined;
}

/**
 * Holds a schedule against the rules of flows: `once` has neither interval nor backfill, minutes come in steps of 15 at
 * least. Sources: the scheduleSpec of the tutorials' flow specs, and the error codes 1361-400 and 1364-400.
 */
export function readSchedule(asked: AskedSchedule): { readonly schedule: Schedule } | { readonly problem: Diagnostic } {
  const { start, frequency, interval, backfill = false } = asked;
  const wrong = (why: string, advice: string) => ({ problem: diagnostic(windows.XM5340, null, { why, advice }) });
  if (!Number.isInteger(start)) return wrong("a flow starts at a whole second", "Leave the fraction of --start out.");
  if (frequency === "once") {
    if (interval !== undefined) return wrong("a flow that runs once has no interval", "Leave --interval out.");
    if (backfill) return wrong("a flow that runs once has no backfill", "Leave --backfill out: it takes all there is.");
    return { schedule: { start, frequency, interval: 1, backfill: true } };
  }
  const steps = interval ?? (frequency === "minute" ? LEAST_MINUTES : 1);
  if (frequency === "minute" && steps < LEAST_MINUTES) {
    return wrong(`every ${steps} minutes is too often`, `Give --interval ${LEAST_MINUTES} or more.`);
  }
  return { schedule: { start, frequency, interval: steps, backfill } };
}

const LEAST_MINUTES = 15;

const SECONDS: Readonly<Record<Exclude<Frequency, "once">, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
};

/** Seconds from one run to the next, in UTC; null where there is only one run. */
export function stepOf({ frequency, interval }: Schedule): number | null {
  return frequency === "once" ? null : SECONDS[frequency] * interval;
}

/** One run: what lies in its window is picked up when the window ends. */
export interface Run {
  /** Seconds since 1970; null where the window has no beginning. */
  readonly start: number | null;
  /** Seconds since 1970. The window does not hold it. */
  readonly end: number;
}

/**
 * The runs up to a time, that time included. The first run, at the start, has a window only with a backfill: everything
 * before. Each later one goes on where the one before ended (assumed: that a window ends when its run starts).
 */
export function runsUntil(
  schedule: Schedule,
  until: number,
): { readonly count: number; readonly run: (at: number) => Run } {
  const { start, backfill } = schedule;
  const step = stepOf(schedule);
  const first = backfill ? 0 : 1;
  const last = until < start ? -1 : step === null ? 0 : Math.floor((until - start) / step);
  return {
    count: Math.max(0, last - first + 1),
    run: (at) => {
      const number = at + first;
      const end = start + number * (step ?? 0);
      return { start: number === 0 ? null : end - (step ?? 0), end };
    },
  };
}
