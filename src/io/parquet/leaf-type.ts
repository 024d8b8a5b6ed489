import type { SchemaElement } from "hyparquet";
import {
  bigDecimal,
  bigInteger,
  type DateTime,
  double,
  float,
  integer,
  long,
  type Type,
  type Value,
} from "../../values/index.js";
import { byte, short } from "../../values/make.js";
import { damaged } from "./fault.js";
import { dateOfDays, instantOf, instantOfInt96, type Unit } from "./instants.js";
import { bytesText, durationText, timeText, uuidText } from "./leaf-texts.js";
import type { Physical } from "./physical.js";
import { openTexts } from "./texts.js";

/** What the values of a leaf are to a mapping. */
export interface LeafType {
  readonly type: Type;
  /**
   * Gives the reader of one page's or dictionary's values by their index. Whatever may be wrong with a value is found here
   * and thrown; the reader itself never fails.
   */
  readonly open: (page: Physical) => (index: number) => Value;
  /** What a bound of the statistics is in time; null where they do not order the values by time. */
  readonly instant: ((bound: bigint | number) => DateTime) | null;
}

/** What a leaf's values become, by its logical type or, of older writers, its converted type. docs/parquet.md has the table. */
export function leafTypeOf(element: SchemaElement): LeafType {
  const leaf = annotated(element);
  // Of a column that holds nothing but null nothing is known.
  return element.logical_type?.type === "NULL" ? { ...leaf, type: { kind: "any" } } : leaf;
}

function annotated(element: SchemaElement): LeafType {
  const { type, logical_type: logical, converted_type: converted } = element;
  switch (type) {
    case "BOOLEAN":
      return plain({ kind: "boolean" }, (page) => {
        const { values } = expect(page, "booleans");
        return (index) => values[index] === 1;
      });
    case "INT32":
      return int32Type(element);
    case "INT64":
      return int64Type(element);
    case "INT96":
      return {
        type: { kind: "datetime" },
        open: (page) => {
          const { values } = expect(page, "int96");
          return (index) => instantOfInt96(values[index] ?? 0n);
        },
        // Its statistics are of no known order: readers are told to leave them.
        instant: null,
      };
    case "FLOAT":
      return plain({ kind: "number", of: "float" }, (page) => {
        const { values } = expect(page, "float");
        return (index) => float(values[index] ?? 0);
      });
    case "DOUBLE":
      return plain({ kind: "number", of: "double" }, (page) => {
        const { values } = expect(page, "double");
        return (index) => double(values[index] ?? 0);
      });
    case "BYTE_ARRAY":
    case "FIXED_LEN_BYTE_ARRAY":
      if (converted === "DECIMAL" || logical?.type === "DECIMAL") return decimalOfBytes(scaleOf(element));
      if (logical?.type === "UUID") return ofBytes({ kind: "string" }, uuidText, 16);
      if (logical?.type === "FLOAT16")
        return ofBytes({ kind: "number", of: "float" }, (bytes) => float(halfOf(bytes)), 2);
      if (converted === "INTERVAL") return ofBytes({ kind: "string" }, durationText, 12);
      return isText(element) ? textType : ofBytes({ kind: "string" }, bytesText, null);
    default:
      throw damaged("a column of the schema has no type");
  }
}

function isText({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  if (converted === "UTF8" || converted === "ENUM" || converted === "JSON") return true;
  return logical?.type === "STRING" || logical?.type === "ENUM" || logical?.type === "JSON";
}

function plain(type: Type, open: LeafType["open"]): LeafType {
  return { type, open, instant: null };
}

function expect<K extends Physical["kind"]>(page: Physical, kind: K): Extract<Physical, { kind: K }> {
  if (!isKind(page, kind)) throw damaged("a page holds values of another type");
  return page;
}

function isKind<K extends Physical["kind"]>(page: Physical, kind: K): page is Extract<Physical, { kind: K }> {
  return page.kind === kind;
}

function ofInt32(type: Type, make: (value: number) => Value): LeafType {
  return plain(type, (page) => {
    const { values } = expect(page, "int32");
    return (index) => make(values[index] ?? 0);
  });
}

function int32Type(element: SchemaElement): LeafType {
  const { logical_type: logical, converted_type: converted } = element;
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    const scale = scaleOf(element);
    return ofInt32({ kind: "number", of: "bigdecimal" }, (value) => bigDecimal(BigInt(value), scale));
  }
  if (logical?.type === "DATE" || converted === "DATE") {
    const leaf = ofInt32({ kind: "datetime", of: "date" }, dateOfDays);
    return { ...leaf, instant: (bound) => dateOfDays(Number(bound)) };
  }
  if (logical?.type === "TIME" || converted === "TIME_MILLIS") {
    return ofInt32({ kind: "string" }, (value) => timeText(BigInt(value), "MILLIS"));
  }
  switch (widthOf(element)) {
    case "INT_8":
      return ofInt32({ kind: "number", of: "byte" }, byte);
    case "INT_16":
      return ofInt32({ kind: "number", of: "short" }, short);
    case "UINT_8":
      return ofInt32({ kind: "number", of: "short" }, (value) => short(value & 0xff));
    case "UINT_16":
      return ofInt32({ kind: "number", of: "integer" }, (value) => integer(value & 0xffff));
    case "UINT_32":
      return ofInt32({ kind: "number", of: "long" }, (value) => long(value >>> 0));
    default:
      return ofInt32({ kind: "number", of: "integer" }, integer);
  }
}

function ofInt64(type: Type, make: (value: bigint) => Value): LeafType {
  return plain(type, (page) => {
    const { values } = expect(page, "int64");
    return (index) => make(values[index] ?? 0n);
  });
}

function int64Type(element: SchemaElement): LeafType {
  const { logical_type: logical, converted_type: converted } = element;
  if (logical?.type === "DECIMAL" || converted === "DECIMAL") {
    const scale = scaleOf(element);
    return ofInt64({ kind: "number", of: "bigdecimal" }, (value) => bigDecimal(value, scale));
  }
  const timestamp = timestampUnit(element);
  if (timestamp !== null) {
    const leaf = ofInt64({ kind: "datetime" }, (value) => instantOf(value, timestamp));
    return { ...leaf, instant: (bound) => instantOf(BigInt(bound), timestamp) };
  }
  if (logical?.type === "TIME" || converted === "TIME_MICROS") {
    const unit = logical?.type === "TIME" ? logical.unit : "MICROS";
    return ofInt64({ kind: "string" }, (value) => timeText(value, unit));
  }
  if (widthOf(element) === "UINT_64") {
    return ofInt64({ kind: "number", of: "biginteger" }, (value) => bigInteger(BigInt.asUintN(64, value)));
  }
  return ofInt64({ kind: "number", of: "long" }, long);
}

/** Whether its times are UTC or a wall clock's makes no difference here: a wall clock's is taken as UTC (assumed). */
function timestampUnit({ logical_type: logical, converted_type: converted }: SchemaElement): Unit | null {
  if (logical?.type === "TIMESTAMP") return logical.unit;
  if (converted === "TIMESTAMP_MILLIS") return "MILLIS";
  return converted === "TIMESTAMP_MICROS" ? "MICROS" : null;
}

type Width = "INT_8" | "INT_16" | "INT_32" | "INT_64" | "UINT_8" | "UINT_16" | "UINT_32" | "UINT_64";

function widthOf({ logical_type: logical, converted_type: converted }: SchemaElement): Width | null {
  if (logical?.type === "INTEGER") {
    const { bitWidth, isSigned } = logical;
    if (bitWidth === 8) return isSigned ? "INT_8" : "UINT_8";
    if (bitWidth === 16) return isSigned ? "INT_16" : "UINT_16";
    if (bitWidth === 64) return isSigned ? "INT_64" : "UINT_64";
    return isSigned ? "INT_32" : "UINT_32";
  }
  switch (converted) {
    case "INT_8":
    case "INT_16":
    case "INT_32":
    case "INT_64":
    case "UINT_8":
    case "UINT_16":
    case "UINT_32":
    case "UINT_64":
      return converted;
    default:
      return null;
  }
}

/** No decimal that is written has more digits than that; a scale beyond it is a broken byte. */
const MOST_DIGITS = 10_000;

function scaleOf({ scale, logical_type: logical }: SchemaElement): number {
  const found = logical?.type === "DECIMAL" ? logical.scale : (scale ?? 0);
  if (!Number.isInteger(found) || Math.abs(found) > MOST_DIGITS) throw damaged("a decimal has no scale that can be");
  return found;
}

function ofBytes(type: Type, make: (bytes: Uint8Array) => Value, size: number | null): LeafType {
  return plain(type, (page) => {
    const { memory, starts, ends } = expect(page, "bytes");
    if (size !== null && starts.some((start, index) => (ends[index] ?? 0) - start !== size)) {
      throw damaged(`a value has not the ${size} bytes of its type`);
    }
    return (index) => make(memory.subarray(starts[index] ?? 0, ends[index] ?? 0));
  });
}

/** From the bytes themselves, the highest first: a double would lose digits beyond the fifteenth. */
function decimalOfBytes(scale: number): LeafType {
  return ofBytes({ kind: "number", of: "bigdecimal" }, (bytes) => bigDecimal(signedOf(bytes), scale), null);
}

function signedOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n;
  let text = "0x";
  for (const byte of bytes) text += byte.toString(16).padStart(2, "0");
  return BigInt.asIntN(bytes.length * 8, BigInt(text));
}

/** IEEE 754's binary16, the lowest byte first. */
function halfOf(bytes: Uint8Array): number {
  const bits = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

const textType: LeafType = plain({ kind: "string" }, (page) => openTexts(expect(page, "bytes")));
