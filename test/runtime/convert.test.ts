import { describe, expect, it } from "vitest";
import { convert } from "../../src/runtime/convert.js";
import type { Field, XdmType } from "../../src/schema/index.js";
import { dateTimeAt, zoneOf } from "../../src/values/dates/index.js";
import {
  arrayOf,
  bigDecimal,
  bigInteger,
  character,
  double,
  float,
  integer,
  isFailure,
  listOf,
  long,
  objectOf,
  pattern,
  setOf,
  type Value,
} from "../../src/values/index.js";
import { describeShared, readShared } from "../support/shared.js";

const bare: Field = {
  name: "field",
  type: "string",
  title: null,
  format: null,
  pattern: null,
  enum: null,
  suggested: null,
  minimum: null,
  maximum: null,
  minLength: null,
  maxLength: null,
  required: false,
  deprecated: false,
  recursive: false,
  fields: new Map(),
  items: null,
  values: null,
};

function fieldOf(type: XdmType): Field {
  const child: Field = { ...bare, name: "a" };
  return {
    ...bare,
    type,
    fields: type === "object" ? new Map([["a", child]]) : new Map(),
    items: type === "array" ? child : null,
    values: type === "map" ? child : null,
  };
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([name, field]) => [name, plain(field)]));
  return Array.isArray(value) ? value.map(plain) : value;
}

/** What a value becomes, or the code of the failure. */
function to(type: XdmType, value: Value): unknown {
  const converted = convert(value, fieldOf(type));
  return "code" in converted ? converted.code : plain(converted.value);
}

function fidelity(type: XdmType, value: Value): string {
  const converted = convert(value, fieldOf(type));
  return "code" in converted ? converted.code : converted.fidelity;
}

const paris = zoneOf("Europe/Paris");
/** 2020-12-31T23:30:15.045+01:00 */
const evening = dateTimeAt(paris ?? expect.unreachable(), Date.UTC(2020, 11, 31, 22, 30, 15) / 1000, 45_000_000);

describe("conversions", () => {
  it("keep text", () => {
    expect(to("string", " é ")).toBe(" é ");
    expect(to("string", "")).toBe("");
    expect(to("string", character(0x41))).toBe("A");
  });

  it("print numbers as Java does", () => {
    expect(to("string", integer(-12))).toBe("-12");
    expect(to("string", long(9007199254740993n))).toBe("9007199254740993");
    expect(to("string", double(1234))).toBe("1234.0");
    expect(to("string", double(1e7))).toBe("1.0E7");
    expect(to("string", bigDecimal(250n, 2))).toBe("2.50");
    expect([fidelity("string", integer(1)), fidelity("string", double(1))]).toEqual(["documented", "assumed"]);
  });

  it.each(["y", "yes", "Y", "YES", "on", "ON", "true", "TRUE"])("read %s as true", (word) => {
    expect(to("boolean", word)).toBe(true);
  });

  it.each(["n", "no", "N", "NO", "off", "OFF", "false", "FALSE"])("read %s as false", (word) => {
    expect(to("boolean", word)).toBe(false);
  });

  it.each(["True", "Yes", "On", "t", "f", "1", "0", "", " true"])("read %j as no boolean", (word) => {
    expect(to("boolean", word)).toBe("XM5101");
  });

  it("keep booleans, and make them of nothing else", () => {
    expect(to("boolean", true)).toBe(true);
    expect(to("boolean", integer(1))).toBe("XM5100");
    expect(to("string", true)).toBe("XM5100");
    expect(to("int", false)).toBe("XM5100");
  });

  it("read whole numbers", () => {
    expect(to("int", "42")).toBe(42);
    expect(to("int", "-042")).toBe(-42);
    expect(to("int", "+7")).toBe(7);
    expect(to("int", " 7 ")).toBe(7);
    expect([fidelity("int", "7"), fidelity("int", " 7 ")]).toEqual(["documented", "assumed"]);
    for (const text of ["", "1.0", "1e3", "1,000", "0x10", "seven", "1 2", "٣"]) expect(to("int", text)).toBe("XM5102");
  });

  it("hold numbers to the bounds of their type", () => {
    expect([to("byte", "127"), to("byte", "-128"), to("byte", "128"), to("byte", "-129")]).toEqual([
      127,
      -128,
      "XM5104",
      "XM5104",
    ]);
    expect([to("short", "32767"), to("short", "32768")]).toEqual([32767, "XM5104"]);
    expect([to("int", "2147483647"), to("int", "2147483648"), to("int", long(-2147483649n))]).toEqual([
      2147483647,
      "XM5104",
      "XM5104",
    ]);
    expect(to("long", "9223372036854775807")).toBe(9223372036854775807n);
    expect([to("long", "9223372036854775808"), to("long", bigInteger(2n ** 63n))]).toEqual(["XM5104", "XM5104"]);
    expect(to("long", "9007199254740991")).toBe(9007199254740991);
    expect(to("int", "9".repeat(300))).toBe("XM5104");
  });

  it("cut fractions off, and say that this is assumed", () => {
    expect([to("int", double(2)), fidelity("int", double(2))]).toEqual([2, "documented"]);
    expect([to("int", double(2.9)), fidelity("int", double(2.9))]).toEqual([2, "assumed"]);
    expect([to("int", double(-2.9)), to("int", float(0.5)), to("int", bigDecimal(-299n, 2))]).toEqual([-2, 0, -2]);
    // 500 decimal places, and exponents that no memory could write out.
    expect([to("int", bigDecimal(BigInt("1".repeat(501)), 500)), to("int", bigDecimal(1n, 2e9))]).toEqual([1, 0]);
    expect(to("long", bigDecimal(1n, -2e9))).toBe("XM5104");
    expect(to("long", bigDecimal(5n, -3))).toBe(5000);
    expect([to("int", double(Number.NaN)), to("long", double(Number.POSITIVE_INFINITY))]).toEqual(["XM5106", "XM5106"]);
    expect(to("int", double(1e300))).toBe("XM5104");
    expect(to("int", bigDecimal(1n, 2_000_000_000))).toBe(0);
    expect(to("int", bigDecimal(1n, -2_000_000_000))).toBe("XM5104");
  });

  it("read numbers", () => {
    expect([to("number", "12.50"), to("number", "-.5"), to("number", "1e3"), to("number", "7")]).toEqual([
      12.5, -0.5, 1000, 7,
    ]);
    expect([to("number", integer(7)), to("number", long(7)), to("number", bigDecimal(125n, 1))]).toEqual([7, 7, 12.5]);
    expect(fidelity("number", long(9007199254740993n))).toBe("assumed");
    for (const text of ["", "free", "1,5", "$5", "1d", "NaN", "Infinity", "0x1"])
      expect(to("number", text)).toBe("XM5103");
    expect([to("number", "1e999"), to("number", double(Number.NaN))]).toEqual(["XM5106", "XM5106"]);
  });

  it.each([
    ["2020-11-09 10:00:00+0000", "2020-11-09T10:00:00Z"],
    ["2020-11-09 10:00:00.123+0530", "2020-11-09T10:00:00.123+05:30"],
    ["2020-11-09 10:00:00.123", "2020-11-09T10:00:00.123Z"],
    ["2020-11-09T10:00:00.123-08", "2020-11-09T10:00:00.123-08:00"],
    ["2020-11-09T10:00:00Z", "2020-11-09T10:00:00Z"],
    ["2020-11-09", "2020-11-09T00:00:00Z"],
    ["2020/11/09", "2020-11-09T00:00:00Z"],
    ["2020.11.09", "2020-11-09T00:00:00Z"],
    ["2020-Nov-09", "2020-11-09T00:00:00Z"],
    ["20201109", "2020-11-09T00:00:00Z"],
    ["11-09-2020", "2020-11-09T00:00:00Z"],
    ["11092020", "2020-11-09T00:00:00Z"],
    ["1/09/2020", "2020-01-09T00:00:00Z"],
    ["09.1.2020", "2020-01-09T00:00:00Z"],
    ["1/09/2020 10:00:00 PM", "2020-01-09T22:00:00Z"],
    ["09.1.2020 10:00:00 PM", "2020-01-09T22:00:00Z"],
    ["09.Nov.2020", "2020-11-09T00:00:00Z"],
    ["09-Nov-2020", "2020-11-09T00:00:00Z"],
    // Not among the 18, assumed: XDM's own form.
    ["2020-11-09T10:00:00+01:00", "2020-11-09T10:00:00+01:00"],
    ["2020-11-09 10:00:00", "2020-11-09T10:00:00Z"],
  ])("read the date %s", (text, expected) => {
    expect(to("date-time", text)).toBe(expected);
    expect(to("date", text)).toBe(expected.slice(0, 10));
  });

  it.each(["", "31/12/2020", "yesterday", "2020-13-01", "2020", "1588334400000"])("read %j as no date", (text) => {
    expect(to("date", text)).toBe("XM5105");
    expect(to("date-time", text)).toBe("XM5105");
  });

  it("read a long as milliseconds since 1970, and an int as no date", () => {
    expect(to("date-time", long(1588334400123n))).toBe("2020-05-01T12:00:00.123Z");
    expect(to("date-time", long(-1n))).toBe("1969-12-31T23:59:59.999Z");
    expect(to("date", long(1588334400123n))).toBe("2020-05-01");
    expect(to("date-time", long(9223372036854775807n))).toBe("XM5105");
    expect(to("date-time", integer(1588334400))).toBe("XM5100");
    expect(to("date", double(1))).toBe("XM5100");
  });

  it("keep a date-time with its offset, and of it the date at that offset", () => {
    expect(to("date-time", evening)).toBe("2020-12-31T23:30:15.045+01:00");
    expect(to("date", evening)).toBe("2020-12-31");
    expect([fidelity("date-time", evening), fidelity("date", evening)]).toEqual(["documented", "assumed"]);
    expect(to("string", evening)).toBe("XM5100");
  });

  it("label a text in a listed format otherwise than one that is read besides", () => {
    expect(fidelity("date", "2020-11-09")).toBe("documented");
    expect(fidelity("date-time", "2020-11-09T10:00:00.123Z")).toBe("documented");
    expect(fidelity("date-time", "2020-11-09 10:00:00")).toBe("assumed");
    expect(fidelity("date-time", "2020-11-09T10:00:00+01:00")).toBe("assumed");
  });

  it("copy the children of an object that the schema names, each converted, and tell of the others", () => {
    const field: Field = {
      ...fieldOf("object"),
      fields: new Map([
        ["a", { ...bare, name: "a" }],
        ["n", { ...bare, name: "n", type: "int" }],
        ["inner", { ...fieldOf("object"), name: "inner" }],
      ]),
    };
    const value = objectOf([
      [
        "inner",
        objectOf([
          ["a", "x"],
          ["b", "y"],
        ]),
      ],
      ["n", "seven"],
      ["a", null],
      ["stranger", "z"],
    ]);
    const converted = convert(value, field);
    if (isFailed(converted)) return expect.unreachable();
    expect(plain(converted.value)).toEqual({ inner: { a: "x" } });
    expect(converted.damaged).toBe(true);
    expect(converted.losses.map(({ code, part }) => `${code} ${part}`)).toEqual([
      "XM5102 n",
      "XM5110 inner.b",
      "XM5110 stranger",
    ]);
  });

  it("read maps and arrays part by part", () => {
    expect(
      to(
        "map",
        objectOf([
          ["k", integer(1)],
          ["n", null],
        ]),
      ),
    ).toEqual({ k: "1" });
    expect(to("array", listOf(["x", null, integer(2)]))).toEqual(["x", "2"]);
    expect(to("array", arrayOf("String", ["x"]))).toEqual(["x"]);
    expect(to("array", setOf(["x", "y"]))).toEqual(["x", "y"]);
    expect(to("array", { kind: "range", from: 3, to: 1 })).toEqual(["3", "2", "1"]);
    expect(to("array", { kind: "range", from: 1, to: 2 ** 31 })).toMatch(/^XM5/);
    expect([to("array", listOf([])), to("object", objectOf([])), to("array", listOf([null]))]).toEqual([
      null,
      null,
      null,
    ]);
    expect([to("array", "x"), to("string", listOf(["x"])), to("object", "x"), to("map", listOf([]))]).toEqual(
      Array(4).fill("XM5100"),
    );
  });

  it("keep a field named __proto__ a field", () => {
    const field = { ...fieldOf("object"), fields: new Map([["__proto__", { ...bare, name: "__proto__" }]]) };
    const converted = convert(objectOf([["__proto__", "x"]]), field);
    if (isFailed(converted)) return expect.unreachable();
    expect(converted.value instanceof Map && [...converted.value]).toEqual([["__proto__", "x"]]);
  });

  it("leave null alone, and know no regular expression", () => {
    for (const type of ["string", "int", "object", "array", "map", "date"] as const) expect(to(type, null)).toBeNull();
    expect(to("string", pattern("a"))).toBe("XM5100");
  });

  it("keep kinds where no schema says what the field is", () => {
    const keep = (value: Value) => {
      const converted = convert(value, null);
      return isFailed(converted) ? converted.code : plain(converted.value);
    };
    expect([keep("x"), keep(true), keep(integer(1)), keep(long(2n ** 60n)), keep(double(1.5))]).toEqual([
      "x",
      true,
      1,
      2n ** 60n,
      1.5,
    ]);
    expect(keep(evening)).toBe("2020-12-31T23:30:15.045+01:00");
    expect(
      keep(
        objectOf([
          ["a", listOf([integer(1), null])],
          ["b", objectOf([])],
        ]),
      ),
    ).toEqual({ a: [1] });
  });
});

function isFailed(converted: ReturnType<typeof convert>): converted is Extract<typeof converted, { kind: "failure" }> {
  return "kind" in converted && isFailure(converted);
}

const noon = dateTimeAt(zoneOf("UTC") ?? expect.unreachable(), 1_588_334_400, 0);

/** For each row of the table a value, or for text one that suits each target. */
const sources: Readonly<Record<string, (target: XdmType) => Value>> = {
  "csv-string / string": (target) =>
    target === "boolean" ? "yes" : target === "date" || target === "date-time" ? "2020-11-09" : "12",
  "int (byte/short/int)": () => integer(12),
  long: () => long(12),
  double: () => double(12),
  boolean: () => true,
  date: () => noon,
  timestamp: () => noon,
  array: () => listOf(["x"]),
  struct: () => objectOf([["a", "x"]]),
  map: () => objectOf([["a", "x"]]),
};

/** Pairs that the table refuses or that cannot be told here, with the reason. */
const excluded: Readonly<Record<string, string>> = {
  "date / date-time": "a value of JEXL is a date-time always: its date alone cannot be told",
  "timestamp / date": "the design keeps the date at the value's own offset (assumed)",
};

describeShared("the documented table of conversions", "facts/xdm-type-matrix.json", () => {
  const { rows }: { rows: Record<string, Record<XdmType, string>> } = JSON.parse(
    readShared("facts/xdm-type-matrix.json"),
  );
  const pairs = Object.entries(rows).flatMap(([source, targets]) =>
    Object.entries(targets).map(([target, says]) => ({ source, target: target as XdmType, says })),
  );

  it("has a value for each of its rows", () => {
    expect(Object.keys(sources).toSorted()).toEqual(Object.keys(rows).toSorted());
  });

  it.each(pairs.filter(({ source, target }) => excluded[`${source} / ${target}`] === undefined))(
    "$source to $target: $says",
    ({ source, target, says }) => {
      const value = sources[source]?.(target) ?? expect.unreachable();
      const converted = convert(value, fieldOf(target));
      if (says.startsWith("yes")) expect(isFailed(converted) ? converted.message : converted.value).not.toBeNull();
      if (says.startsWith("yes")) expect(isFailed(converted)).toBe(false);
      if (says.startsWith("no")) expect(isFailed(converted) && converted.code).toBe("XM5100");
      // What no page says is never labelled as if one did; what two pages contradict each other on is assumed too.
      // A value of JEXL is a date-time always, so a date counts as one.
      if (isFailed(converted) || (source === "date" && target === "date")) return;
      const isOpen = !says.startsWith("yes") || says.includes("text form unknown") || target === "map";
      expect(converted.fidelity).toBe(isOpen ? "assumed" : "documented");
    },
  );
});
