import { damaged } from "./fault.js";

/**
 * Decodes a run of numbers in Parquet's hybrid of run lengths and bit packing into `out`, all of it. Nothing is read beyond
 * `end`, and no run is believed to be longer than what is asked for: a broken length must not become memory.
 */
export function readHybrid(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  out: Uint8Array | Uint32Array,
): void {
  if (width > 32) throw damaged("numbers of more than 32 bits in a page");
  let at = start;
  let seen = 0;
  while (seen < out.length) {
    const [header, next] = readVarint(bytes, at, end);
    at = next;
    if ((header & 1) === 1) {
      const count = Math.min(Math.floor(header / 2) * 8, out.length - seen);
      unpack(bytes, at, end, width, out, seen, count);
      at += Math.floor(header / 2) * width;
      seen += count;
    } else {
      const size = (width + 7) >> 3;
      if (at + size > end) throw tooShort();
      let value = 0;
      for (let byte = 0; byte < size; byte++) value += (bytes[at + byte] ?? 0) * 2 ** (8 * byte);
      at += size;
      const count = Math.floor(header / 2);
      if (count === 0) throw damaged("a run of no values in a page");
      const until = Math.min(seen + count, out.length);
      out.fill(value, seen, until);
      seen = until;
    }
  }
}

/** Gives the number and where it ends. */
function readVarint(bytes: Uint8Array, start: number, end: number): readonly [number, number] {
  let value = 0;
  let scale = 1;
  for (let at = start; at < Math.min(end, start + 5); at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, at + 1];
    scale *= 128;
  }
  throw tooShort();
}

function unpack(
  bytes: Uint8Array,
  start: number,
  end: number,
  width: number,
  out: Uint8Array | Uint32Array,
  first: number,
  count: number,
): void {
  // Some writers leave out the padding of the last group; only bytes that hold a value are needed.
  if (start + Math.ceil((count * width) / 8) > end) throw tooShort();
  if (width > 24) {
    unpackWide(bytes, start, width, out, first, count);
    return;
  }
  const mask = 2 ** width - 1;
  let at = start;
  let buffer = 0;
  let bits = 0;
  for (let index = first; index < first + count; index++) {
    while (bits < width) {
      buffer |= (bytes[at++] ?? 0) << bits;
      bits += 8;
    }
    out[index] = buffer & mask;
    buffer >>>= width;
    bits -= width;
  }
}

function unpackWide(
  bytes: Uint8Array,
  start: number,
  width: number,
  out: Uint8Array | Uint32Array,
  first: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    let value = 0;
    for (let bit = 0; bit < width; bit++) {
      const at = index * width + bit;
      if (((bytes[start + (at >> 3)] ?? 0) >> (at & 7)) & 1) value += 2 ** bit;
    }
    out[first + index] = value;
  }
}

function tooShort() {
  return damaged("a page is shorter than its values");
}
