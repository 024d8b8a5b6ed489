import { CR, LF } from "./block.js";
import { openSimd, windowsOf } from "./simd.js";
import { CARRIED, NO_BYTE } from "./simd-code.js";

/** What tells how many rows some bytes can hold. */
export interface ByteCount {
  readonly quotes: number;
  /** LF, CRLF and CR each end a line; an LF belongs to the CR that it follows, even if that came before the bytes. */
  readonly lineBreaks: number;
}

/** Counts a part of some bytes. The quote is a single byte, or -1 where nothing is quoted. */
export type ByteCounter = (bytes: Uint8Array, from: number, to: number, quote: number) => ByteCount;

/** From how many bytes on WebAssembly is worth its start. */
const WORTHWHILE = 64 * 1024;

/** The fastest counter that the host allows. */
export function createCounter(): ByteCounter {
  let fast: ByteCounter | null | undefined;
  return (bytes, from, to, quote) => {
    if (to - from < WORTHWHILE) return countPlainly(bytes, from, to, quote);
    if (fast === undefined) fast = createSimdCounter();
    return (fast ?? countPlainly)(bytes, from, to, quote);
  };
}

/** Counts in plain JavaScript, for every host. */
export const countPlainly: ByteCounter = (bytes, from, to, quote) => {
  let quotes = 0;
  let lineBreaks = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at];
    if (byte === quote) quotes++;
    else if (byte === CR || (byte === LF && (at === 0 || bytes[at - 1] !== CR))) lineBreaks++;
  }
  return { quotes, lineBreaks };
};

/** Counts sixteen bytes at a time; null where the host has no such thing. */
export function createSimdCounter(): ByteCounter | null {
  const simd = openSimd();
  if (simd === null) return null;
  const { state } = simd;
  return (bytes, from, to, quote) => {
    state.fill(0);
    state[CARRIED.afterCr] = from > 0 && bytes[from - 1] === CR ? 1 : 0;
    for (const size of windowsOf(simd, bytes, from, to)) simd.count(size, quote < 0 ? NO_BYTE : quote);
    return { quotes: state[CARRIED.quotes] ?? 0, lineBreaks: state[CARRIED.lineBreaks] ?? 0 };
  };
}
