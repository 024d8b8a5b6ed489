import { LONGEST_TEXT } from "../text-length.js";
import type { RegexNode, RepeatNode } from "./syntax.js";
import { widthOf } from "./width.js";

/** A RegExp that tries some hundred million ways is through in about a second. */
const MOST = 8;

/**
 * The longest text that a RegExp can be let loose on: it has no limit of its own, and a repetition in a repetition can double
 * its ways with each character. Counts the ways to share the text out, as a power of ten, from above.
 */
export function harmlessLength(root: RegexNode, searches: boolean): number {
  const counter = new WayCounter();
  const isHarmless = (length: number): boolean => {
    const ways = counter.waysOf(root, length, null);
    if (!searches || startsAtTextStart(root)) return ways <= MOST;
    // A search begins at every place, and a run of one character can be read to its end from each, in vain.
    return Math.log10(length + 2) + Math.max(ways, readInVain(root, length, false)) <= MOST;
  };
  let [least, most] = [0, LONGEST_TEXT];
  if (isHarmless(most)) return most;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (isHarmless(middle)) least = middle;
    else most = middle - 1;
  }
  return least;
}

class WayCounter {
  readonly #disjoint = new Map<string, boolean>();

  /** `follower` is the set that the text after the node has to begin with, where that is known. */
  waysOf(node: RegexNode, length: number, follower: string | null): number {
    switch (node.kind) {
      case "sequence":
        return node.items.reduce(
          (total, item, at) =>
            total + this.waysOf(item, length, at + 1 < node.items.length ? firstSet(node.items[at + 1]) : follower),
          0,
        );
      case "choice": {
        const ways = node.options.map((option) => this.waysOf(option, length, follower));
        return (this.#areApart(node.options) ? 0 : Math.log10(node.options.length)) + Math.max(...ways);
      }
      case "group":
        return this.waysOf(node.body, length, follower);
      case "atomic":
      case "look":
        return this.waysOf(node.body, length, null);
      case "repeat":
        return this.#waysOfRepeat(node, length, follower);
      default:
        return 0;
    }
  }

  #waysOfRepeat({ body, min, max }: RepeatNode, length: number, follower: string | null): number {
    const first = firstSet(body);
    // Where a run of characters ends is plain, when what follows it cannot be one of them.
    if (body.kind === "set" && follower !== null && this.#isApart(body.source, follower)) return 0;
    const size = Math.log10(length + 2);
    const counts = min === max ? 0 : Math.min(size, Math.log10(max - min + 1));
    const ownTurns = this.waysOf(body, length, first);
    const lastTurn = this.waysOf(body, length, null) - ownTurns;
    return counts + lastTurn + (ownTurns === 0 ? 0 : Math.min(max, length + 1) * ownTurns);
  }

  /** Whether the first character says which option it is. */
  #areApart(options: readonly RegexNode[]): boolean {
    const sets = options.map(firstSet);
    return sets.every(
      (set, at) => set !== null && sets.slice(0, at).every((other) => other !== null && this.#isApart(set, other)),
    );
  }

  #isApart(left: string, right: string): boolean {
    const key = `${left} ${right}`;
    const known = this.#disjoint.get(key);
    if (known !== undefined) return known;
    const apart = !new RegExp(`(?=${left})${right}`, "u").test(everyCharacter());
    this.#disjoint.set(key, apart);
    return apart;
  }
}

function startsAtTextStart(root: RegexNode): boolean {
  const first = root.kind === "sequence" ? root.items[0] : root;
  return first?.kind === "anchor" && first.anchor === "textStart";
}

/**
 * The most characters that an attempt at one place reads before it fails, as a power of ten: those of repetitions, where
 * something follows that may not be there.
 */
function readInVain(node: RegexNode, length: number, followed: boolean): number {
  switch (node.kind) {
    case "sequence":
      return Math.max(
        0,
        ...node.items.map((item, at) => readInVain(item, length, followed || at < node.items.length - 1)),
      );
    case "choice":
      return Math.max(...node.options.map((option) => readInVain(option, length, followed)));
    case "group":
    case "atomic":
      return readInVain(node.body, length, followed);
    case "look":
      return readInVain(node.body, length, true);
    case "repeat": {
      const own = followed ? Math.log10(Math.min(widthOf(node).max, length) + 1) : 0;
      // A turn fails in vain too: the next one, of which the repetition can do without.
      return Math.max(own, readInVain(node.body, length, followed || node.max > 1));
    }
    default:
      return 0;
  }
}

/** The set of a part's first character; null where the part can be empty or begins with something else. */
function firstSet(node: RegexNode | undefined): string | null {
  switch (node?.kind) {
    case "set":
      return node.source;
    case "sequence":
      return firstSet(node.items[0]);
    case "group":
    case "atomic":
      return firstSet(node.body);
    case "repeat":
      return node.min > 0 ? firstSet(node.body) : null;
    default:
      return null;
  }
}

let characters: string | undefined;

/** The Basic Multilingual Plane without halves of pairs: texts with any other character are not left to a RegExp. */
function everyCharacter(): string {
  characters ??= Array.from({ length: 0x10000 }, (_none, code) =>
    code >= 0xd800 && code <= 0xdfff ? "" : String.fromCharCode(code),
  ).join("");
  return characters;
}
