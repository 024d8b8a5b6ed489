import { it } from "vitest";
import { double, float, integer, listOf, long, objectOf, type Value } from "../../src/values/index.js";
import { expectSame, lower, MODES } from "./support.js";

// Where JavaScript's own operators are near enough to be taken, and not the same.
const EXPRESSIONS = [
  // NaN is in Java's order, below every number and equal to itself.
  ...["<", ">", "<=", ">=", "==", "!="].flatMap((sign) => [
    `(to_decimal(big) * 10 - to_decimal(big) * 10) ${sign} to_decimal(one)`,
    `to_decimal(one) ${sign} (to_decimal(big) * 10 - to_decimal(big) * 10)`,
    `(to_decimal(big) * 10 - to_decimal(big) * 10) ${sign} (to_decimal(big) * 10 - to_decimal(big) * 10)`,
    `nan ${sign} nan`,
    `to_float(tenth) ${sign} 0.1`,
    `to_float(tenth) ${sign} to_decimal(tenth)`,
    `text ${sign} "ada"`,
    `text ${sign} null`,
    `answer ${sign} true`,
    `list ${sign} list`,
    `(list) ${sign} [1]`,
    `[1] ${sign} [1]`,
  ]),
  // A Float is read by its text.
  ..."+-*/%"
    .split("")
    .flatMap((sign) => [
      `to_float(tenth) ${sign} to_float(tenth)`,
      `to_float(tenth) ${sign} 3`,
      `to_integer(one) ${sign} to_integer(zero)`,
      `to_integer(most) ${sign} to_integer(most)`,
      `to_integer(least) ${sign} to_integer(minus)`,
      `to_integer(zero) ${sign} to_integer(minus)`,
      `to_decimal(zero) ${sign} to_decimal(minus)`,
      `to_decimal(one) ${sign} to_decimal(zero)`,
      `to_integer(one) ${sign} wide`,
      `to_integer(one) ${sign} text`,
      `text ${sign} text`,
      `null ${sign} null`,
      `none ${sign} absent`,
    ]),
  // A text counts as false by what it says.
  ...["answer", "lower(answer)", "trim(none)", "empty(answer)", "text"].flatMap((test) => [
    `${test} ? 1 : 2`,
    `iif(${test}, 1, 2)`,
    `!(${test})`,
    `${test} && true`,
    `${test} || false`,
    `${test} ?: "other"`,
    `${test} ?? "other"`,
  ]),
  ...["=^", "=$", "!^", "!$"].flatMap((sign) => [
    `text ${sign} "a"`,
    `text ${sign} "d"`,
    `text ${sign} "ad"`,
    `text ${sign} ""`,
    `none ${sign} "a"`,
    `to_integer(one) ${sign} "1"`,
    `text ${sign} none`,
  ]),
  // What is computed once must not be seen to be.
  '"a,b".split(",") == "a,b".split(",")',
  'text.split("d") == text.split("d")',
  "coalesce(date(text), date(text), 1)",
  'coalesce(upper(date(text)), "x") + coalesce(upper(date(text)), "y")',
  "(date(text) ?? 1) == (date(text) ?? 1)",
  "empty(date(text)) && empty(date(text))",
  "iif(lower(text) == 'ada', lower(text), upper(text)) + lower(text)",
  "lower(list[3].q) + lower(list[3].r)",
  "upper((map.a).b) == upper((map.a).c)",
  '(lower(date(text)) ?? "x") + (lower(date(text)) ?? "x")',
  '(lower(date(text)) ?: "x") + (lower(date(text)) ?: "x")',
  // Not all failures count as nothing.
  "empty(text * 2)",
  "size(text =~ '(')",
  "-0.0",
  "to_decimal(one) * -0.0",
  "uuid() == uuid()",
  "[uuid(), uuid()]",
  "concat(now(), now())",
  // Constants fail where they stand, and only when they are reached.
  'iif(text == "ada", 1, date("?"))',
  'iif(text == "ada", date("?"), 1)',
  'coalesce(date("?"), text)',
  'lpad("x", 1000000000, "y")',
  'text == "ada" || substr("x", "y", 1) == "x"',
  '"a" * 2 + text',
  'contains_key("text") == contains_key("absent")',
  // Missing, null and nothing at all.
  "absent",
  "absent.a.b",
  "map.absent",
  "map.a.b",
  "(map).none",
  "map[none]",
  "list[0]",
  "list[-1]",
  "list[9]",
  "list[0.9]",
  "list['0']",
  "map['a']",
  "map.empty",
  "map['empty']",
  "absent[0]",
  "absent.trim()",
  "none.trim()",
  "text.nosuch()",
  "absent?.a.b",
  "list[*]",
  "map[*]",
  "`${text}-${none}-${absent}-${one}`",
  "`${list}`",
  'decode(text, "ada", 1)',
  'decode(none, null, 1, "x")',
  "decode(wide, 1, 2, 1L, 3, 4)",
  'decode(text, lower("ADA"), one, "x")',
  'decode(text, "a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "ada", 8, "ada", 9, 10)',
  "decode(wide, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 1L, 9)",
];

const ROW = new Map<string, Value>([
  ["text", "ada"],
  ["answer", "false"],
  ["none", null],
  ["zero", "0"],
  ["one", "1"],
  ["minus", "-1"],
  ["most", "2147483647"],
  ["least", "-2147483648"],
  ["tenth", "0.1"],
  ["big", "1e308"],
  ["nan", double(Number.NaN)],
  ["wide", long(1n)],
  [
    "list",
    listOf([
      integer(1),
      float(0.1),
      null,
      objectOf([
        ["q", "Q"],
        ["r", "R"],
      ]),
    ]),
  ],
  [
    "map",
    objectOf([
      ["a", objectOf([["b", "c"]])],
      ["none", null],
      ["empty", "key"],
    ]),
  ],
]);

const OTHER_ROW = new Map<string, Value>([
  ["text", integer(7)],
  ["answer", ""],
  ["none", "x"],
  ["zero", "-0.0"],
  ["one", null],
  ["tenth", "19.99"],
  ["list", "no list"],
  ["map", listOf([])],
]);

it.each(EXPRESSIONS)("%s", (text) => {
  const expr = lower(text);
  if (expr === undefined) throw new Error(`not read: ${text}`);
  for (const mode of MODES) {
    expectSame(expr, ROW, mode);
    expectSame(expr, OTHER_ROW, mode);
    expectSame(expr, new Map(), mode);
  }
});
