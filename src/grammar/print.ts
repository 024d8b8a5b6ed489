import type { Expression, MappingFile } from "./tree.js";

/** The one formatting of a file. */
export declare function printMapping(tree: MappingFile): string;
/** One expression on one line, as its author spelled it. */
export declare function printExpression(expression: Expression): string;
