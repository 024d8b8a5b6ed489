import type { Delta } from "../../compiler/index.js";
import { zoneOf, zoneOffsetAt } from "../../values/dates/index.js";
import { type DateTime, MISSING } from "../../values/index.js";
import { readPath } from "../read-path.js";
import type { Row } from "../row.js";
import { deltaReader } from "../window.js";

/** The delta value of a row. */
export type DeltaTime =
  | { readonly kind: "null" | "unreadable" }
  | {
      readonly kind: "time";
      /** Whole seconds since 1970. A number cannot hold the nanoseconds too: they would round up into the next window. */
      readonly second: number;
      /** Whether a part of a second comes on top. */
      readonly hasFraction: boolean;
      /** Where the value is a wall-clock time that its zone leaves out (`gap`), or has twice (`overlap`). */
      readonly odd: "gap" | "overlap" | null;
    };

/** Reads the delta values of rows, and finds the times that a change to or from daylight saving makes odd. */
export function deltaTimes(delta: Delta): (row: Row) => DeltaTime {
  const read = deltaReader(delta);
  const oddities = oddTimes(delta);
  return (row) => {
    const value = readPath(delta.path, row);
    if (value === MISSING || value === null || value === "") return { kind: "null" };
    const time = read(value);
    if (time === null) return { kind: "unreadable" };
    const odd = typeof value === "string" ? oddities(value, time) : null;
    return { kind: "time", second: time.epochSecond, hasFraction: time.nano > 0, odd };
  };
}

/** After so many seconds the offset is that of after the change, if clocks were put back over this time. */
const A_DAY = 86_400;

function oddTimes(delta: Delta): (value: string, time: DateTime) => "gap" | "overlap" | null {
  const { timezone } = delta;
  if (timezone === null || zoneOf(timezone)?.kind !== "region") return () => null;
  const asUtc = deltaReader({ ...delta, timezone: "UTC" });
  const elsewhere = deltaReader({ ...delta, timezone: "+01:00" });
  return (value, time) => {
    const wall = asUtc(value);
    // A value with an offset of its own is the same instant wherever it is read.
    if (wall === null || wall.epochSecond === elsewhere(value)?.epochSecond) return null;
    if (time.epochSecond + time.offset !== wall.epochSecond) return "gap";
    const later = zoneOffsetAt(timezone, time.epochSecond + A_DAY);
    if (typeof later !== "number" || later >= time.offset) return null;
    return zoneOffsetAt(timezone, wall.epochSecond - later) === later ? "overlap" : null;
  };
}
