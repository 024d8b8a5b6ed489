import type { CsvError } from "csv-parse/browser/esm";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { locateQuoteFault } from "./quote-fault.js";
import type { Problem } from "./sample-options.js";
import { LineCounter, type TextPart } from "./text.js";

export interface Dialect {
  readonly delimiter: string;
  readonly quote: string | null;
}

/** One row as csv-parse reads it, with the line on which it starts. */
export interface CsvRecord {
  readonly kind: "record";
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quote that swallows more than this is taken for unterminated. */
const LONGEST_RECORD = 10 * 1024 * 1024;

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
  const raw = new RawText();
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
    const { records, end, error } = splitter.write(part.text);
    yield* number(records);
    if (error !== null) return yield explain(error, name, raw.from(end), line, dialect);
    raw.forgetBefore(end);
  }
  // csv-parse looks ahead and holds back the last characters until the end.
  const { records, end, error } = await splitter.end();
  if (problem === null) {
    yield* number(records);
    if (error !== null) yield explain(error, name, raw.from(end), line, dialect);
    return;
  }
  // What came before a fault of the text itself is whole; the row in which the fault lies is not.
  yield* number(ended || error !== null ? records : records.slice(0, -1));
  yield problem;

  function* number(rows: readonly (readonly string[])[]): Generator<CsvRecord> {
    for (const cells of rows) {
      yield { kind: "record", line, cells };
      line += 1 + countLineBreaks(cells);
    }
  }
}

interface Split {
  readonly records: readonly (readonly string[])[];
  /** How many bytes the whole records so far took. */
  readonly end: number;
  readonly error: CsvError | null;
}

async function createSplitter({ delimiter, quote }: Dialect): Promise<{
  readonly write: (text: string) => Split;
  readonly end: () => Promise<Split>;
}> {
  const { CsvError, Parser } = await import("csv-parse/browser/esm");
  let records: string[][] = [];
  let written = false;
  let end = 0;
  let error: CsvError | null = null;
  const keep = (found: unknown): void => {
    if (found instanceof CsvError) error ??= found;
  };
  const take = (): Split => {
    const split = { records, end, error };
    records = [];
    return split;
  };
  // The steps are synchronous; what they find is kept here and never becomes an event of the stream.
  class Splitter extends Parser {
    override push(record: string[] | null): boolean {
      if (record !== null) {
        records.push(record);
        end = this.info.bytes;
      }
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
    escape: quote,
    // All three, since files of several writers mix them; csv-parse alone would settle on the first one it meets.
    record_delimiter: ["\r\n", "\n", "\r"],
    // The rows are held to the header's length by the caller, who knows which blank lines count.
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
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
  #parts: TextPart[] = [];
  /** The bytes before the first part that is kept. */
  #start = 0;

  append(part: TextPart): void {
    this.#parts.push(part);
  }

  forgetBefore(end: number): void {
    for (let first = this.#parts[0]; first !== undefined && this.#start + first.size <= end; first = this.#parts[0]) {
      this.#start += first.size;
      this.#parts.shift();
    }
  }

  /** What follows that many bytes. */
  from(end: number): string {
    const bytes = new TextEncoder().encode(this.#parts.map(({ text }) => text).join(""));
    return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(end - this.#start));
  }
}

function explain(error: CsvError, name: string, rest: string, line: number, dialect: Dialect): Problem {
  const quote = dialect.quote ?? "";
  const fault = dialect.quote === null ? null : locateQuoteFault(rest, dialect.delimiter, dialect.quote);
  const place = placeOf(name, rest, fault?.offset ?? 0, line);
  return { kind: "problem", diagnostic: describe() };

  function describe(): Diagnostic {
    switch (error.code) {
      case "INVALID_OPENING_QUOTE":
        return diagnostic(samples.XM5221, place, { quote });
      case "CSV_INVALID_CLOSING_QUOTE":
        return diagnostic(samples.XM5222, place, { quote });
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
