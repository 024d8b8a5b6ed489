import { SECONDS_A_DAY } from "../values/dates/calendar.js";

const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const ZERO = 48;
const BACKSLASH = 92;
const LETTER_U = 117;

/** What JSON cannot hold as it is: `"`, `\`, controls; and what takes more than one byte. */
const ODD = new Uint8Array(65_536);
ODD.fill(1, 0, 32).fill(1, 128);
ODD[QUOTE] = 1;
ODD[BACKSLASH] = 1;

/** The letter after the backslash, for the controls that JSON has one for. */
const SHORT_ESCAPES: ReadonlyMap<number, number> = new Map([
  [8, 98],
  [9, 116],
  [10, 110],
  [12, 102],
  [13, 114],
]);

/** Texts up to here have room for the worst of their characters made at once. */
const SHORT_TEXT = 4096;
/** The bytes of a UTF-16 unit at most: `\u001f`. */
const WORST = 6;
/** The longest number or date-time of fixed form, with what stands around it. */
export const LONGEST_FIXED = 40;

const DAYS_IN_400_YEARS = 146_097;
/** From 1 March of the year -400, so that every day of the years 0 to 9999 has a positive number. */
const DAYS_BEFORE_1970 = 719_468 + DAYS_IN_400_YEARS;

const encoder = new TextEncoder();

/**
 * JSON text as bytes, in one piece of memory that grows. Each writer takes the place to write at and gives the place after
 * it, so that what was written may be taken back; values are followed by a comma, which the end of an object replaces.
 * The caller asks for room (`reserve`) for all that has a fixed length; texts make their own.
 */
export class ByteSink {
  bytes: Uint8Array<ArrayBuffer>;
  /** The same memory, for those who write four bytes at once. */
  view: DataView<ArrayBuffer>;
  /** Beyond it there may be no room for what was reserved. */
  #limit: number;
  readonly #reserved: number;

  /** `reserved`: how much is written at most between two calls of `reserve`, texts left out. */
  constructor(memory: ArrayBuffer, reserved: number) {
    this.#reserved = reserved;
    this.bytes = new Uint8Array(memory);
    this.view = new DataView(memory);
    this.#limit = this.bytes.length - reserved;
  }

  /** Starts anew in another piece of memory. */
  renew(memory: ArrayBuffer): void {
    this.bytes = new Uint8Array(memory);
    this.view = new DataView(memory);
    this.#limit = this.bytes.length - this.#reserved;
  }

  reserve(at: number): void {
    if (at > this.#limit) this.#grow(at);
  }

  #grow(at: number): void {
    const bytes = new Uint8Array(Math.max(2 * this.bytes.length, at + 2 * this.#reserved));
    bytes.set(this.bytes);
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
    this.#limit = bytes.length - this.#reserved;
  }

  /** The rest of a JSON string whose opening quote is written, and a comma. */
  text(text: string, at: number): number {
    const { length } = text;
    const { bytes } = this;
    if (length > SHORT_TEXT || at + WORST * length > this.#limit) return this.#longText(text, at);
    let odd = 0;
    for (let index = 0; index < length; index++) {
      const unit = text.charCodeAt(index);
      bytes[at + index] = unit;
      odd |= ODD[unit] ?? 0;
    }
    if (odd !== 0) return this.#close(this.#escaped(text, 0, length, at));
    return this.#close(at + length);
  }

  /** A text of nothing but printable ASCII without quotes and backslashes: a number, say. */
  plain(text: string, at: number): number {
    const { length } = text;
    if (at + length > this.#limit) this.#grow(at + length);
    const { bytes } = this;
    for (let index = 0; index < length; index++) bytes[at + index] = text.charCodeAt(index);
    return at + length;
  }

  /** A JSON text of any characters that was made elsewhere. */
  json(text: string, at: number): number {
    if (at + 3 * text.length > this.#limit) this.#grow(at + 3 * text.length);
    return at + encoder.encodeInto(text, this.bytes.subarray(at)).written;
  }

  copy(piece: Uint8Array, at: number): number {
    if (at + piece.length > this.#limit) this.#grow(at + piece.length);
    this.bytes.set(piece, at);
    return at + piece.length;
  }

  /** The digits of a safe whole number. */
  whole(value: number, at: number): number {
    const { bytes } = this;
    let rest = value;
    let place = at;
    if (rest < 0) {
      bytes[place++] = MINUS;
      rest = -rest;
    }
    if (rest > 999_999_999) return this.plain(String(rest), place);
    let digits = 1;
    for (let power = 10; power <= rest; power *= 10) digits++;
    for (let index = place + digits - 1; index >= place; index--) {
      const tenth = (rest / 10) | 0;
      bytes[index] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
    return place + digits;
  }

  /** `2020-01-05`, of a local second in the years 0 to 9999. */
  day(localSecond: number, at: number): number {
    const { bytes } = this;
    // dateOfEpochDay in whole numbers of 32 bits: counted from a March, since leap days then come last.
    const shifted = (Math.floor(localSecond / SECONDS_A_DAY) + DAYS_BEFORE_1970) | 0;
    const cycle = (shifted / DAYS_IN_400_YEARS) | 0;
    const dayOfCycle = (shifted - cycle * DAYS_IN_400_YEARS) | 0;
    const leapDays = ((dayOfCycle / 1460) | 0) - ((dayOfCycle / 36_524) | 0) + ((dayOfCycle / 146_096) | 0);
    const yearOfCycle = ((dayOfCycle - leapDays) / 365) | 0;
    const dayOfYear = (dayOfCycle - (365 * yearOfCycle + (yearOfCycle >> 2) - ((yearOfCycle / 100) | 0))) | 0;
    const monthFromMarch = ((5 * dayOfYear + 2) / 153) | 0;
    const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    const year = (cycle - 1) * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
    const century = (year / 100) | 0;
    two(bytes, at, century);
    two(bytes, at + 2, year - century * 100);
    bytes[at + 4] = MINUS;
    two(bytes, at + 5, month);
    bytes[at + 7] = MINUS;
    two(bytes, at + 8, dayOfYear - (((153 * monthFromMarch + 2) / 5) | 0) + 1);
    return at + 10;
  }

  /** `2020-01-05T10:11:12`, with the milliseconds where there are any. */
  dateTime(localSecond: number, nano: number, at: number): number {
    const { bytes } = this;
    this.day(localSecond, at);
    const second = localSecond - Math.floor(localSecond / SECONDS_A_DAY) * SECONDS_A_DAY;
    const minute = (second / 60) | 0;
    const hour = (minute / 60) | 0;
    bytes[at + 10] = 84;
    two(bytes, at + 11, hour);
    bytes[at + 13] = 58;
    two(bytes, at + 14, minute - hour * 60);
    bytes[at + 16] = 58;
    two(bytes, at + 17, second - minute * 60);
    const millis = Math.floor(nano / 1e6);
    if (millis === 0) return at + 19;
    const tens = (millis / 10) | 0;
    bytes[at + 19] = 46;
    two(bytes, at + 20, tens);
    bytes[at + 22] = ZERO + millis - tens * 10;
    return at + 23;
  }

  /** `Z`, or `+02:00` of an offset of whole minutes. */
  offset(offset: number, at: number): number {
    const { bytes } = this;
    if (offset === 0) {
      bytes[at] = 90;
      return at + 1;
    }
    const minutes = Math.abs(offset) / 60;
    const hours = (minutes / 60) | 0;
    bytes[at] = offset < 0 ? MINUS : 43;
    two(bytes, at + 1, hours);
    bytes[at + 3] = 58;
    two(bytes, at + 4, minutes - hours * 60);
    return at + 6;
  }

  #close(at: number): number {
    this.bytes[at] = QUOTE;
    this.bytes[at + 1] = COMMA;
    return at + 2;
  }

  /** Piece by piece, so that a long text does not take six times its length. */
  #longText(text: string, at: number): number {
    let place = at;
    for (let from = 0; from < text.length; ) {
      let to = Math.min(from + SHORT_TEXT, text.length);
      // A pair of surrogates stays together.
      if (to < text.length && (text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to++;
      if (place + WORST * (to - from) > this.#limit) this.#grow(place + WORST * (to - from));
      place = this.#escaped(text, from, to, place);
      from = to;
    }
    return this.#close(place);
  }

  /** As JSON.stringify writes it: lone surrogates are escaped, all else beyond ASCII is not. */
  #escaped(text: string, from: number, to: number, start: number): number {
    const { bytes } = this;
    let at = start;
    for (let index = from; index < to; index++) {
      const unit = text.charCodeAt(index);
      if (unit < 128) {
        if (ODD[unit] === 0) bytes[at++] = unit;
        else at = escapeUnit(bytes, at, unit);
      } else if (unit < 0x800) {
        bytes[at++] = 0xc0 | (unit >> 6);
        bytes[at++] = 0x80 | (unit & 63);
      } else if ((unit & 0xf800) !== 0xd800) {
        bytes[at++] = 0xe0 | (unit >> 12);
        bytes[at++] = 0x80 | ((unit >> 6) & 63);
        bytes[at++] = 0x80 | (unit & 63);
      } else {
        const next = index + 1 < to ? text.charCodeAt(index + 1) : 0;
        if (unit >= 0xdc00 || (next & 0xfc00) !== 0xdc00) {
          at = hexEscape(bytes, at, unit);
        } else {
          const point = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
          bytes[at++] = 0xf0 | (point >> 18);
          bytes[at++] = 0x80 | ((point >> 12) & 63);
          bytes[at++] = 0x80 | ((point >> 6) & 63);
          bytes[at++] = 0x80 | (point & 63);
          index++;
        }
      }
    }
    return at;
  }
}

function two(bytes: Uint8Array, at: number, value: number): void {
  const tens = (value / 10) | 0;
  bytes[at] = ZERO + tens;
  bytes[at + 1] = ZERO + value - tens * 10;
}

function escapeUnit(bytes: Uint8Array, at: number, unit: number): number {
  const letter = unit === QUOTE || unit === BACKSLASH ? unit : SHORT_ESCAPES.get(unit);
  if (letter === undefined) return hexEscape(bytes, at, unit);
  bytes[at] = BACKSLASH;
  bytes[at + 1] = letter;
  return at + 2;
}

function hexEscape(bytes: Uint8Array, at: number, unit: number): number {
  bytes[at] = BACKSLASH;
  bytes[at + 1] = LETTER_U;
  for (let digit = 0; digit < 4; digit++) {
    const value = (unit >> (12 - 4 * digit)) & 15;
    bytes[at + 2 + digit] = value < 10 ? ZERO + value : 87 + value;
  }
  return at + 6;
}
