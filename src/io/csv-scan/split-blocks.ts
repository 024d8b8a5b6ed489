import { type Bytes, peek, startsWith } from "../bytes.js";
import type { Problem } from "../sample-options.js";
import { readingFailed } from "../text.js";
import { type BlockEnd, CR, type CsvBlock, LF, LONGEST_ROW } from "./block.js";
import { createCounter } from "./count-bytes.js";

export interface BlockOptions {
  /** How many bytes a block has at most, unless one row has more; 1 MB by default. */
  readonly size?: number | undefined;
  /** Memory for a block of exactly that size; new memory by default. */
  readonly allocate?: ((size: number) => Uint8Array) | undefined;
}

export interface SplitOptions extends BlockOptions {
  /** What messages call the sample. */
  readonly label: string;
  /** Null where nothing is quoted. */
  readonly quote: string | null;
}

/** Large enough that what a block costs by itself does not count, small enough to stay in a processor's cache. */
const BLOCK_SIZE = 1024 * 1024;

/**
 * Splits a CSV into blocks of whole rows. A row ends at a line break with an even number of quotes before it; in a CSV
 * whose quotes are right that is always so. After a fault of the quotes it may not be, but then the fault lies in that
 * block or in one before it. Where the blocks end does not depend on the chunks that the bytes come in. The last block is
 * the one whose `end` is not `row`; an error of the host that reads the bytes follows it.
 */
export async function* splitBlocks(bytes: Bytes, options: SplitOptions): AsyncGenerator<CsvBlock | Problem> {
  const splitter = new Splitter(options);
  try {
    for await (const chunk of dropMark(bytes, () => splitter.skip(BYTE_ORDER_MARK.length))) {
      for (let at = 0; at < chunk.length; ) {
        at += splitter.fill(chunk, at);
        const block = splitter.isFull ? splitter.split() : null;
        if (block === null) continue;
        yield block;
        if (block.end !== "row") return;
      }
    }
  } catch (error) {
    yield splitter.rest("cut");
    return yield { kind: "problem", diagnostic: readingFailed(options.label, error) };
  }
  yield splitter.rest("file");
}

const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** The bytes without the byte order mark that they may begin with. */
async function* dropMark(bytes: Bytes, onMark: () => void): Bytes {
  const { head, all } = await peek(bytes, BYTE_ORDER_MARK.length);
  let skip = 0;
  if (startsWith(head, BYTE_ORDER_MARK)) {
    skip = BYTE_ORDER_MARK.length;
    onMark();
  }
  for await (const chunk of all) {
    yield chunk.subarray(skip);
    skip = Math.max(0, skip - chunk.length);
  }
}

class Splitter {
  readonly #allocate: (size: number) => Uint8Array;
  /** -1 where nothing is quoted. */
  readonly #quote: number;
  readonly #size: number;
  readonly #count = createCounter();
  #buffer: Uint8Array;
  #filled = 0;
  /** No row ends before it; the quotes and line breaks before it are counted. */
  #searched = 0;
  #lineBreaks = 0;
  #insideQuotes = false;
  #offset = 0;
  #line = 1;

  constructor({ quote, size = BLOCK_SIZE, allocate = (wanted) => new Uint8Array(wanted) }: SplitOptions) {
    this.#allocate = allocate;
    this.#quote = quote === null ? -1 : quote.charCodeAt(0);
    this.#size = Math.min(size, LONGEST_BLOCK);
    this.#buffer = allocate(this.#size);
  }

  /** Bytes of the file that are in no block. */
  skip(count: number): void {
    this.#offset += count;
  }

  get isFull(): boolean {
    return this.#filled === this.#buffer.length;
  }

  /** Takes in as much of a chunk as there is room for; gives how much that was. */
  fill(chunk: Uint8Array, from: number): number {
    const count = Math.min(chunk.length - from, this.#buffer.length - this.#filled);
    this.#buffer.set(chunk.subarray(from, from + count), this.#filled);
    this.#filled += count;
    return count;
  }

  /** The block of the whole rows so far; null where the first row has not ended yet, for which there is more room now. */
  split(): CsvBlock | null {
    const end = this.#findRowEnd();
    if (end > 0) return this.#take(end, "row");
    if (this.#filled === LONGEST_BLOCK) return this.rest("long");
    const buffer = this.#allocate(Math.min(2 * this.#buffer.length, LONGEST_BLOCK));
    buffer.set(this.#buffer);
    this.#buffer = buffer;
    return null;
  }

  rest(end: BlockEnd): CsvBlock {
    return {
      kind: "block",
      bytes: this.#buffer.subarray(0, this.#filled),
      offset: this.#offset,
      firstLine: this.#line,
      end,
    };
  }

  /** The end of the last row that ends for certain, its line break included; 0 where none does. */
  #findRowEnd(): number {
    const buffer = this.#buffer;
    const searched = this.#searched;
    const filled = this.#filled;
    const { quotes, lineBreaks } = this.#count(buffer, searched, filled, this.#quote);
    this.#lineBreaks += lineBreaks;
    const insideAtEnd = this.#insideQuotes !== (quotes % 2 === 1);
    this.#searched = filled;
    this.#insideQuotes = insideAtEnd;
    let inside = insideAtEnd;
    // A CR may be the first half of a line break, so the last byte is looked at again when the next one is there.
    for (let at = filled - 1; at >= Math.max(0, searched - 1); at--) {
      const byte = buffer[at];
      if (byte === this.#quote) inside = !inside;
      else if (inside) continue;
      else if (byte === LF) return at + 1;
      else if (byte === CR && at + 1 < filled && buffer[at + 1] !== LF) return at + 1;
    }
    return 0;
  }

  #take(size: number, end: BlockEnd): CsvBlock {
    const buffer = this.#buffer;
    const block = {
      kind: "block" as const,
      bytes: buffer.subarray(0, size),
      offset: this.#offset,
      firstLine: this.#line,
      end,
    };
    this.#line += this.#lineBreaks - this.#count(buffer, size, this.#filled, this.#quote).lineBreaks;
    this.#offset += size;
    const rest = buffer.subarray(size, this.#filled);
    this.#buffer = this.#allocate(Math.max(this.#size, rest.length));
    this.#buffer.set(rest);
    this.#filled = rest.length;
    this.#searched = 0;
    this.#lineBreaks = 0;
    this.#insideQuotes = false;
    return block;
  }
}

/** A block of that size without the end of a row holds a row that is too long: a CR at its end may be half a line break. */
const LONGEST_BLOCK = LONGEST_ROW + 2;
