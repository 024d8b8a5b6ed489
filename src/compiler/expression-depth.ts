import { childrenOf, type Expression } from "../grammar/index.js";

/**
 * The most levels that are compiled. A chain of 2,048 operators (`a+a+…`) fills Data Prep's 4,096 characters; nothing
 * within them needs a thousand levels of another kind. Deeper trees would exhaust the stack.
 */
const CHAIN_LIMIT = 2_100;
const NESTING_LIMIT = 1_000;

/** Whether an expression is too deep to be compiled. Goes through it without the stack. */
export function isTooDeep(expression: Expression): boolean {
  const open = [{ one: expression, chain: 0, nesting: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { one, chain, nesting } = next;
    if (chain > CHAIN_LIMIT || nesting > NESTING_LIMIT) return true;
    const spine = one.kind === "binary" ? one.left : null;
    for (const child of childrenOf(one)) {
      open.push({ one: child, chain: chain + 1, nesting: child === spine ? nesting : nesting + 1 });
    }
  }
  return false;
}
