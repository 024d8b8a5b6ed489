import { CR, LF } from "./block.js";

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
}

/** What a place is; an LF that follows a CR is part of its line break. */
export const DELIMITER = 0;
export const LINE_FEED = 1;
export const CARRIAGE_RETURN = 2;
/** A line break inside quotes, LF, CRLF or CR. */
export const QUOTED_BREAK = 3;

/** Indexes one block after the other, in memory that it keeps. The bytes are valid UTF-8, and end where a row may end. */
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
/** The first byte of a character that is two units. */
const LEAD_OF_PAIR = 6;

function classify(delimiter: number, quote: number): Uint8Array {
  const classes = new Uint8Array(256);
  classes.fill(CONTINUATION, 0x80, 0xc0);
  classes.fill(LEAD_OF_PAIR, 0xf0, 0xf8);
  classes[LF] = LF_BYTE;
  classes[CR] = CR_BYTE;
  classes[delimiter] = DELIMITER_BYTE;
  if (quote >= 0) classes[quote] = QUOTE_BYTE;
  return classes;
}

/** The fastest indexer that the host allows. */
export function createIndexer(delimiter: number, quote: number): ByteIndexer {
  return createPlainIndexer(delimiter, quote);
}

/** An indexer in plain JavaScript, for every host; the delimiter and the quote are single bytes, the quote -1 for none. */
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
          } else if (inside === CONTINUATION) surplus++;
          else if (inside === LEAD_OF_PAIR) surplus--;
          else if (inside === CR_BYTE || (inside === LF_BYTE && bytes[at - 1] !== CR)) {
            places[count++] = ((at - surplus) << 2) | QUOTED_BREAK;
          }
        }
        if (at >= size) break;
        isOpen = false;
        const next = at + 1 < size ? classes[bytes[at + 1] ?? 0] : LF_BYTE;
        if (next !== DELIMITER_BYTE && next !== LF_BYTE && next !== CR_BYTE) isFaulty = true;
        break;
      }
      case CONTINUATION:
        surplus++;
        break;
      case LEAD_OF_PAIR:
        surplus--;
        break;
    }
  }
  return { places, count, isFaulty, isOpen, hasDoubled };
}
