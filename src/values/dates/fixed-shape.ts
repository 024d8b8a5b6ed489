import { daysInMonth, epochDayOf, SECONDS_A_DAY } from "./calendar.js";
import { matchOffset } from "./match-zone.js";
import { Field, type OffsetPart, type Part } from "./pattern-parts.js";
import { Reading } from "./reading.js";
import { LAST_OFFSET } from "./zones.js";

/**
 * A pattern whose every field has its place: `yyyy-MM-dd HH:mm:ss.SSS`, with an offset at its end perhaps. Most dates of
 * real files are of that kind, and are read without the machinery of the others.
 */
export interface FixedShape {
  /** Reads a text into `out`. `undecided`: the machinery has to, a sign or a 24:00 needs it. */
  readonly read: (text: string, out: FixedResult) => "read" | "refused" | "undecided";
}

export interface FixedResult {
  localSecond: number;
  nano: number;
  hasTime: boolean;
  /** In seconds; NaN without one. */
  offset: number;
}

interface Places {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  fraction: number;
  fractionWidth: number;
}

/** The shape of a pattern, or null where it is not of that kind. */
export function fixedShapeOf(parts: readonly Part[]): FixedShape | null {
  const places: Places = {
    year: -1,
    month: -1,
    day: -1,
    hour: -1,
    minute: -1,
    second: -1,
    fraction: -1,
    fractionWidth: 0,
  };
  const literals: { readonly at: number; readonly unit: number }[] = [];
  let tail: OffsetPart | null = null;
  let length = 0;
  for (const part of parts) {
    if (tail !== null) return null;
    if (part.kind === "literal") {
      // A year may be followed by more digits than four: only then is a literal digit ambiguous.
      if (/[0-9]/.test(part.text)) return null;
      for (let index = 0; index < part.text.length; index++) {
        literals.push({ at: length + index, unit: part.text.charCodeAt(index) });
      }
      length += part.text.length;
    } else if (part.kind === "offset") {
      tail = part;
    } else {
      const width = place(part, places, length);
      if (width === 0) return null;
      length += width;
    }
  }
  if (!isComplete(places)) return null;
  return { read: reader(places, literals, length, tail) };
}

/** Notes where a part's digits stand; returns their number, or 0 where the part has no such place. */
function place(part: Part, places: Places, at: number): number {
  if (part.kind === "fraction") {
    if (places.fraction >= 0) return 0;
    places.fraction = at;
    places.fractionWidth = part.width;
    return part.width;
  }
  if (part.kind !== "number") return 0;
  if (part.field === Field.milli) {
    if (places.fraction >= 0 || part.least !== 3 || part.most !== 3) return 0;
    places.fraction = at;
    places.fractionWidth = 3;
    return 3;
  }
  const name = PLACED.get(part.field);
  if (name === undefined || places[name] >= 0 || part.least !== (name === "year" ? 4 : 2)) return 0;
  places[name] = at;
  return part.least;
}

const PLACED: ReadonlyMap<Field, "year" | "month" | "day" | "hour" | "minute" | "second"> = new Map([
  [Field.year, "year"],
  [Field.yearOfEra, "year"],
  [Field.month, "month"],
  [Field.day, "day"],
  [Field.hour, "hour"],
  [Field.minute, "minute"],
  [Field.second, "second"],
]);

/** A whole date, and a time without gaps. */
function isComplete({ year, month, day, hour, minute, second, fraction }: Places): boolean {
  if (year < 0 || month < 0 || day < 0) return false;
  return (fraction < 0 || second >= 0) && (second < 0 || minute >= 0) && (minute < 0 || hour >= 0);
}

function reader(
  { year, month, day, hour, minute, second, fraction, fractionWidth }: Places,
  literals: readonly { readonly at: number; readonly unit: number }[],
  length: number,
  tail: OffsetPart | null,
): FixedShape["read"] {
  const scale = 10 ** (9 - fractionWidth);
  const offsetReading = new Reading();
  // Only a signed year can be of another width.
  const refusal = (text: string): "refused" | "undecided" => {
    const sign = text.charCodeAt(year);
    return sign === PLUS || sign === MINUS ? "undecided" : "refused";
  };
  return (text, out) => {
    if (tail === null ? text.length !== length : text.length <= length) return refusal(text);
    for (const { at, unit } of literals) if (text.charCodeAt(at) !== unit) return refusal(text);
    const y = pair(text, year) * 100 + pair(text, year + 2);
    const m = pair(text, month);
    const d = pair(text, day);
    const h = hour < 0 ? 0 : pair(text, hour);
    const min = minute < 0 ? 0 : pair(text, minute);
    const s = second < 0 ? 0 : pair(text, second);
    if (Number.isNaN(y + m + d + h + min + s)) return refusal(text);
    let nano = 0;
    for (let at = fraction; at < fraction + fractionWidth; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) return refusal(text);
      nano = nano * 10 + digit;
    }
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > 31 || h > 23 || min > 59 || s > 59) return "undecided";
    out.offset = Number.NaN;
    if (tail !== null) {
      offsetReading.clear();
      if (matchOffset(tail, text, length, offsetReading) !== text.length) return refusal(text);
      out.offset = offsetReading.get(Field.offset);
      if (Math.abs(out.offset) > LAST_OFFSET) return "undecided";
    }
    const clamped = d <= 28 ? d : Math.min(d, daysInMonth(y, m));
    out.localSecond = epochDayOf(y, m, clamped) * SECONDS_A_DAY + h * 3600 + min * 60 + s;
    out.nano = nano * scale;
    out.hasTime = hour >= 0;
    return "read";
  };
}

const PLUS = 43;
const MINUS = 45;

/** Two digits, or NaN. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
