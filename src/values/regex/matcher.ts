import { foldCase } from "./char-set.js";
import { widthOf } from "./parse.js";
import type { ParsedRegex, RegexNode } from "./syntax.js";

/** One match: where it is and what its groups hold; a group that took no part is null. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

/** The pattern went through too many ways; Java would run for hours or overflow its stack. */
export class RegexOverload extends Error {}

const MOST_STEPS = 5_000_000;

interface State {
  readonly text: string;
  readonly starts: number[];
  readonly ends: number[];
  /** Where the last match ended: `\G`. */
  readonly last: number;
  steps: number;
}

type Next = (at: number) => boolean;
type Step = (state: State, at: number, next: Next) => boolean;

/**
 * Java's backtracking in JavaScript, for the patterns that no RegExp agrees with: groups kept over repetitions, references
 * to groups without text, `\G`, references without regard to case. Slower than a RegExp by a factor of ten to fifty.
 */
export class BacktrackingMatcher {
  readonly #step: Step;
  readonly #groupCount: number;

  constructor(parsed: ParsedRegex) {
    this.#step = compile(parsed.root);
    this.#groupCount = parsed.groupCount;
  }

  /** The match of the whole text. */
  full(text: string): RegexMatch | null {
    return this.#attempt(this.#begin(text, 0), 0, (end) => end === text.length);
  }

  /** The first match that starts at `from` or later. */
  find(text: string, from: number, last: number): RegexMatch | null {
    const state = this.#begin(text, last);
    for (let at = from; at <= text.length; at += isInsidePair(text, at + 1) ? 2 : 1) {
      const match = this.#attempt(state, at, () => true);
      if (match !== null) return match;
    }
    return null;
  }

  /** A match that starts at a place and nowhere else. */
  findAt(text: string, at: number, last: number): RegexMatch | null {
    return this.#attempt(this.#begin(text, last), at, () => true);
  }

  #begin(text: string, last: number): State {
    const none = Array.from({ length: this.#groupCount }, () => -1);
    return { text, starts: none, ends: [...none], last, steps: 0 };
  }

  #attempt(state: State, start: number, accepts: Next): RegexMatch | null {
    let end = -1;
    const matched = this.#run(state, start, (at) => {
      if (!accepts(at)) return false;
      end = at;
      return true;
    });
    if (!matched) return null;
    const groups = state.starts.map((from, index) => (from < 0 ? null : state.text.slice(from, state.ends[index])));
    return { start, end, groups };
  }

  #run(state: State, start: number, next: Next): boolean {
    try {
      return this.#step(state, start, next);
    } catch (error) {
      // The engine's own stack: Java throws StackOverflowError on the same texts.
      if (error instanceof RangeError) throw new RegexOverload("the pattern nests too deep for this text");
      throw error;
    }
  }
}

/** Whether a place is between the two halves of a surrogate pair. */
export function isInsidePair(text: string, at: number): boolean {
  return at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function count(state: State): void {
  if (++state.steps > MOST_STEPS) throw new RegexOverload("the pattern tries too many ways on this text");
}

function compile(node: RegexNode): Step {
  switch (node.kind) {
    case "empty":
      return (_state, at, next) => next(at);
    case "never":
      return () => false;
    case "set":
      return compileSet(node.source);
    case "assert":
      return compileAssert(node.source);
    case "lastMatch":
      return (state, at, next) => at === state.last && next(at);
    case "sequence":
      return node.items.map(compile).reduceRight<Step>(
        (rest, item) => (state, at, next) => item(state, at, (end) => rest(state, end, next)),
        (_state, at, next) => next(at),
      );
    case "choice": {
      const options = node.options.map(compile);
      return (state, at, next) => options.some((option) => option(state, at, next));
    }
    case "group":
      return compileGroup(node.index - 1, compile(node.body));
    case "atomic":
      return compileAtomic(compile(node.body));
    case "look":
      return node.direction === "ahead" ? compileAhead(node) : compileBehind(node);
    case "repeat": {
      if (node.mode === "possessive") return compileAtomic(compileRepeat(node.body, node.min, node.max, false));
      return compileRepeat(node.body, node.min, node.max, node.mode === "reluctant");
    }
    case "backreference":
      return compileReference(node.index - 1, node.fold);
  }
}

function compileAssert(source: string): Step {
  const regex = new RegExp(source, "uy");
  return (state, at, next) => {
    // A RegExp never stands between the halves of a surrogate pair; two other characters that are nothing do as well.
    const text = isInsidePair(state.text, at)
      ? `${state.text.slice(0, at - 1)}\uE000\uE000${state.text.slice(at + 1)}`
      : state.text;
    regex.lastIndex = at;
    return regex.test(text) && next(at);
  };
}

function compileSet(source: string): Step {
  const regex = new RegExp(`^${source}$`, "u");
  const known = new Map<number, boolean>();
  return (state, at, next) => {
    count(state);
    const code = state.text.codePointAt(at);
    if (code === undefined) return false;
    let fits = known.get(code);
    if (fits === undefined) {
      fits = regex.test(String.fromCodePoint(code));
      if (known.size < 1024) known.set(code, fits);
    }
    return fits && next(code > 0xffff ? at + 2 : at + 1);
  };
}

function compileGroup(index: number, body: Step): Step {
  return (state, at, next) =>
    body(state, at, (end) => {
      const start = state.starts[index] ?? -1;
      const before = state.ends[index] ?? -1;
      state.starts[index] = at;
      state.ends[index] = end;
      if (next(end)) return true;
      state.starts[index] = start;
      state.ends[index] = before;
      return false;
    });
}

/**
 * A part that is matched by itself. What its groups took stays even where the match then fails: Java does not take it back,
 * not even when it goes on to the next start, and such a group can show up in the result.
 */
function compileAtomic(body: Step): Step {
  return (state, at, next) => {
    let end = at;
    const take: Next = (to) => {
      end = to;
      return true;
    };
    return body(state, at, take) && next(end);
  };
}

function compileAhead(node: RegexNode & { kind: "look" }): Step {
  const body = compile(node.body);
  return (state, at, next) => body(state, at, () => true) !== node.negative && next(at);
}

/** Java tries the shortest text before the place first. */
function compileBehind(node: RegexNode & { kind: "look" }): Step {
  const body = compile(node.body);
  const { min, max } = widthOf(node.body);
  return (state, at, next) => {
    const farthest = Math.max(0, at - max * 2);
    const found = (): boolean => {
      for (let from = at - min; from >= farthest; from--) {
        if (body(state, from, (end) => end === at)) return true;
      }
      return false;
    };
    return found() !== node.negative && next(at);
  };
}

/** Java's Loop: a turn that takes nothing ends the repetition, even below its least number of turns. */
function compileRepeat(bodyNode: RegexNode, min: number, max: number, reluctant: boolean): Step {
  const body = compile(bodyNode);
  if (min === 0 && max === 1) {
    return (state, at, next) => (reluctant ? next(at) || body(state, at, next) : body(state, at, next) || next(at));
  }
  return (state, start, next) => {
    const turn = (turns: number, at: number, begin: number): boolean => {
      count(state);
      if (at === begin && turns > 0) return next(at);
      const again = (): boolean => body(state, at, (end) => turn(turns + 1, end, at));
      if (turns < min) return again();
      if (turns >= max) return next(at);
      return reluctant ? next(at) || again() : again() || next(at);
    };
    return turn(0, start, -1);
  };
}

function compileReference(index: number, fold: "none" | "ascii" | "unicode"): Step {
  return (state, at, next) => {
    const from = state.starts[index] ?? -1;
    if (from < 0) return false;
    const wanted = state.text.slice(from, state.ends[index]);
    const found = state.text.slice(at, at + wanted.length);
    return same(wanted, found, fold) && next(at + wanted.length);
  };
}

function same(wanted: string, found: string, fold: "none" | "ascii" | "unicode"): boolean {
  switch (fold) {
    case "none":
      return wanted === found;
    case "ascii":
      return lowerAscii(wanted) === lowerAscii(found);
    case "unicode":
      return foldText(wanted) === foldText(found);
  }
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

function foldText(text: string): string {
  return Array.from(text, (character) => String.fromCodePoint(foldCase(character.codePointAt(0) ?? 0))).join("");
}
