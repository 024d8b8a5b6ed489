import type { SchemaElement } from "hyparquet";
import type { Codec } from "./codec.js";
import { damaged, ParquetFault } from "./fault.js";
import { readHybrid } from "./hybrid.js";
import { joinSpans, type Physical, physicalOf } from "./physical.js";

/** Decodes the values of a page, `count` of them, from `start` on. */
export function decodeValues(
  codec: Codec,
  bytes: Uint8Array,
  start: number,
  encoding: string,
  { type, type_length: length }: SchemaElement,
  count: number,
): Physical {
  if (type === undefined) throw damaged("a column of the schema has no type");
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: start };
  if (count === 0) return physicalOf(emptyValues(type), type);
  switch (encoding) {
    case "PLAIN": {
      if (type === "FIXED_LEN_BYTE_ARRAY" && (length === undefined || length < 0)) {
        throw damaged("a column of the schema has no length");
      }
      if (start + leastSize(type, length ?? 0, count) > bytes.length)
        throw damaged("a page is shorter than its values");
      if (type === "BYTE_ARRAY") return readTexts(bytes, start, count);
      if (type === "FIXED_LEN_BYTE_ARRAY") return readFixed(bytes, start, length ?? 0, count);
      return physicalOf(codec.readPlain(reader, type, count, length), type);
    }
    case "RLE": {
      if (type !== "BOOLEAN") break;
      const values = new Uint8Array(count);
      const size = reader.view.getUint32(start, true);
      readHybrid(bytes, start + 4, Math.min(start + 4 + size, bytes.length), 1, values);
      return { kind: "booleans", values };
    }
    case "DELTA_BINARY_PACKED": {
      if (type !== "INT32" && type !== "INT64") break;
      const values = type === "INT32" ? new Int32Array(count) : new BigInt64Array(count);
      codec.deltaBinaryUnpack(reader, count, values);
      return physicalOf(values, type);
    }
    case "DELTA_LENGTH_BYTE_ARRAY": {
      if (type !== "BYTE_ARRAY") break;
      const values: Uint8Array[] = [];
      codec.deltaLengthByteArray(reader, count, values);
      return joinSpans(values);
    }
    case "DELTA_BYTE_ARRAY":
      if (type !== "BYTE_ARRAY" && type !== "FIXED_LEN_BYTE_ARRAY") break;
      return joinSpans(readPrefixed(codec, reader, count));
    case "BYTE_STREAM_SPLIT":
      if (start + leastSize(type, length ?? 0, count) > bytes.length)
        throw damaged("a page is shorter than its values");
      return physicalOf(codec.byteStreamSplit(reader, count, type, length), type);
  }
  throw new ParquetFault("unsupported", `the encoding ${encoding} of ${type}`);
}

/** Each with its length before it, in 4 bytes. */
function readTexts(memory: Uint8Array, start: number, count: number): Physical {
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  const starts = new Uint32Array(count);
  const ends = new Uint32Array(count);
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 4 > memory.length) throw damaged("a page is shorter than its values");
    const end = at + 4 + view.getUint32(at, true);
    if (end > memory.length) throw damaged("a page is shorter than its values");
    starts[index] = at + 4;
    ends[index] = end;
    at = end;
  }
  return { kind: "bytes", memory, starts, ends };
}

function readFixed(memory: Uint8Array, start: number, length: number, count: number): Physical {
  const starts = Uint32Array.from({ length: count }, (_, index) => start + index * length);
  return { kind: "bytes", memory, starts, ends: starts.map((at) => at + length) };
}

function emptyValues(type: string): unknown {
  switch (type) {
    case "INT32":
      return new Int32Array(0);
    case "INT64":
      return new BigInt64Array(0);
    case "FLOAT":
      return new Float32Array(0);
    case "DOUBLE":
      return new Float64Array(0);
    default:
      return [];
  }
}

/** The bytes that so many values need at the least. */
function leastSize(type: string, length: number, count: number): number {
  switch (type) {
    case "BOOLEAN":
      return Math.ceil(count / 8);
    case "INT32":
    case "FLOAT":
    case "BYTE_ARRAY":
      return count * 4;
    case "INT64":
    case "DOUBLE":
      return count * 8;
    case "INT96":
      return count * 12;
    default:
      return count * length;
  }
}

interface Reader {
  readonly view: DataView;
  offset: number;
}

/** Each value as how much it has in common with the one before, and the rest. */
function readPrefixed(codec: Codec, reader: Reader, count: number): readonly Uint8Array[] {
  const prefixes = new Int32Array(count);
  codec.deltaBinaryUnpack(reader, count, prefixes);
  const rests: Uint8Array[] = [];
  codec.deltaLengthByteArray(reader, count, rests);
  let before = new Uint8Array(0);
  return rests.map((rest, index) => {
    const shared = prefixes[index] ?? 0;
    if (shared < 0 || shared > before.length) throw damaged("a text shares more with the one before than that has");
    const value = new Uint8Array(shared + rest.length);
    value.set(before.subarray(0, shared));
    value.set(rest, shared);
    before = value;
    return value;
  });
}
