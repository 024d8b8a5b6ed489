export { type Formatted, formatMapping } from "./format.js";
export { parseExpression, parseMapping } from "./parse.js";
export { printMapping } from "./print.js";
export { printExpression } from "./print-expression.js";
export { printColumn, printString, printTarget } from "./print-names.js";
export { isReservedWord } from "./reserved-words.js";
export { sameTree } from "./same-tree.js";
export type * from "./tree.js";
export { childrenOf, mapExpression, walkExpression } from "./walk.js";
