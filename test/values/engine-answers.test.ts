import { describe, expect, it } from "vitest";
import { lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { evaluate, readContext } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { fieldOf, isFailure, kindName, MISSING, textOf } from "../../src/values/index.js";

// What Apache Commons JEXL 3.2.1 on Java 17 answered to the same expression: corners where this engine once differed. Each
// row: the expression, the answer of the lenient engine, and of the strict one where it is another. `!` is an error.

const services = fixedServices({ now: new Date(0), seed: "test" });

function answer(text: string, context: string, strictEngine: boolean, strictArithmetic: boolean): string {
  const read = readContext(context);
  if ("problem" in read) throw new Error(read.problem);
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  if (diagnostics.some(({ severity }) => severity === "error")) return "!";
  const outcome = evaluate(lowerExpression(expression, { functionNamed }), {
    row: {
      get: (name) => {
        const value = fieldOf(read.context, name);
        return value === undefined ? MISSING : value;
      },
    },
    services,
    strictEngine,
    strictArithmetic,
    items: [],
  });
  if (isFailure(outcome)) return "!";
  return outcome === MISSING || outcome === null ? "null" : `${kindName(outcome)} ${textOf(outcome)}`;
}

type Row = readonly [expr: string, lenient: string, strict?: string];

function suite(name: string, context: string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [expr, lenient, strict = lenient] of rows) {
      it(expr, () => {
        expect(answer(expr, context, false, false)).toBe(lenient);
        expect(answer(expr, context, true, true)).toBe(strict);
      });
    }
  });
}

suite("names with dots", '{"p.q": {"r": 2, "n": null}, "p.q.s": 3, "p.q.n": 4, "a": {"b": null}, "a.b": 5}', [
  ["p.q.r", "integer 2"],
  ["p.q.s", "integer 3"],
  ["p.q.n", "integer 4"],
  ["p.q.t", "null", "!"],
  ["p.q.t == null", "boolean true", "!"],
  ["p.q.t ?: 6", "integer 6"],
  ["a.b", "null"],
]);

suite("?. and what follows it", '{"a": {}, "n": null, "s": "abc", "i": 5, "a.b": null}', [
  ["u?.b", "null"],
  ["u?.b.c", "null"],
  ["n?.b.c.d", "null"],
  ["u?.b[0]", "null"],
  ["u?.b['c']", "null"],
  ["u?.b.foo()", "null"],
  ["n?.length()", "null"],
  ["a?.b.c", "null", "!"],
  ["a.b?.c.d", "null"],
  ["u.b?.c", "null", "!"],
  ["i.b?.c", "null", "!"],
  ["i?.b", "null"],
  ["i?.foo()", "null"],
  ["s?.foo()", "null"],
  ["s?.length()", "integer 3"],
  ["s.foo()", "null", "!"],
]);

suite("numbers", '{"l": [1, 2, 3]}', [
  [".5b", "bigdecimal 0.5"],
  [".5f + 1", "double 1.5"],
  ["-.5d", "double -0.5"],
  [".5", "!"],
  ["1e2147483648B", "!"],
  ["1e99999999999B", "!"],
  ["1e2147483647B * 10B", "bigdecimal 1.0E+2147483648"],
  ["l[4294967296f]", "null", "!"],
  ["l.4294967296", "integer 1"],
  ["size(0..2147483647)", "integer -2147483648"],
  ["(1..3).contains({1})", "boolean false"],
  ["(1..3).isEmpty()", "boolean false"],
]);

suite("escapes", '{"x": 5}', [
  ["`a\\'b\\\"c`", "string a'b\"c"],
  ["'\\u123g'.codePointAt(0)", "integer 4656"],
  ["'a\\nb' =~ ~/a\\nb/", "boolean true"],
  ["'a/b' =~ ~/a\\/b/", "boolean true"],
  ["'5' =~ ~/\\d/", "boolean true"],
  ["'d' =~ ~/\\\\d/", "boolean false"],
  ["~/\\q/ == 1", "!"],
  ["~/a/ == ~/a/", "boolean false"],
]);

suite("properties", '{"m": {"empty": 3, "a": 1}, "e": {}, "s": " "}', [
  ["m.empty", "boolean false"],
  ["m['empty']", "integer 3"],
  ["e['empty']", "null"],
  ["s.blank", "boolean true"],
  ["s.empty", "boolean false"],
]);

suite(
  "methods",
  '{"bd": {"$java": "bigdec", "v": "2.50"}, "bi": {"$java": "bigint", "v": "-10"}, "s": "Hello", "m": {"a": 1}, "l": [3, 1]}',
  [
    ["s.substring(bd)", "string llo"],
    ["bi.abs()", "biginteger 10"],
    ["bd.abs()", "bigdecimal 2.50"],
    ["s.toUpperCase(null)", "!"],
    ["s.replaceAll('x', null)", "string Hello"],
    ["s.replaceAll('l', null)", "!"],
    ["s.startsWith(null, -1)", "boolean false"],
    ["s.regionMatches(true, -1, null, 0, 1)", "boolean false"],
    ["s.join('-')", "string "],
    ["s.join(null, 1)", "null", "!"],
    ["m.remove('a')", "integer 1"],
    ["m.remove('a', 2)", "boolean false"],
    ["m.replace('a', 2)", "integer 1"],
    ["l.toArray(1)", "!"],
    ["12.equals()", "boolean false"],
    ["5.size(7)", "integer 7"],
    ["'1'.add('2')", "string 12"],
    ["bd.add('2')", "bigdecimal 4.50", "string 2.502"],
  ],
);

suite("format", "{}", [
  ["'%5d|%-5d|%05d'.formatted(1, 2, 3)", "string     1|2    |00003"],
  ["'%x %X %#x %o'.formatted(255, 255, 255, 8)", "string ff FF 0xff 10"],
  ["'%x'.formatted(-1)", "string ffffffff"],
  ["'%x'.formatted(-255H)", "string -ff"],
  ["'%,d %(d %+d'.formatted(1234567, -5, 5)", "string 1,234,567 (5) +5"],
  [
    "'%.3g %g %g'.formatted(0.00012345, 123456.0, 1e10)",
    "string 0.000123 123456. 1.00000e+10".replace("123456. ", "123456 "),
  ],
  ["'%e'.formatted(12345.678)", "string 1.234568e+04"],
  ["'%.2f'.formatted(0.1f)", "string 0.10"],
  ["'%.10f'.formatted(0.1f)", "string 0.1000000015"],
  ["'%c%c'.formatted(65, 'b'.charAt(0))", "string Ab"],
  ["'%b %b %S'.formatted(null, 1, 'up')", "string false true UP"],
  ["'%s %s'.formatted(null)", "string null null"],
  ["'%2$s %1$s %<s'.formatted('a', 'b')", "string b a a"],
  ["'%.2s|%5s'.formatted('abc', 'd')", "string ab|    d"],
  ["'%-d'.formatted(1)", "!"],
  ["'%-05d'.formatted(1)", "!"],
  ["'%,x'.formatted(1)", "!"],
  ["'%.1d'.formatted(1)", "!"],
  ["'%0$s'.formatted('a')", "!"],
  ["'%5n'.formatted()", "!"],
  ["'%d'.formatted('1')", "!"],
  ["''.format(null, '%d', 7)", "string 7"],
]);

describe("one of JEXL's flags alone", () => {
  const context = '{"n": null, "x": {"n": null}}';
  // The expression; both off, the arithmetic's on, the engine's on, both on.
  it.each([
    ["u", "null", "null", "!", "!"],
    ["u + 1", "integer 1", "!", "!", "!"],
    ["n + 1", "integer 1", "!", "integer 1", "!"],
    ["null + 1", "integer 1", "!", "integer 1", "!"],
    ["1 + '1'", "integer 2", "string 11", "integer 2", "string 11"],
    ["1 / 0", "double 0.0", "!", "double 0.0", "!"],
    ["u.v.w", "null", "null", "!", "!"],
    ["x.n + 1", "integer 1", "!", "integer 1", "!"],
    ["foo(1)", "null", "null", "!", "!"],
    ["'a'.foo()", "null", "null", "!", "!"],
    ["n == null", "boolean true", "boolean true", "boolean true", "boolean true"],
    ["u == null", "boolean true", "boolean true", "!", "!"],
    ["null && true", "boolean false", "!", "boolean false", "!"],
    ["-n", "null", "!", "null", "!"],
    ["u ?: 5", "integer 5", "integer 5", "integer 5", "integer 5"],
    ["[1][5]", "null", "null", "!", "!"],
    ["bd = 1", "!", "!", "!", "!"],
  ])("%s", (expr = "", ...expected) => {
    const flags = [false, true].flatMap((engine) => [false, true].map((arithmetic) => [engine, arithmetic] as const));
    expect(flags.map(([engine, arithmetic]) => answer(expr, context, engine, arithmetic))).toEqual(expected);
  });
});
