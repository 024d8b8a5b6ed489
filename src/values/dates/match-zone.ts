import { Field, type OffsetPart } from "./pattern-parts.js";
import type { Reading } from "./reading.js";
import { isRegion } from "./zone-ids.js";
import { LAST_OFFSET, namedZone, OFFSET_UTC, type Zone, zoneOf, zoneOfOffset } from "./zones.js";

const FATAL_OFFSET = "an offset's hours go to 23, its minutes and seconds to 59";

/** Source: DateTimeFormatterBuilder.OffsetIdPrinterParser, strict. */
export function matchOffset(part: OffsetPart, text: string, position: number, reading: Reading): number {
  if (position >= text.length) return ~position;
  if (text.startsWith(part.none, position)) {
    return reading.set(Field.offset, 0) ? position + part.none.length : ~position;
  }
  const read = readOffset(part, text, position);
  if (read === null) return ~position;
  if (read.hours > 23) {
    reading.fatal = FATAL_OFFSET;
    return ~position;
  }
  return reading.set(Field.offset, read.seconds) ? read.end : ~position;
}

interface ReadOffset {
  readonly hours: number;
  /** The whole offset. */
  readonly seconds: number;
  readonly end: number;
}

function readOffset(part: OffsetPart, text: string, position: number): ReadOffset | null {
  const sign = text[position];
  if (sign !== "+" && sign !== "-") return null;
  const hours = sixty(text, position + 1);
  if (hours < 0) return null;
  const colon = part.colon ? 1 : 0;
  const separated = (at: number): boolean => !part.colon || text[at] === ":";

  let end = position + 3;
  let seconds = hours * 3600;
  const minute = separated(end) ? sixty(text, end + colon) : -1;
  if (minute < 0) {
    if (part.minutes === "always") return null;
  } else {
    seconds += minute * 60;
    end += colon + 2;
  }
  if (part.seconds === "ifAny") {
    const second = separated(end) ? sixty(text, end + colon) : -1;
    if (second >= 0) {
      seconds += second;
      end += colon + 2;
    }
  }
  return { hours, seconds: sign === "-" ? -seconds : seconds, end };
}

/** `GMT`, `GMT+5:30`, in the full form `GMT+05:30`. Source: LocalizedOffsetIdPrinterParser. */
export function matchGmtOffset(full: boolean, text: string, position: number, reading: Reading): number {
  if (!text.startsWith("GMT", position)) return ~position;
  let end = position + 3;
  const sign = text[end];
  if (sign !== "+" && sign !== "-") return reading.set(Field.offset, 0) ? end : ~position;
  end++;

  let total: number;
  if (full) {
    const hours = pair(text, end);
    const minutes = text[end + 2] === ":" ? pair(text, end + 3) : -1;
    if (hours < 0 || minutes < 0) return ~position;
    total = hours * 3600 + minutes * 60;
    end += 5;
  } else {
    const hours = pair(text, end) >= 0 ? pair(text, end) : digit(text, end);
    if (hours < 0) return ~position;
    end += pair(text, end) >= 0 ? 2 : 1;
    total = hours * 3600;
    const minutes = text[end] === ":" ? pair(text, end + 1) : -1;
    if (minutes >= 0) {
      total += minutes * 60;
      end += 3;
    }
    if (minutes < 0) return reading.set(Field.offset, sign === "-" ? -total : total) ? end : ~position;
  }
  const seconds = text[end] === ":" ? pair(text, end + 1) : -1;
  if (seconds >= 0) {
    total += seconds;
    end += 3;
  }
  return reading.set(Field.offset, sign === "-" ? -total : total) ? end : ~position;
}

/** `VV`. Source: ZoneIdPrinterParser. */
export function matchZoneId(text: string, position: number, reading: Reading): number {
  const offset = matchPrefixedOffset(text, position, reading);
  if (offset !== null) return offset;
  return matchRegion(text, position, reading) ?? matchZulu(text, position, reading);
}

export function matchZulu(text: string, position: number, reading: Reading): number {
  if (text[position] !== "Z") return ~position;
  reading.zone = OFFSET_UTC;
  return position + 1;
}

/** `+05:30`, `UTC`, `UTC+1`, `GMT`… or null where the text begins with none of them. */
export function matchPrefixedOffset(text: string, position: number, reading: Reading): number | null {
  if (position >= text.length) return ~position;
  const char = text[position];
  if (char === "+" || char === "-") return matchNamedOffset("", text, position, reading);
  if (text.startsWith("UTC", position)) return matchNamedOffset("UTC", text, position + 3, reading);
  if (text.startsWith("UT", position)) return matchNamedOffset("UT", text, position + 2, reading);
  if (text.startsWith("GMT0", position)) return setZone(zoneOf("GMT0"), position, position + 4, reading);
  if (text.startsWith("GMT", position)) return matchNamedOffset("GMT", text, position + 3, reading);
  return null;
}

const ID_OFFSET: OffsetPart = { kind: "offset", minutes: "always", seconds: "ifAny", colon: true, none: "" };

function matchNamedOffset(prefix: string, text: string, position: number, reading: Reading): number {
  const bare = (): number => {
    reading.zone = namedZone(prefix, 0);
    return position;
  };
  const next = text[position];
  if (prefix !== "" && (next === undefined || next === "0" || next === "Z")) return bare();
  const read = readOffset(ID_OFFSET, text, position);
  if (read === null) return prefix === "" ? ~position : bare();
  if (Math.abs(read.seconds) > LAST_OFFSET) return ~(position - prefix.length);
  reading.zone = prefix === "" ? zoneOfOffset(read.seconds) : namedZone(prefix, read.seconds);
  return read.end;
}

/** The longest region id that the text begins with, or null. */
export function matchRegion(text: string, position: number, reading: Reading): number | null {
  const run = /^[A-Za-z][A-Za-z0-9_+\-/]{1,40}/.exec(text.slice(position, position + 41));
  if (run === null) return null;
  for (let id = run[0]; id.length > 1; id = id.slice(0, -1)) {
    if (isRegion(id)) return setZone(zoneOf(id), position, position + id.length, reading);
  }
  return null;
}

function setZone(zone: Zone | null, position: number, end: number, reading: Reading): number {
  if (zone === null) return ~position;
  reading.zone = zone;
  return end;
}

function digit(text: string, position: number): number {
  const value = text.charCodeAt(position) - 48;
  return value >= 0 && value <= 9 ? value : -1;
}

function pair(text: string, position: number): number {
  const tens = digit(text, position);
  const ones = digit(text, position + 1);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

/** Two digits up to 59, or -1. */
function sixty(text: string, position: number): number {
  const value = pair(text, position);
  return value > 59 ? -1 : value;
}
