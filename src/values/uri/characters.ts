/** What may stand in a part of a URI: ASCII characters by their class, and whether escapes and other characters may too. */
export interface CharacterClass {
  /** A 1 at the code of each ASCII character of the class. */
  readonly ascii: Uint8Array;
  /** `%` and two hexadecimal digits, and visible characters outside ASCII, may stand there as well. */
  readonly escapes: boolean;
}

export interface CharacterClasses {
  readonly digit: CharacterClass;
  readonly digitOrDot: CharacterClass;
  readonly hexadecimal: CharacterClass;
  readonly letter: CharacterClass;
  readonly letterOrDigit: CharacterClass;
  readonly hostLabel: CharacterClass;
  readonly scheme: CharacterClass;
  readonly scopeId: CharacterClass;
  readonly userInfo: CharacterClass;
  readonly registryName: CharacterClass;
  readonly server: CharacterClass;
  /** Around an IPv6 literal a `%` begins a scope and no escape. */
  readonly serverWithScope: CharacterClass;
  readonly path: CharacterClass;
  /** Queries, fragments and opaque parts. */
  readonly any: CharacterClass;
}

let classes: CharacterClasses | undefined;

/** The classes of RFC 2396, with the square brackets of RFC 2732. */
export function characterClasses(): CharacterClasses {
  classes ??= makeClasses();
  return classes;
}

function makeClasses(): CharacterClasses {
  const digits = "0123456789";
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const unreserved = `${letters}${digits}-_.!~*'()`;
  const userInfo = `${unreserved};:&=+$,`;
  return {
    digit: classOf(digits),
    digitOrDot: classOf(`${digits}.`),
    hexadecimal: classOf(`${digits}abcdefABCDEF`),
    letter: classOf(letters),
    letterOrDigit: classOf(`${letters}${digits}`),
    hostLabel: classOf(`${letters}${digits}-`),
    scheme: classOf(`${letters}${digits}+-.`),
    scopeId: classOf(`${letters}${digits}_.`),
    userInfo: classOf(userInfo, true),
    registryName: classOf(`${userInfo}@`, true),
    server: classOf(`${userInfo}@[]`, true),
    serverWithScope: classOf(`${userInfo}@[]%`, true),
    path: classOf(`${unreserved}:@&=+$,;/`, true),
    any: classOf(`${unreserved};/?:@&=+$,[]`, true),
  };
}

function classOf(characters: string, escapes = false): CharacterClass {
  const ascii = new Uint8Array(128);
  for (let at = 0; at < characters.length; at++) ascii[characters.charCodeAt(at)] = 1;
  return { ascii, escapes };
}

/** Where a scan stopped; `malformedEscape` where it stopped at a `%` that begins no escape, though escapes may stand there. */
export interface Scan {
  readonly end: number;
  readonly malformedEscape: boolean;
}

/** Goes over the characters of a class from `start`, at most up to `end`. */
export function scanClass(text: string, start: number, end: number, { ascii, escapes }: CharacterClass): Scan {
  let at = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code < 128 && ascii[code] === 1) {
      at += 1;
    } else if (!escapes) {
      break;
    } else if (code === 0x25) {
      if (at + 3 > end || !isHexDigit(text, at + 1) || !isHexDigit(text, at + 2)) {
        return { end: at, malformedEscape: true };
      }
      at += 3;
    } else if (code > 128 && isVisible(code)) {
      at += 1;
    } else {
      break;
    }
  }
  return { end: at, malformedEscape: false };
}

function isHexDigit(text: string, at: number): boolean {
  return characterClasses().hexadecimal.ascii[text.charCodeAt(at)] === 1;
}

/** Neither a space of any kind nor a control character. Halves of surrogate pairs count as visible. */
function isVisible(code: number): boolean {
  if (code <= 0xa0) return code > 0x9f && code !== 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return false;
  switch (code) {
    case 0x1680:
    case 0x2028:
    case 0x2029:
    case 0x202f:
    case 0x205f:
    case 0x3000:
      return false;
    default:
      return true;
  }
}
