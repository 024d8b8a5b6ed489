import type { RegexNode } from "./syntax.js";

/** A RegExp that tries some hundred million ways is through in about a second. */
const MOST = 8;

/**
 * Whether a RegExp can be let loose on a text of so many characters: it has no limit of its own, and a repetition in a
 * repetition can double its ways with each character. Counts the ways to share the text out, as a power of ten, from above.
 */
export function isHarmless(root: RegexNode, length: number, searches: boolean): boolean {
  const size = Math.log10(length + 2);
  return waysOf(root, length, size) + (searches ? size : 0) <= MOST;
}

function waysOf(node: RegexNode, length: number, size: number): number {
  switch (node.kind) {
    case "sequence":
      return node.items.reduce((total, item) => total + waysOf(item, length, size), 0);
    case "choice": {
      const ways = node.options.map((option) => waysOf(option, length, size));
      return Math.log10(node.options.length) + Math.max(...ways);
    }
    case "group":
    case "atomic":
    case "look":
      return waysOf(node.body, length, size);
    case "repeat": {
      const turns = Math.min(node.max, length + 1);
      const inside = waysOf(node.body, length, size);
      const counts = node.min === node.max ? 0 : Math.min(size, Math.log10(node.max - node.min + 1));
      return counts + (inside === 0 ? 0 : turns * inside);
    }
    default:
      return 0;
  }
}
