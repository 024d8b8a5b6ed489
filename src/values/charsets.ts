/** The character sets that Data Prep's hash functions name, and the two UTF-16 forms with a fixed byte order. */
export type Charset = "UTF-8" | "UTF-16" | "UTF-16BE" | "UTF-16LE" | "ISO-8859-1" | "US-ASCII";

/** Java's names and aliases, in lower case. */
const NAMES: readonly (readonly [Charset, string])[] = [
  ["UTF-8", "utf-8 utf8 unicode-1-1-utf-8"],
  ["UTF-16", "utf-16 utf_16 utf16 unicode unicodebig"],
  ["UTF-16BE", "utf-16be utf_16be iso-10646-ucs-2 x-utf-16be unicodebigunmarked"],
  ["UTF-16LE", "utf-16le utf_16le x-utf-16le unicodelittleunmarked"],
  [
    "ISO-8859-1",
    "iso-8859-1 iso-ir-100 iso_8859-1 latin1 l1 ibm819 cp819 csisolatin1 819 ibm-819 iso8859_1 iso_8859-1:1987 " +
      "iso_8859_1 8859_1 iso8859-1",
  ],
  [
    "US-ASCII",
    "us-ascii iso-ir-6 ansi_x3.4-1986 iso_646.irv:1991 ascii iso646-us us ibm367 cp367 csascii default 646 " +
      "iso_646.irv:1983 ansi_x3.4-1968 ascii7",
  ],
];

let byName: ReadonlyMap<string, Charset> | undefined;

/** The character set of a name, by Java's names and aliases in any letter case; undefined for any other. */
export function charsetNamed(name: string): Charset | undefined {
  if (name === "UTF-8") return name;
  byName ??= new Map(NAMES.flatMap(([charset, names]) => names.split(" ").map((known) => [known, charset])));
  return byName.get(name.toLowerCase());
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

/** The text with each half of a surrogate pair that stands alone replaced. */
export function withoutLoneSurrogates(text: string, replacement: string): string {
  if (!/[\ud800-\udfff]/.test(text)) return text;
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, replacement);
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
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    bytes[length++] = code <= last ? code : QUESTION_MARK;
    // A pair is one character, and one question mark.
    if (isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(at + 1))) at++;
  }
  return bytes.subarray(0, length);
}

export function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

export function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
