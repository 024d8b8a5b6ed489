import { type Charset, isHighSurrogate, isLowSurrogate } from "./charsets.js";

const REPLACEMENT = 0xfffd;

/**
 * Java's `new String(bytes, charset)`: bytes that are no character become U+FFFD. A malformed UTF-8 sequence is replaced
 * once for its longest beginning that could have been one; unlike in browsers, a surrogate that was encoded by itself
 * (ED A0 80) counts as one sequence.
 */
export function decodeBytes(bytes: Uint8Array, charset: Charset): string {
  switch (charset) {
    case "UTF-8":
      return decodeUtf8(bytes);
    case "UTF-16":
      return decodeUtf16(bytes, null);
    case "UTF-16BE":
      return decodeUtf16(bytes, "big");
    case "UTF-16LE":
      return decodeUtf16(bytes, "little");
    case "ISO-8859-1":
      return textOfUnits(Uint16Array.from(bytes));
    case "US-ASCII":
      return textOfUnits(Uint16Array.from(bytes, (byte) => (byte < 0x80 ? byte : REPLACEMENT)));
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let length = 0;
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) {
      units[length++] = lead;
      at += 1;
      continue;
    }
    const wanted = sequenceLength(lead);
    const found = wellFormedLength(bytes, at, wanted);
    if (wanted < 2 || found < wanted) {
      units[length++] = REPLACEMENT;
      at += Math.max(found, 1);
      continue;
    }
    const code = codePointAt(bytes, at, wanted);
    at += wanted;
    if (code >= 0x10000) {
      units[length++] = 0xd7c0 + (code >> 10);
      units[length++] = 0xdc00 + (code & 0x3ff);
    } else {
      units[length++] = code >= 0xd800 && code <= 0xdfff ? REPLACEMENT : code;
    }
  }
  return textOfUnits(units.subarray(0, length));
}

/** How many bytes a sequence with this first byte has; 1 where no sequence begins with it. */
function sequenceLength(lead: number): number {
  if (lead < 0xc2 || lead > 0xf4) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** How many bytes from here on could begin a sequence of the wanted length. */
function wellFormedLength(bytes: Uint8Array, start: number, wanted: number): number {
  const lead = bytes[start] ?? 0;
  for (let index = 1; index < wanted; index++) {
    const byte = bytes[start + index] ?? 0;
    // The shortest form is the only one, and U+10FFFF the last character.
    const least = index > 1 ? 0x80 : lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
    const most = index === 1 && lead === 0xf4 ? 0x8f : 0xbf;
    if (byte < least || byte > most) return index;
  }
  return wanted;
}

function codePointAt(bytes: Uint8Array, start: number, length: number): number {
  let code = (bytes[start] ?? 0) & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | ((bytes[start + index] ?? 0) & 0x3f);
  return code;
}

/** Without an order the bytes may begin with a byte order mark, and are big-endian where they do not. */
function decodeUtf16(bytes: Uint8Array, order: "big" | "little" | null): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const units = new Uint16Array(bytes.length);
  const mark = order === null && bytes.length > 1 ? view.getUint16(0) : 0;
  const little = order === "little" || mark === 0xfffe;
  let length = 0;
  let at = mark === 0xfeff || mark === 0xfffe ? 2 : 0;
  for (; at + 1 < bytes.length; at += 2) {
    const code = view.getUint16(at, little);
    if (isHighSurrogate(code)) {
      if (at + 3 >= bytes.length) break;
      const low = view.getUint16(at + 2, little);
      // Java takes the two for one malformed character.
      if (isLowSurrogate(low)) units[length++] = code;
      units[length++] = isLowSurrogate(low) ? low : REPLACEMENT;
      at += 2;
    } else {
      units[length++] = isLowSurrogate(code) || code === 0xfffe ? REPLACEMENT : code;
    }
  }
  if (at < bytes.length) units[length++] = REPLACEMENT;
  return textOfUnits(units.subarray(0, length));
}

const CHUNK = 8192;

function textOfUnits(units: Uint16Array): string {
  let text = "";
  for (let at = 0; at < units.length; at += CHUNK) text += String.fromCharCode(...units.subarray(at, at + CHUNK));
  return text;
}
