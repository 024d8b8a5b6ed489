import { anchorTest, codePointBefore } from "./anchors.js";
import { graphemeBoundaryStep, graphemeStep, lineBreakStep, referenceStep } from "./leaf-steps.js";
import { lookBehindReach, studyOf } from "./look-behind.js";
import { MatchState, partEnd, RegexOverload, type Step, stepsFor } from "./match-state.js";
import { type CodeTest, repeatCharacter, repeatFixedGroup, repeatLoop, repeatPart } from "./repeat-steps.js";
import type { LookNode, ParsedRegex, RegexNode, RepeatNode } from "./syntax.js";
import { holds, widthOf } from "./width.js";

export { RegexOverload } from "./match-state.js";

/** One match: where it is and what its groups hold; a group that took no part is null. */
export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

/**
 * Java's backtracking in JavaScript, node by node, for the patterns and texts that no RegExp surely agrees with: groups kept
 * over repetitions, references to groups without text, `\G`, `\X`, halves of surrogate pairs, and patterns that could run
 * for hours. Slower than a RegExp by a factor of ten to fifty; its steps are counted.
 */
export class BacktrackingMatcher {
  readonly #step: Step;
  readonly #parsed: ParsedRegex;
  readonly #sizes: { readonly groups: number; readonly locals: number; readonly loops: number };

  constructor(parsed: ParsedRegex) {
    const compiler = new StepCompiler(parsed.root);
    this.#parsed = parsed;
    this.#step = compiler.compile(parsed.root, (state, at) => {
      if (state.whole && at !== state.text.length) return false;
      state.last = at;
      return true;
    });
    this.#sizes = { groups: parsed.groupCount, locals: compiler.locals, loops: compiler.loops };
  }

  /** The match of the whole text. */
  full(text: string): RegexMatch | null {
    return this.#attempt(this.#begin(text, 0, true, stepsFor(text)), 0);
  }

  /** The first match that starts at `from` or later; `last` is where the last match ended. */
  find(text: string, from: number, last: number): RegexMatch | null {
    return this.search(text)(from, last);
  }

  /** As find, for all matches of one text, which share the steps that they may take. */
  search(text: string): (from: number, last: number) => RegexMatch | null {
    let stepsLeft = stepsFor(text);
    const lastStart = text.length - widthOf(this.#parsed.root).min;
    return (from, last) => {
      const state = this.#begin(text, last, false, stepsLeft);
      for (let at = from; at <= lastStart; at += this.#parsed.byCharacters && isPair(text, at) ? 2 : 1) {
        state.count();
        const match = this.#attempt(state, at);
        if (match !== null) {
          stepsLeft = state.stepsLeft;
          return match;
        }
      }
      return null;
    };
  }

  #begin(text: string, previousEnd: number, whole: boolean, stepsLeft: number): MatchState {
    return new MatchState(text, this.#sizes, { previousEnd, whole, stepsLeft });
  }

  #attempt(state: MatchState, start: number): RegexMatch | null {
    try {
      if (!this.#step(state, start)) return null;
    } catch (error) {
      // The engine's own stack: Java throws StackOverflowError on the same texts.
      if (error instanceof RangeError) throw new RegexOverload("the pattern nests too deep for this text");
      throw error;
    }
    const groups = Array.from({ length: this.#sizes.groups }, (_none, at) => {
      const from = state.starts[at + 1] ?? -1;
      return from < 0 ? null : state.text.slice(from, state.ends[at + 1]);
    });
    return { start, end: state.last, groups };
  }
}

function isPair(text: string, at: number): boolean {
  return (text.codePointAt(at) ?? 0) > 0xffff;
}

class StepCompiler {
  locals = 0;
  loops = 0;
  /** By source: the same set is often there more than once. */
  readonly #tests = new Map<string, CodeTest>();
  readonly #hasReference: boolean;

  constructor(root: RegexNode) {
    this.#hasReference = holds(root, "backreference");
  }

  /** A node with all that comes after it. `inner` is for what stands in a repeated group or a look-around. */
  compile(node: RegexNode, next: Step, inner = false): Step {
    switch (node.kind) {
      case "empty":
        return next;
      case "set": {
        const fits = this.#testOf(node.source);
        return (state, at) => {
          state.count();
          const code = state.text.codePointAt(at);
          return code !== undefined && fits(code) && next(state, code > 0xffff ? at + 2 : at + 1);
        };
      }
      case "anchor": {
        const stands = anchorTest(node.anchor);
        return (state, at) => stands(state.text, at) && next(state, at);
      }
      case "lastMatch":
        return (state, at) => at === state.previousEnd && next(state, at);
      case "sequence":
        return node.items.reduceRight<Step>((rest, item) => this.compile(item, rest, inner), next);
      case "choice": {
        const options = node.options.map((option) => this.compile(option, next, inner));
        return (state, at) => {
          for (const option of options) if (option(state, at)) return true;
          return false;
        };
      }
      case "group":
        return node.index === null
          ? this.compile(node.body, next, inner)
          : this.#compileGroup(node.body, node.index, this.locals++, next, inner);
      case "atomic": {
        const part = this.compile(node.body, partEnd, true);
        return (state, at) => part(state, at) && next(state, state.last);
      }
      case "look":
        return node.direction === "ahead" ? this.#compileAhead(node, next) : this.#compileBehind(node, next);
      case "repeat":
        return this.#compileRepeat(node, next, inner);
      case "backreference":
        return referenceStep(node, next);
      case "lineBreak":
        return lineBreakStep(next);
      case "grapheme":
        return graphemeStep(next);
      case "graphemeBoundary":
        return graphemeBoundaryStep(next);
    }
  }

  /**
   * A group's start waits in a local for its end to be reached; where what follows then fails, the group is as it was. An end
   * without a start is that of a repetition, which sees to the group itself.
   */
  #compileGroup(body: RegexNode, group: number | null, local: number, next: Step, inner: boolean): Step {
    const inside = this.compile(body, groupEnd(group, local, next), inner);
    return (state, at) => {
      const saved = state.locals[local] ?? -1;
      state.locals[local] = at;
      const matched = inside(state, at);
      state.locals[local] = saved;
      return matched;
    };
  }

  /** What the groups of a look-around took stays, even where the match then fails: Java does not take it back. */
  #compileAhead({ body, negative }: LookNode, next: Step): Step {
    const part = this.compile(body, partEnd, true);
    return (state, at) => part(state, at) !== negative && next(state, at);
  }

  /** Java tries the shortest text before the place first. */
  #compileBehind({ body, negative, byCharacters }: LookNode, next: Step): Step {
    const part = this.compile(body, (state, at) => at === state.lookBehindEnd, true);
    const { min, max } = lookBehindReach(body) ?? { min: 0, max: 0 };
    const found = (state: MatchState, at: number): boolean => {
      const { text } = state;
      const least = byCharacters ? unitsBefore(text, at, min) : min;
      const most = byCharacters ? unitsBefore(text, at, max) : max;
      // The overflow is Java's.
      const first = Math.max((at - most) | 0, 0);
      for (let from = at - least; from >= first; ) {
        state.count();
        if (part(state, from)) return true;
        from -= byCharacters && from > first ? unitsBefore(text, from, 1) : 1;
      }
      return false;
    };
    return (state, at) => {
      const saved = state.lookBehindEnd;
      state.lookBehindEnd = at;
      const matched = found(state, at);
      state.lookBehindEnd = saved;
      return matched !== negative && next(state, at);
    };
  }

  #compileRepeat({ body, min, max, mode }: RepeatNode, next: Step, inner: boolean): Step {
    if (body.kind === "group" && mode !== "possessive") {
      return this.#compileRepeatedGroup(body, { min, max, reluctant: mode === "reluctant" }, next, inner);
    }
    if (body.kind === "set" && mode === "greedy" && max === Number.POSITIVE_INFINITY) {
      return repeatCharacter(this.#testOf(body.source), min, next);
    }
    return repeatPart(this.compile(body, partEnd, true), min, max, mode, next);
  }

  #compileRepeatedGroup(
    { index, body }: RegexNode & { kind: "group" },
    repetition: { readonly min: number; readonly max: number; readonly reluctant: boolean },
    next: Step,
    inner: boolean,
  ): Step {
    const { min, max, reluctant } = repetition;
    const local = this.locals++;
    if (min === 0 && max === 1) {
      const once = this.#compileGroup(body, index, local, next, true);
      return (state, at) => (reluctant ? next(state, at) || once(state, at) : once(state, at) || next(state, at));
    }
    if (studyOf(body).deterministic) {
      const part = this.compile(body, groupEnd(index, local, partEnd), true);
      return repeatFixedGroup(part, { local, group: index }, repetition, next);
    }
    // With references, whether a place fails depends on what the groups hold.
    const keepsFailures = !inner && !reluctant && !this.#hasReference && max === Number.POSITIVE_INFINITY;
    const places = { count: this.locals++, begin: local, failures: keepsFailures ? this.loops++ : null };
    return repeatLoop((turn) => this.#compileGroup(body, index, local, turn, true), places, repetition, next);
  }

  #testOf(source: string): CodeTest {
    const known = this.#tests.get(source);
    if (known !== undefined) return known;
    const test = testOf(source);
    this.#tests.set(source, test);
    return test;
  }
}

function groupEnd(group: number | null, local: number, next: Step): Step {
  return (state, at) => {
    const from = state.locals[local] ?? -1;
    if (from < 0) {
      state.last = at;
      return true;
    }
    if (group === null) return next(state, at);
    const start = state.starts[group] ?? -1;
    const end = state.ends[group] ?? -1;
    state.starts[group] = from;
    state.ends[group] = at;
    if (next(state, at)) return true;
    state.starts[group] = start;
    state.ends[group] = end;
    return false;
  };
}

/** Whether a code point is in a set; the answers for the first 1,024 of them and for Latin-1 are kept. */
function testOf(source: string): CodeTest {
  const regex = new RegExp(`^${source}$`, "u");
  const latin = new Int8Array(256);
  const others = new Map<number, boolean>();
  return (code) => {
    if (code < 256) {
      if (latin[code] === 0) latin[code] = regex.test(String.fromCharCode(code)) ? 1 : -1;
      return latin[code] === 1;
    }
    let fits = others.get(code);
    if (fits === undefined) {
      fits = regex.test(String.fromCodePoint(code));
      if (others.size < 1024) others.set(code, fits);
    }
    return fits;
  };
}

/** How many UTF-16 units so many characters before a place take; a negative number counts those after it. */
function unitsBefore(text: string, at: number, characters: number): number {
  let place = at;
  if (characters < 0) {
    for (let left = characters; left < 0 && place < text.length; left++) place += isPair(text, place) ? 2 : 1;
    return place - at;
  }
  for (let left = characters; left > 0 && place > 0; left--) place -= codePointBefore(text, place) > 0xffff ? 2 : 1;
  return at - place;
}
