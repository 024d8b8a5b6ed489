/// <reference path="./webassembly.d.ts" />
import { CARRIED, PAGES, PLACES, STATE, simdModule, WINDOW } from "./simd-code.js";

/** The passes over bytes in WebAssembly, with the memory that they work in. */
export interface Simd {
  readonly input: Uint8Array;
  readonly state: Int32Array;
  readonly places: Int32Array;
  /** Takes the size of the input, the delimiter and the quote; gives how many places there are. */
  readonly index: (size: number, delimiter: number, quote: number) => number;
  /** Takes the size of the input and the quote. */
  readonly count: (size: number, quote: number) => void;
}

let compiled: WebAssembly.Module | null | undefined;

/** Null where the host has no WebAssembly of that kind, or forbids it. */
export function openSimd(): Simd | null {
  if (compiled === undefined) compiled = compile();
  if (compiled === null) return null;
  const memory = new WebAssembly.Memory({ initial: PAGES });
  const { exports } = new WebAssembly.Instance(compiled, { host: { memory } });
  const { index, count } = exports;
  if (typeof index !== "function" || typeof count !== "function") return null;
  return {
    input: new Uint8Array(memory.buffer, 0, WINDOW),
    state: new Int32Array(memory.buffer, STATE, Object.keys(CARRIED).length),
    places: new Int32Array(memory.buffer, PLACES, WINDOW),
    index: (size, delimiter, quote) => Number(index(size, delimiter, quote)),
    count: (size, quote) => {
      count(size, quote);
    },
  };
}

function compile(): WebAssembly.Module | null {
  try {
    return new WebAssembly.Module(simdModule());
  } catch {
    // No WebAssembly, none with SIMD, or a Content-Security-Policy against it.
    return null;
  }
}

/** Gives bytes to the passes window by window, the last one filled up with zeros, which no text has. */
export function* windowsOf({ input }: Simd, bytes: Uint8Array, from: number, to: number): Generator<number> {
  for (let at = from; at < to; at += WINDOW) {
    const size = Math.min(WINDOW, to - at);
    input.set(at === 0 && size === bytes.length ? bytes : bytes.subarray(at, at + size));
    if (size < WINDOW) input.fill(0, size, Math.min(WINDOW, size + 64));
    yield size;
  }
}
