import type { StatementKind } from "./classify.js";
import type { DescriptionLine } from "./scanner.js";
import type { Token } from "./token.js";

/** The tokens of one statement, cut out of the file by the line rule before any grammar is applied. */
export interface RawStatement {
  readonly kind: StatementKind;
  /** With the statement's word; for a block without its braces. */
  readonly tokens: readonly Token[];
  /** The index of the mapping's arrow in `tokens`, or -1. */
  readonly arrow: number;
  /** What stands between the braces of a block. */
  readonly body: readonly RawStatement[];
  readonly descriptions: readonly DescriptionLine[];
  /** False for a block whose opening brace is missing. */
  readonly opened: boolean;
  /** The end of the block's closing brace, or of the last token. */
  readonly end: number;
}
