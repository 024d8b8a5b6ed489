import type { RegexNode, RepeatNode } from "./syntax.js";

/** What Java knows about the lengths that a part matches. */
export interface Study {
  min: number;
  max: number;
  hasMaximum: boolean;
  /** Whether the part can match in one way only: Java repeats it without remembering where each turn began. */
  deterministic: boolean;
}

/** The most repetitions that Java counts. */
const MOST = 0x7fffffff;
const LARGE = 0xfffffff;

/**
 * How far back Java looks for a look-behind, from the least to the most characters; null where it refuses it for want of an
 * obvious maximum length. Its arithmetic is part of its behaviour: an unbounded repetition counts 2,147,483,647 characters,
 * and one more overflows. So `(?<=a+)` works, `(?<=a+b+)` never matches, and `(?<=(?:ab)+)` is refused. Seen on JDK 17.
 */
export function lookBehindReach(body: RegexNode): { readonly min: number; readonly max: number } | null {
  const { min, max, hasMaximum } = studyOf(body);
  return hasMaximum ? { min, max } : null;
}

export function studyOf(node: RegexNode): Study {
  const study: Study = { min: 0, max: 0, hasMaximum: true, deterministic: true };
  read(node, study);
  return study;
}

function read(node: RegexNode, study: Study): void {
  switch (node.kind) {
    case "empty":
    case "anchor":
    case "look":
    case "lastMatch":
    case "graphemeBoundary":
      return;
    case "set":
      study.min = (study.min + 1) | 0;
      study.max = (study.max + 1) | 0;
      return;
    case "lineBreak":
      study.min = (study.min + 1) | 0;
      study.max = (study.max + 2) | 0;
      return;
    case "grapheme":
      // Java does not count it into the maximum.
      study.min = (study.min + 1) | 0;
      study.deterministic = false;
      return;
    case "backreference":
      study.hasMaximum = false;
      return;
    case "group":
    case "atomic":
      read(node.body, study);
      return;
    case "sequence":
      for (const item of node.items) read(item, study);
      return;
    case "choice":
      readChoice(node.options, study);
      return;
    case "repeat":
      readRepeat(node, study);
      return;
  }
}

function readChoice(options: readonly RegexNode[], study: Study): void {
  let min = MOST;
  let max = -1;
  for (const option of options) {
    const own = studyOf(option);
    min = Math.min(min, own.min);
    max = Math.max(max, own.max);
    study.hasMaximum &&= own.hasMaximum;
  }
  study.min = (study.min + min) | 0;
  study.max = (study.max + max) | 0;
  study.deterministic = false;
}

function readRepeat({ body, min, max, mode }: RepeatNode, study: Study): void {
  if (min === 0 && max === 1) {
    const least = study.min;
    read(body, study);
    study.min = least;
    study.deterministic = false;
    return;
  }
  if (body.kind === "set" && mode === "greedy" && max === Number.POSITIVE_INFINITY) {
    study.min = (study.min + min) | 0;
    study.deterministic = false;
    if (study.hasMaximum) study.max = (study.max + MOST) | 0;
    return;
  }
  const own = studyOf(body);
  if (body.kind === "group" && mode !== "possessive" && !own.deterministic) {
    study.hasMaximum = false;
    study.deterministic = false;
    return;
  }
  const least = (Math.imul(own.min, min) + study.min) | 0;
  const most = (Math.imul(own.max, Math.min(max, MOST)) + study.max) | 0;
  study.hasMaximum = study.hasMaximum && own.hasMaximum && most >= study.max;
  study.min = least < study.min ? LARGE : least;
  study.max = most;
  study.deterministic = study.deterministic && own.deterministic && min === max;
}
