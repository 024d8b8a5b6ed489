import type { TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import type { SourceFile } from "../text/index.js";

/** The text to read: up to `end`, which lies before the file's end inside of a template. */
export interface Reading {
  readonly file: SourceFile;
  readonly end: number;
  readonly report: Report;
}

/** What was read at an offset; the scanner makes a token of it, which knows its line too. */
export interface Lexeme {
  readonly kind: TokenType;
  readonly end: number;
  /** What it stands for, where that is not what is written. */
  readonly value?: string;
  /** The names of a `${a.b}`. */
  readonly segments?: readonly string[];
}

/** The end of a run of like characters, none of them beyond 16 bits. */
export function runEnd({ file, end }: Reading, start: number, isLike: (code: number) => boolean): number {
  let at = start;
  while (at < end && isLike(file.text.charCodeAt(at))) at++;
  return at;
}
