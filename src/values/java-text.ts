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

/** String.compareToIgnoreCase: each unit in upper case and then in lower case, so `ß` is not `SS`. */
export function compareIgnoringCase(left: string, right: string): number {
  return compareTexts(foldUnits(left), foldUnits(right));
}

function foldUnits(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
  return text.replace(/[\s\S]/g, (unit) =>
    single(single(unit, unit.toUpperCase()), single(unit, unit.toUpperCase()).toLowerCase()),
  );
}

/** Java's mapping of one character never makes two. */
function single(unit: string, mapped: string): string {
  return mapped.length === 1 ? mapped : unit;
}
