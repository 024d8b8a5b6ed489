import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformRuns } from "../../diagnostics/platform-runs.js";
import { isProblem, parseInstant } from "../../values/dates/index.js";

/** Which rows a run takes: from the start on, up to before the end. Seconds since 1970. */
export interface RunWindow {
  readonly start: number;
  readonly end: number;
}

export function isSameWindow(a: RunWindow, b: RunWindow): boolean {
  return a.start === b.start && a.end === b.end;
}

/** Windows are half open: one that begins where another ends has no row in common with it. */
export function doOverlap(a: RunWindow, b: RunWindow): boolean {
  return a.start < b.end && b.start < a.end;
}

/** No on-demand run of a real source begins earlier: what does is most often a slip in a number. */
const EARLIEST = Date.UTC(2000, 0, 1) / 1000;
const DAY = 24 * 60 * 60;
/** So far two clocks may be apart, in seconds. */
const SKEW = 5 * 60;

/**
 * A time as people give it: ISO 8601 (UTC without an offset) or seconds since 1970. Milliseconds are recognised by their
 * length and told: on the platform they would be a year beyond 50,000.
 */
export function readRunTime(
  option: string,
  text: string,
): { readonly seconds: number } | { readonly problem: Diagnostic } {
  const refuse = (why: string, instead: string | null) => ({
    problem: diagnostic(platformRuns.XM7300, null, { option, text, why, instead }),
  });
  if (/^[+-]?\d{12,15}$/.test(text.trim())) {
    const seconds = Math.trunc(Number(text) / 1000);
    return refuse("it is milliseconds since 1970, and runs count seconds", String(seconds));
  }
  const time = parseInstant(text);
  if (isProblem(time)) return refuse(time.problem, null);
  if (time.nano !== 0) {
    return refuse("it has parts of a second, which runs do not know", printTime(time.epochSecond));
  }
  return { seconds: time.epochSecond };
}

/** The finding about a window that has no time in it. */
export function checkOrder({ start, end }: RunWindow): Diagnostic | null {
  if (end > start) return null;
  return diagnostic(platformRuns.XM7301, null, { start: printTime(start), end: printTime(end), same: start === end });
}

/** What makes one ask whether a window is meant; null where nothing does. `now` is in seconds since 1970. */
export function questionWindow({ start, end }: RunWindow, now: number): Diagnostic | null {
  const ask = (why: string, likely: number | null) =>
    diagnostic(platformRuns.XM7302, null, { why, likely: likely === null ? null : String(likely) });
  for (const [name, time] of [
    ["starts", start],
    ["ends", end],
  ] as const) {
    // Up to a day clocks and zones differ.
    if (time > now + DAY) {
      const where = time > now + 366 * DAY ? `in the year ${yearOf(time)}` : `on ${printTime(time)}`;
      return ask(`The window ${name} ${where}, which is in the future`, withoutDigit(time, now));
    }
    if (time < EARLIEST) return ask(`The window ${name} in the year ${yearOf(time)}, before 2000`, null);
  }
  return null;
}

/**
 * Whether a window ends after its run was made (milliseconds since 1970). What changes in between is in no run, where the
 * next begins at that end.
 */
export function endsAfter({ end }: RunWindow, madeAt: number): boolean {
  return end > madeAt / 1000 + SKEW;
}

/** A digit too many is the usual slip: 16515859567 is 1651585956, and a seven. */
function withoutDigit(time: number, now: number): number | null {
  const shorter = Math.trunc(time / 10);
  return shorter >= EARLIEST && shorter <= now + DAY ? shorter : null;
}

function yearOf(seconds: number): string {
  const year = new Date(seconds * 1000).getUTCFullYear();
  return Number.isNaN(year) ? String(seconds) : String(year);
}

/** ISO 8601 in UTC, to the second. */
export function printTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString().replace(".000Z", "Z");
}
