import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  type BigDecimal,
  bigDecimal,
  divide,
  double,
  equal,
  float,
  integer,
  isFailure,
  kindName,
  long,
  multiply,
  negate,
  numberText,
  type Outcome,
  ordered,
  parseDoubleText,
  parseExactBigDecimalText,
  parseLongText,
  parseNumberLiteral,
  remainder,
  subtract,
  textOf,
  type Value,
} from "../../src/values/index.js";
import { floatingText } from "../../src/values/number-text.js";

/** `kind text`, or the code of the failure. */
function show(outcome: Outcome): string {
  if (typeof outcome === "symbol") return "missing";
  return isFailure(outcome) ? outcome.code : `${kindName(outcome)} ${textOf(outcome)}`;
}

describe("Double.toString of JDK 17", () => {
  it.each([
    [1, "1.0"],
    [100, "100.0"],
    [0.001, "0.001"],
    [0.0001, "1.0E-4"],
    [9_999_999, "9999999.0"],
    [10_000_000, "1.0E7"],
    [12_345_678, "1.2345678E7"],
    [1e21, "1.0E21"],
    [5e-324, "4.9E-324"],
    [-0, "-0.0"],
    [Number.NaN, "NaN"],
    [Number.NEGATIVE_INFINITY, "-Infinity"],
    [1 / 3, "0.3333333333333333"],
    [123456789012345680, "1.2345678901234568E17"],
    // Not the shortest: JDK 19 changed these.
    [2e23, "1.9999999999999998E23"],
    [1e23, "9.999999999999999E22"],
    [8.41e21, "8.409999999999999E21"],
  ])("%d is %s", (value, text) => {
    expect(floatingText(value)).toBe(text);
  });

  it("writes floats by their own precision", () => {
    expect(numberText(float(0.1))).toBe("0.1");
    expect(numberText(float(16777216))).toBe("1.6777216E7");
    expect(numberText(float(3.4028234663852886e38))).toBe("3.4028235E38");
  });

  it("reads back as the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Object.is(parseDoubleText(floatingText(value)), value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("reads back as the same float", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Object.is(Math.fround(Number(floatingText(value, true))), value)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("number literals", () => {
  it.each([
    ["42", "integer 42"],
    ["2147483648", "long 2147483648"],
    ["9223372036854775808", "biginteger 9223372036854775808"],
    ["017", "integer 15"],
    ["00", "integer 0"],
    ["0xFFFFFFFF", "long 4294967295"],
    ["10L", "long 10"],
    ["10h", "biginteger 10"],
    ["2.50B", "bigdecimal 2.50"],
    ["1.5f", "float 1.5"],
    ["1e3", "double 1000.0"],
    ["1e400", "double Infinity"],
    ["NaN", "double NaN"],
  ])("%s is %s", (text, expected) => {
    const value = parseNumberLiteral(text);
    expect(value === undefined ? "none" : show(value)).toBe(expected);
  });

  it.each(["08", "1_000", "1.5H", "", "9223372036854775808L", "0x"])("%j is none", (text) => {
    expect(parseNumberLiteral(text)).toBe(undefined);
  });
});

describe("reading text as numbers, as Java does", () => {
  it("Long.parseLong", () => {
    expect(parseLongText("+010")).toBe(10n);
    expect(parseLongText("٣")).toBe(3n);
    for (const text of ["", " 1", "1.0", "1e2", "0x10", "9223372036854775808"])
      expect(parseLongText(text)).toBe(undefined);
  });

  it("Double.parseDouble", () => {
    expect(parseDoubleText(" 1e2 ")).toBe(100);
    expect(parseDoubleText("1d")).toBe(1);
    expect(parseDoubleText("0x1.8p1")).toBe(3);
    expect(parseDoubleText("0x1p-1074")).toBe(5e-324);
    expect(parseDoubleText("-Infinity")).toBe(Number.NEGATIVE_INFINITY);
    for (const text of ["", "1,5", "0x10", "1e", "abc", "infinity"]) expect(parseDoubleText(text)).toBe(undefined);
  });
});

describe("arithmetic", () => {
  it.each<[string, Outcome, string]>([
    ["1 + '1' is lenient", add(integer(1), "1", false), "integer 2"],
    ["1 + '1' is strict", add(integer(1), "1", true), "string 11"],
    ["null + 'a' is lenient", add(null, "a", false), "string a"],
    ["null + 'a' is strict", add(null, "a", true), "XM5053"],
    ["'' + 1.5", add("", double(1.5), false), "double NaN"],
    ["overflow of an Integer", add(integer(2147483647), integer(1), false), "long 2147483648"],
    ["overflow of a Long", add(long(2n ** 63n - 1n), integer(1), false), "biginteger 9223372036854775808"],
    ["a Long stays one", add(long(1n), integer(1), false), "long 2"],
    ["-5 / 2", divide(integer(-5), integer(2), false), "integer -2"],
    ["1 / 0 is lenient", divide(integer(1), integer(0), false), "double 0.0"],
    ["1 / 0 is strict", divide(integer(1), integer(0), true), "XM5054"],
    ["'abc' / 2", divide("abc", integer(2), false), "XM5050"],
    ["-5 % 3", remainder(integer(-5), integer(3), false), "integer -2"],
    ["'5' - 1", subtract("5", integer(1), true), "integer 4"],
    ["2 / 3B", divide(integer(2), bigDecimal(3n, 0), false), "bigdecimal 0.6666666666666666666666666666666667"],
    ["1B + 1", add(bigDecimal(1n, 0), integer(1), false), "integer 2"],
    ["0.1f + 0.2", add(float(0.1), double(0.2), false), "double 0.30000000000000004"],
    ["1e308 * 10", multiply(double(1e308), integer(10), false), "double Infinity"],
    ["-'1'", negate("1", false), "XM5051"],
    ["-true", negate(true, false), "boolean false"],
  ])("%s", (_, outcome, expected) => {
    expect(show(outcome)).toBe(expected);
  });
});

describe("comparison", () => {
  it.each<[string, Outcome, string]>([
    ["'1' == 1", equal("1", integer(1), false), "boolean true"],
    ["'1.0' == 1", equal("1.0", integer(1), false), "XM5050"],
    ["1.10B == 1.1", equal(bigDecimal(110n, 2), double(1.1), false), "boolean true"],
    ["NaN == NaN", equal(double(Number.NaN), double(Number.NaN), false), "boolean true"],
    ["null == 0", equal(null, integer(0), false), "boolean false"],
    ["true == 'yes'", equal(true, "yes", false), "boolean true"],
    ["'10' < 9", ordered("<", "10", integer(9), false), "boolean false"],
    ["'10' < '9'", ordered("<", "10", "9", false), "boolean true"],
    ["null <= null", ordered("<=", null, null, false), "boolean true"],
    ["null < 1", ordered("<", null, integer(1), false), "boolean false"],
  ])("%s", (_, outcome, expected) => {
    expect(show(outcome)).toBe(expected);
  });
});

describe("BigDecimal in 34 digits", () => {
  const decimal = fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -30, max: 60 }))
    .map(([unscaled, scale]) => bigDecimal(unscaled, scale));
  const isDecimal = (value: Value | { kind: "failure" }): value is BigDecimal =>
    typeof value === "object" && value !== null && value.kind === "bigdecimal";

  it("adds and multiplies in either order", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        expect(show(add(a, b, false))).toBe(show(add(b, a, false)));
        expect(show(multiply(a, b, false))).toBe(show(multiply(b, a, false)));
      }),
    );
  });

  it("keeps at most 34 digits", () => {
    fc.assert(
      fc.property(decimal, decimal, fc.constantFrom(add, subtract, multiply, divide), (a, b, operate) => {
        const result = operate(a, b, false);
        if (!isDecimal(result)) return;
        expect(result.unscaled.toString().replace("-", "").length).toBeLessThanOrEqual(34);
      }),
    );
  });

  it("leaves a remainder smaller than the divisor, with the dividend's sign", () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const rest = remainder(a, b, false);
        if (!isDecimal(rest) || rest.unscaled === 0n) return;
        const size = (value: BigDecimal) =>
          bigDecimal(value.unscaled < 0n ? -value.unscaled : value.unscaled, value.scale);
        expect(ordered("<", size(rest), size(b), false)).toBe(true);
        expect(rest.unscaled < 0n).toBe(a.unscaled < 0n);
      }),
    );
  });

  it("reads back from its text", () => {
    fc.assert(
      fc.property(decimal, (number) => {
        expect(parseExactBigDecimalText(textOf(number))).toEqual(number);
      }),
    );
  });
});
