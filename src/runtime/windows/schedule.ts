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

/** Why no flow has a schedule, and which setting is to be changed. */
export interface ScheduleFault {
  readonly setting: "start" | "interval" | "backfill";
  readonly why: string;
  /** What to do about the setting, as it follows its name: "Leave --interval out". */
  readonly todo: "leave-out" | "no-fraction" | "15-or-more";
}

/**
 * Holds a schedule against the rules of flows: `once` has neither interval nor backfill, minutes come in steps of 15 at
 * least. Sources: the scheduleSpec of the tutorials' flow specs, and the error codes 1361-400 and 1364-400. Null where there
 * is no fault.
 */
export function findScheduleFault({
  start,
  frequency,
  interval,
  backfill = false,
}: AskedSchedule): ScheduleFault | null {
  if (!Number.isInteger(start)) {
    return { setting: "start", why: "a flow starts at a whole second", todo: "no-fraction" };
  }
  if (frequency === "once") {
    if (interval !== undefined) {
      return { setting: "interval", why: "a flow that runs once has no interval", todo: "leave-out" };
    }
    if (backfill) return { setting: "backfill", why: "a flow that runs once has no backfill", todo: "leave-out" };
  }
  if (frequency === "minute" && interval !== undefined && interval < LEAST_MINUTES) {
    return { setting: "interval", why: `every ${interval} minutes is too often`, todo: "15-or-more" };
  }
  return null;
}

/** The interval where nothing is said of it. */
export function defaultInterval(frequency: Exclude<Frequency, "once">): number {
  return frequency === "minute" ? LEAST_MINUTES : 1;
}

/** The schedule that is asked for, or why no flow has it. */
export function readSchedule(asked: AskedSchedule): { readonly schedule: Schedule } | { readonly problem: Diagnostic } {
  const { start, frequency, interval, backfill = false } = asked;
  const fault = findScheduleFault(asked);
  if (fault !== null) {
    const { setting, why } = fault;
    return { problem: diagnostic(windows.XM5340, null, { why, advice: adviceFor(setting, fault.todo) }) };
  }
  if (frequency === "once") return { schedule: { start, frequency, interval: 1, backfill: true } };
  return { schedule: { start, frequency, interval: interval ?? defaultInterval(frequency), backfill } };
}

function adviceFor(setting: ScheduleFault["setting"], todo: ScheduleFault["todo"]): string {
  switch (todo) {
    case "leave-out":
      return setting === "backfill" ? "Leave --backfill out: it takes all there is." : `Leave --${setting} out.`;
    case "no-fraction":
      return `Leave the fraction of --${setting} out.`;
    case "15-or-more":
      return `Give --${setting} ${LEAST_MINUTES} or more.`;
  }
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
