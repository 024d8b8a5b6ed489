import type { RegexNode } from "./syntax.js";

/** How many characters a node takes. A reference has no obvious length, in Java too. */
export function widthOf(node: RegexNode): { readonly min: number; readonly max: number } {
  switch (node.kind) {
    case "empty":
    case "look":
    case "anchor":
    case "lastMatch":
    case "graphemeBoundary":
      return { min: 0, max: 0 };
    case "set":
      return { min: 1, max: 1 };
    case "lineBreak":
      return { min: 1, max: 2 };
    case "grapheme":
      return { min: 1, max: Number.POSITIVE_INFINITY };
    case "backreference":
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case "group":
    case "atomic":
      return widthOf(node.body);
    case "sequence": {
      const widths = node.items.map(widthOf);
      return { min: sum(widths.map(({ min }) => min)), max: sum(widths.map(({ max }) => max)) };
    }
    case "choice": {
      const widths = node.options.map(widthOf);
      return { min: Math.min(...widths.map(({ min }) => min)), max: Math.max(...widths.map(({ max }) => max)) };
    }
    case "repeat": {
      const { min, max } = widthOf(node.body);
      return { min: min * node.min, max: max === 0 || node.max === 0 ? 0 : max * node.max };
    }
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whether a node is of a kind or has one of it inside. */
export function holds(node: RegexNode, kind: RegexNode["kind"]): boolean {
  switch (node.kind) {
    case "sequence":
      return node.items.some((item) => holds(item, kind));
    case "choice":
      return node.options.some((option) => holds(option, kind));
    case "group":
    case "atomic":
    case "look":
    case "repeat":
      return node.kind === kind || holds(node.body, kind);
    default:
      return node.kind === kind;
  }
}
