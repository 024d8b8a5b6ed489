import { childrenOf, type Expression } from "../grammar/index.js";

/** Nothing within Data Prep's 4,096 characters needs as many levels; deeper trees would exhaust the stack. */
const NESTING_LIMIT = 1_000;

/** The longest chain of operators that fills 4,096 characters as it is written, `a+a+…`. */
const WRITTEN_CHAIN = 2_100;
/** The same as it is printed, `a + a + …`. */
export const PRINTED_CHAIN = 1_100;

/** Whether an expression is too deep to be compiled. Goes through it without the stack. */
export function isTooDeep(expression: Expression, longestChain = WRITTEN_CHAIN): boolean {
  const open = [{ one: expression, chain: 0, nesting: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { one, chain, nesting } = next;
    if (chain > longestChain || nesting > NESTING_LIMIT) return true;
    const spine = one.kind === "binary" ? one.left : null;
    for (const child of childrenOf(one)) {
      open.push({ one: child, chain: chain + 1, nesting: child === spine ? nesting : nesting + 1 });
    }
  }
  return false;
}
