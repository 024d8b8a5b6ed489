import type { CsvError } from "csv-parse/browser/esm";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { startsWith } from "./bytes.js";
import type { Dialect } from "./csv-dialect.js";
import { LONGEST_ROW } from "./csv-scan/block.js";
import { locateQuoteFault } from "./quote-fault.js";
import type { Problem } from "./sample-options.js";
import { LineCounter, type TextPart } from "./text.js";

/** One row as csv-parse reads it, with the line on which it starts. */
export interface CsvRecord {
  readonly kind: "record";
  readonly line: number;
  readonly cells: readonly string[];
  /** A line without anything, not even quotes. */
  readonly isBlank: boolean;
}

/**
 * Splits a text into rows with csv-parse, which is strict about quotes. A blank line is a row of one empty cell here.
 * csv-parse is a stream; it is driven by hand, part by part, so that nothing of streams is needed around it and the
 * engine runs in a browser. It loads only here: checking a mapping without a sample does not pay for it.
 */
export async function* splitCsv(
  name: string,
  parts: AsyncIterable<TextPart | Problem>,
  dialect: Dialect,
): AsyncGenerator<CsvRecord | Problem> {
  const splitter = await createSplitter(dialect);
  const raw = new RawText(dialect.comment);
  let line = 1;
  let problem: Problem | null = null;
  let ended = true;
  for await (const part of parts) {
    if (part.kind === "problem") {
      problem = part;
      break;
    }
    raw.append(part);
    ended = /[\r\n]$/.test(part.text);
    const { rows, error } = splitter.write(part.text);
    yield* number(rows);
    if (error !== null) return yield explain(error);
  }
  // csv-parse looks ahead and holds back the last characters until the end.
  const { rows, error } = await splitter.end();
  if (problem === null) {
    yield* number(rows);
    if (error !== null) yield explain(error);
    return;
  }
  // What came before a fault of the text itself is whole; the row in which the fault lies is not.
  yield* number(ended || error !== null ? rows : rows.slice(0, -1));
  // Nobody knows whether a quote would have been closed.
  yield error === null || error.code === "CSV_QUOTE_NOT_CLOSED" ? problem : explain(error);

  function* number(split: readonly SplitRow[]): Generator<CsvRecord> {
    for (const { cells, end } of split) {
      line += raw.skipComments();
      const isBlank = cells.length === 1 && cells[0] === "" && /^[\r\n]*$/.test(raw.until(end));
      yield { kind: "record", line, cells, isBlank };
      line += 1 + countLineBreaks(cells);
      raw.skipTo(end);
    }
  }

  function explain(found: CsvError): Problem {
    line += raw.skipComments();
    return { kind: "problem", diagnostic: describe(found, name, raw.rest(), line, dialect) };
  }
}

interface SplitRow {
  readonly cells: readonly string[];
  /** How many bytes the rows so far took. */
  readonly end: number;
}

interface Split {
  readonly rows: readonly SplitRow[];
  readonly error: CsvError | null;
}

async function createSplitter({ delimiter, quote, escape: escaping, comment, relaxQuotes }: Dialect): Promise<{
  readonly write: (text: string) => Split;
  readonly end: () => Promise<Split>;
}> {
  const { CsvError, Parser } = await import("csv-parse/browser/esm");
  let rows: SplitRow[] = [];
  let written = false;
  let error: CsvError | null = null;
  const keep = (found: unknown): void => {
    if (found instanceof CsvError) error ??= found;
  };
  const take = (): Split => {
    const split = { rows, error };
    rows = [];
    return split;
  };
  // The steps are synchronous; what they find is kept here and never becomes an event of the stream.
  class Splitter extends Parser {
    override push(record: string[] | null): boolean {
      if (record !== null) rows.push({ cells: record, end: this.info.bytes });
      return true;
    }
    override _transform(chunk: unknown, encoding: BufferEncoding, done: () => void): void {
      super._transform(chunk, encoding, (found) => {
        keep(found);
        done();
      });
    }
    override _flush(done: () => void): void {
      super._flush((found) => {
        keep(found);
        done();
        this.flushed();
      });
    }
    flushed: () => void = () => undefined;
  }
  const parser = new Splitter({
    delimiter,
    quote,
    escape: escaping,
    comment,
    // Inside a row the text may be a cell's: a colour, a number of something.
    comment_no_infix: true,
    relax_quotes: relaxQuotes,
    // All three, since files of several writers mix them; csv-parse alone would settle on the first one it meets.
    record_delimiter: ["\r\n", "\n", "\r"],
    // The rows are held to the header's length by the caller, who knows which blank lines count.
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  return {
    write: (text) => {
      written = true;
      parser.write(text);
      return take();
    },
    end: async () => {
      if (!written) return take();
      await new Promise<void>((resolve) => {
        parser.flushed = resolve;
        parser.end();
      });
      return take();
    },
  };
}

/** The text that was given to csv-parse and is not known to be whole rows yet. */
class RawText {
  readonly #comment: string | null;
  #bytes: Uint8Array = new Uint8Array(0);
  /** The bytes before those that are kept. */
  #start = 0;
  /** The bytes of rows and comments. */
  #at = 0;

  constructor(comment: string | null) {
    this.#comment = comment;
  }

  append(part: TextPart): void {
    const left = this.#bytes.subarray(this.#at - this.#start);
    const added = new TextEncoder().encode(part.text);
    this.#bytes = new Uint8Array(left.length + added.length);
    this.#bytes.set(left);
    this.#bytes.set(added, left.length);
    this.#start = this.#at;
  }

  /** What comes up to so many bytes of the text. */
  until(end: number): string {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return decoder.decode(this.#bytes.subarray(this.#at - this.#start, end - this.#start));
  }

  rest(): string {
    return this.until(this.#start + this.#bytes.length);
  }

  skipTo(end: number): void {
    this.#at = end;
  }

  /** Passes over the lines that are comments; gives how many. */
  skipComments(): number {
    if (this.#comment === null) return 0;
    const mark = new TextEncoder().encode(this.#comment);
    let lines = 0;
    for (;;) {
      const rest = this.#bytes.subarray(this.#at - this.#start);
      if (!startsWith(rest, [...mark])) return lines;
      const end = rest.findIndex((byte) => byte === 0x0a || byte === 0x0d);
      if (end < 0) return lines;
      this.#at += end + (rest[end] === 0x0d && rest[end + 1] === 0x0a ? 2 : 1);
      lines++;
    }
  }
}

function describe(error: CsvError, name: string, rest: string, line: number, dialect: Dialect): Diagnostic {
  const { quote, delimiter, relaxQuotes, escape: escaping } = dialect;
  // Where quotes are taken as they are, only csv-parse itself knows which one was not closed.
  const fault = quote === null || relaxQuotes ? null : locateQuoteFault(rest, delimiter, quote, escaping ?? quote);
  const place = relaxQuotes ? { path: name, line } : placeOf(name, rest, fault?.offset ?? 0, line);
  switch (error.code) {
    case "INVALID_OPENING_QUOTE":
      return diagnostic(samples.XM5221, place, { quote: quote ?? "" });
    case "CSV_INVALID_CLOSING_QUOTE":
      return diagnostic(samples.XM5222, place, { quote: quote ?? "" });
    case "CSV_QUOTE_NOT_CLOSED":
      return diagnostic(samples.XM5223, place, { limit: null });
    case "CSV_MAX_RECORD_SIZE":
      return fault === null
        ? diagnostic(samples.XM5209, place, {
            name,
            found: "a row of more than 10 MB",
            advice: "Check that it is a CSV, and that --delimiter and --quote are right.",
          })
        : diagnostic(samples.XM5223, place, { limit: "10 MB" });
    default:
      return diagnostic(samples.XM5202, place, { path: name, why: error.message });
  }
}

function placeOf(name: string, rest: string, offset: number, line: number) {
  const counter = new LineCounter();
  counter.advance(rest, offset);
  return { path: name, line: line + counter.line - 1, column: counter.column };
}

/** A row takes as many lines more as its cells hold line breaks: CRLF, LF or CR. */
function countLineBreaks(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes("\n") || cell.includes("\r")) count += cell.split(/\r\n|\n|\r/).length - 1;
  }
  return count;
}
