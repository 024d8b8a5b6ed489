import type { RegexNode, RepeatNode } from "./syntax.js";

/** What Java knows about the lengths that a part matches. */
export interface Study {
  readonly min: number;
  readonly max: number;
  readonly hasMaximum: boolean;
  /** Whether the part can match in one way only: Java repeats it without remembering where each turn began. */
  readonly deterministic: boolean;
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
  const reckoning = new Reckoning();
  reckoning.read(node);
  return reckoning.total();
}

const NOTHING: Study = { min: 0, max: 0, hasMaximum: true, deterministic: true };

/**
 * Java's own sums, with 32 bits. After a choice it begins again at nothing and adds what was before at the very end, so
 * that only what lies between two choices can overflow to "no maximum".
 */
class Reckoning {
  /** Up to the last choice, that included. */
  #before = NOTHING;
  /** Since then. */
  #since = NOTHING;

  total(): Study {
    return added(this.#before, this.#since);
  }

  read(node: RegexNode): void {
    switch (node.kind) {
      case "empty":
      case "anchor":
      case "look":
      case "lastMatch":
      case "graphemeBoundary":
        return;
      case "set":
        this.#add({ ...NOTHING, min: 1, max: 1 });
        return;
      case "lineBreak":
        this.#add({ ...NOTHING, min: 1, max: 2 });
        return;
      case "grapheme":
        // Java does not count it into the maximum.
        this.#add({ ...NOTHING, min: 1, deterministic: false });
        return;
      case "backreference":
        this.#add({ ...NOTHING, hasMaximum: false });
        return;
      case "group":
        this.read(node.body);
        return;
      case "atomic":
        this.#readAlone(node.body);
        return;
      case "sequence":
        for (const item of node.items) this.read(item);
        return;
      case "choice":
        this.#readChoice(node.options.map(studyOf));
        return;
      case "repeat":
        this.#readRepeat(node);
        return;
    }
  }

  #add(study: Study): void {
    this.#since = added(this.#since, study);
  }

  /** A part with an end of its own: a choice in it does not begin again for what follows. */
  #readAlone(body: RegexNode): void {
    const outer = this.#before;
    this.#before = NOTHING;
    this.read(body);
    this.#since = this.total();
    this.#before = outer;
  }

  #readChoice(options: readonly Study[]): void {
    this.#add({
      min: Math.min(...options.map(({ min }) => min)),
      // Its search for the longest begins at -1, which a sum that overflowed does not reach.
      max: Math.max(-1, ...options.map(({ max }) => max)),
      hasMaximum: options.every(({ hasMaximum }) => hasMaximum),
      deterministic: false,
    });
    this.#before = this.total();
    this.#since = NOTHING;
  }

  #readRepeat({ body, min, max, mode }: RepeatNode): void {
    if (min === 0 && max === 1) {
      if (body.kind === "group" && mode !== "possessive") {
        this.#readChoice([studyOf(body), NOTHING]);
        return;
      }
      const least = this.#since.min;
      this.#readAlone(body);
      this.#since = { ...this.#since, min: least, deterministic: false };
      return;
    }
    if (body.kind === "set" && mode === "greedy" && max === Number.POSITIVE_INFINITY) {
      this.#add({ min, max: this.#since.hasMaximum ? MOST : 0, hasMaximum: true, deterministic: false });
      return;
    }
    const own = studyOf(body);
    if (body.kind === "group" && mode !== "possessive" && !own.deterministic) {
      this.#add({ ...NOTHING, hasMaximum: false, deterministic: false });
      return;
    }
    const least = (Math.imul(own.min, min) + this.#since.min) | 0;
    const most = (Math.imul(own.max, Math.min(max, MOST)) + this.#since.max) | 0;
    this.#since = {
      min: least < this.#since.min ? LARGE : least,
      max: most,
      hasMaximum: this.#since.hasMaximum && own.hasMaximum && most >= this.#since.max,
      deterministic: this.#since.deterministic && own.deterministic && min === max,
    };
  }
}

function added(one: Study, other: Study): Study {
  return {
    min: (one.min + other.min) | 0,
    max: (one.max + other.max) | 0,
    hasMaximum: one.hasMaximum && other.hasMaximum,
    deterministic: one.deterministic && other.deterministic,
  };
}
