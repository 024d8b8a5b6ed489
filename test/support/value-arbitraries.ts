import fc from "fast-check";
import {
  arrayOf,
  bigDecimal,
  bigInteger,
  character,
  type DateTime,
  double,
  float,
  integer,
  type JavaMap,
  listOf,
  long,
  mapOf,
  objectOf,
  pattern,
  setOf,
  type Value,
} from "../../src/values/index.js";

/** Names that mean something to JavaScript, and must be ordinary ones here. */
export const ODD_NAMES = ["__proto__", "constructor", "toString", "arguments", "hasOwnProperty", "then", "0"] as const;

/** Texts that functions are fond of, and those that break them. */
export const textValue: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("", " ", "a", "  Ada@Example.COM ", "ada", "us", "kr", "x,y,,z", "a:1,b:2", "E259,E259B_009,1_1"),
  fc.constantFrom(
    "0",
    "-1",
    "12",
    " 12 ",
    "1.5",
    "1e3",
    "3000000000",
    "NaN",
    "Infinity",
    "0x10",
    "9223372036854775808",
  ),
  fc.constantFrom(
    "true",
    "false",
    "false",
    "Y",
    "null",
    "[1,2]",
    '{"a":{"b":1}}',
    "{",
    "http://a.b:8/p%20q?k=v#f",
    "ß",
    "İ",
  ),
  fc.constantFrom("2019-10-23", "2019-10-23 11:24:35", "2019-10-23T11:24:35.123+02:00", "31/12/2020", "12112020"),
  fc.constantFrom("\u2028", "\ud800", "`${1}`", "\\", '"', "'", "*/", "</script>", "\u00a0x", "٣", "🎉"),
  // So few letters that texts begin, end and hold one another.
  fc.string({ unit: fc.constantFrom("a", "d", ","), maxLength: 4 }),
  fc.string({ maxLength: 8 }),
);

/** Texts that spell numbers: whole, of a fraction, at the edges of Integer and Float. */
export const numeral: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("0", "1", "-1", "2", "7", "0.1", "19.99", "-0.0", "1e308", "3.4e38", "65536", "46341", "2147483647"),
  fc.integer({ min: -99999, max: 99999 }).map((cents) => String(cents / 100)),
  fc.integer().map(String),
);

/** Numbers of every kind of Java's, with the edges of each. */
export const numberValue: fc.Arbitrary<Value> = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(integer),
  fc.constantFrom(0, -0, 1, 0.5, 0.1, -2.75, 1e7, 1e-4, 1e21, 5e-324, Number.NaN, Infinity, -Infinity).map(double),
  fc.constantFrom(0, -0, 0.1, 19.99, 1e10, 3.4e38, Number.NaN, Infinity).map(float),
  fc.constantFrom(2147483647, -2147483648, 65536, 46341).map(integer),
  fc.constantFrom(0n, 1n, -1n, 2n ** 31n, 2n ** 63n - 1n, -(2n ** 63n), 1571829875000n).map(long),
  fc.constantFrom(0n, 7n, 2n ** 64n, -(10n ** 30n)).map(bigInteger),
  fc.constantFrom(bigDecimal(0n, 0), bigDecimal(100n, 2), bigDecimal(12345n, 3), bigDecimal(1n, -5)),
  fc.double().map(double),
);

export const dateTimeValue: fc.Arbitrary<DateTime> = fc.record({
  kind: fc.constant("datetime" as const),
  epochSecond: fc.oneof(fc.integer(), fc.constantFrom(0, -62167219200, 253402300799, 1571829875)),
  nano: fc.constantFrom(0, 1, 123_000_000, 999_999_999),
  offset: fc.constantFrom(0, 3600, -19800),
  zone: fc.constant(null),
});

const scalarValue: fc.Arbitrary<Value> = fc.oneof(
  textValue,
  numberValue,
  dateTimeValue,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(97, 0x20, 0xd800, 0x31).map(character),
  fc.constantFrom("a+", "[a-z]*", "\\d{2}").map(pattern),
);

const fieldName = fc.oneof(fc.constantFrom("a", "b", "c", "sku", "empty", "a.b"), fc.constantFrom(...ODD_NAMES));

const { collection, map } = fc.letrec<{ collection: Value; map: JavaMap; any: Value }>((tie) => ({
  any: fc.oneof({ maxDepth: 3, depthSize: "small" }, scalarValue, tie("collection")),
  map: fc.oneof(
    fc.array(fc.tuple(fieldName, tie("any")), { maxLength: 4 }).map(objectOf),
    fc.array(fc.tuple(scalarValue, tie("any")), { maxLength: 3 }).map((entries) => mapOf(entries)),
  ),
  collection: fc.oneof(
    fc.array(tie("any"), { maxLength: 4 }).map(listOf),
    fc.array(fc.oneof(textValue, fc.constant(null)), { maxLength: 4 }).map(listOf),
    fc.array(tie("map"), { maxLength: 3 }).map(listOf),
    tie("map"),
    fc.array(scalarValue, { maxLength: 3 }).map(setOf),
    fc.array(numberValue, { maxLength: 3 }).map((items) => arrayOf("Object", items)),
    fc.record({ kind: fc.constant("range" as const), from: fc.integer({ min: -3, max: 3 }), to: fc.nat(4) }),
  ),
}));

/** Records inside one another: `orders[*].lines[*].sku`. */
export const nestedList: fc.Arbitrary<Value> = fc
  .array(
    fc.tuple(
      fc.array(anyOf(map), { maxLength: 3 }).map((lines): [string, Value] => ["lines", listOf(lines)]),
      textValue.map((sku): [string, Value] => ["sku", sku]),
    ),
    { maxLength: 3 },
  )
  .map((orders) => listOf(orders.map((fields) => objectOf(fields))));

function anyOf(of: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 3, arbitrary: of }, { weight: 1, arbitrary: scalarValue });
}

export const listValue: fc.Arbitrary<Value> = collection;
export const objectValue: fc.Arbitrary<JavaMap> = map;
/** Any value, nested ones included. */
export const anyValue: fc.Arbitrary<Value> = fc.oneof(scalarValue, collection);
