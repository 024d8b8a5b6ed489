import { type CharacterSet, complement, intersect, rangeSet, setOf, singleSet, union } from "./char-set.js";
import { parseEscape } from "./parse-escape.js";
import type { PatternCursor } from "./pattern-text.js";
import { type CaseFold, type Flags, foldOf, PatternError } from "./syntax.js";

type Predicate =
  | { readonly kind: "set"; readonly set: CharacterSet }
  /** The single characters of a class: one collection for the whole class, even for what stands after an `&&`. */
  | { readonly kind: "singles"; readonly sources: string[] }
  | { readonly kind: "union" | "intersection"; readonly left: Predicate; readonly right: Predicate }
  | { readonly kind: "complement"; readonly of: Predicate };

/**
 * Reads a class at its `[`, to its `]` inclusive. A first `]` is literal, classes nest as unions, a `^` right after the
 * bracket negates the whole. Source of the rules of `&&`: java.util.regex.Pattern.clazz, JDK 17.
 */
export function parseClass(cursor: PatternCursor, flags: Flags): CharacterSet {
  return setOfPredicate(readBracketed(cursor, flags));
}

function readBracketed(cursor: PatternCursor, flags: Flags): Predicate {
  const start = cursor.offset;
  cursor.take();
  const negated = cursor.peekRaw() === "^";
  if (negated) cursor.take();
  const inner = readMembers(cursor, flags, start);
  cursor.take();
  return negated ? { kind: "complement", of: inner } : inner;
}

/** Up to the closing `]`, which is left. */
function readMembers(cursor: PatternCursor, flags: Flags, start: number): Predicate {
  const singles: Predicate & { kind: "singles" } = { kind: "singles", sources: [] };
  let all: Predicate | null = null;
  let latest: Predicate | null = null;
  let hasSingles = false;
  const add = (part: Predicate): void => {
    latest = part;
    all = all === null ? part : { kind: "union", left: all, right: part };
  };
  for (;;) {
    if (cursor.atEnd()) throw new PatternError("Unclosed character class", start);
    if (cursor.peek() === "[") {
      add(readBracketed(cursor, flags));
    } else if (startsIntersection(cursor)) {
      const at = cursor.offset;
      const right = readRightSide(cursor, flags, start);
      if (hasSingles) {
        if (all === null) add(singles);
        else all = { kind: "union", left: all, right: singles };
        hasSingles = false;
      }
      if (right !== null) latest = right;
      if (all === null) {
        if (right === null) throw new PatternError("Bad class syntax", at);
        all = right;
      } else {
        // Java takes this pattern and fails on the first text.
        if (latest === null) throw new PatternError("an intersection with an empty side", at, "&&");
        all = { kind: "intersection", left: all, right: latest };
      }
    } else if (cursor.peek() === "]" && (all !== null || hasSingles)) {
      if (all === null) return singles;
      return hasSingles ? { kind: "union", left: all, right: singles } : all;
    } else {
      dropLostAmpersand(cursor);
      const member = readRange(cursor, flags);
      if ("kind" in member) {
        add(member);
      } else {
        singles.sources.push(member.single);
        hasSingles = true;
        latest = null;
      }
    }
  }
}

function startsIntersection(cursor: PatternCursor): boolean {
  if (cursor.peek() !== "&") return false;
  const mark = cursor.mark();
  cursor.take();
  const doubled = cursor.peek() === "&";
  cursor.reset(mark);
  return doubled;
}

/** With `(?x)`, Java loses a single `&` that is followed by white space, and takes the character after that as a member. */
function dropLostAmpersand(cursor: PatternCursor): void {
  if (cursor.peek() !== "&") return;
  const mark = cursor.mark();
  cursor.take();
  const after = cursor.mark();
  cursor.skipComments();
  if (cursor.mark() === after) cursor.reset(mark);
}

/** What stands right of an `&&`, up to the next one or the end: classes, or everything that is left of this class. */
function readRightSide(cursor: PatternCursor, flags: Flags, start: number): Predicate | null {
  cursor.accept("&");
  cursor.accept("&");
  let right: Predicate | null = null;
  for (;;) {
    if (cursor.atEnd()) throw new PatternError("Unclosed character class", start);
    const next = cursor.peek();
    if (next === "]" || next === "&") return right;
    const part: Predicate = next === "[" ? readBracketed(cursor, flags) : readMembers(cursor, flags, start);
    right = right === null ? part : { kind: "union", left: right, right: part };
  }
}

/** A single character, or a range or named class. */
function readRange(cursor: PatternCursor, flags: Flags): Predicate | { readonly single: string } {
  const start = cursor.offset;
  const from = readMember(cursor, flags, cursor.peekRaw(2) === "-");
  if (typeof from === "object") return { kind: "set", set: from };
  const fold = foldOf(flags);
  const single = (): Predicate | { readonly single: string } => {
    const source = singleSet(from, fold);
    // Java keeps those of Latin-1 together; the few that `(?iu)` takes beyond are sets of their own.
    if (from < 0x100 && !foldsBeyondLatin1(from, fold)) return { single: source };
    return { kind: "set", set: { source, bmp: fold !== "unicode" && from < 0x10000 && !isHalf(from) } };
  };
  if (cursor.peek() !== "-") return single();
  const mark = cursor.peekAfter();
  if (mark === "]" || mark === "[") return single();
  cursor.take();
  if (cursor.atEnd()) throw new PatternError("Unclosed character class", start);
  const toStart = cursor.offset;
  const to = /^\\[pP]$/.test(cursor.peek() + cursor.peekAfter()) ? null : readMember(cursor, flags, true);
  if (to === null) throw new PatternError("Illegal/unsupported escape sequence", toStart);
  if (typeof to === "object" || to < from) throw new PatternError("Illegal character range", start);
  const bmp = fold === "none" && (to < 0xd800 || (from > 0xdfff && to < 0x10000));
  return { kind: "set", set: { source: rangeSet(from, to, fold), bmp } };
}

function foldsBeyondLatin1(code: number, fold: CaseFold): boolean {
  return fold === "unicode" && [0xff, 0xb5, 0x49, 0x69, 0x53, 0x73, 0x4b, 0x6b, 0xc5, 0xe5].includes(code);
}

function isHalf(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** One character's code, or a set. */
function readMember(cursor: PatternCursor, flags: Flags, inRange: boolean): number | CharacterSet {
  cursor.skipComments();
  const start = cursor.offset;
  if (cursor.peek() !== "\\") return cursor.take();
  cursor.take();
  // At an end of a range `\v` is the vertical tab alone, as it was before Java 8.
  if (inRange && cursor.peekRaw() === "v") {
    cursor.take();
    return 0x0b;
  }
  const escaped = parseEscape(cursor, flags, start);
  if (escaped === null) throw new PatternError("Illegal/unsupported escape sequence", start);
  return "set" in escaped ? escaped.set : escaped.code;
}

function setOfPredicate(predicate: Predicate): CharacterSet {
  switch (predicate.kind) {
    case "set":
      return predicate.set;
    case "singles":
      return { source: predicate.sources.length === 0 ? setOf([]) : union(predicate.sources), bmp: true };
    case "union": {
      const [left, right] = [setOfPredicate(predicate.left), setOfPredicate(predicate.right)];
      return { source: union([left.source, right.source]), bmp: left.bmp && right.bmp };
    }
    case "intersection": {
      const [left, right] = [setOfPredicate(predicate.left), setOfPredicate(predicate.right)];
      return { source: intersect(left.source, right.source), bmp: left.bmp && right.bmp };
    }
    case "complement":
      return { source: complement(setOfPredicate(predicate.of).source), bmp: false };
  }
}
