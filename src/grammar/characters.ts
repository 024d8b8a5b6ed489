/** Classes of characters, with a fast way for ASCII. */

const flag = { start: 1, part: 2, digit: 4, space: 8 } as const;
const table = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const unit = String.fromCharCode(code);
  let flags = 0;
  if (/[A-Za-z_$]/.test(unit)) flags |= flag.start | flag.part;
  if (/[0-9]/.test(unit)) flags |= flag.part | flag.digit;
  if (/[ \t\f\n\r]/.test(unit)) flags |= flag.space;
  table[code] = flags;
}

/** A letter of any script, `_` or `$`: what an identifier begins with. */
export function isNameStart(code: number): boolean {
  return code < 128 ? ((table[code] ?? 0) & flag.start) !== 0 : /\p{L}/u.test(String.fromCodePoint(code));
}

/** What an identifier goes on with. */
export function isNamePart(code: number): boolean {
  return code < 128 ? ((table[code] ?? 0) & flag.part) !== 0 : /[\p{L}\p{N}\p{M}]/u.test(String.fromCodePoint(code));
}

/** A digit of ASCII: numbers have no others. */
export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Space, tab, form feed and line breaks: what the expression language skips. */
export function isSpace(code: number): boolean {
  return code < 128 && ((table[code] ?? 0) & flag.space) !== 0;
}

/** A line feed or a carriage return. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** What no text holds: the codes below the space that are no white space, and the one of the delete key. */
export function isControl(code: number): boolean {
  return (code < 32 && !isSpace(code)) || code === 127;
}

/** Characters that look like a space, or like nothing, and are none: non-breaking, thin, zero-width. */
export function isFalseSpace(code: number): boolean {
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200d) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x2060 ||
    code === 0x3000 ||
    code === 0xfeff ||
    code === 0x0b ||
    code === 0x85
  );
}

/** How a message names a character that cannot be seen: `U+00A0`. */
export function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
