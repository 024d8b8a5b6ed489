import type { SchemaElement } from "hyparquet";
import { describe, expect, it } from "vitest";
import type { Type } from "../../../src/values/index.js";
import { openBytes, readColumn, writeColumn } from "../../support/parquet.js";

interface TypeCase {
  readonly case: string;
  readonly element: Omit<SchemaElement, "name">;
  /** As the writer takes them: bigints for INT64, bytes for byte arrays. */
  readonly stored: readonly unknown[];
  readonly becomes: readonly unknown[];
  readonly type: Type;
}

const number = (of: Extract<Type, { kind: "number" }>["of"]): Type => ({ kind: "number", of });
const text: Type = { kind: "string" };
const dateTime: Type = { kind: "datetime" };

function timestamp(unit: "MILLIS" | "MICROS" | "NANOS", isAdjustedToUTC: boolean): Omit<SchemaElement, "name"> {
  return { type: "INT64", logical_type: { type: "TIMESTAMP", unit, isAdjustedToUTC } };
}

function time(type: "INT32" | "INT64", unit: "MILLIS" | "MICROS" | "NANOS"): Omit<SchemaElement, "name"> {
  return { type, logical_type: { type: "TIME", unit, isAdjustedToUTC: true } };
}

function bytes(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values);
}

/** The stored values and what they become were worked out by hand from the format's LogicalTypes.md. */
const CASES: readonly TypeCase[] = [
  {
    case: "booleans",
    element: { type: "BOOLEAN" },
    stored: [true, null, false],
    becomes: [true, null, false],
    type: { kind: "boolean" },
  },
  {
    case: "INT32",
    element: { type: "INT32" },
    stored: [-(2 ** 31), 0, 2 ** 31 - 1],
    becomes: ["integer -2147483648", "integer 0", "integer 2147483647"],
    type: number("integer"),
  },
  {
    case: "INT64 beyond what a double holds",
    element: { type: "INT64" },
    stored: [-(2n ** 63n), 2n ** 53n + 1n],
    becomes: ["long -9223372036854775808", "long 9007199254740993"],
    type: number("long"),
  },
  {
    case: "INT_8",
    element: { type: "INT32", converted_type: "INT_8" },
    stored: [-128, 127],
    becomes: ["byte -128", "byte 127"],
    type: number("byte"),
  },
  {
    case: "INT_16",
    element: { type: "INT32", converted_type: "INT_16" },
    stored: [-32768],
    becomes: ["short -32768"],
    type: number("short"),
  },
  {
    case: "INT_8 by its logical type",
    element: { type: "INT32", logical_type: { type: "INTEGER", bitWidth: 8, isSigned: true } },
    stored: [-1],
    becomes: ["byte -1"],
    type: number("byte"),
  },
  {
    case: "UINT_8",
    element: { type: "INT32", converted_type: "UINT_8" },
    stored: [255],
    becomes: ["short 255"],
    type: number("short"),
  },
  {
    case: "UINT_16",
    element: { type: "INT32", converted_type: "UINT_16" },
    stored: [65535],
    becomes: ["integer 65535"],
    type: number("integer"),
  },
  {
    case: "UINT_32",
    element: { type: "INT32", converted_type: "UINT_32" },
    stored: [4294967295, 1],
    becomes: ["long 4294967295", "long 1"],
    type: number("long"),
  },
  {
    case: "UINT_64",
    element: { type: "INT64", converted_type: "UINT_64" },
    stored: [2n ** 64n - 1n],
    becomes: ["biginteger 18446744073709551615"],
    type: number("biginteger"),
  },
  {
    case: "FLOAT",
    element: { type: "FLOAT" },
    stored: [1.1, Number.NaN, -0],
    becomes: ["float 1.1", "float NaN", "float -0.0"],
    type: number("float"),
  },
  {
    case: "DOUBLE",
    element: { type: "DOUBLE" },
    stored: [0.1, Number.NEGATIVE_INFINITY],
    becomes: ["double 0.1", "double -Infinity"],
    type: number("double"),
  },
  {
    case: "FLOAT16",
    element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 2, logical_type: { type: "FLOAT16" } },
    stored: [1.5, 65504, 2 ** -24],
    becomes: ["float 1.5", "float 65504.0", "float 5.9604645E-8"],
    type: number("float"),
  },
  {
    case: "DECIMAL in an INT32",
    element: { type: "INT32", converted_type: "DECIMAL", scale: 2, precision: 9 },
    stored: [-999_999_999n, 110n],
    becomes: ["bigdecimal -9999999.99", "bigdecimal 1.10"],
    type: number("bigdecimal"),
  },
  {
    case: "DECIMAL in an INT64",
    element: { type: "INT64", converted_type: "DECIMAL", scale: 1, precision: 18 },
    stored: [-123_456_789_012_345_678n],
    becomes: ["bigdecimal -12345678901234567.8"],
    type: number("bigdecimal"),
  },
  {
    case: "DECIMAL of 38 digits",
    element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, converted_type: "DECIMAL", scale: 37, precision: 38 },
    stored: [12_345_678_901_234_567_890_123_456_789_012_345_678n, -1n],
    becomes: ["bigdecimal 1.2345678901234567890123456789012345678", "bigdecimal -1E-37"],
    type: number("bigdecimal"),
  },
  {
    case: "DECIMAL in bytes of any length, with a scale by its logical type alone",
    element: { type: "BYTE_ARRAY", logical_type: { type: "DECIMAL", precision: 10, scale: 3 } },
    stored: [bytes(0xff), bytes(0x00, 0xff), bytes(0x03, 0xe8)],
    becomes: ["bigdecimal -0.001", "bigdecimal 0.255", "bigdecimal 1.000"],
    type: number("bigdecimal"),
  },
  {
    case: "DATE",
    element: { type: "INT32", converted_type: "DATE" },
    stored: [18321, -25567, 0],
    becomes: ["@1582934400.000000000", "@-2208988800.000000000", "@0.000000000"],
    type: { kind: "datetime", of: "date" },
  },
  {
    case: "TIMESTAMP of milliseconds",
    element: timestamp("MILLIS", true),
    stored: [1n, -1n],
    becomes: ["@0.001000000", "@-1.999000000"],
    type: dateTime,
  },
  {
    case: "TIMESTAMP of microseconds",
    element: timestamp("MICROS", true),
    stored: [1_600_000_000_123_456n, -1n],
    becomes: ["@1600000000.123456000", "@-1.999999000"],
    type: dateTime,
  },
  {
    case: "TIMESTAMP of nanoseconds",
    element: timestamp("NANOS", true),
    stored: [1_600_000_000_123_456_789n],
    becomes: ["@1600000000.123456789"],
    type: dateTime,
  },
  {
    case: "TIMESTAMP of a wall clock: taken as UTC",
    element: timestamp("MICROS", false),
    stored: [1n],
    becomes: ["@0.000001000"],
    type: dateTime,
  },
  {
    case: "TIMESTAMP_MICROS of old writers",
    element: { type: "INT64", converted_type: "TIMESTAMP_MICROS" },
    stored: [1n],
    becomes: ["@0.000001000"],
    type: dateTime,
  },
  {
    case: "TIME of milliseconds",
    element: time("INT32", "MILLIS"),
    stored: [3_723_004, 86_399_000],
    becomes: ["01:02:03.004", "23:59:59"],
    type: text,
  },
  {
    case: "TIME of microseconds",
    element: time("INT64", "MICROS"),
    stored: [3_723_000_004n],
    becomes: ["01:02:03.000004"],
    type: text,
  },
  {
    case: "TIME of nanoseconds",
    element: time("INT64", "NANOS"),
    stored: [86_399_999_999_999n],
    becomes: ["23:59:59.999999999"],
    type: text,
  },
  {
    case: "texts",
    element: { type: "BYTE_ARRAY", converted_type: "UTF8" },
    stored: ["é😀", "", "\ufeffa"],
    becomes: ["é😀", "", "\ufeffa"],
    type: text,
  },
  {
    case: "texts by their logical type alone",
    element: { type: "BYTE_ARRAY", logical_type: { type: "STRING" } },
    stored: [bytes(0x61)],
    becomes: ["a"],
    type: text,
  },
  {
    case: "ENUM",
    element: { type: "BYTE_ARRAY", converted_type: "ENUM" },
    stored: [bytes(0x41)],
    becomes: ["A"],
    type: text,
  },
  {
    case: "JSON: its text",
    element: { type: "BYTE_ARRAY", logical_type: { type: "JSON" } },
    stored: [bytes(0x7b, 0x7d)],
    becomes: ["{}"],
    type: text,
  },
  {
    case: "bytes: base64",
    element: { type: "BYTE_ARRAY" },
    stored: [bytes(), bytes(0), bytes(0, 0xff), bytes(0x61, 0x62, 0x63)],
    becomes: ["", "AA==", "AP8=", "YWJj"],
    type: text,
  },
  {
    case: "bytes of one length: base64",
    element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 4 },
    stored: [bytes(0, 0, 0, 0)],
    becomes: ["AAAAAA=="],
    type: text,
  },
  {
    case: "UUID",
    element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } },
    stored: ["3b241101-e2bb-4255-8caf-4136c566a962"],
    becomes: ["3b241101-e2bb-4255-8caf-4136c566a962"],
    type: text,
  },
  {
    case: "INTERVAL",
    element: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 12, converted_type: "INTERVAL" },
    stored: [bytes(14, 0, 0, 0, 3, 0, 0, 0, 0xdc, 5, 0, 0), new Uint8Array(12)],
    becomes: ["P14M3DT1.5S", "PT0S"],
    type: text,
  },
];

describe("what each type of Parquet becomes", () => {
  it.each(CASES)("$case", async ({ element, stored, becomes, type }) => {
    const written = writeColumn(element, [...stored]);
    expect(await readColumn(written)).toEqual(becomes);
    expect((await openBytes(written)).shape.columns.get("x")).toEqual(type);
    // As a dictionary and without one, required and with nulls.
    const many = Array.from({ length: 50 }, () => [...stored, null]).flat();
    expect(await readColumn(writeColumn(element, many))).toEqual(
      Array.from({ length: 50 }, () => [...becomes, null]).flat(),
    );
    if (!stored.includes(null)) {
      expect(await readColumn(writeColumn({ ...element, repetition_type: "REQUIRED" }, [...stored]))).toEqual(becomes);
    }
  });

  it("a text that is no UTF-8 is an error with its place, and no replacement character", async () => {
    const written = writeColumn({ type: "BYTE_ARRAY", converted_type: "ENUM" }, [bytes(0x61), bytes(0xff)]);
    expect(await readColumn(written)).toEqual([
      "`a.parquet`, row group 1, column `x`: the file is damaged or was cut off: a text is not UTF-8.",
    ]);
  });
});
