import type { Diagnostic } from "../diagnostics/index.js";
import type { RowEvent } from "../runtime/index.js";

export type SampleFormat = "csv" | "json" | "ndjson" | "parquet";

/** How a sample is read. What is left out follows from the file's name and first bytes. */
export interface SampleOptions {
  /** Read it as this, whatever its name says. */
  readonly format?: SampleFormat | undefined;
  /** The delimiter of a CSV: one character or more. By default a tab for `.tsv`, a comma otherwise. */
  readonly delimiter?: string | undefined;
  /** The quote of a CSV: one character, `"` by default; null where nothing is quoted. */
  readonly quote?: string | null | undefined;
  /** What stands before a quote inside the quotes of a CSV cell: one character, by default the quote itself. */
  readonly escape?: string | undefined;
  /** What begins a comment in a CSV, which goes to the end of its line; by default there are none. */
  readonly comment?: string | undefined;
  /** Whether a quote inside a CSV cell that does not begin with one is taken as it is; false by default. */
  readonly relaxQuotes?: boolean | undefined;
  /** Blank lines of a CSV: passed over, or errors. By default passed over, except in a CSV of one column: rows there. */
  readonly blankLines?: "skip" | "error" | undefined;
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

export type CsvCharacter = { readonly character: string } | { readonly why: string };

/** A quote or an escape character as people type it. Gives the character, or the reason why it cannot be one. */
export function readCsvCharacter(text: string): CsvCharacter {
  const read = readCsvMark(text);
  return "character" in read && [...read.character].length > 1 ? { why: "it is longer than one character" } : read;
}

/**
 * A delimiter, or what begins a comment, as people type it: the character itself, several (`||`), `tab` or `\t`.
 * Gives the characters, or the reason why they cannot be that. A word is refused: `semicolon` means `;` to who types it.
 */
export function readCsvMark(text: string): CsvCharacter {
  const character = text === "tab" || text === "\\t" ? "\t" : text;
  if (character === "") return { why: "it is empty" };
  if (/[\r\n]/.test(character)) return { why: "it is a line break" };
  if (character.includes("\0")) return { why: "it is a NUL character" };
  if (/^\p{L}{2,}$/u.test(character)) return { why: "it is a word" };
  return { character };
}

/** Two settings of a CSV that are the same, so that no reader could tell them apart. */
export interface CsvClash {
  readonly settings: readonly [CsvSetting, CsvSetting];
  readonly character: string;
}

export type CsvSetting = "delimiter" | "quote" | "escape" | "comment";

/** The first two of the delimiter, the quote, the escape character and the comment that are the same; the quote may escape itself. */
export function findClash({ delimiter = ",", quote = '"', escape: escaping, comment }: SampleOptions): CsvClash | null {
  const pairs: readonly (readonly [CsvSetting, string | null | undefined, CsvSetting, string | null | undefined])[] = [
    ["delimiter", delimiter, "quote", quote],
    ["delimiter", delimiter, "escape", escaping],
    ["delimiter", delimiter, "comment", comment],
    ["quote", quote, "comment", comment],
    ["escape", escaping, "comment", comment],
  ];
  for (const [first, one, second, other] of pairs) {
    if (typeof one === "string" && one === other) return { settings: [first, second], character: one };
  }
  return null;
}
