import { foldCase } from "./char-set.js";
import { graphemeEnd } from "./graphemes.js";
import { RegexOverload, type Step } from "./match-state.js";
import type { CaseFold, ReferenceNode } from "./syntax.js";

/** A reference to a group that took no part matches nothing. */
export function referenceStep({ index, fold }: ReferenceNode, next: Step): Step {
  return (state, at) => {
    const from = state.starts[index] ?? -1;
    if (from < 0) return false;
    const wanted = state.text.slice(from, state.ends[index]);
    const found = state.text.slice(at, at + wanted.length);
    return same(wanted, found, fold) && next(state, at + wanted.length);
  };
}

function same(wanted: string, found: string, fold: CaseFold): boolean {
  if (wanted.length !== found.length) return false;
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

/** `\R`: a CRLF is taken whole first, then its first half. */
export function lineBreakStep(next: Step): Step {
  return (state, at) => {
    const { text } = state;
    state.count();
    if (text[at] === "\r") return (text[at + 1] === "\n" && next(state, at + 2)) || next(state, at + 1);
    return /^[\n\v\f\u0085\u2028\u2029]/.test(text.charAt(at)) && next(state, at + 1);
  };
}

/** `\X`. */
export function graphemeStep(next: Step): Step {
  return (state, at) => {
    state.count();
    return at < state.text.length && next(state, graphemeEnd(state.text, at));
  };
}

/**
 * `\b{g}`. JDK 17 looks at one character only, the one that begins where the last match ended; so its boundaries are right
 * where one search goes on after the other. Where a way that failed had gone to the end of the text, there is no such
 * character, and Java throws an exception.
 */
export function graphemeBoundaryStep(next: Step): Step {
  return (state, at) => {
    const { text } = state;
    if (at > 0 && at < text.length) {
      if ((text.codePointAt(at - 1) ?? 0) > 0xffff) return false;
      state.count();
      if (state.last >= text.length) throw new RegexOverload("`\\b{g}` looks past the end of the text");
      if (graphemeEnd(text, state.last) > at) return false;
    }
    return next(state, at);
  };
}
