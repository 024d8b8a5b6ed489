import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/functions/index.js";
import {
  fieldOf,
  isFailure,
  JAVA_METHODS,
  MISSING,
  mapOf,
  type Outcome,
  parseJson,
  textOf,
  type Value,
} from "../../src/values/index.js";
import { expectWhole, runLenient, runWhole } from "./support.js";

const OF_TEXTS: ReadonlySet<string> = new Set(["String", "Regular expression", "Hashing", "URL", "Type conversion"]);

/** Above what any of these takes on a machine that does other things too; what did not end took minutes or all memory. */
const SLOWEST = 20_000;

function evaluateAll(text: string, fields: ReadonlyMap<string, Value> = new Map()): readonly Outcome[] {
  const { outcomes, milliseconds } = runWhole(text, fields);
  expect(milliseconds).toBeLessThan(SLOWEST);
  return outcomes;
}

/** The value's text in the lenient engine, or the failure's code. */
function show(outcome: Outcome | undefined): string {
  if (outcome === undefined || outcome === MISSING) return "null";
  return isFailure(outcome) ? outcome.code : textOf(outcome).slice(0, 80);
}

describe("absurd arguments end in a value or a reason", () => {
  it.each([
    ['lpad("x", 1000000000, "y")', "XM5010"],
    ['rpad("x", 1000000000, "y")', "XM5010"],
    ['lpad("x", 99999999999999999999, "y")', "XM5003"],
    ['substr("abc", NaN)', "null"],
    ['substr("abc", 0, NaN)', "XM5003"],
    ['substr("abc", 1e308, -1e308)', "XM5003"],
    ['left("abc", 1e-2000000000B)', "XM5003"],
    ['dformat(1e2000000000B, "yyyy")', "XM5003"],
    ["'x'.repeat(1000000000)", "XM5060"],
    ["''.repeat(1000000000)", ""],
    ["'ab'.repeat(67108864)", "XM5060"],
    ["'x'.repeat(-1)", "XM5057"],
    ["'%999999999d'.formatted(1)", "XM5057"],
    ["'%.999999999f'.formatted(1.5)", "XM5057"],
    ["'%999999999999999999999d'.formatted(1)", "XM5057"],
    ["'%f'.formatted(1e999999999B)", "XM5057"],
    ["'%e'.formatted(1e999999999B)", "1.000000e+999999999"],
    ["'%g'.formatted(1e-999999999B)", "1.00000e-999999999"],
    ["'%,d'.formatted(123456789012345678901234567890H)", "123,456,789,012,345,678,901,234,567,890"],
    ["size(0..2147483647)", "-2147483648"],
    ["size(1..2147483647)", "2147483647"],
    ["empty(0..2147483647)", "false"],
    ["5 =~ (0..2147483647)", "true"],
    ["(0..2147483647) =~ (0..2147483647)", "true"],
    ["(0..2147483647).toArray()", "XM5060"],
    ["0..9223372036854775807", "XM5060"],
    ["join('-', 0..2147483647)", "XM5003"],
    ["1e999999999B * 1e999999999B", "1E+1999999998"],
    ["1e2147483647B * 10B", "1.0E+2147483648"],
    ["1e999999999B + 1", "1.000000000000000000000000000000000E+999999999"],
    ["1e999999999B - 1e-999999999B", "1.000000000000000000000000000000000E+999999999"],
    ["1e999999999B / 3", "3.333333333333333333333333333333333E+999999998"],
    ["1e999999999B % 7", "0.0"],
    ["1e999999999B == 1", "false"],
    ["1e999999999B < 1e-999999999B", "false"],
    ["1e999999999B & 1", "0"],
    ["1e999999999B == 1H", "false"],
    ["1e-2147483647B * 0.1B", "XM5060"],
    ["size(1e999999999B .. 2)", "3"],
    ["-1e999999999B", "-1E+999999999"],
    ["1e-999999999B * 1e-999999999B", "1E-1999999998"],
    ["1e99999999999B", "XM5061"],
    ["empty(1e999999999B)", "false"],
    ["1e999999999B ? 1 : 2", "1"],
    ["'abc'.substring(1e999999999B)", "null"],
    ["[1][99999999999999999999]", "null"],
    ["[1, 2].99999999999999999999", "null"],
    ["'abc'.replaceAll('', 'y'.repeat(60000000))", "XM5059"],
    ["'x'.repeat(60000000) + 'x'.repeat(60000000)", "XM5060"],
    ["'x'.repeat(60000000).concat('x'.repeat(60000000))", "XM5060"],
    ["`${'x'.repeat(60000000)}${'x'.repeat(60000000)}`", "XM5060"],
    ["''.join('x'.repeat(60000000), 'a', 'b', 'c')", "XM5060"],
    ["{'__proto__': 1}.__proto__", "1"],
    ["{'__proto__': {'polluted': 1}}.polluted", "null"],
    ["{'constructor': 1}.get('constructor')", "1"],
    ["{:}.constructor", "null"],
    ["{:}['__proto__']", "null"],
    ["[].constructor", "null"],
    ["'a'.constructor", "null"],
    ["'a'.constructor()", "null"],
    ["'\\ud800'.length()", "1"],
    ["'\\ud800' + '\\udc00' == '\\ud800\\udc00'", "true"],
    ["'\\udc00\\ud800'.toUpperCase().length()", "2"],
    ["'a\\ud800b' =~ 'a.b'", "true"],
    ["'\\ud800'.replaceAll('.', 'x')", "x"],
    ["'\\ud800'.split('').length", "null"],
  ])("%s", (text, expected) => {
    expect(show(evaluateAll(text)[0])).toBe(expected);
  });

  it.each(["'\\ud800'", "'\\udc00x'", "'a\\ud83d'"])("%s goes through every function", (half) => {
    for (const { name } of allFunctions) {
      evaluateAll(`${name}(${half})`);
      evaluateAll(`${name}(${half}, ${half})`);
    }
  });
});

describe("a pattern that tries for ever", () => {
  const many = "a".repeat(60);
  it.each([
    `'${many}X' =~ '(a+)+b'`,
    `'${many}X' =~ ~/(a|aa)+$/`,
    `'${many}X' =~ '(a|a)*(a|a)*(a|a)*\\\\1b'`,
    `'${many}X' =~ '(?:(a*)(a*)(a*)(a*)(a*)(a*))+\\\\3c'`,
    `'${many}'.replaceAll('(a*)*b', '')`,
    `'${many}'.replaceAll('(?<=(a+)+)b', '')`,
    `'${many}'.split('(.*)*b')`,
    `'${many}' =~ '${"(".repeat(3000)}a${")*".repeat(3000)}b'`,
    `'${many}' =~ '(((a{1000}){1000}){1000}){1000}'`,
    `'${many}' =~ '${"a?".repeat(60)}${many}b'`,
    `matches_regex('${many}X', '(a|a?)+b')`,
    `regex_replace('${many}X', '(a|a?)+b', '')`,
    `'x'.repeat(1000000) =~ 'x'.repeat(1000000)`,
    `matches_regex(lpad("x", 1000000, "x"), lpad("x", 1000000, "x"))`,
  ])("%s", (text) => {
    evaluateAll(text);
  });
});

describe("numbers that grow", () => {
  const grow = (start: string, times: number) =>
    Array.from({ length: times }).reduce<string>((text) => `(${text}) * (${text})`, start);

  it("as BigInteger: thousands of digits are computed, and longer ones refused in time", () => {
    expect(show(evaluateAll(`size((${grow("99999999999999999999H", 7)}).toString())`)[0])).toMatch(/^\d+$/);
    let text = "99999999999999999999H";
    for (let times = 0; times < 60; times++) text = `(${text} * ${"9".repeat(60)}H)`;
    evaluateAll(text);
  });

  it("as BigDecimal: 34 digits stay", () => {
    expect(show(evaluateAll(grow("1.000000000000000000000000000000001B", 8))[0])).toMatch(/^1\.\d{33}$/);
  });
});

describe("10,000 levels", () => {
  const levels = 10_000;
  it.each([
    ["parentheses", `${"(".repeat(levels)}1${")".repeat(levels)}`],
    ["brackets", `${"[".repeat(levels)}1${"]".repeat(levels)}`],
    ["braces", `${"{".repeat(levels)}1${"}".repeat(levels)}`],
    ["maps", `${"{'a':".repeat(levels)}1${"}".repeat(levels)}`],
    ["minus signs", `${"- ".repeat(levels)}1`],
    ["plus signs", `${"+ ".repeat(levels)}1`],
    ["negations", `${"!".repeat(levels)}true`],
    ["nots", `${"not ".repeat(levels)}true`],
    ["complements", `${"~ ".repeat(levels)}1`],
    ["empties", `${"empty ".repeat(levels)}1`],
    ["conditionals on the right", `${"true ? 1 : ".repeat(levels)}2`],
    ["conditionals on the left", `${"(true ? ".repeat(levels)}1${" : 2)".repeat(levels)}`],
    ["fallbacks", `${"null ?? ".repeat(levels)}1`],
    ["elvis operators", `${"null ?: ".repeat(levels)}1`],
    ["method calls", `'a'${".trim()".repeat(levels)}`],
    ["method calls in method calls", `${"'a'.concat(".repeat(levels)}'b'${")".repeat(levels)}`],
    ["members", `a${".a".repeat(levels)}`],
    ["safe members", `a${"?.a".repeat(levels)}`],
    ["indexes", `a${"[0]".repeat(levels)}`],
    ["indexes in indexes", `${"a[".repeat(levels)}0${"]".repeat(levels)}`],
    ["items of items", `a${"[*]".repeat(levels)}`],
    ["calls", `${"lower(".repeat(levels)}'A'${")".repeat(levels)}`],
    ["templates", `\`${"${'a'}".repeat(levels)}\``],
    ["lambdas", `${"x -> ".repeat(levels)}1`],
    ["additions", `1${" + 1".repeat(levels)}`],
    ["concatenations", `'a'${" + 'a'".repeat(levels)}`],
    ["ands", `true${" && true".repeat(levels)}`],
    ["ors", `false${" || false".repeat(levels)}`],
    ["comparisons", `1${" < 1".repeat(levels)}`],
    ["arguments", `concat(${"'a', ".repeat(levels)}'b')`],
    ["items", `[${"1, ".repeat(levels)}2]`],
    ["names", `\${${"a.".repeat(levels)}b}`],
    ["opened parentheses that nothing closes", "(".repeat(levels)],
    ["opened calls that nothing closes", "lower(".repeat(levels)],
    ["closed parentheses that nothing opened", ")".repeat(levels)],
    ["quotes", "'".repeat(levels + 1)],
    ["dots", ".".repeat(levels)],
    ["operators", "+*".repeat(levels)],
  ])("of %s", (_, text) => {
    evaluateAll(text);
  });

  it("of a record: JSON so deep is refused where it is read, and a thousand levels go through everything", () => {
    const deep = (depth: number) => parseJson(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`);
    expect(deep(levels)).toHaveProperty("problem");
    const read = deep(999);
    if (!("value" in read) || typeof read.value !== "object" || read.value?.kind !== "map") throw new Error("unread");
    const fields = new Map<string, Value>([["a", fieldOf(read.value, "a") ?? null]]);
    for (const text of [
      "a",
      "a + ''",
      "a == a",
      "[a]",
      "{a: a}",
      "{a, a}",
      "json_to_object(a)",
      "a.toString().size()",
    ]) {
      evaluateAll(text, fields);
    }
    expect(show(evaluateAll(`a${".a".repeat(998)}`, fields)[0])).toBe("1");
  });
});

describe("a text of 10 million characters", () => {
  const long = "aB1 é,".repeat(1_666_667);
  const fields = new Map<string, Value>([
    ["s", long],
    ["o", mapOf([["s", long]])],
  ]);

  it("goes through every function", () => {
    for (const { name, category } of allFunctions) {
      if (!OF_TEXTS.has(category)) continue;
      evaluateLenient(`${name}(s)`);
      evaluateLenient(`${name}(s, "a", "b")`);
    }
  }, 240_000);

  it("goes, a tenth of it, through every other function", () => {
    const tenth = new Map<string, Value>([["s", long.slice(0, 1_000_000)]]);
    for (const { name, category } of allFunctions) {
      if (OF_TEXTS.has(category)) continue;
      evaluateLenient(`${name}(s)`, tenth);
      evaluateLenient(`${name}(s, s)`, tenth);
    }
  }, 240_000);

  it("goes through every method of a text", () => {
    for (const { name } of JAVA_METHODS.filter(({ receiver }) => receiver === "string" || receiver === "any")) {
      evaluateLenient(`size(s.${name}())`);
      evaluateLenient(`size(s.${name}(s))`);
      evaluateLenient(`size(s.${name}("a", "b"))`);
    }
  }, 240_000);

  it("goes through every operator", () => {
    for (const operator of "+ - * / % == != < > <= >= =~ =^ =$ & && || ?: ?? ..".split(" ")) {
      evaluateLenient(`size(s ${operator} s)`);
    }
  }, 240_000);

  /** The lenient engine alone, without writing the value out: only the way itself is long. */
  function evaluateLenient(text: string, row = fields): void {
    const start = performance.now();
    expectWhole(runLenient(text, row));
    const took = performance.now() - start;
    if (took > SLOWEST) throw new Error(`${text} took ${Math.round(took)} ms`);
  }
});
