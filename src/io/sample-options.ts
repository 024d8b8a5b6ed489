import type { Diagnostic } from "../diagnostics/index.js";
import type { RowEvent } from "../runtime/index.js";

export type SampleFormat = "csv" | "json" | "ndjson";

/** How a sample is read. What is left out follows from the file's name and first bytes. */
export interface SampleOptions {
  /** Read it as this, whatever its name says. */
  readonly format?: SampleFormat | undefined;
  /** The delimiter of a CSV: one character. By default a tab for `.tsv`, a comma otherwise. */
  readonly delimiter?: string | undefined;
  /** The quote of a CSV: one character, `"` by default; null where nothing is quoted. */
  readonly quote?: string | null | undefined;
  /** Whether the first row of a CSV names the columns; true by default. Without, they are `column1`, `column2`… */
  readonly header?: boolean | undefined;
  /** What an empty CSV cell is: null (the default) or an empty text. */
  readonly emptyCell?: "null" | "string" | undefined;
}

/** Why the reading of a sample ended before its end. */
export interface Problem {
  readonly kind: "problem";
  readonly diagnostic: Diagnostic;
}

/** What a sample gives: its rows in order and, where it is broken, one problem as the last event. */
export type SampleEvent = RowEvent;

/**
 * A delimiter or quote as people type it: the character itself, `tab` or `\t`.
 * Gives the character, or the reason why it cannot be one.
 */
export function readCsvCharacter(text: string): { readonly character: string } | { readonly why: string } {
  const character = text === "tab" || text === "\\t" ? "\t" : text;
  if (character === "") return { why: "it is empty" };
  if (/[\r\n]/.test(character)) return { why: "it is a line break" };
  if ([...character].length > 1) return { why: "it is longer than one character" };
  return { character };
}
