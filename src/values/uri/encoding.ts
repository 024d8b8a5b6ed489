import { type Charset, encodeText, isHighSurrogate, isLowSurrogate, withoutLoneSurrogates } from "../charsets.js";
import { decodeBytes } from "../charsets-decode.js";
import { decodeEscapes, escapeByte, escapesEnd } from "./escapes.js";
import { parseInteger } from "./integer.js";

/** How long encodePercent makes a text, or a little more where there are lone surrogates: up to nine times as long. */
export function encodedLength(text: string): number {
  if (/^[\w.-]*$/.test(text)) return text.length;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) length += isUnescaped(code) ? 1 : 3;
    // The two halves of a surrogate pair make four bytes.
    else length += code < 0x800 || isHighSurrogate(code) || isLowSurrogate(code) ? 6 : 9;
  }
  return length;
}

function isUnescaped(code: number): boolean {
  const isDigit = code >= 0x30 && code <= 0x39;
  const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
  return isDigit || isLetter || code === 0x2d || code === 0x2e || code === 0x5f;
}

/** Percent encoding as Data Prep documents it: as UTF-8, and only letters, digits and `-_.` stay. */
export function encodePercent(text: string): string {
  return encodeComponent(text).replace(/[!~*'()]/g, (character) => escapeByte(character.charCodeAt(0)));
}

/** What encodePercent wrote; undefined where a `%` begins no escape. A `+` stays. */
export function decodePercent(text: string): string | undefined {
  return /%(?![0-9A-Fa-f]{2})/.test(text) ? undefined : decodeEscapes(text);
}

/** java.net.URLEncoder: letters, digits and `.-*_` stay, a space becomes `+`, everything else its bytes as `%XX`. */
export function encodeForm(text: string, charset: Charset): string {
  if (charset === "UTF-8") {
    const encoded = encodeComponent(text).replace(/[!~'()]/g, (character) => escapeByte(character.charCodeAt(0)));
    return encoded.replaceAll("%20", "+");
  }
  // Each run of other characters is encoded by itself: in UTF-16 each begins with a byte order mark.
  return text.replace(/[^A-Za-z0-9.*_ -]+| /g, (run) =>
    run === " " ? "+" : Array.from(encodeText(run, charset), escapeByte).join(""),
  );
}

function encodeComponent(text: string): string {
  return encodeURIComponent(withoutLoneSurrogates(text, "?"));
}

/** java.net.URLDecoder, with the message of its exception where an escape is none. */
export function decodeForm(text: string, charset: Charset): { readonly text: string } | { readonly message: string } {
  let decoded = "";
  let at = 0;
  while (at < text.length) {
    const percent = text.indexOf("%", at);
    const plainEnd = percent < 0 ? text.length : percent;
    decoded += text.slice(at, plainEnd).replaceAll("+", " ");
    if (percent < 0) break;
    const runEnd = escapesEnd(text, percent);
    const bytes = bytesOfForm(text, percent, runEnd);
    if ("message" in bytes) return bytes;
    if (text.charAt(runEnd) === "%") return { message: "URLDecoder: Incomplete trailing escape (%) pattern" };
    decoded += decodeBytes(bytes, charset);
    at = runEnd;
  }
  return { text: decoded };
}

function bytesOfForm(text: string, start: number, end: number): Uint8Array | { readonly message: string } {
  const bytes = new Uint8Array((end - start) / 3);
  for (let index = 0; index < bytes.length; index++) {
    const from = start + index * 3 + 1;
    // Java reads the two characters as any number: `%+a` is a byte too.
    const value = parseInteger(text.slice(from, from + 2), 16);
    const illegal = "URLDecoder: Illegal hex characters in escape (%) pattern - ";
    if (typeof value !== "number") return { message: `${illegal}${value.message}` };
    if (value < 0) return { message: `${illegal}negative value` };
    bytes[index] = value;
  }
  return bytes;
}
