import { codePointBefore } from "./anchors.js";
import type { MatchState, Step } from "./match-state.js";
import type { Greed } from "./syntax.js";

// Java repeats in four ways, by what is repeated. They find the same texts nearly always; what groups hold afterwards is
// where they differ. Source: java.util.regex.Pattern of JDK 17, the nodes CharPropertyGreedy, Curly, GroupCurly and Loop.

export type CodeTest = (code: number) => boolean;

/** `[a-z]*`: a run of characters, given back one by one. */
export function repeatCharacter(fits: CodeTest, min: number, next: Step): Step {
  return (state, at) => {
    const { text } = state;
    let turns = 0;
    let end = at;
    while (end < text.length) {
      const code = text.codePointAt(end) ?? 0;
      state.count();
      if (!fits(code)) break;
      end += code > 0xffff ? 2 : 1;
      turns++;
    }
    while (turns >= min) {
      if (next(state, end)) return true;
      if (turns === min) return false;
      end = Math.max(at, end - (codePointBefore(text, end) > 0xffff ? 2 : 1));
      turns--;
    }
    return false;
  };
}

/** A part that is matched by itself at each turn, so that it never gives back anything within a turn. */
export function repeatPart(part: Step, min: number, max: number, mode: Greed, next: Step): Step {
  return (state, start) => {
    let at = start;
    for (let turn = 0; turn < min; turn++) {
      state.count();
      if (!part(state, at)) return false;
      at = state.last;
    }
    switch (mode) {
      case "greedy":
        return repeatGreedily(state, at, max - min, part, next);
      case "reluctant":
        return repeatReluctantly(state, at, max - min, part, next);
      case "possessive":
        return repeatPossessively(state, at, max - min, part, next);
    }
  };
}

function repeatGreedily(state: MatchState, start: number, most: number, part: Step, next: Step): boolean {
  const places = [start];
  let at = start;
  while (places.length <= most) {
    state.count();
    if (!part(state, at) || state.last === at) break;
    at = state.last;
    places.push(at);
  }
  return places.reverse().some((place) => next(state, place));
}

function repeatReluctantly(state: MatchState, start: number, most: number, part: Step, next: Step): boolean {
  let at = start;
  for (let turn = 0; ; turn++) {
    if (next(state, at)) return true;
    state.count();
    if (turn >= most || !part(state, at) || state.last === at) return false;
    at = state.last;
  }
}

function repeatPossessively(state: MatchState, start: number, most: number, part: Step, next: Step): boolean {
  let at = start;
  for (let turn = 0; turn < most; turn++) {
    state.count();
    if (!part(state, at) || state.last === at) break;
    at = state.last;
  }
  return next(state, at);
}

export interface Repetition {
  readonly min: number;
  readonly max: number;
  readonly reluctant: boolean;
}

/**
 * A group that can match in one way only. Java keeps no account of its inner groups: what they took at the last turn stays
 * though that turn is given back. And the group itself is set once more when all that follows has matched, so that
 * `(?:(\w)+-)+` keeps the first word's last letter, not the last word's.
 */
export function repeatFixedGroup(
  part: Step,
  { local, group }: { readonly local: number; readonly group: number | null },
  { min, max, reluctant }: Repetition,
  next: Step,
): Step {
  const capture = (state: MatchState, from: number, to: number): void => {
    if (group === null) return;
    state.starts[group] = from;
    state.ends[group] = to;
  };
  const greedily = (state: MatchState, start: number, most: number): boolean => {
    const before = group === null ? -1 : (state.starts[group] ?? -1);
    const beforeEnd = group === null ? -1 : (state.ends[group] ?? -1);
    const places = [start];
    // Where the turns change their length Java starts over, and then does not set the group afterwards.
    const restarts = new Set<number>();
    let length = 0;
    let at = start;
    while (places.length <= most) {
      state.count();
      if (!part(state, at)) break;
      if (state.last - at !== length) restarts.add(places.length - 1);
      if (state.last === at) break;
      length = state.last - at;
      capture(state, at, state.last);
      at = state.last;
      places.push(at);
    }
    for (let turn = places.length - 1; turn > 0; turn--) {
      const [from = 0, to = 0] = places.slice(turn - 1, turn + 1);
      capture(state, from, to);
      if (!next(state, to)) continue;
      if (!restarts.has(turn)) capture(state, from, to);
      return true;
    }
    capture(state, before, beforeEnd);
    return next(state, start);
  };
  const reluctantly = (state: MatchState, start: number, most: number): boolean => {
    let at = start;
    for (let turn = 0; ; turn++) {
      if (next(state, at)) return true;
      state.count();
      if (turn >= most || !part(state, at) || state.last === at) return false;
      capture(state, at, state.last);
      at = state.last;
    }
  };
  return (state, start) => {
    const savedLocal = state.locals[local] ?? -1;
    const savedStart = group === null ? -1 : (state.starts[group] ?? -1);
    const savedEnd = group === null ? -1 : (state.ends[group] ?? -1);
    const matches = (): boolean => {
      let at = start;
      for (let turn = 0; turn < min; turn++) {
        state.count();
        if (!part(state, at)) return false;
        capture(state, at, state.last);
        at = state.last;
      }
      return reluctant ? reluctantly(state, at, max - min) : greedily(state, at, max - min);
    };
    // The group's end then knows that it is not its business to remember it.
    state.locals[local] = -1;
    if (matches()) return true;
    state.locals[local] = savedLocal;
    capture(state, savedStart, savedEnd);
    return false;
  };
}

/**
 * Any other group: the turns nest. A turn that takes nothing ends the repetition, even below its least number of turns.
 * `failures` is the number of the set of places from which no further turn succeeded; null where Java keeps none.
 */
export function repeatLoop(
  makeBody: (turn: Step) => Step,
  { count, begin, failures }: { readonly count: number; readonly begin: number; readonly failures: number | null },
  { min, max, reluctant }: Repetition,
  next: Step,
): Step {
  const another = (state: MatchState, at: number, turns: number): boolean => {
    state.locals[count] = turns + 1;
    if (body(state, at)) return true;
    state.locals[count] = turns;
    return false;
  };
  const turn: Step = (state, at) => {
    state.count();
    if (at <= (state.locals[begin] ?? -1)) return next(state, at);
    const turns = state.locals[count] ?? 0;
    if (turns < min) return another(state, at, turns);
    if (reluctant) return next(state, at) || (turns < max && another(state, at, turns));
    if (turns < max) {
      const known = failures === null ? undefined : state.failed[failures];
      if (known?.has(at) !== true) {
        if (another(state, at, turns)) return true;
        known?.add(at);
      }
    }
    return next(state, at);
  };
  const body = makeBody(turn);
  return (state, at) => {
    const saved = state.locals[count] ?? -1;
    const first = (): boolean => {
      state.locals[count] = 1;
      return body(state, at);
    };
    const matched =
      min > 0 ? first() : reluctant ? next(state, at) || (max > 0 && first()) : (max > 0 && first()) || next(state, at);
    state.locals[count] = saved;
    return matched;
  };
}
