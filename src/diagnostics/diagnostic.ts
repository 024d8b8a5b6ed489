import type { Span } from "../text/index.js";

/** How grave a finding is; only an error makes a command fail. */
export type Severity = "error" | "warning" | "info";

/** A place in a file of which only lines and columns are known: a row of a sample, say. Both count from 1. */
export interface FilePlace {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

/** Where a finding is: in a text that we hold, in a file we streamed, or nowhere. */
export type Place = Span | FilePlace | null;

export interface Edit {
  readonly span: Span;
  /** What takes the span's place. */
  readonly text: string;
}

/** A correction. Safe: it never changes what a correct mapping means. */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
}

export interface Related {
  readonly message: string;
  readonly place: Place;
}

/** One finding. `message` says what and why, `help` what to do. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly help?: string;
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
}

export function isSpan(place: Place): place is Span {
  return place !== null && "start" in place;
}

/** Whether any of the findings is an error: warnings and notes stop nothing. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === "error");
}
