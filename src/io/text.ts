import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic, FilePlace } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { type Bytes, concat, DamagedGzip, startsWith } from "./bytes.js";
import type { Problem } from "./sample-options.js";

/** A part of a text, in order; the parts together are the text without its byte order mark. */
export interface TextPart {
  readonly kind: "text";
  readonly text: string;
  /** How many bytes the text takes in UTF-8. */
  readonly size: number;
}

/** Counts lines and columns from 1 over a text that comes in parts. CRLF, LF and CR end a line. */
export class LineCounter {
  line = 1;
  column = 1;
  #afterCarriageReturn = false;

  advance(text: string, end = text.length): void {
    const part = end === text.length ? text : text.slice(0, end);
    if (part === "") return;
    // A LF may end the line break that a CR before the text began.
    let start = this.#afterCarriageReturn && part.startsWith("\n") ? 1 : 0;
    // Where there is no CR, lines are found faster by their LF alone.
    if (!part.includes("\r")) {
      for (let at = part.indexOf("\n", start); at >= 0; at = part.indexOf("\n", start)) start = this.#newLine(at + 1);
    } else {
      const lineBreak = /\r\n?|\n/g;
      lineBreak.lastIndex = start;
      while (lineBreak.exec(part) !== null) start = this.#newLine(lineBreak.lastIndex);
    }
    this.column += part.length - start;
    this.#afterCarriageReturn = part.endsWith("\r");
  }

  /** The line that begins at an offset. */
  #newLine(start: number): number {
    this.line++;
    this.column = 1;
    return start;
  }
}

/** Reads UTF-8 strictly: what is not valid, and NUL, end the reading with the place. */
export async function* decodeText(name: string, bytes: Bytes): AsyncGenerator<TextPart | Problem> {
  const decoder = createStrictDecoder();
  const place = new LineCounter();
  let carried = new Uint8Array(0);
  let first = true;
  try {
    for await (const chunk of bytes) {
      let input = carried.length === 0 ? chunk : concat([carried, chunk], carried.length + chunk.length);
      if (first) {
        if (input.length < 3) {
          carried = input.slice();
          continue;
        }
        first = false;
        if (startsWith(input, [0xef, 0xbb, 0xbf])) input = input.subarray(3);
      }
      const whole = input.subarray(0, input.length - countIncompleteTail(input));
      carried = input.slice(whole.length);
      const read = decodeStrictly(decoder, whole);
      yield* report(read);
      if (read.fault !== null) return;
    }
  } catch (error) {
    return yield { kind: "problem", diagnostic: readingFailed(name, error) };
  }
  const rest = first && startsWith(carried, [0xef, 0xbb, 0xbf]) ? carried.subarray(3) : carried;
  yield* report(decodeStrictly(decoder, rest));

  function* report({ text, size, fault }: StrictText): Generator<TextPart | Problem> {
    if (text !== "") yield { kind: "text", text, size };
    place.advance(text);
    if (fault === null) return;
    yield {
      kind: "problem",
      diagnostic: describeTextFault(fault, { path: name, line: place.line, column: place.column }),
    };
  }
}

/** A host's own error, thrown while its bytes are read. */
export function readingFailed(name: string, error: unknown): Diagnostic {
  const why = error instanceof Error ? error.message : String(error);
  if (error instanceof DamagedGzip) return diagnostic(samples.XM5210, { path: name }, { name, why });
  return diagnostic(samples.XM5202, { path: name }, { path: name, why });
}

/** Why a text ends before its bytes do. */
export type TextFault =
  | { readonly kind: "nul"; readonly utf16: boolean }
  | { readonly kind: "invalid"; readonly byte: number };

/** A text up to the first NUL or the first byte that is not valid UTF-8, and how many bytes it takes. */
export interface StrictText {
  readonly text: string;
  readonly size: number;
  readonly fault: TextFault | null;
}

/** A decoder for `decodeStrictly`: it keeps a byte order mark, which is dropped where a text begins and nowhere else. */
export function createStrictDecoder(): InstanceType<typeof TextDecoder> {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
}

export function decodeStrictly(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): StrictText {
  let text: string;
  let invalid = -1;
  try {
    text = decoder.decode(bytes);
  } catch {
    invalid = findInvalidByte(bytes);
    text = decoder.decode(bytes.subarray(0, invalid));
  }
  const nul = text.indexOf("\0");
  if (nul >= 0) {
    return { text: text.slice(0, nul), size: bytes.indexOf(0), fault: { kind: "nul", utf16: looksLikeUtf16(text) } };
  }
  if (invalid < 0) return { text, size: bytes.length, fault: null };
  return { text, size: invalid, fault: { kind: "invalid", byte: bytes[invalid] ?? 0 } };
}

/** A fault of a text, at the place where the text ends. */
export function describeTextFault(fault: TextFault, place: FilePlace): Diagnostic {
  if (fault.kind === "nul") return diagnostic(samples.XM5213, place, { utf16: fault.utf16 });
  return diagnostic(samples.XM5212, place, { byte: fault.byte, guess: readWindows1252(fault.byte) });
}

/** Whether every second character is NUL, as where UTF-16 is read by another encoding. */
export function looksLikeUtf16(text: string): boolean {
  const sample = text.slice(0, 200);
  const zeros = sample.split("\0").length - 1;
  return sample.length >= 4 && zeros * 2 >= sample.length - 1;
}

function readWindows1252(byte: number): string | null {
  const text = new TextDecoder("windows-1252").decode(Uint8Array.of(byte));
  return /[\p{L}\p{P}\p{S}]/u.test(text) ? text : null;
}

/** How many bytes at the end begin a character that is not complete yet: 0 to 3. */
export function countIncompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}

/** The offset of the first byte that no valid UTF-8 sequence can have there (Unicode, table 3-7). */
function findInvalidByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
    if (length === 0) return at;
    const second = bytes[at + 1] ?? 0;
    const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) return at;
    for (let next = 2; next < length; next++) {
      if (((bytes[at + next] ?? 0) & 0xc0) !== 0x80) return at;
    }
    at += length;
  }
  return bytes.length;
}
