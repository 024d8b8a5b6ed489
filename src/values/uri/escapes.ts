import { decodeBytes } from "../charsets-decode.js";

/** The text with each run of escapes read as UTF-8. Every `%` in it must begin one. */
export function decodeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // It takes well-formed UTF-8 only.
    return decodeRuns(text);
  }
}

function decodeRuns(text: string): string {
  let decoded = "";
  let at = 0;
  while (at < text.length) {
    const percent = text.indexOf("%", at);
    if (percent < 0) break;
    const end = escapesEnd(text, percent);
    const bytes = new Uint8Array((end - percent) / 3);
    for (let index = 0; index < bytes.length; index++) bytes[index] = byteAt(text, percent + index * 3 + 1);
    decoded += text.slice(at, percent) + decodeBytes(bytes, "UTF-8");
    at = end;
  }
  return decoded + text.slice(at);
}

function byteAt(text: string, at: number): number {
  return Number.parseInt(text.slice(at, at + 2), 16);
}

/** The end of a run of escapes: of `%` with two characters each. */
export function escapesEnd(text: string, start: number): number {
  let end = start;
  while (end + 2 < text.length && text.charAt(end) === "%") end += 3;
  return end;
}

/** `%0A`. */
export function escapeByte(byte: number): string {
  return `%${byte < 16 ? "0" : ""}${byte.toString(16).toUpperCase()}`;
}
