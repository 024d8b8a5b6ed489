import { diagnostic } from "../diagnostics/define.js";
import { samples } from "../diagnostics/samples.js";
import { type Bytes, startsWith } from "./bytes.js";
import type { Problem } from "./sample-options.js";
import { decodeText, describeTextFault, LineCounter, readingFailed, type TextPart } from "./text.js";

/** How the characters of a sample are written; UTF-16 is known by its byte order mark and not guessed. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be";

export function encodingOf(head: Uint8Array): Encoding {
  if (startsWith(head, [0xff, 0xfe])) return "utf-16le";
  return startsWith(head, [0xfe, 0xff]) ? "utf-16be" : "utf-8";
}

/** How a text begins, as well as it can be told from its first bytes. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  if (encoding === "utf-8") return new TextDecoder().decode(head);
  return decodeUnits(readUnits(head, encoding)).replace(/^\uFEFF/, "");
}

/** The text of a sample without its byte order mark; what is not valid, and NUL, end the reading with the place. */
export function decodeSample(name: string, bytes: Bytes, encoding: Encoding): AsyncIterable<TextPart | Problem> {
  return encoding === "utf-8" ? decodeText(name, bytes) : decodeUtf16(name, bytes, encoding);
}

/** Reads UTF-16 strictly, without its byte order mark. */
async function* decodeUtf16(
  name: string,
  bytes: Bytes,
  encoding: "utf-16le" | "utf-16be",
): AsyncGenerator<TextPart | Problem> {
  const place = new LineCounter();
  const encoder = new TextEncoder();
  let carried = new Uint8Array(0);
  let isFirst = true;
  try {
    for await (const chunk of bytes) {
      const input = new Uint8Array(carried.length + chunk.length);
      input.set(carried);
      input.set(chunk, carried.length);
      let units = readUnits(input, encoding);
      // The second half of the last character may come with the next bytes.
      if (isFirstHalf(units[units.length - 1])) units = units.subarray(0, -1);
      carried = input.slice(2 * units.length);
      if (isFirst && units.length > 0) {
        isFirst = false;
        units = units.subarray(1);
      }
      const fault = findFault(units);
      const text = decodeUnits(fault === null ? units : units.subarray(0, fault.at));
      if (text !== "") yield { kind: "text", text, size: encoder.encode(text).length };
      place.advance(text);
      if (fault !== null) return yield problem(fault.kind);
    }
  } catch (error) {
    return yield { kind: "problem", diagnostic: readingFailed(name, error) };
  }
  if (carried.length > 0) yield problem(carried.length === 1 ? "half a unit" : "half a pair");

  function problem(kind: "nul" | "half a pair" | "half a unit"): Problem {
    const at = { path: name, line: place.line, column: place.column };
    const found =
      kind === "nul" ? describeTextFault({ kind, utf16: false }, at) : diagnostic(samples.XM5214, at, { found: kind });
    return { kind: "problem", diagnostic: found };
  }
}

/** Whole units; half of one at the end is left out. */
function readUnits(bytes: Uint8Array, encoding: "utf-16le" | "utf-16be"): Uint16Array {
  const units = new Uint16Array(bytes.length >> 1);
  const high = encoding === "utf-16le" ? 1 : 0;
  for (let at = 0; at < units.length; at++) {
    units[at] = ((bytes[2 * at + high] ?? 0) << 8) | (bytes[2 * at + 1 - high] ?? 0);
  }
  return units;
}

function decodeUnits(units: Uint16Array): string {
  let text = "";
  // A call takes so many arguments and no more.
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.subarray(at, at + 4096));
  return text;
}

function isFirstHalf(unit: number | undefined): boolean {
  return unit !== undefined && (unit & 0xfc00) === 0xd800;
}

function findFault(units: Uint16Array): { readonly at: number; readonly kind: "nul" | "half a pair" } | null {
  for (let at = 0; at < units.length; at++) {
    const unit = units[at] ?? 0;
    if (unit === 0) return { at, kind: "nul" };
    if ((unit & 0xf800) !== 0xd800) continue;
    if (!isFirstHalf(unit) || ((units[at + 1] ?? 0) & 0xfc00) !== 0xdc00) return { at, kind: "half a pair" };
    at++;
  }
  return null;
}
