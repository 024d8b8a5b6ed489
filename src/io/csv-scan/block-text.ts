import { locateQuoteFault, type QuoteFault } from "../quote-fault.js";
import { countIncompleteTail, createStrictDecoder, decodeStrictly, type StrictText, type TextFault } from "../text.js";
import type { CsvBlock, CsvSyntax } from "./block.js";
import { type ByteIndex, createIndexer, DELIMITER, LINE_FEED, QUOTED_BREAK } from "./byte-index.js";

/** A block as text, with the places at which its cells and rows end. Offsets count UTF-16 units. */
export interface BlockText {
  readonly block: CsvBlock;
  readonly syntax: CsvSyntax;
  /** Up to the first byte that is no text. */
  readonly text: string;
  readonly isAscii: boolean;
  /** `offset << 2 | kind`, see `ByteIndex`. */
  readonly places: Int32Array;
  readonly count: number;
  readonly hasDoubled: boolean;
  /** The first fault of the quotes; rows that end before it are right. */
  readonly quoteFault: QuoteFault | null;
  /** Why the text ends before the block does. */
  readonly textFault: TextFault | null;
}

/** Reads one block after the other, in memory that it keeps: what it gave is valid until the next one is read. */
export interface BlockReader {
  readonly read: (block: CsvBlock) => BlockText;
}

/** What a host can do faster than the language by itself. */
export interface ScanHost {
  /** The text of bytes that are all below 0x80. */
  readonly decodeAscii: (bytes: Uint8Array) => string;
}

export function createBlockReader(syntax: CsvSyntax, host: ScanHost | null): BlockReader {
  const decoder = createStrictDecoder();
  const indexer = createIndexer(
    syntax.delimiter.charCodeAt(0),
    syntax.quote === null ? -1 : syntax.quote.charCodeAt(0),
  );
  return {
    read: (block) => {
      const isCut = block.end === "cut" || block.end === "long";
      const bytes = isCut
        ? block.bytes.subarray(0, block.bytes.length - countIncompleteTail(block.bytes))
        : block.bytes;
      const index = indexer.index(bytes);
      if (index.isAscii && host !== null) {
        const text = host.decodeAscii(bytes);
        if (!text.includes("\0")) return createText(block, syntax, { text, size: bytes.length, fault: null }, index);
      }
      const text = decodeStrictly(decoder, bytes);
      // What is no text has no places either.
      return createText(block, syntax, text, text.fault === null ? index : indexer.index(bytes.subarray(0, text.size)));
    },
  };
}

function createText(
  block: CsvBlock,
  syntax: CsvSyntax,
  { text, fault: textFault }: StrictText,
  { places, count, isFaulty, isOpen, hasDoubled, isAscii }: ByteIndex,
): BlockText {
  // Where the file ends, a quote has to be closed; where it could not be read on, nobody knows.
  const ends = block.end === "file" && textFault === null;
  const quoteFault =
    (isFaulty || (isOpen && ends)) && syntax.quote !== null
      ? locateQuoteFault(text, syntax.delimiter, syntax.quote)
      : null;
  const lastRow = ends && !isOpen && rowIsLeft(text, places, count) ? 1 : 0;
  // The last row of a file ends with it.
  if (lastRow === 1) places[count] = (text.length << 2) | LINE_FEED;
  return {
    block,
    syntax,
    text,
    isAscii,
    places,
    count: count + lastRow,
    hasDoubled,
    quoteFault,
    textFault,
  };
}

/** Whether something follows the last line break. */
function rowIsLeft(text: string, places: Int32Array, count: number): boolean {
  if (text === "") return false;
  const last = places[count - 1];
  if (count === 0 || last === undefined) return true;
  const kind = last & 3;
  return kind === DELIMITER || kind === QUOTED_BREAK || startAfter(text, last >> 2) < text.length;
}

/** A row of any number of cells. */
export interface FoundRow {
  readonly cells: number;
  /** The offset of its line break. */
  readonly end: number;
  /** Where the next row begins. */
  readonly nextOffset: number;
  /** The place after those of the row. */
  readonly nextPlace: number;
  /** The line breaks inside its quoted cells. */
  readonly breaks: number;
}

/**
 * Reads the row that has its first place there, and moves the places of its cells together, so that the line breaks inside
 * quotes are gone from among them: the cells end at the places from `first` on. Null where the row does not end.
 */
export function readRow({ text, places, count }: BlockText, first: number): FoundRow | null {
  let cells = 0;
  let breaks = 0;
  for (let at = first; at < count; at++) {
    const place = places[at] ?? 0;
    const kind = place & 3;
    if (kind === QUOTED_BREAK) {
      breaks++;
      continue;
    }
    places[first + cells] = place;
    cells++;
    if (kind === DELIMITER) continue;
    const end = place >> 2;
    return { cells, end, nextOffset: startAfter(text, end), nextPlace: at + 1, breaks };
  }
  return null;
}

/** Where the row after a line break begins. */
export function startAfter(text: string, end: number): number {
  return text.charCodeAt(end) === 0x0d && text.charCodeAt(end + 1) === 0x0a ? end + 2 : end + 1;
}

/** The text of a cell, of which the quotes are taken off. */
export function cellText(block: BlockText, start: number, end: number): string {
  const { text, syntax } = block;
  return syntax.quote !== null && text.startsWith(syntax.quote, start)
    ? unquote(block, start, end)
    : text.substring(start, end);
}

/** The text of a quoted cell. */
export function unquote({ text, syntax, hasDoubled }: BlockText, start: number, end: number): string {
  const quote = syntax.quote ?? "";
  const inside = text.substring(start + 1, end - 1);
  return hasDoubled && inside.includes(quote) ? inside.replaceAll(quote + quote, quote) : inside;
}
