import type { Report } from "../diagnostics/define.js";
import type { Fix } from "../diagnostics/diagnostic.js";
import { type SourceFile, type Span, spanOf } from "../text/index.js";
import type { Token } from "./token.js";

/** Where a failed rule stood, and what it was reading. */
export interface Failure {
  readonly file: SourceFile;
  /** All tokens that the rule was given. */
  readonly tokens: readonly Token[];
  /** The first token that did not fit; `tokens.length` at the end. */
  readonly at: number;
  readonly part: "expression" | "target" | "statement" | "record";
  /** Where to point when there are no tokens at all. */
  readonly anchor: Span;
  /** What the statement looks like, for the message. */
  readonly form: string;
  /** True for a line that is a mapping, and has no arrow. */
  readonly isLine?: boolean;
  readonly report: Report;
}

/** Where a token stands in its file. */
export function spanOfToken(file: SourceFile, token: Token): Span {
  return spanOf(file, token.startOffset, token.end);
}

export function fix(title: string, span: Span, text: string, safe: boolean): Fix {
  return { title, safe, edits: [{ span, text }] };
}
