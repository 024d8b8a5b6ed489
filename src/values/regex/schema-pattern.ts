import { compileJavaRegex, overloadReason } from "./index.js";

/** Whether a text holds what a schema's pattern asks for. */
export type PatternTest = (text: string) => boolean;

/**
 * The test for a JSON Schema's pattern: ECMAScript's language, found anywhere in the text unless it is anchored. A RegExp
 * has no limit of its own, so where it could run for long, the matcher that counts its steps takes over. Null for a pattern
 * that cannot be read, as ECMAScript or for that matcher; a text on which the search would not end breaks no pattern.
 */
export function compileSchemaPattern(pattern: string): PatternTest | null {
  const native = nativeRegExp(pattern);
  const compiled = compileJavaRegex(pattern);
  if (native === null || "problem" in compiled) return null;
  const { regex } = compiled;
  return (text) => {
    try {
      return regex.isSoonSearched(text) ? native.test(text) : regex.find(text) !== null;
    } catch (error) {
      if (overloadReason(error) === null && !(error instanceof RangeError)) throw error;
      return true;
    }
  };
}

function nativeRegExp(pattern: string): RegExp | null {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Some published patterns hold escapes that the Unicode mode refuses.
    }
  }
  return null;
}
