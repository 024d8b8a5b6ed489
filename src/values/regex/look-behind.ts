import type { RegexNode } from "./syntax.js";

interface Study {
  min: number;
  max: number;
  hasMaximum: boolean;
  /** Whether the part can match in one way only: Java repeats it without remembering where each turn began. */
  deterministic: boolean;
}

/** The most repetitions that Java counts. */
const MOST = 0x7fffffff;

/**
 * What becomes of a look-behind: it is looked for, never found, or refused for want of an obvious maximum length.
 *
 * How far back Java looks for a look-behind. Its arithmetic is part of its behaviour: an unbounded repetition counts
 * 2,147,483,647 characters, and one more overflows. So `(?<=a+)` works, and so does `(?<=xa+)`, because the place to begin at
 * overflows back; `(?<=a+b+)` never matches, and `(?<=(?:ab)+)` is refused. Seen on JDK 17.
 */
export function lookBehindFate(body: RegexNode): "looked for" | "never found" | "refused" {
  const study = fresh();
  read(body, study);
  if (!study.hasMaximum) return "refused";
  return study.max < 0 && study.max > -MOST / 2 ? "never found" : "looked for";
}

function fresh(): Study {
  return { min: 0, max: 0, hasMaximum: true, deterministic: true };
}

function read(node: RegexNode, study: Study): void {
  switch (node.kind) {
    case "empty":
    case "assert":
    case "look":
    case "lastMatch":
    case "never":
      return;
    case "set":
      study.min = (study.min + 1) | 0;
      study.max = (study.max + 1) | 0;
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
    const own = fresh();
    read(option, own);
    min = Math.min(min, own.min);
    max = Math.max(max, own.max);
    study.hasMaximum &&= own.hasMaximum;
  }
  study.min = (study.min + min) | 0;
  study.max = (study.max + max) | 0;
  study.deterministic = false;
}

function readRepeat(node: RegexNode & { kind: "repeat" }, study: Study): void {
  const { body, min, mode } = node;
  const max = Math.min(node.max, MOST);
  if (min === 0 && max === 1) {
    if (mode === "possessive") {
      read(body, study);
      return;
    }
    const least = study.min;
    read(body, study);
    study.min = least;
    study.deterministic = false;
    return;
  }
  if (body.kind === "set" && mode === "greedy" && node.max === Number.POSITIVE_INFINITY) {
    study.min = (study.min + min) | 0;
    study.deterministic = false;
    if (study.hasMaximum) study.max = (study.max + MOST) | 0;
    return;
  }
  const own = fresh();
  read(body, own);
  const isGroup = body.kind === "group" || body.kind === "sequence" || body.kind === "choice" || body.kind === "repeat";
  if (isGroup && mode !== "possessive" && !own.deterministic) {
    study.hasMaximum = false;
    study.deterministic = false;
    return;
  }
  const most = (Math.imul(own.max, max) + study.max) | 0;
  study.hasMaximum = study.hasMaximum && own.hasMaximum && most >= study.max;
  study.min = (Math.imul(own.min, min) + study.min) | 0;
  study.max = most;
  study.deterministic = study.deterministic && own.deterministic && min === max;
}
