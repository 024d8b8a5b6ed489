import type { CaseFold } from "./syntax.js";

// Sets of code points as JavaScript sources that match one character: a class, or for what a class cannot say a group with
// look-aheads. For the flag `u`, not `v`, whose nested classes would say it all: V8 of Node 20 negates a class under `v` once
// more at each copy that it makes of a repeated part, so that /^(?:b[^c])+$/v does not match "ba".

export const ANY = "[\\s\\S]";

/** A set of characters, and whether Java knows that all of them are below U+10000 and no halves of a pair. */
export interface CharacterSet {
  readonly source: string;
  readonly bmp: boolean;
}

/** One character as it stands in a class or outside one. */
function charSource(code: number): string {
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) {
    return String.fromCharCode(code);
  }
  return `\\u{${code.toString(16)}}`;
}

export function union(sets: readonly string[]): string {
  const bodies = sets.map(classBody);
  if (bodies.every((body) => body !== null)) return `[${bodies.join("")}]`;
  return sets.length === 1 && sets[0] !== undefined ? sets[0] : `(?:${sets.join("|")})`;
}

export function intersect(left: string, right: string): string {
  return `(?:(?=${left})${right})`;
}

export function complement(set: string): string {
  if (set.startsWith("[^")) return `[${set.slice(2)}`;
  return set.startsWith("[") ? `[^${set.slice(1)}` : `(?:(?!${set})${ANY})`;
}

/** What stands between the brackets of a class that is not negated. A literal `^` is always escaped. */
function classBody(set: string): string | null {
  return set.startsWith("[") && !set.startsWith("[^") ? set.slice(1, -1) : null;
}

/** One character and those that `(?i)` takes for the same. */
export function singleSet(code: number, fold: CaseFold): string {
  return setOf(alike(code, fold).map((same) => [same, same]));
}

/** A range of a class, with Java's rule for `(?i)`: the upper or the lower case of the character lies in it. */
export function rangeSet(from: number, to: number, fold: CaseFold): string {
  const ranges: [number, number][] = [[from, to]];
  if (fold === "ascii") {
    for (let upper = 0x41; upper <= 0x5a; upper++) {
      const lower = upper + 0x20;
      const hasUpper = upper >= from && upper <= to;
      const hasLower = lower >= from && lower <= to;
      if (hasUpper && !hasLower) ranges.push([lower, lower]);
      if (hasLower && !hasUpper) ranges.push([upper, upper]);
    }
  }
  if (fold === "unicode") {
    for (const { code, upper, lower } of casedCharacters()) {
      if (code >= from && code <= to) continue;
      if ((upper >= from && upper <= to) || (lower >= from && lower <= to)) ranges.push([code, code]);
    }
  }
  return setOf(ranges);
}

export function setOf(ranges: readonly (readonly [number, number])[]): string {
  return `[${ranges.map(([from, to]) => (from === to ? charSource(from) : `${charSource(from)}-${charSource(to)}`)).join("")}]`;
}

function alike(code: number, fold: CaseFold): number[] {
  switch (fold) {
    case "none":
      return [code];
    case "ascii": {
      const letter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a && code < 0x80;
      return letter ? [code | 0x20, code & ~0x20] : [code];
    }
    case "unicode": {
      const folded = foldCase(code);
      const same = casedCharacters().filter(({ lower }) => lower === folded);
      return same.length > 0 ? same.map((character) => character.code) : [code];
    }
  }
}

interface Cased {
  readonly code: number;
  readonly upper: number;
  readonly lower: number;
}

let cased: readonly Cased[] | undefined;

/** Every character that has another case, with Java's simple mappings; made once, when `(?iu)` first asks for it. */
function casedCharacters(): readonly Cased[] {
  if (cased === undefined) {
    const folds = new Set<number>();
    const all: Cased[] = [];
    for (let code = 0; code <= 0x1ffff; code++) {
      const upper = simpleUpper(code);
      const lower = simpleLower(upper);
      if (upper !== code || lower !== code) folds.add(lower);
      all.push({ code, upper, lower });
    }
    cased = all.filter(({ lower }) => folds.has(lower));
  }
  return cased;
}

/** Java's folding: Character.toLowerCase(Character.toUpperCase(c)). */
export function foldCase(code: number): number {
  return simpleLower(simpleUpper(code));
}

const IOTA_BELOW: readonly number[] = [0x1fb3, 0x1fc3, 0x1ff3];

function simpleUpper(code: number): number {
  // JavaScript writes the iota of these Greek letters out; their capitals with the iota below have codes of their own.
  if ((code >= 0x1f80 && code <= 0x1faf && (code & 8) === 0) || IOTA_BELOW.includes(code)) {
    return code + (code < 0x1fb0 ? 8 : 9);
  }
  return single(String.fromCodePoint(code).toUpperCase(), code);
}

function simpleLower(code: number): number {
  if (code === 0x130) return 0x69;
  return single(String.fromCodePoint(code).toLowerCase(), code);
}

function single(text: string, otherwise: number): number {
  const code = text.codePointAt(0);
  return code !== undefined && text.length === (code > 0xffff ? 2 : 1) ? code : otherwise;
}
