import { LINE_ENDS } from "./properties.js";
import type { Anchor } from "./syntax.js";

/** Not between the two characters of a CRLF, which is one line end. */
const NOT_IN_CRLF = "(?<!\\r(?=\\n))";

// `\b` of JDK 17: letters and digits of any script and `_`; a combining mark counts with its base character.
const WORD_BEFORE = "(?<=[_\\p{L}\\p{Nd}]|[\\p{L}\\p{Nd}]\\p{Mn}+)";
const WORD_AFTER = "(?=[_\\p{L}\\p{Nd}]|(?<=[\\p{L}\\p{Nd}]\\p{Mn}*)\\p{Mn})";
const UNICODE_WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";

/** An anchor as JavaScript under the flag `u`. */
export function anchorSource(anchor: Anchor): string {
  switch (anchor) {
    case "textStart":
      return "^";
    case "textEnd":
      return "$";
    // Java's `^` never matches at the very end of the text, even of an empty one.
    case "lineStart":
      return `(?!$)(?<=^|${LINE_ENDS})${NOT_IN_CRLF}`;
    case "unixLineStart":
      return "(?!$)(?<=^|\\n)";
    case "lineEnd":
      return `(?=$|${LINE_ENDS})${NOT_IN_CRLF}`;
    case "unixLineEnd":
      return "(?=\\n|$)";
    case "lastLineEnd":
      return `(?=(?:\\r\\n|${LINE_ENDS})?$)${NOT_IN_CRLF}`;
    case "unixLastLineEnd":
      return "(?=\\n?$)";
    case "wordBoundary":
      return boundary(WORD_BEFORE, WORD_AFTER, true);
    case "noWordBoundary":
      return boundary(WORD_BEFORE, WORD_AFTER, false);
    case "unicodeWordBoundary":
      return boundary(`(?<=${UNICODE_WORD})`, `(?=${UNICODE_WORD})`, true);
    case "noUnicodeWordBoundary":
      return boundary(`(?<=${UNICODE_WORD})`, `(?=${UNICODE_WORD})`, false);
  }
}

function boundary(before: string, after: string, wanted: boolean): string {
  const notBefore = before.replace("(?<=", "(?<!");
  const notAfter = after.replace("(?=", "(?!");
  return wanted ? `(?:${before}${notAfter}|${notBefore}${after})` : `(?:${before}${after}|${notBefore}${notAfter})`;
}

export type AnchorTest = (text: string, at: number) => boolean;

/** An anchor as a test of a text, which may stand between the halves of a surrogate pair too. */
export function anchorTest(anchor: Anchor): AnchorTest {
  switch (anchor) {
    case "textStart":
      return (_text, at) => at === 0;
    case "textEnd":
      return (text, at) => at === text.length;
    case "lineStart":
      return (text, at) => at < text.length && (at === 0 || (isLineEnd(text, at - 1) && !insideCrlf(text, at)));
    case "unixLineStart":
      return (text, at) => at < text.length && (at === 0 || text[at - 1] === "\n");
    case "lineEnd":
      return (text, at) => at === text.length || (isLineEnd(text, at) && !insideCrlf(text, at));
    case "unixLineEnd":
      return (text, at) => at === text.length || text[at] === "\n";
    case "lastLineEnd":
      return (text, at) =>
        at === text.length ||
        (at === text.length - 1 && isLineEnd(text, at) && !insideCrlf(text, at)) ||
        (at === text.length - 2 && insideCrlf(text, at + 1));
    case "unixLastLineEnd":
      return (text, at) => at === text.length || (at === text.length - 1 && text[at] === "\n");
    case "wordBoundary":
    case "noWordBoundary": {
      const inWord = wordTest(/^[_\p{L}\p{Nd}]$/u);
      return (text, at) => isBoundary(text, at, inWord) === (anchor === "wordBoundary");
    }
    case "unicodeWordBoundary":
    case "noUnicodeWordBoundary": {
      const inWord = wordTest(new RegExp(`^${UNICODE_WORD}$`, "u"));
      return (text, at) => isBoundary(text, at, inWord) === (anchor === "unicodeWordBoundary");
    }
  }
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x0a || unit === 0x0d || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
}

function insideCrlf(text: string, at: number): boolean {
  return text[at] === "\n" && text[at - 1] === "\r";
}

type WordTest = (text: string, code: number, at: number) => boolean;

/** Whether the character that ends or begins at a place is part of a word. */
function wordTest(word: RegExp): WordTest {
  const base = /^[\p{L}\p{Nd}]$/u;
  const mark = /^\p{Mn}$/u;
  const hasBase = (text: string, at: number): boolean => {
    for (let place = at; place >= 0; place--) {
      const character = String.fromCodePoint(text.codePointAt(place) ?? 0);
      if (base.test(character)) return true;
      if (!mark.test(character)) return false;
    }
    return false;
  };
  return (text, code, at) => {
    if (code < 0x80) return /^\w$/.test(String.fromCharCode(code));
    const character = String.fromCodePoint(code);
    return word.test(character) || (mark.test(character) && hasBase(text, at));
  };
}

function isBoundary(text: string, at: number, inWord: WordTest): boolean {
  const before = at > 0 && inWord(text, codePointBefore(text, at), at - 1);
  const code = text.codePointAt(at);
  return before !== (code !== undefined && inWord(text, code, at));
}

export function codePointBefore(text: string, at: number): number {
  const pair = at > 1 ? (text.codePointAt(at - 2) ?? 0) : 0;
  return pair > 0xffff ? pair : text.charCodeAt(at - 1);
}
