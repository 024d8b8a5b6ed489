import type { BlankLines } from "./csv-scan/block.js";
import type { Encoding } from "./encoding.js";
import type { SampleOptions } from "./sample-options.js";

/** How a CSV is written. */
export interface Dialect {
  /** One character or more. */
  readonly delimiter: string;
  /** One character; null where nothing is quoted. */
  readonly quote: string | null;
  /** What stands before a quote inside quotes; the quote itself by default. */
  readonly escape: string | null;
  /** What begins a comment, which goes to the end of its line; null where there are none. */
  readonly comment: string | null;
  /** Quotes inside a cell that does not begin with one are taken as they are. */
  readonly relaxQuotes: boolean;
  readonly blankLines: BlankLines;
}

export function dialectOf(extension: string, options: SampleOptions): Dialect {
  const quote = options.quote === undefined ? '"' : options.quote;
  return {
    delimiter: options.delimiter ?? (extension === ".tsv" ? "\t" : ","),
    quote,
    escape: quote === null ? null : (options.escape ?? quote),
    comment: options.comment ?? null,
    relaxQuotes: options.relaxQuotes ?? false,
    blankLines: options.blankLines ?? "auto",
  };
}

/** Whether a cell ends where the next delimiter, line break or closing quote says so, and nothing else counts. */
export function isPlain({ quote, comment, relaxQuotes, escape: escaping }: Dialect): boolean {
  return escaping === quote && comment === null && !relaxQuotes;
}

/** What reads a CSV: the own scanner wherever it can, csv-parse where the dialect asks for more. */
export function chooseReader(dialect: Dialect, encoding: Encoding): "scanner" | "csv-parse" {
  const { delimiter, quote } = dialect;
  const isOfBytes = encoding === "utf-8" && isAscii(delimiter) && (quote === null || isAscii(quote));
  return isOfBytes && isPlain(dialect) && delimiter !== quote ? "scanner" : "csv-parse";
}

function isAscii(character: string): boolean {
  return character.length === 1 && character > "\0" && character < "\x80";
}
