import { dateOfEpochDay, SECONDS_A_DAY } from "./calendar.js";
import { dayPeriodText } from "./day-periods.js";
import { dateField, timeField } from "./field-values.js";
import type { DateLocale } from "./locale.js";
import { FIELDS, Field, type NumberPart, type OffsetPart, type Part } from "./pattern-parts.js";
import { textsOf } from "./texts.js";
import { zoneText } from "./zone-texts.js";
import { offsetText, type Problem, two } from "./zones.js";

/** What a pattern prints of: the wall clock, the offset, the zone. */
export interface Printed {
  readonly epochSecond: number;
  readonly epochDay: number;
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly secondOfDay: number;
  readonly nano: number;
  readonly offset: number;
  readonly zone: string | null;
}

export function formatParts(parts: readonly Part[], value: Printed, locale: DateLocale): string | Problem {
  let text = "";
  for (const part of parts) {
    const printed = formatPart(part, value, locale);
    if (typeof printed !== "string") return printed;
    text += printed;
  }
  return text;
}

function formatPart(part: Part, value: Printed, locale: DateLocale): string | Problem {
  switch (part.kind) {
    case "literal":
      return part.text;
    case "number":
      return formatNumber(part, fieldOf(part.field, value, locale));
    case "reduced":
      return two(Math.abs(fieldOf(part.field, value, locale)) % 100);
    case "fraction":
      return String(value.nano).padStart(9, "0").slice(0, part.width);
    case "text": {
      const number = fieldOf(part.field, value, locale);
      return textsOf(part.field, part.style, locale).printed.get(number) ?? String(number);
    }
    case "offset":
      return formatOffset(part, value.offset);
    case "gmtOffset":
      return formatGmtOffset(part.full, value.offset);
    case "zoneId":
      return value.zone ?? offsetText(value.offset);
    case "zoneText":
      return zoneText(part, value);
    case "dayPeriod":
      return dayPeriodText(Math.floor(value.secondOfDay / 60), part.style);
    case "optional":
      return formatParts(part.parts, value, locale);
    case "padded": {
      const text = formatPart(part.part, value, locale);
      if (typeof text !== "string" || text.length <= part.width) {
        return typeof text === "string" ? text.padStart(part.width) : text;
      }
      return { problem: `\`${text}\` is wider than the ${part.width} places that the pattern pads it to` };
    }
  }
}

function fieldOf(field: Field, value: Printed, locale: DateLocale): number {
  // The fields of nearly every pattern, without computing the date anew.
  switch (field) {
    case Field.yearOfEra:
      return value.year > 0 ? value.year : 1 - value.year;
    case Field.month:
      return value.month;
    case Field.day:
      return value.day;
    case Field.hour:
      return Math.floor(value.secondOfDay / 3600);
    case Field.minute:
      return Math.floor(value.secondOfDay / 60) % 60;
    case Field.second:
      return value.secondOfDay % 60;
    case Field.offset:
      return value.offset;
    default:
      return otherField(field, value, locale);
  }
}

function otherField(field: Field, value: Printed, locale: DateLocale): number {
  return dateField(field, value.epochDay, locale) ?? timeField(field, value.secondOfDay, value.nano);
}

/** Java has no measure beyond these to tell whether a year exceeds its places; it throws an ArrayIndexOutOfBounds. */
const MOST_YEAR_DIGITS = 10;

function formatNumber(part: NumberPart, value: number): string | Problem {
  if (value >= 0 && value < 100 && part.least === 2 && part.most >= 2) return two(value);
  const digits = String(Math.abs(value));
  if (value > 0 && digits.length === part.least && digits.length <= MOST_YEAR_DIGITS) return digits;
  const { name } = FIELDS[part.field] ?? { name: "field" };
  if (digits.length > part.most) return { problem: `the ${name} ${value} is wider than ${part.most} digits` };
  const padded = digits.padStart(part.least, "0");
  if (value < 0) {
    return part.sign === "notNegative" ? { problem: `the ${name} ${value} cannot be negative here` } : `-${padded}`;
  }
  if (part.sign === "exceedsPad" && part.least > MOST_YEAR_DIGITS && part.least < 19) {
    return { problem: `Java cannot print a ${name} in ${part.least} digits` };
  }
  return part.sign === "exceedsPad" && digits.length > part.least ? `+${padded}` : padded;
}

function formatOffset(part: OffsetPart, offset: number): string {
  const total = Math.abs(offset);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const colon = part.colon ? ":" : "";
  let text = (offset < 0 ? "-" : "+") + two(hours);
  let shown = hours;
  if (part.minutes === "always" || minutes > 0) {
    text += colon + two(minutes);
    shown += minutes;
    if (part.seconds === "ifAny" && seconds > 0) {
      text += colon + two(seconds);
      shown += seconds;
    }
  }
  return shown === 0 ? part.none : text;
}

function formatGmtOffset(full: boolean, offset: number): string {
  if (offset === 0) return "GMT";
  const total = Math.abs(offset);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const sign = offset < 0 ? "-" : "+";
  const rest = seconds === 0 ? "" : `:${two(seconds)}`;
  if (full) return `GMT${sign}${two(hours)}:${two(minutes)}${rest}`;
  return `GMT${sign}${hours}${minutes === 0 && seconds === 0 ? "" : `:${two(minutes)}${rest}`}`;
}

/** A date-time as patterns see it. */
export function printedOf(epochSecond: number, nano: number, offset: number, zone: string | null): Printed {
  const localSecond = epochSecond + offset;
  const epochDay = Math.floor(localSecond / SECONDS_A_DAY);
  const { year, month, day } = dateOfEpochDay(epochDay);
  const secondOfDay = localSecond - epochDay * SECONDS_A_DAY;
  return { epochSecond, epochDay, year, month, day, secondOfDay, nano, offset, zone };
}
