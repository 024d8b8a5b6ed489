import type { Delta } from "../../compiler/index.js";
import { diagnostic } from "../../diagnostics/define.js";
import type { Diagnostic } from "../../diagnostics/index.js";
import { windows } from "../../diagnostics/windows.js";
import { dateTimeAt, OFFSET_UTC, printDateTime } from "../../values/dates/index.js";
import type { Row } from "../row.js";
import { deltaTimes } from "./delta-time.js";
import { runsUntil, type Schedule, stepOf } from "./schedule.js";

/** What the runs of a schedule pick up of a sample: the JSON of `xdmap windows`. Times are ISO 8601 in UTC. */
export interface WindowsReport {
  readonly delta: { readonly column: string; readonly format: string | null; readonly timezone: string | null };
  readonly schedule: {
    readonly start: string;
    readonly frequency: Schedule["frequency"];
    /** Null for `once`. */
    readonly interval: number | null;
    readonly backfill: boolean;
  };
  /** Runs after it are not looked at. */
  readonly until: string;
  readonly rows: { readonly read: number; readonly picked: number; readonly unpicked: number };
  readonly runs: readonly WindowRun[];
  readonly unpicked: readonly Unpicked[];
  readonly notes: readonly WindowNote[];
}

export interface WindowRun {
  /** Counts from 1. */
  readonly run: number;
  /** When it starts, which is where its window ends. */
  readonly at: string;
  /** Null: everything before the window's end. */
  readonly windowStart: string | null;
  readonly windowEnd: string;
  readonly rows: number;
}

/** Why no run picks rows up. */
export type UnpickedReason = "null" | "unreadable" | "before-start" | "future" | "gap";

export interface Unpicked {
  readonly reason: UnpickedReason;
  readonly message: string;
  readonly count: number;
  /** The first lines concerned, ten at most. */
  readonly rows: readonly number[];
}

/** Rows that one run picks up, and two or none would under another reading of the windows. */
export interface WindowNote {
  readonly kind: "boundary" | "overlap";
  readonly message: string;
  readonly count: number;
  readonly rows: readonly number[];
}

/** More runs are not listed. */
const MOST_RUNS = 100_000;
/** How many lines are named for each finding. */
const LINES = 10;

interface Found {
  count: number;
  readonly rows: number[];
}

/** Keeps count of rows by run. Its size depends on the runs and not on the rows. */
export interface WindowCounter {
  readonly row: (row: Row) => void;
  readonly report: () => WindowsReport;
}

/**
 * Counts what each run up to `until` (seconds since 1970) would pick up. A window holds its start and not its end.
 * Assumed: a wall-clock time that the delta column's zone leaves out is in no window, and one that it has twice is the
 * first of the two.
 */
export function createWindowCounter(
  delta: Delta,
  schedule: Schedule,
  until: number,
): { readonly counter: WindowCounter } | { readonly problem: Diagnostic } {
  const { count, run: runAt } = runsUntil(schedule, until);
  if (count > MOST_RUNS) return { problem: diagnostic(windows.XM5341, null, { runs: count, most: MOST_RUNS }) };
  const runs = Array.from({ length: count }, (_none, at) => runAt(at));
  const counts = new Float64Array(count);
  const readDelta = deltaTimes(delta);
  const unpicked = new Map<UnpickedReason, Found>();
  const notes = new Map<WindowNote["kind"], Found>();
  const first = runs[0];
  const last = runs.at(-1);
  const step = stepOf(schedule);
  let read = 0;
  let picked = 0;

  return { counter: { row: countRow, report } };

  function countRow(row: Row): void {
    read++;
    const found = placeOf(row);
    if (typeof found === "number") {
      counts[found] = (counts[found] ?? 0) + 1;
      picked++;
    } else note(unpicked, found, row.line);
  }

  function placeOf(row: Row): number | UnpickedReason {
    const time = readDelta(row);
    if (time.kind !== "time") return time.kind;
    const { second, hasFraction, odd } = time;
    if (second < schedule.start && !schedule.backfill) return "before-start";
    if (first === undefined || last === undefined || second >= last.end) return "future";
    const at = first.start === null && second < first.end ? 0 : indexOf(second);
    if (odd === "gap") return "gap";
    if (odd === "overlap") note(notes, "overlap", row.line);
    if (at > 0 && runs[at]?.start === second && !hasFraction) note(notes, "boundary", row.line);
    return at;
  }

  function indexOf(second: number): number {
    const from = Math.floor((second - schedule.start) / (step ?? 1));
    return schedule.backfill ? from + 1 : from;
  }

  function report(): WindowsReport {
    return {
      delta: { column: delta.path.join("."), format: delta.format, timezone: delta.timezone },
      schedule: {
        start: isoOf(schedule.start),
        frequency: schedule.frequency,
        interval: step === null ? null : schedule.interval,
        backfill: schedule.backfill && step !== null,
      },
      until: isoOf(until),
      rows: { read, picked, unpicked: read - picked },
      runs: runs.map(({ start, end }, at) => ({
        run: at + 1,
        at: isoOf(end),
        windowStart: start === null ? null : isoOf(start),
        windowEnd: isoOf(end),
        rows: counts[at] ?? 0,
      })),
      unpicked: REASONS.flatMap((reason) => {
        const found = unpicked.get(reason);
        return found === undefined ? [] : [{ reason, message: explain(reason), ...found }];
      }),
      notes: NOTES.flatMap((kind) => {
        const found = notes.get(kind);
        return found === undefined ? [] : [{ kind, message: NOTE_TEXTS[kind], ...found }];
      }),
    };
  }

  function explain(reason: UnpickedReason): string {
    switch (reason) {
      case "null":
        return "the delta value is null";
      case "unreadable":
        return delta.format === null
          ? "the delta value is no date that is read without a format"
          : `the delta value does not fit the format ${delta.format}`;
      case "before-start":
        return `before the start (${isoOf(schedule.start)}), and the schedule has no backfill`;
      case "future":
        return last === undefined
          ? `no run takes place until ${isoOf(until)}`
          : `in the future: at or after the end of the last window (${isoOf(last.end)})`;
      case "gap":
        return `a time that the clocks of ${delta.timezone ?? "UTC"} leave out when daylight saving begins: no instant, so in no window`;
    }
  }
}

const REASONS: readonly UnpickedReason[] = ["null", "unreadable", "before-start", "future", "gap"];
const NOTES: readonly WindowNote["kind"][] = ["boundary", "overlap"];
const NOTE_TEXTS: Readonly<Record<WindowNote["kind"], string>> = {
  boundary: "exactly where one window ends and the next starts; a source that counts both ends in would take it twice",
  overlap:
    "a time that the clocks show twice when daylight saving ends; taken for the first of the two; a row that was written the second time may come after its run, and then none picks it up",
};

function note<K>(known: Map<K, Found>, key: K, line: number): void {
  let found = known.get(key);
  if (found === undefined) {
    found = { count: 0, rows: [] };
    known.set(key, found);
  }
  found.count++;
  if (found.rows.length < LINES) found.rows.push(line);
}

function isoOf(seconds: number): string {
  return printDateTime(dateTimeAt(OFFSET_UTC, seconds, 0));
}
