/** The character sets that Data Prep's hash functions name, and the two UTF-16 forms with a fixed byte order. */
export type Charset = "UTF-8" | "UTF-16" | "UTF-16BE" | "UTF-16LE" | "ISO-8859-1" | "US-ASCII";

const NAMES: ReadonlyMap<string, Charset> = new Map([
  ["utf-8", "UTF-8"],
  ["utf8", "UTF-8"],
  ["utf-16", "UTF-16"],
  ["utf16", "UTF-16"],
  ["utf_16", "UTF-16"],
  ["utf-16be", "UTF-16BE"],
  ["utf-16le", "UTF-16LE"],
  ["iso-8859-1", "ISO-8859-1"],
  ["iso8859_1", "ISO-8859-1"],
  ["iso8859-1", "ISO-8859-1"],
  ["latin1", "ISO-8859-1"],
  ["us-ascii", "US-ASCII"],
  ["ascii", "US-ASCII"],
]);

/** The character set of a name, by Java's names and usual aliases in any letter case; undefined for any other. */
export function charsetNamed(name: string): Charset | undefined {
  return NAMES.get(name.toLowerCase());
}

const utf8 = new TextEncoder();

const QUESTION_MARK = 0x3f;

/**
 * Java's String.getBytes: UTF-16 is big-endian after the mark FE FF (nothing at all for an empty text); what a
 * character set does not have becomes `?`, one for a surrogate pair, as does a lone surrogate.
 */
export function encodeText(text: string, charset: Charset): Uint8Array {
  switch (charset) {
    case "UTF-8":
      return utf8.encode(withoutLoneSurrogates(text, "?"));
    case "UTF-16":
      return text === "" ? new Uint8Array() : encodeUtf16(`\uFEFF${text}`, false);
    case "UTF-16BE":
      return encodeUtf16(text, false);
    case "UTF-16LE":
      return encodeUtf16(text, true);
    case "ISO-8859-1":
      return encodeSingleBytes(text, 0xff);
    case "US-ASCII":
      return encodeSingleBytes(text, 0x7f);
  }
}

function withoutLoneSurrogates(text: string, replacement: string): string {
  return text.replace(/\p{Surrogate}/gu, replacement);
}

function encodeUtf16(text: string, littleEndian: boolean): Uint8Array {
  // In UTF-16 Java replaces a lone surrogate by U+FFFD, not by a question mark.
  const whole = withoutLoneSurrogates(text, "\uFFFD");
  const bytes = new Uint8Array(whole.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < whole.length; at++) view.setUint16(at * 2, whole.charCodeAt(at), littleEndian);
  return bytes;
}

function encodeSingleBytes(text: string, last: number): Uint8Array {
  return Uint8Array.from(Array.from(text), (character) => {
    const code = character.codePointAt(0) ?? QUESTION_MARK;
    return code <= last ? code : QUESTION_MARK;
  });
}
