import { complement, intersect, rangeSet, singleSet, union } from "./char-set.js";
import { parseEscape } from "./parse-escape.js";
import type { PatternCursor } from "./pattern-text.js";
import { type Flags, foldOf, PatternError } from "./syntax.js";

/**
 * Reads a class after its `[`, to its `]` inclusive. Java's rules: a first `]` is literal, classes nest as unions, `&&`
 * intersects all that is left of it with all that is right of it, a `^` negates the whole.
 */
export function parseClass(cursor: PatternCursor, flags: Flags): string {
  const start = cursor.offset;
  const negated = cursor.accept("^");
  const set = parseOperands(cursor, flags, start);
  cursor.take();
  return negated ? complement(set) : set;
}

/** Up to the closing `]`, which is left. */
function parseOperands(cursor: PatternCursor, flags: Flags, start: number): string {
  const parts: string[] = [];
  for (;;) {
    if (cursor.atEnd()) throw new PatternError("Unclosed character class", start);
    if (cursor.peek() === "]" && parts.length > 0) return union(parts);
    if (cursor.accept("[")) {
      parts.push(parseClass(cursor, flags));
    } else if (cursor.accept("&&")) {
      if (parts.length === 0 || cursor.peek() === "]" || cursor.peek() === "&") {
        throw new PatternError("an intersection with an empty side", cursor.offset, "&&");
      }
      return intersect(union(parts), parseOperands(cursor, flags, start));
    } else {
      parts.push(parseRange(cursor, flags));
    }
  }
}

function parseRange(cursor: PatternCursor, flags: Flags): string {
  const start = cursor.offset;
  const from = parseMember(cursor, flags);
  if (typeof from === "string") return from;
  const fold = foldOf(flags);
  if (cursor.peek() !== "-") return singleSet(from, fold);
  const mark = cursor.peekAfter();
  if (mark === "]" || mark === "[") return singleSet(from, fold);
  cursor.take();
  if (cursor.atEnd()) throw new PatternError("Unclosed character class", start);
  const to = parseMember(cursor, flags);
  if (typeof to === "string" || to < from) throw new PatternError("Illegal character range", start);
  return rangeSet(from, to, fold);
}

/** One character's code, or a set. */
function parseMember(cursor: PatternCursor, flags: Flags): number | string {
  const start = cursor.offset;
  if (cursor.peek() !== "\\") return cursor.take();
  cursor.take();
  const escaped = parseEscape(cursor, flags, start);
  if (escaped === null) throw new PatternError("Illegal/unsupported escape sequence", start);
  return "set" in escaped ? escaped.set : escaped.code;
}
