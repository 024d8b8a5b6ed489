import type { RegexNode } from "./syntax.js";

/**
 * Whether a repetition without an upper bound has inside it another, or a choice: `(a+)+`, `(a|aa)*`. On a text that does
 * not match, the ways to share it out can double with each character, and a RegExp tries them all. Parts that are matched
 * by themselves (atomic groups, possessive quantifiers) are never tried twice.
 */
export function hasNestedRepetition(node: RegexNode, inside = false): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.some((item) => hasNestedRepetition(item, inside));
    case "choice":
      return inside || node.options.some((option) => hasNestedRepetition(option, inside));
    case "group":
    case "look":
      return hasNestedRepetition(node.body, inside);
    case "repeat": {
      if (node.mode === "possessive") return hasNestedRepetition(node.body, false);
      const isOpen = node.max === Number.POSITIVE_INFINITY;
      if (inside && node.min !== node.max && node.max > 1) return true;
      return hasNestedRepetition(node.body, inside || isOpen);
    }
    case "atomic":
      return hasNestedRepetition(node.body, false);
    case "empty":
    case "set":
    case "assert":
    case "backreference":
    case "lastMatch":
    case "never":
      return false;
  }
}
