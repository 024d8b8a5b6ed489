import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { SourceFile } from "../text/index.js";
import type { Expression, MappingFile } from "./tree.js";

/** Reads a whole `.xdmap` file. Never throws: what cannot be read is reported, and left out or `invalid` in the tree. */
export declare function parseMapping(file: SourceFile): {
  readonly tree: MappingFile;
  readonly diagnostics: readonly Diagnostic[];
};
/** Reads a text that is one expression. An empty text is JEXL's null. */
export declare function parseExpression(file: SourceFile): {
  readonly expression: Expression;
  readonly diagnostics: readonly Diagnostic[];
};
