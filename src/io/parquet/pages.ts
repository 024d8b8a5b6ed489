import type { ColumnMetaData } from "hyparquet";
import { crc32Of } from "../../functions/crc32.js";
import type { Value } from "../../values/index.js";
import type { Codec } from "./codec.js";
import { damaged, ParquetFault } from "./fault.js";
import { readHybrid } from "./hybrid.js";
import type { LeafType } from "./leaf-type.js";
import { refuseLongPage, refuseLongValues } from "./long-values.js";
import { decodeValues } from "./page-values.js";
import type { Leaf } from "./schema-node.js";

type PageHeader = ReturnType<Codec["parquetHeader"]>;

/** A page of a column chunk, decoded. */
export interface DecodedPage {
  /** Its first row, counted within the row group; for a page that goes on with a row, the next. */
  readonly firstRow: number;
  /** How many rows begin in it. */
  readonly rows: number;
  /** How many levels it has: its values and what is not there. */
  readonly entries: number;
  /** Null where every entry is a value. */
  readonly definitions: Uint8Array | null;
  /** Null where every entry is a row. */
  readonly repetitions: Uint8Array | null;
  /** The values that are there, by their index among themselves. */
  readonly valueAt: (index: number) => Value;
}

/** Decodes the pages of one column chunk in order. */
export class PageReader {
  readonly #codec: Codec;
  readonly #leaf: Leaf;
  readonly #type: LeafType;
  readonly #chunk: ColumnMetaData;
  #dictionary: { readonly size: number; readonly valueAt: (index: number) => Value } | null = null;

  constructor(codec: Codec, leaf: Leaf, type: LeafType, chunk: ColumnMetaData) {
    this.#codec = codec;
    this.#leaf = leaf;
    this.#type = type;
    this.#chunk = chunk;
  }

  /**
   * Decodes what stands in some bytes of the chunk: the dictionary, and pages whose entries are at most `limit` together.
   * `isWanted` tells of a page by its first row and its rows whether it is of interest; the others are passed over where
   * their header alone tells how many rows they have.
   */
  read(
    bytes: Uint8Array,
    firstRow: number,
    limit: number,
    isWanted: (firstRow: number, rows: number) => boolean,
  ): { readonly pages: readonly DecodedPage[]; readonly entries: number; readonly rows: number } {
    const pages: DecodedPage[] = [];
    let entries = 0;
    let row = firstRow;
    let at = 0;
    while (entries < limit && at < bytes.length) {
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: at };
      const header = this.#codec.parquetHeader(reader);
      const end = reader.offset + header.compressed_page_size;
      if (header.compressed_page_size < 0 || end > bytes.length) throw damaged("a page goes beyond its column");
      const body = bytes.subarray(reader.offset, end);
      at = end;
      checkHeader(header, body, this.#chunk);
      if (header.dictionary_page_header !== undefined && header.type === "DICTIONARY_PAGE") {
        this.#readDictionary(header, body);
        continue;
      }
      const data = header.type === "DATA_PAGE_V2" ? header.data_page_header_v2 : header.data_page_header;
      if (data === undefined || header.type === "INDEX_PAGE") continue;
      if (data.num_values < 0 || data.num_values > limit - entries)
        throw damaged("a page has more values than its column");
      entries += data.num_values;
      const isFlat = this.#leaf.maxRepetition === 0;
      if (isFlat && !isWanted(row, data.num_values)) row += data.num_values;
      else {
        refuseLongPage(header.uncompressed_page_size, data.num_values);
        const page = this.#readPage(header, body, row);
        if (isWanted(row, page.rows) || !isFlat) pages.push(page);
        row += page.rows;
      }
    }
    return { pages, entries, rows: row - firstRow };
  }

  /** What comes before the first page of values. */
  readDictionary(bytes: Uint8Array): void {
    this.read(bytes, 0, 1, () => false);
  }

  #readDictionary(header: PageHeader, body: Uint8Array): void {
    const count = header.dictionary_page_header?.num_values ?? 0;
    refuseLongPage(header.uncompressed_page_size, count);
    const bytes = this.#unpack(body, header.uncompressed_page_size);
    if (this.#dictionary !== null) throw damaged("a column has two dictionaries");
    if (count < 0 || count > bytes.length * 8) throw damaged("a dictionary has more values than bytes");
    const page = decodeValues(this.#codec, bytes, 0, "PLAIN", this.#leaf.element, count);
    const read = this.#type.open(refuseLongValues(page));
    // Each is made once, however many rows have it, and when the first of them is asked for.
    const values: Value[] = new Array(count).fill(null);
    const valueAt = (index: number): Value => {
      values[index] ??= read(index);
      return values[index] ?? null;
    };
    this.#dictionary = { size: count, valueAt };
  }

  #readPage(header: PageHeader, body: Uint8Array, firstRow: number): DecodedPage {
    const { maxDefinition, maxRepetition } = this.#leaf;
    const levels = header.type === "DATA_PAGE_V2" ? this.#levels2(header, body) : this.#levels1(header, body);
    const { entries, encoding, bytes } = levels;
    const repetitions = levels.repetitions;
    let rows = entries;
    if (repetitions !== null) {
      rows = 0;
      for (const level of repetitions) {
        if (level === 0) rows++;
        else if (level > maxRepetition) throw damaged("a page has levels that the schema has not");
      }
    }
    let present = entries;
    if (levels.definitions !== null) {
      present = 0;
      for (const level of levels.definitions) {
        if (level === maxDefinition) present++;
        else if (level > maxDefinition) throw damaged("a page has levels that the schema has not");
      }
    }
    return {
      firstRow,
      rows,
      entries,
      definitions: present === entries ? null : levels.definitions,
      repetitions,
      valueAt: this.#values(bytes, levels.start, encoding, present),
    };
  }

  #levels1(header: PageHeader, body: Uint8Array): Levels {
    const page = header.data_page_header;
    if (page === undefined) throw damaged("a page has no header");
    const bytes = this.#unpack(body, header.uncompressed_page_size);
    const { maxDefinition, maxRepetition } = this.#leaf;
    let start = 0;
    const read = (max: number, encoding: string): Uint8Array | null => {
      if (max === 0) return null;
      if (encoding !== "RLE") throw new ParquetFault("unsupported", `levels in the encoding ${encoding}`);
      if (start + 4 > bytes.length) throw damaged("a page is shorter than its levels");
      const size = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(start, true);
      start += 4;
      if (start + size > bytes.length) throw damaged("a page is shorter than its levels");
      const levels = new Uint8Array(page.num_values);
      readHybrid(bytes, start, start + size, bitsOf(max), levels);
      start += size;
      return levels;
    };
    const repetitions = read(maxRepetition, page.repetition_level_encoding);
    const definitions = read(maxDefinition, page.definition_level_encoding);
    return { entries: page.num_values, encoding: page.encoding, repetitions, definitions, bytes, start };
  }

  #levels2(header: PageHeader, body: Uint8Array): Levels {
    const page = header.data_page_header_v2;
    if (page === undefined) throw damaged("a page has no header");
    const { maxDefinition, maxRepetition } = this.#leaf;
    const { repetition_levels_byte_length: size1, definition_levels_byte_length: size2, num_values: entries } = page;
    if (size1 < 0 || size2 < 0 || size1 + size2 > body.length) throw damaged("a page is shorter than its levels");
    let repetitions: Uint8Array | null = null;
    let definitions: Uint8Array | null = null;
    if (maxRepetition > 0) {
      repetitions = new Uint8Array(entries);
      readHybrid(body, 0, size1, bitsOf(maxRepetition), repetitions);
    }
    if (maxDefinition > 0) {
      definitions = new Uint8Array(entries);
      readHybrid(body, size1, size1 + size2, bitsOf(maxDefinition), definitions);
    }
    const packed = body.subarray(size1 + size2);
    const size = header.uncompressed_page_size - size1 - size2;
    // Nothing compressed is nothing: some writers then write no compressed block at all.
    const isPacked = page.is_compressed !== false && packed.length > 0;
    const bytes = isPacked ? this.#unpack(packed, size) : own(packed);
    return { entries, encoding: page.encoding, repetitions, definitions, bytes, start: 0 };
  }

  #values(bytes: Uint8Array, start: number, encoding: string, count: number): (index: number) => Value {
    if (encoding === "PLAIN_DICTIONARY" || encoding === "RLE_DICTIONARY") {
      if (count === 0) return () => null;
      const dictionary = this.#dictionary;
      if (dictionary === null) throw damaged("a page needs a dictionary that is not there");
      if (start >= bytes.length) throw damaged("a page is shorter than its values");
      const indexes = new Uint32Array(count);
      readHybrid(bytes, start + 1, bytes.length, bytes[start] ?? 0, indexes);
      for (const index of indexes) {
        if (index >= dictionary.size) throw damaged("a page names a value that its dictionary has not");
      }
      const { valueAt } = dictionary;
      return (index) => valueAt(indexes[index] ?? 0);
    }
    const page = decodeValues(this.#codec, bytes, start, encoding, this.#leaf.element, count);
    return this.#type.open(refuseLongValues(page));
  }

  /** In memory of its own: hyparquet's decoders look at the memory behind the bytes, and would read on into the next page. */
  #unpack(body: Uint8Array, size: number): Uint8Array {
    const { codec } = this.#chunk;
    if (codec === "UNCOMPRESSED") {
      if (body.length !== size) throw damaged("a page has another size than it says");
      return own(body);
    }
    // Nothing compressed is a byte or several, which not every codec reads.
    if (size === 0) return new Uint8Array(0);
    const unpacked =
      codec === "ZSTD" ? unpackZstd(this.#codec, body, size) : this.#codec.compressors[codec]?.(body, size);
    if (unpacked === undefined) throw new ParquetFault("unsupported", `the compression ${codec}`);
    if (unpacked.length !== size) throw damaged("a page has another size than it says");
    return own(unpacked);
  }
}

/**
 * Into memory of the size that the page tells, whatever the compressed bytes tell of themselves. fzstd compares that memory
 * with a number (`w != 1`), for which JavaScript would write all of its bytes out as a text: half of the time that a page takes.
 */
function unpackZstd(codec: Codec, body: Uint8Array, size: number): Uint8Array {
  const memory = new Uint8Array(size);
  Object.defineProperty(memory, Symbol.toPrimitive, { value: () => Number.NaN });
  const unpacked = codec.decompressZstd(body, memory);
  return new Uint8Array(unpacked.buffer, unpacked.byteOffset, unpacked.byteLength);
}

interface Levels {
  readonly entries: number;
  readonly encoding: string;
  readonly repetitions: Uint8Array | null;
  readonly definitions: Uint8Array | null;
  readonly bytes: Uint8Array;
  /** Where the values start. */
  readonly start: number;
}

function own(bytes: Uint8Array): Uint8Array {
  return bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
}

function checkHeader(header: PageHeader, body: Uint8Array, chunk: ColumnMetaData): void {
  const { uncompressed_page_size: size, crc } = header;
  if (header.type === undefined) throw damaged("a page has no type");
  if (!(size >= 0) || size > Number(chunk.total_uncompressed_size)) {
    throw damaged("a page says that it is larger than its column");
  }
  if (crc !== undefined && crc >>> 0 !== crc32Of(body)) throw damaged("the checksum of a page does not fit");
}

function bitsOf(max: number): number {
  return 32 - Math.clz32(max);
}
