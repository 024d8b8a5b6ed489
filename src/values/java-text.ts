/** Java's Character.isWhitespace: Unicode's separators but for the non-breaking ones, and some control characters. */
const WHITESPACE = /[\t-\r\x1c-\x1f\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

export function isJavaWhitespace(unit: string): boolean {
  return WHITESPACE.test(unit);
}

/** String.stripLeading. */
export function stripStart(text: string): string {
  let start = 0;
  while (start < text.length && isJavaWhitespace(text.charAt(start))) start++;
  return text.slice(start);
}

/** String.stripTrailing. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isJavaWhitespace(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** String.compareTo: the difference of the first units that differ, or of the lengths. */
export function compareTexts(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let at = 0; at < shorter; at++) {
    const difference = left.charCodeAt(at) - right.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/**
 * String.compareToIgnoreCase of Java 17: each character in upper case, then in lower case, so `ß` is not `SS`. Characters
 * beyond U+FFFF have letter case too.
 */
export function compareIgnoringCase(left: string, right: string): number {
  if (/^[\x00-\x7f]*$/.test(left) && /^[\x00-\x7f]*$/.test(right)) {
    return compareTexts(left.toLowerCase(), right.toLowerCase());
  }
  let at = 0;
  while (at < left.length && at < right.length) {
    const mine = left.codePointAt(at) ?? 0;
    const theirs = right.codePointAt(at) ?? 0;
    // A character of two units never folds into one of one unit: both texts go on in step.
    const difference = mine === theirs ? 0 : folded(mine) - folded(theirs);
    if (difference !== 0) return difference;
    at += mine > 0xffff ? 2 : 1;
  }
  return left.length - right.length;
}

/** Character.toLowerCase(Character.toUpperCase(…)): unlike a text's, the mapping of a character never makes two. */
function folded(point: number): number {
  // Of İ a text's lower case is an i with a dot above it, the character's a plain i.
  if (point === 0x130) return 0x69;
  const upper = single(point, String.fromCodePoint(point).toUpperCase());
  return single(upper, String.fromCodePoint(upper).toLowerCase());
}

function single(point: number, mapped: string): number {
  const result = mapped.codePointAt(0) ?? point;
  return mapped.length === (result > 0xffff ? 2 : 1) ? result : point;
}
