import { CR, LF } from "./block.js";
import { openSimd, windowsOf } from "./simd.js";
import { CARRIED, NO_BYTE } from "./simd-code.js";

/**
 * Where the cells and rows of a block end, found in one pass over its bytes. A place is `unit << 2 | kind`: `unit` counts
 * the UTF-16 units of the block's text from 0, so that a place in the bytes is one in the text too. Delimiters inside quotes
 * are no places.
 */
export interface ByteIndex {
  /** Valid until the next block is indexed. */
  readonly places: Int32Array;
  readonly count: number;
  /** A quote stands where none may be; places before it are right. */
  readonly isFaulty: boolean;
  /** The block ends inside quotes. */
  readonly isOpen: boolean;
  /** Some quoted cell holds doubled quotes. */
  readonly hasDoubled: boolean;
  readonly isAscii: boolean;
}

/** What a place is; an LF that follows a CR is part of its line break. */
export const DELIMITER = 0;
export const LINE_FEED = 1;
export const CARRIAGE_RETURN = 2;
/** A line break inside quotes, LF, CRLF or CR. */
export const QUOTED_BREAK = 3;

/**
 * Indexes one block after the other, in memory that it keeps. What is valid UTF-8 is indexed right, and whether all is ASCII
 * is right for any bytes.
 */
export interface ByteIndexer {
  readonly index: (bytes: Uint8Array) => ByteIndex;
}

/** The classes of bytes. Those of characters that are no single byte keep the count of units. */
const PLAIN = 0;
const DELIMITER_BYTE = 1;
const LF_BYTE = 2;
const CR_BYTE = 3;
const QUOTE_BYTE = 4;
/** Adds no unit: the second and later bytes of a character. */
const CONTINUATION = 5;
/** The first byte of a character of several bytes that is one unit, or two. */
const LEAD = 6;
const LEAD_OF_PAIR = 7;

function classify(delimiter: number, quote: number): Uint8Array {
  const classes = new Uint8Array(256);
  classes.fill(CONTINUATION, 0x80, 0xc0);
  classes.fill(LEAD, 0xc0, 0xf0);
  classes.fill(LEAD_OF_PAIR, 0xf0);
  classes[LF] = LF_BYTE;
  classes[CR] = CR_BYTE;
  classes[delimiter] = DELIMITER_BYTE;
  if (quote >= 0) classes[quote] = QUOTE_BYTE;
  return classes;
}

/** From how many bytes on WebAssembly is worth its start. */
const WORTHWHILE = 64 * 1024;

/** The fastest indexer that the host allows. The delimiter and the quote are single bytes, the quote -1 for none. */
export function createIndexer(delimiter: number, quote: number): ByteIndexer {
  const plain = createPlainIndexer(delimiter, quote);
  let fast: ByteIndexer | null | undefined;
  return {
    index: (bytes) => {
      if (bytes.length < WORTHWHILE) return plain.index(bytes);
      if (fast === undefined) fast = createSimdIndexer(delimiter, quote);
      return (fast ?? plain).index(bytes);
    },
  };
}

/** Sixteen bytes at a time; null where the host has no such thing. */
export function createSimdIndexer(delimiter: number, quote: number): ByteIndexer | null {
  const simd = openSimd();
  if (simd === null) return null;
  let places = new Int32Array(0);
  return {
    index: (bytes) => {
      const { state } = simd;
      state.fill(0);
      // A quote may open a cell where a block begins.
      state[CARRIED.afterEnd] = 1;
      let count = 0;
      for (const size of windowsOf(simd, bytes, 0, bytes.length)) {
        const found = simd.index(size, delimiter, quote < 0 ? NO_BYTE : quote);
        if (places.length < count + found + 1) {
          const larger = new Int32Array(Math.max(2 * places.length, count + found + 1));
          larger.set(places);
          places = larger;
        }
        places.set(simd.places.subarray(0, found), count);
        count += found;
      }
      return {
        places,
        count,
        isFaulty: state[CARRIED.isFaulty] !== 0,
        isOpen: state[CARRIED.insideQuotes] !== 0,
        hasDoubled: state[CARRIED.hasDoubled] !== 0,
        isAscii: state[CARRIED.isBeyondAscii] === 0,
      };
    },
  };
}

/** An indexer in plain JavaScript, for every host. */
export function createPlainIndexer(delimiter: number, quote: number): ByteIndexer {
  const classes = classify(delimiter, quote);
  let places = new Int32Array(0);
  return {
    index: (bytes) => {
      if (places.length < bytes.length + 1) places = new Int32Array(bytes.length + 1);
      return indexPlainly(bytes, classes, places);
    },
  };
}

function indexPlainly(bytes: Uint8Array, classes: Uint8Array, places: Int32Array): ByteIndex {
  const size = bytes.length;
  let count = 0;
  /** How many bytes more than units there are so far. */
  let surplus = 0;
  let isFaulty = false;
  let isOpen = false;
  let hasDoubled = false;
  let isAscii = true;
  /** Where a quote may open a cell. */
  let cellStart = 0;
  for (let at = 0; at < size; at++) {
    switch (classes[bytes[at] ?? 0]) {
      case PLAIN:
        break;
      case DELIMITER_BYTE:
        places[count++] = ((at - surplus) << 2) | DELIMITER;
        cellStart = at + 1;
        break;
      case LF_BYTE:
        if (at === 0 || bytes[at - 1] !== CR) places[count++] = ((at - surplus) << 2) | LINE_FEED;
        cellStart = at + 1;
        break;
      case CR_BYTE:
        places[count++] = ((at - surplus) << 2) | CARRIAGE_RETURN;
        cellStart = at + 1;
        break;
      case QUOTE_BYTE: {
        if (at !== cellStart) isFaulty = true;
        isOpen = true;
        for (at++; at < size; at++) {
          const inside = classes[bytes[at] ?? 0];
          if (inside === QUOTE_BYTE) {
            if (at + 1 >= size || classes[bytes[at + 1] ?? 0] !== QUOTE_BYTE) break;
            hasDoubled = true;
            at++;
          } else if (inside === CR_BYTE || (inside === LF_BYTE && bytes[at - 1] !== CR)) {
            places[count++] = ((at - surplus) << 2) | QUOTED_BREAK;
          } else if (inside !== PLAIN) {
            if (inside === CONTINUATION) surplus++;
            else if (inside === LEAD_OF_PAIR) surplus--;
            if (inside !== DELIMITER_BYTE && inside !== LF_BYTE) isAscii = false;
          }
        }
        if (at >= size) break;
        isOpen = false;
        const next = at + 1 < size ? classes[bytes[at + 1] ?? 0] : LF_BYTE;
        if (next !== DELIMITER_BYTE && next !== LF_BYTE && next !== CR_BYTE) isFaulty = true;
        break;
      }
      case CONTINUATION:
        isAscii = false;
        surplus++;
        break;
      case LEAD:
        isAscii = false;
        break;
      case LEAD_OF_PAIR:
        isAscii = false;
        surplus--;
        break;
    }
  }
  return { places, count, isFaulty, isOpen, hasDoubled, isAscii };
}
