import { matchDayPeriod } from "./day-periods.js";
import type { DateLocale } from "./locale.js";
import { matchGmtOffset, matchOffset, matchZoneId } from "./match-zone.js";
import { Field, type FractionPart, type NumberPart, type Part, type ReducedPart } from "./pattern-parts.js";
import type { Reading } from "./reading.js";
import { textsOf } from "./texts.js";
import { matchZoneText } from "./zone-texts.js";

/**
 * Matches a text with a pattern's parts from a position on. Returns the position after it, or ~position of the failure
 * (a negative number), as java.time.format's printer-parsers do. Strict parsing, case-sensitive.
 */
export function matchParts(
  parts: readonly Part[],
  text: string,
  start: number,
  reading: Reading,
  locale: DateLocale,
): number {
  let position = start;
  for (const part of parts) {
    position = matchPart(part, text, position, reading, locale);
    if (position < 0) return position;
  }
  return position;
}

function matchPart(part: Part, text: string, position: number, reading: Reading, locale: DateLocale): number {
  switch (part.kind) {
    case "literal":
      return text.startsWith(part.text, position) ? position + part.text.length : ~position;
    case "number":
      return matchNumber(part, text, position, reading);
    case "reduced":
      return matchReduced(part, text, position, reading);
    case "fraction":
      return matchFraction(part, text, position, reading);
    case "text": {
      const texts = textsOf(part.field, part.style, locale);
      if (texts.readable === null) return matchNumber(plainNumber(part.field), text, position, reading);
      for (const [name, value] of texts.readable) {
        if (text.startsWith(name, position)) {
          return reading.set(part.field, value) ? position + name.length : ~position;
        }
      }
      return ~position;
    }
    case "offset":
      return matchOffset(part, text, position, reading);
    case "gmtOffset":
      return matchGmtOffset(part.full, text, position, reading);
    case "zoneId":
      return matchZoneId(text, position, reading);
    case "zoneText":
      return matchZoneText(text, position, reading);
    case "dayPeriod":
      return matchDayPeriod(part.style, text, position, reading);
    case "optional": {
      const saved = reading.save();
      const end = matchParts(part.parts, text, position, reading, locale);
      if (end >= 0 || reading.fatal !== null) return end;
      reading.restore(saved);
      return position;
    }
    case "padded": {
      if (position + part.width > text.length) return ~position;
      const end = position + part.width;
      let inside = position;
      while (inside < end && text[inside] === " ") inside++;
      const matched = matchPart(part.part, text.slice(0, end), inside, reading, locale);
      return matched === end ? end : ~inside;
    }
  }
}

function plainNumber(field: Field): NumberPart {
  return { kind: "number", field, least: 1, most: 19, sign: "normal", following: 0 };
}

const PLUS = 43;
const MINUS = 45;

function matchNumber(part: NumberPart, text: string, start: number, reading: Reading): number {
  let position = start;
  if (position >= text.length) return ~position;
  const sign = text.charCodeAt(position);
  const positive = sign === PLUS;
  const negative = sign === MINUS;
  if (positive || negative) {
    if (part.sign === "notNegative" || (positive && part.sign === "normal")) return ~position;
    position++;
  }
  const end = matchDigits(part.least, part.most, part.following, text, position);
  if (end < 0) return end;
  let value = digitsValue(text, position, end);
  if (negative) {
    // There is no minus zero.
    if (value === 0) return ~(position - 1);
    value = -value;
  } else if (part.sign === "exceedsPad") {
    const width = end - position;
    if (positive && width <= part.least) return ~(position - 1);
    if (!positive && width > part.least) return ~position;
  }
  return reading.set(part.field, value) ? end : ~position;
}

const CENTURY = 2000;

function matchReduced(part: ReducedPart, text: string, position: number, reading: Reading): number {
  if (position >= text.length) return ~position;
  const end = matchDigits(2, 2, part.following, text, position);
  if (end < 0) return end;
  return reading.set(part.field, CENTURY + digitsValue(text, position, end)) ? end : ~position;
}

function matchFraction(part: FractionPart, text: string, position: number, reading: Reading): number {
  const end = position + part.width;
  if (position >= text.length || end > text.length) return ~position;
  if (countDigits(text, position, end) < part.width) return ~position;
  const nano = digitsValue(text, position, end) * 10 ** (9 - part.width);
  return reading.set(Field.nano, nano) ? end : ~position;
}

/** The end of a run of digits: as many as allowed, less those that the adjacent numbers after it need. */
function matchDigits(least: number, most: number, following: number, text: string, position: number): number {
  if (position + least > text.length) return ~position;
  const reserved = Math.max(following, 0);
  let width = countDigits(text, position, Math.min(position + most + reserved, text.length));
  if (width < least) return ~position;
  // The fewest digits that this number needs are its own, whatever follows.
  if (reserved > 0) width = Math.max(least, width - reserved);
  return position + width;
}

function countDigits(text: string, start: number, end: number): number {
  let position = start;
  while (position < end) {
    const unit = text.charCodeAt(position);
    if (unit < 48 || unit > 57) break;
    position++;
  }
  return position - start;
}

function digitsValue(text: string, start: number, end: number): number {
  let value = 0;
  for (let position = start; position < end; position++) value = value * 10 + text.charCodeAt(position) - 48;
  return value;
}
