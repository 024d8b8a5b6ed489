import { childrenOf, type Expression, printExpression } from "../grammar/index.js";

/** The part of a long expression that makes it long. */
export interface LongPart {
  readonly text: string;
  readonly length: number;
}

/** Each level is printed as a whole. */
const DEEPEST = 20;

/**
 * The smallest part that is still half of the whole: what to shorten or to prepare elsewhere. Null where the length is
 * spread over many parts.
 */
export function longestPart(whole: Expression): LongPart | null {
  const half = printExpression(whole).length / 2;
  let found: LongPart | null = null;
  let within: Expression = whole;
  for (let level = 0; level < DEEPEST; level++) {
    let next: { readonly expression: Expression; readonly text: string } | null = null;
    for (const expression of childrenOf(within)) {
      const text = printExpression(expression);
      if (text.length >= half && text.length > (next?.text.length ?? 0)) next = { expression, text };
    }
    if (next === null) return found;
    found = { text: next.text, length: next.text.length };
    within = next.expression;
  }
  return found;
}
