import type { Delta } from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import {
  compileDatePattern,
  isProblem,
  OFFSET_UTC,
  parseInstant,
  parseXdmDateTime,
  zoneOf,
} from "../values/dates/index.js";
import { type DateTime, MISSING, type Missing, type Value } from "../values/index.js";
import { dateTimeOfMilliseconds } from "./instant.js";
import { readPath } from "./read-path.js";
import type { Row } from "./row.js";

/** Half-open: a row at the start is in it, a row at the end is in the next. An open side is null. */
export interface Window {
  readonly start: DateTime | null;
  readonly end: DateTime | null;
}

/** Where the delta value of a row lies; `null` and `unreadable` are picked up by no run. */
export interface WindowPlace {
  /** Whether the row is mapped. */
  readonly inside: boolean;
  /** What its delta value is. A row whose value is null or unreadable is in no window. */
  readonly delta: "read" | "null" | "unreadable";
}

/**
 * Reads a window's bounds as people give them: seconds since 1970, or ISO 8601 (UTC without an offset). Undefined leaves
 * a side open; with both sides open there is no window: null.
 */
export function readWindow(
  start: string | undefined,
  end: string | undefined,
): { readonly window: Window | null } | { readonly problem: Diagnostic } {
  if (start === undefined && end === undefined) return { window: null };
  const from = readBound("--window-start", start);
  if ("problem" in from) return from;
  const to = readBound("--window-end", end);
  if ("problem" in to) return to;
  const window = { start: from.bound, end: to.bound };
  if (start !== undefined && end !== undefined && window.start !== null && window.end !== null) {
    if (compareInstants(window.start, window.end) > 0) {
      return { problem: diagnostic(records.XM5141, null, { start, end }) };
    }
  }
  return { window };
}

function readBound(
  option: string,
  text: string | undefined,
): { readonly bound: DateTime | null } | { readonly problem: Diagnostic } {
  if (text === undefined) return { bound: null };
  const read = readTimeOption(option, text);
  return "problem" in read ? read : { bound: read.time };
}

/** A time as people give it to an option: seconds since 1970, or ISO 8601 (UTC without an offset). */
export function readTimeOption(
  option: string,
  text: string,
): { readonly time: DateTime } | { readonly problem: Diagnostic } {
  const time = parseInstant(text);
  if (!isProblem(time)) return { time };
  return { problem: diagnostic(records.XM5140, null, { option, why: time.problem }) };
}

const INSIDE: WindowPlace = { inside: true, delta: "read" };

/**
 * How to find a row's place in the window; without a delta column there is no way. Without a window every row is mapped,
 * and those are told apart that no window would ever hold.
 */
export function planWindow(delta: Delta | null, window: Window | null): WindowPlan | { readonly problem: Diagnostic } {
  if (delta === null) {
    if (window !== null) return { problem: diagnostic(records.XM5142, null, {}) };
    return { placeOf: () => INSIDE, placeOfValue: () => INSIDE };
  }
  const read = deltaReader(delta);
  const outside: WindowPlace = { inside: false, delta: "read" };
  const ofNull: WindowPlace = { inside: window === null, delta: "null" };
  const unreadable: WindowPlace = { inside: window === null, delta: "unreadable" };
  const placeOfValue = (value: Value | Missing): WindowPlace => {
    if (value === MISSING || value === null || value === "") return ofNull;
    const instant = read(value);
    if (instant === null) return unreadable;
    return window === null || isInside(instant, window) ? INSIDE : outside;
  };
  return { placeOf: (row) => placeOfValue(readPath(delta.path, row)), placeOfValue };
}

/** How to find a row's place: by the row, or by the value of its delta column. */
export interface WindowPlan {
  readonly placeOf: (row: Row) => WindowPlace;
  readonly placeOfValue: (value: Value | Missing) => WindowPlace;
}

function isInside(instant: DateTime, { start, end }: Window): boolean {
  const early = start !== null && compareInstants(instant, start) < 0;
  const late = end !== null && compareInstants(instant, end) >= 0;
  return !early && !late;
}

/**
 * Reads values of the delta column: text by the declared pattern, or by the forms that `date()` knows; a text without an
 * offset is in the declared zone. A long is milliseconds since 1970, as where it is assigned to a date-time.
 */
export function deltaReader({ format, timezone }: Delta): (value: Exclude<Value, null>) => DateTime | null {
  const readText = textReader(format, timezone);
  return (value) => {
    if (typeof value === "string") return readText(value);
    if (typeof value !== "object") return null;
    if (value.kind === "datetime") return value;
    return value.kind === "long" ? dateTimeOfMilliseconds(value.value) : null;
  };
}

function textReader(format: string | null, timezone: string | null): (text: string) => DateTime | null {
  const options = timezone === null ? {} : { zone: timezone };
  if (format === null) return (text) => dateTimeOrNull(parseXdmDateTime(text, options));
  const compiled = compileDatePattern(format, "java");
  const zone = timezone === null ? OFFSET_UTC : zoneOf(timezone);
  if (!("pattern" in compiled) || zone === null) return () => null;
  const { pattern } = compiled;
  return (text) => pattern.tryDateTime(text, zone);
}

function dateTimeOrNull(read: DateTime | { readonly problem: string }): DateTime | null {
  return isProblem(read) ? null : read;
}

/** Earlier is negative. Offsets and zones do not count: the instants are compared. */
function compareInstants(left: DateTime, right: DateTime): number {
  return left.epochSecond - right.epochSecond || left.nano - right.nano;
}
