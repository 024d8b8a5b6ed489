import { CR, LF } from "./block.js";

/** How often a byte occurs among some. */
export function countByte(bytes: Uint8Array, byte: number, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) if (bytes[at] === byte) count++;
  return count;
}

/** The line breaks in the first bytes: LF, CRLF and CR each end a line. */
export function countLineBreaks(bytes: Uint8Array, to: number): number {
  const start = bytes.subarray(0, to);
  let count = countByte(start, LF, 0, to);
  for (let at = start.indexOf(CR); at >= 0; at = start.indexOf(CR, at + 1)) if (start[at + 1] !== LF) count++;
  return count;
}
