/** A Java regular expression, parsed. Flags are resolved: each node already says what it matches. */
export type RegexNode =
  | { readonly kind: "empty" }
  /** One character out of a set, written as a JavaScript source under the `u` flag. */
  | { readonly kind: "set"; readonly source: string }
  | { readonly kind: "sequence"; readonly items: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly options: readonly RegexNode[] }
  /** Parentheses; without an index they capture nothing, but are repeated by other rules than a bare part. */
  | { readonly kind: "group"; readonly index: number | null; readonly body: RegexNode }
  | { readonly kind: "atomic"; readonly body: RegexNode }
  | LookNode
  | RepeatNode
  | { readonly kind: "anchor"; readonly anchor: Anchor }
  | ReferenceNode
  /** `\G`: where the last match ended. */
  | { readonly kind: "lastMatch" }
  /** `\R`: CRLF, or any one line end. */
  | { readonly kind: "lineBreak" }
  /** `\X`: what a reader takes for one character. */
  | { readonly kind: "grapheme" }
  /** `\b{g}`: between two of them. */
  | { readonly kind: "graphemeBoundary" };

export interface LookNode {
  readonly kind: "look";
  readonly direction: "ahead" | "behind";
  readonly negative: boolean;
  readonly body: RegexNode;
  /** Whether the pattern holds characters beyond U+FFFF from here on: then Java looks back by characters, not by halves. */
  readonly byCharacters: boolean;
}

export interface RepeatNode {
  readonly kind: "repeat";
  readonly body: RegexNode;
  readonly min: number;
  readonly max: number;
  readonly mode: Greed;
}

export interface ReferenceNode {
  readonly kind: "backreference";
  readonly index: number;
  readonly fold: CaseFold;
}

/** The zero-width tests that look at the text alone. */
export type Anchor =
  | "textStart"
  | "textEnd"
  | "lineStart"
  | "unixLineStart"
  | "lineEnd"
  | "unixLineEnd"
  | "lastLineEnd"
  | "unixLastLineEnd"
  | "wordBoundary"
  | "noWordBoundary"
  | "unicodeWordBoundary"
  | "noUnicodeWordBoundary";

export type Greed = "greedy" | "reluctant" | "possessive";

/** Which letters are the same to `(?i)`: Java folds ASCII only unless `(?u)` is given as well. */
export type CaseFold = "none" | "ascii" | "unicode";

export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  /** Whether a search steps over both halves of a surrogate pair: Java does where the pattern could match one. */
  readonly byCharacters: boolean;
}

/** Why a pattern is refused: Java's own complaint, or a construct that has no faithful translation. */
export interface RegexProblem {
  readonly message: string;
  /** In UTF-16 units of the pattern. */
  readonly offset: number;
  /** The construct as it is written, where it is one that Java accepts and xdmap does not. */
  readonly construct: string | null;
}

/** Thrown inside the parser only; the public functions return it. */
export class PatternError extends Error {
  readonly problem: RegexProblem;
  constructor(message: string, offset: number, construct: string | null = null) {
    super(message);
    this.problem = { message, offset, construct };
  }
}

export interface Flags {
  readonly ignoreCase: boolean;
  readonly unicodeCase: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
  readonly unixLines: boolean;
  readonly comments: boolean;
  readonly unicodeClasses: boolean;
}

export const NO_FLAGS: Flags = {
  ignoreCase: false,
  unicodeCase: false,
  multiline: false,
  dotAll: false,
  unixLines: false,
  comments: false,
  unicodeClasses: false,
};

export function foldOf(flags: Flags): CaseFold {
  if (!flags.ignoreCase) return "none";
  return flags.unicodeCase ? "unicode" : "ascii";
}
