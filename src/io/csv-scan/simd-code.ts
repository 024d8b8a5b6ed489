import {
  assemble,
  type Code,
  type FunctionCode,
  get,
  i8x16,
  i32,
  i64,
  type Local,
  loop,
  set,
  type ValueType,
  v128,
  when,
} from "./assemble.js";
import { CR, LF } from "./block.js";

/**
 * The two passes over the bytes of a CSV in WebAssembly: sixteen bytes at a time, sixty-four of them as the bits of a
 * number, one bit a byte. `byte-index.ts` and `count-bytes.ts` hold the same in plain JavaScript; tests hold them to each
 * other. The bytes of a window are at 0, up to a multiple of 64 of them; what is carried from window to window is at STATE;
 * the places go to PLACES.
 */
export const WINDOW = 32 * 1024;
const CHUNK = 64;
export const PLACES = WINDOW + 64;
export const STATE = PLACES - 64;
/** A page has 64 KB. */
export const PAGES = Math.ceil((PLACES + 4 * WINDOW) / 65_536);

/** The carried words, in this order. */
export const CARRIED = {
  /** 0, or -1 inside quotes. */
  insideQuotes: 0,
  /** 1 where the byte before ended a cell or closed a quote, so that a quote may follow; 1 at the start. */
  afterEnd: 1,
  /** 1 where the byte before closed a quote. */
  afterClosing: 2,
  afterCr: 3,
  /** UTF-16 units so far. */
  units: 4,
  isFaulty: 5,
  hasDoubled: 6,
  /** 1 where a byte was no ASCII. */
  isBeyondAscii: 7,
  /** What was counted. */
  quotes: 8,
  lineBreaks: 9,
} as const;

/** No text in UTF-8 has it: what is compared with where nothing is quoted. */
export const NO_BYTE = 0xff;

class Locals {
  readonly all: Local[] = [];

  add(type: ValueType): Local {
    const local = { at: this.all.length, type };
    this.all.push(local);
    return local;
  }

  /** The four times sixteen bytes of a chunk. */
  addChunk(): readonly Local[] {
    return [this.add("v128"), this.add("v128"), this.add("v128"), this.add("v128")];
  }
}

const load = (at: number): Code => i32.load(i32.const(STATE + 4 * at));
const keep = (at: number, value: Code): Code => i32.store(i32.const(STATE + 4 * at), value);
const loadBits = (at: number): Code => i64.extendSigned(load(at));
const keepBits = (at: number, value: Local): Code => keep(at, i32.wrap(get(value)));

function loadChunk(chunk: readonly Local[], at: Local): Code {
  return chunk.flatMap((bytes, quarter) => set(bytes, v128.load(get(at), 16 * quarter)));
}

/** The bits of the sixty-four bytes for which a test of sixteen at once holds. */
function bitsWhere(chunk: readonly Local[], test: (bytes: Code) => Code): Code {
  return chunk
    .map((bytes, quarter) => i64.shl(i64.extend(i8x16.bitmask(test(get(bytes)))), i64.const(16 * quarter)))
    .reduce((all, bits) => i64.or(all, bits));
}

const equalTo =
  (byte: Code) =>
  (bytes: Code): Code =>
    i8x16.eq(bytes, i8x16.splat(byte));
/** Bits of the byte after each, the first from the chunk before. */
const follow = (bits: Code, carried: Local): Code => i64.or(i64.shl(bits, i64.const(1)), get(carried));
const lastOf = (bits: Code): Code => i64.shrU(bits, i64.const(63));
/** Bits of which each says whether an odd number of bits is set up to there. */
function parity(bits: Local): Code {
  return [1, 2, 4, 8, 16, 32].flatMap((by) => set(bits, i64.xor(get(bits), i64.shl(get(bits), i64.const(by)))));
}
const without = (bits: Code, others: Local): Code => i64.and(bits, i64.not(get(others)));

/** index(size, delimiter, quote): writes the places of the window's first bytes; gives how many. */
function indexWindow(): FunctionCode {
  const locals = new Locals();
  const size = locals.add("i32");
  const delimiter = locals.add("i32");
  const quote = locals.add("i32");
  const at = locals.add("i32");
  const out = locals.add("i32");
  const units = locals.add("i32");
  const chunk = locals.addChunk();
  const ends = locals.add("i64");
  const quotes = locals.add("i64");
  const lf = locals.add("i64");
  const cr = locals.add("i64");
  const breaks = locals.add("i64");
  const inside = locals.add("i64");
  const closing = locals.add("i64");
  const bit = locals.add("i64");
  const bits = locals.add("i64");
  const continuations = locals.add("i64");
  const pairs = locals.add("i64");
  const low = locals.add("i64");
  const high = locals.add("i64");
  const carriedInside = locals.add("i64");
  const afterEnd = locals.add("i64");
  const afterClosing = locals.add("i64");
  const afterCr = locals.add("i64");
  const faulty = locals.add("i64");
  const doubled = locals.add("i64");
  const beyond = locals.add("i64");

  const position = i64.ctz(get(bits));
  const store = (place: Code): readonly Code[] => [
    i32.store(get(out), place),
    set(out, i32.add(get(out), i32.const(4))),
    set(bits, i64.and(get(bits), i64.sub(get(bits), i64.const(1)))),
  ];
  const unitAt = i32.add(get(units), i32.wrap(position));
  /** Most chunks: ASCII, and delimiters alone. */
  const storeDelimiters = loop(store(i32.shl(unitAt, i32.const(2))), i64.isNotZero(get(bits)));
  const before = i64.sub(get(bit), i64.const(1));
  const surplus = i64.sub(i64.popcnt(i64.and(get(continuations), before)), i64.popcnt(i64.and(get(pairs), before)));
  const oneIf = (mask: Local): Code => i32.wrap(i64.and(i64.shrU(get(mask), position), i64.const(1)));
  const kind = i32.or(oneIf(low), i32.shl(oneIf(high), i32.const(1)));
  const storePlaces = loop(
    [
      set(bit, i64.and(get(bits), i64.sub(i64.const(0), get(bits)))),
      ...store(i32.or(i32.shl(i32.sub(unitAt, i32.wrap(surplus)), i32.const(2)), kind)),
    ],
    i64.isNotZero(get(bits)),
  );

  const body: Code = [
    set(out, i32.const(PLACES)),
    set(units, load(CARRIED.units)),
    set(carriedInside, loadBits(CARRIED.insideQuotes)),
    set(afterEnd, loadBits(CARRIED.afterEnd)),
    set(afterClosing, loadBits(CARRIED.afterClosing)),
    set(afterCr, loadBits(CARRIED.afterCr)),
    set(faulty, loadBits(CARRIED.isFaulty)),
    set(doubled, loadBits(CARRIED.hasDoubled)),
    set(beyond, loadBits(CARRIED.isBeyondAscii)),
    loop(
      [
        loadChunk(chunk, at),
        set(ends, bitsWhere(chunk, equalTo(get(delimiter)))),
        set(quotes, bitsWhere(chunk, equalTo(get(quote)))),
        set(lf, bitsWhere(chunk, equalTo(i32.const(LF)))),
        set(cr, bitsWhere(chunk, equalTo(i32.const(CR)))),
        // Inside quotes: from an opening quote up to the byte before the closing one.
        set(inside, get(quotes)),
        when(i64.isNotZero(get(quotes)), [parity(inside)]),
        set(inside, i64.xor(get(inside), get(carriedInside))),
        set(carriedInside, i64.shrS(get(inside), i64.const(63))),
        // An LF that follows a CR is part of its line break.
        set(breaks, i64.or(get(cr), i64.and(get(lf), i64.not(follow(get(cr), afterCr))))),
        set(afterCr, lastOf(get(cr))),
        // A quote opens after the end of a cell or, doubled, after one that closes; after one that closes comes either.
        set(closing, without(get(quotes), inside)),
        set(ends, without(get(ends), inside)),
        set(bit, i64.or(get(ends), without(i64.or(get(lf), get(cr)), inside))),
        set(bits, i64.and(get(quotes), get(inside))),
        set(doubled, i64.or(get(doubled), i64.and(get(bits), follow(get(closing), afterClosing)))),
        set(low, i64.and(get(bits), i64.not(follow(i64.or(get(bit), get(closing)), afterEnd)))),
        set(high, i64.and(follow(get(closing), afterClosing), i64.not(i64.or(get(bit), get(bits))))),
        set(low, i64.or(get(low), get(high))),
        set(afterEnd, lastOf(i64.or(get(bit), get(closing)))),
        set(afterClosing, lastOf(get(closing))),
        // What follows the last byte of the window is no byte of the text.
        when(i32.ltU(i32.sub(get(size), get(at)), i32.const(CHUNK)), [
          set(
            low,
            i64.and(get(low), i64.sub(i64.shl(i64.const(1), i64.extend(i32.sub(get(size), get(at)))), i64.const(1))),
          ),
        ]),
        set(faulty, i64.or(get(faulty), get(low))),
        set(bits, i64.or(get(ends), get(breaks))),
        // The highest bits tell whether all is ASCII.
        set(
          pairs,
          bitsWhere(chunk, (bytes) => bytes),
        ),
        set(beyond, i64.or(get(beyond), get(pairs))),
        when(
          i64.isZero(i64.or(get(pairs), get(breaks))),
          [when(i64.isNotZero(get(bits)), [storeDelimiters])],
          [
            set(low, i64.and(get(breaks), i64.or(get(lf), get(inside)))),
            set(high, i64.and(get(breaks), i64.or(get(cr), get(inside)))),
            set(
              continuations,
              bitsWhere(chunk, (bytes) => i8x16.ltS(bytes, i8x16.splat(i32.const(-64)))),
            ),
            set(
              pairs,
              i64.and(
                get(pairs),
                bitsWhere(chunk, (bytes) => i8x16.gtS(bytes, i8x16.splat(i32.const(-17)))),
              ),
            ),
            when(i64.isNotZero(get(bits)), [storePlaces]),
            set(units, i32.sub(get(units), i32.wrap(i64.sub(i64.popcnt(get(continuations)), i64.popcnt(get(pairs)))))),
          ],
        ),
        set(units, i32.add(get(units), i32.const(CHUNK))),
        set(at, i32.add(get(at), i32.const(CHUNK))),
      ],
      i32.ltU(get(at), get(size)),
    ),
    keep(CARRIED.units, get(units)),
    keepBits(CARRIED.insideQuotes, carriedInside),
    keepBits(CARRIED.afterEnd, afterEnd),
    keepBits(CARRIED.afterClosing, afterClosing),
    keepBits(CARRIED.afterCr, afterCr),
    keep(CARRIED.isFaulty, i64.isNotZero(get(faulty))),
    keep(CARRIED.hasDoubled, i64.isNotZero(get(doubled))),
    keep(CARRIED.isBeyondAscii, i64.isNotZero(get(beyond))),
    i32.shrU(i32.sub(get(out), i32.const(PLACES)), i32.const(2)),
  ].flat();
  return { name: "index", parameters: locals.all.slice(0, 3), variables: locals.all.slice(3), body };
}

/** count(size, quote): adds the quotes and the line breaks of the window's first bytes to those counted. */
function countWindow(): FunctionCode {
  const locals = new Locals();
  const size = locals.add("i32");
  const quote = locals.add("i32");
  const at = locals.add("i32");
  const chunk = locals.addChunk();
  const quotes = locals.add("i64");
  const lineBreaks = locals.add("i64");
  const lf = locals.add("i64");
  const cr = locals.add("i64");
  const afterCr = locals.add("i64");
  const body: Code = [
    set(quotes, loadBits(CARRIED.quotes)),
    set(lineBreaks, loadBits(CARRIED.lineBreaks)),
    set(afterCr, loadBits(CARRIED.afterCr)),
    loop(
      [
        loadChunk(chunk, at),
        set(quotes, i64.add(get(quotes), i64.popcnt(bitsWhere(chunk, equalTo(get(quote)))))),
        set(lf, bitsWhere(chunk, equalTo(i32.const(LF)))),
        set(cr, bitsWhere(chunk, equalTo(i32.const(CR)))),
        set(
          lineBreaks,
          i64.add(get(lineBreaks), i64.popcnt(i64.or(get(cr), i64.and(get(lf), i64.not(follow(get(cr), afterCr)))))),
        ),
        set(afterCr, lastOf(get(cr))),
        set(at, i32.add(get(at), i32.const(CHUNK))),
      ],
      i32.ltU(get(at), get(size)),
    ),
    keepBits(CARRIED.quotes, quotes),
    keepBits(CARRIED.lineBreaks, lineBreaks),
    keepBits(CARRIED.afterCr, afterCr),
    i32.const(0),
  ].flat();
  return { name: "count", parameters: locals.all.slice(0, 2), variables: locals.all.slice(2), body };
}

export function simdModule(): Uint8Array {
  return assemble([indexWindow(), countWindow()]);
}
