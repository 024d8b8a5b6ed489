import { describe, expect, it } from "vitest";
import { lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { type Expression, parseExpression } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { evaluate, evaluateCase, readCase, readContext, resultLine } from "../../src/runtime/index.js";
import { createSourceFile, spanText } from "../../src/text/index.js";
import { fieldOf, isFailure, MISSING, mapOf, type Outcome, parseJson, textOf } from "../../src/values/index.js";

const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "test" });

/** Evaluates on a record given as JSON. */
function run(text: string, record = "{}", { strict = false, items = [] as readonly number[] } = {}): Outcome {
  const parsed = parseJson(record);
  const row = "value" in parsed ? parsed.value : null;
  const fields = typeof row === "object" && row?.kind === "map" ? row : mapOf([]);
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  return evaluate(lowerExpression(expression, { functionNamed }), {
    row: { get: (name) => fieldOf(fields, name) ?? (fields.entries.has(`'${name}`) ? null : MISSING) },
    services,
    strictEngine: strict,
    strictArithmetic: strict,
    items,
  });
}

/** The text of the value, `missing`, or `CODE at the marked text`. */
function show(outcome: Outcome): string {
  if (outcome === MISSING) return "missing";
  if (!isFailure(outcome)) return textOf(outcome);
  return `${outcome.code} at ${outcome.span === null ? "nowhere" : spanText(outcome.span)}`;
}

describe("three states", () => {
  const record = '{"a": null, "b": 1, "o": {"x": null, "y": 2}, "p.q": 3, "l": [{"v": 1}, {"v": null}, {}]}';

  it.each([
    ["b", "1"],
    ["a", "null"],
    ["c", "missing"],
    ["o.x", "null"],
    ["o.y", "2"],
    ["o.z", "missing"],
    ["a.z", "missing"],
    ["b.z", "missing"],
    ["p.q", "3"],
    ["${p.q}", "3"],
    ["${p\\.q}", "3"],
    ["l[0].v", "1"],
    ["l[1].v", "null"],
    ["l[2].v", "missing"],
    ["l[3].v", "missing"],
    ["(c)", "missing"],
    // Inside an operator a missing value is null.
    ["c + 1", "1"],
    ["c ?? 5", "5"],
    ["c == null", "true"],
    ["true ? c : 1", "null"],
    ["'abc' * 2", "XM5050 at 'abc' * 2"],
    ["1 + ('abc' * 2)", "XM5050 at 'abc' * 2"],
    ["[1, -'x'] ", "XM5051 at -'x'"],
  ])("%s gives %s", (text, expected) => {
    expect(show(run(text, record))).toBe(expected);
  });

  it("reads [*] at the runtime's index, level by level", () => {
    const nested = '{"a": [{"b": [{"c": 1}, {"c": 2}]}, {"b": [{"c": 3}]}]}';
    expect(show(run("a[*].b[*].c", nested, { items: [0, 1] }))).toBe("2");
    expect(show(run("a[*].b[*].c", nested, { items: [1, 0] }))).toBe("3");
    expect(show(run("a[*].b[*].c", nested, { items: [1, 1] }))).toBe("missing");
    expect(show(run("a[*].b[0].c * 10", nested, { items: [1] }))).toBe("30");
  });
});

describe("what stands in for a value that is not there", () => {
  it.each([
    ['zz ?? "none"', "none"],
    ['zz ?: "none"', "none"],
    ['size(date("never", "yyyy"))', "0"],
    ["(0 ?? 5)", "0"],
    ["(0 ?: 5)", "5"],
    // An error goes through: it collapses to null only where a mapping assigns it.
    ['date("never", "yyyy") ?? "none"', "none"],
    ['date("never", "yyyy") ?: "none"', "none"],
    ['coalesce(date("never", "yyyy"), "none")', "none"],
    ['coalesce(fpid_to_ecid("x"), "none")', 'XM5017 at fpid_to_ecid("x")'],
    ['fpid_to_ecid("x") ?: "none"', 'XM5017 at fpid_to_ecid("x")'],
    ['size(fpid_to_ecid("x"))', 'XM5017 at fpid_to_ecid("x")'],
    ["('abc' * 2) ?? 5", "XM5050 at 'abc' * 2"],
  ])("%s gives %s", (text, expected) => {
    expect(show(run(text))).toBe(expected);
  });

  it("evaluates only what is asked for", () => {
    expect(show(run("true || ('abc' * 2)"))).toBe("true");
    expect(show(run("false && ('abc' * 2)"))).toBe("false");
    expect(show(run("1 ?? ('abc' * 2)"))).toBe("1");
    expect(show(run("true ? 1 : ('abc' * 2)"))).toBe("1");
    expect(show(run("iif(true, 1, 'abc' * 2)"))).toBe("1");
  });
});

describe("calls", () => {
  it.each([
    ["unknown(1)", "null"],
    ["unknown('a' * 1)", "XM5050 at 'a' * 1"],
    ["ns:f(1)", "XM5056 at ns:f(1)"],
    ["'abc'.substring(1)", "bc"],
    ["'abc'.substring(9)", "XM5057 at 'abc'.substring(9)"],
    ["'abc'.substring('1')", "null"],
    ["'abc'.missing()", "null"],
    ["c.trim()", "null"],
    ["'a,b'.split(',')[1]", "b"],
    ["'x'.repeat(100000000)", "XM5060 at 'x'.repeat(100000000)"],
    ["size('x'.repeat(9999).replace('x', 'y'.repeat(9999)))", "0"],
    ["'x'.repeat(9999).replace('x', 'y'.repeat(9999))", "XM5060 at 'x'.repeat(9999).replace('x', 'y'.repeat(9999))"],
    [
      "'x'.repeat(9999).replaceAll('x', 'y'.repeat(9999)).size()",
      "XM5059 at 'x'.repeat(9999).replaceAll('x', 'y'.repeat(9999))",
    ],
    ["'%2000000000s'.formatted(1)", "XM5057 at '%2000000000s'.formatted(1)"],
    ["'%.2000000000f'.formatted(1.5)", "XM5057 at '%.2000000000f'.formatted(1.5)"],
    ["'%.2f|%3s'.formatted(1.5, 1)", "1.50|  1"],
    ["'x' =~ '('.repeat(30000) + ')'.repeat(30000)", "XM5059 at 'x' =~ '('.repeat(30000) + ')'.repeat(30000)"],
    // A range of millions is never written out.
    ["size_of(1..2000000000)", "2000000000"],
    ["is_empty(1..2000000000)", "false"],
    ["max(1..2000000000)", "org.apache.commons.jexl3.internal.IntegerRange$Ascending@0"],
    ["max(2147483646..2147483648)", "2147483648"],
    ["join('-', 1..2000000000)", "XM5003 at join('-', 1..2000000000)"],
    ["join('y'.repeat(99999), 1..9999)", "XM5010 at join('y'.repeat(99999), 1..9999)"],
    [
      "replacestr('x'.repeat(9999), 'x', 'y'.repeat(9999))",
      "XM5010 at replacestr('x'.repeat(9999), 'x', 'y'.repeat(9999))",
    ],
    [
      "concat('x'.repeat(60000000), 'x'.repeat(60000000))",
      "XM5010 at concat('x'.repeat(60000000), 'x'.repeat(60000000))",
    ],
    ["'b' =~ '('", "XM5059 at 'b' =~ '('"],
    ["`x${1 + 1}y`", "x2y"],
    ["`${1 + 1}`", "2"],
    ["{'b': 1, 'a': 2}", "{a=2, b=1}"],
    ["(1..3).toString()", "org.apache.commons.jexl3.internal.IntegerRange$Ascending@0"],
  ])("%s gives %s", (text, expected) => {
    expect(show(run(text))).toBe(expected);
  });

  it("refuses in strict mode what is not there", () => {
    expect(show(run("c", "{}", { strict: true }))).toBe("XM5055 at c");
    expect(show(run("c ?? 1", "{}", { strict: true }))).toBe("1");
    expect(show(run("unknown(1)", "{}", { strict: true }))).toBe("XM5056 at unknown(1)");
    expect(show(run("'a'.missing()", "{}", { strict: true }))).toBe("XM5058 at 'a'.missing()");
    expect(show(run("null + 1", "{}", { strict: true }))).toBe("XM5053 at null + 1");
    expect(show(run("1 / 0", "{}", { strict: true }))).toBe("XM5054 at 1 / 0");
  });
});

describe("large expressions", () => {
  const file = createSourceFile("expression", "1");
  const span = { file, start: 0, end: 1 };
  const one: Expression = { kind: "number", text: "1", span };
  const evaluateTree = (tree: Expression) =>
    show(
      evaluate(lowerExpression(tree, { functionNamed }), {
        row: { get: () => MISSING },
        services,
        strictEngine: false,
        strictArithmetic: false,
        items: [],
      }),
    );

  it("need no stack for a chain of thousands of terms", () => {
    let sum: Expression = one;
    for (let term = 1; term < 5000; term++) {
      sum = { kind: "binary", operator: "+", spelling: "+", left: sum, right: one, span };
    }
    expect(evaluateTree(sum)).toBe("5000");
  });

  it("stand a thousand brackets and a thousand signs", () => {
    let nested: Expression = one;
    for (let depth = 0; depth < 1000; depth++) nested = { kind: "group", expression: nested, span };
    for (let depth = 0; depth < 1000; depth++)
      nested = { kind: "unary", operator: "-", spelling: "-", operand: nested, span };
    expect(evaluateTree(nested)).toBe("1");
  });
});

describe("evaluation cases", () => {
  function lineOf(text: string): string {
    const read = readCase(text);
    return "problem" in read ? read.problem : resultLine(evaluateCase(read.case, { services, strict: false }));
  }

  it.each([
    ['{"id":"a","expr":"1 + x","context":{"x":2}}', '{"id":"a","result":3,"type":"integer","text":"3"}'],
    ['{"id":1,"expr":"x","context":{"x":2.0}}', '{"id":1,"result":2.0,"type":"double","text":"2.0"}'],
    ['{"id":1,"expr":"nothing"}', '{"id":1,"result":null,"type":"null","text":"null"}'],
    [
      '{"id":1,"expr":"x + 1","context":{"x":{"$java":"long","v":"9223372036854775807"}}}',
      '{"id":1,"result":"9223372036854775808","type":"biginteger","text":"9223372036854775808"}',
    ],
    ['{"id":1,"expr":"0.0 / 0 == NaN ? 1 : NaN"}', '{"id":1,"result":"NaN","type":"double","text":"NaN"}'],
    [
      '{"id":1,"expr":"b","context":{"b":{"$java":"bigdec","v":"2.50"}}}',
      '{"id":1,"result":"2.50","type":"bigdecimal","text":"2.50"}',
    ],
    [
      '{"id":1,"expr":"c","context":{"c":{"$java":"char","v":"x"}}}',
      '{"id":1,"result":"x","type":"character","text":"x"}',
    ],
    ['{"id":1,"expr":"-b","context":{"b":{"$java":"byte","v":3}}}', '{"id":1,"result":-3,"type":"byte","text":"-3"}'],
    [
      '{"id":1,"expr":"s","context":{"s":{"$java":"set","v":[1,1,2]}}}',
      '{"id":1,"result":[1,2],"type":"set","text":"[1, 2]"}',
    ],
    [
      '{"id":1,"expr":"1..3"}',
      '{"id":1,"result":[1,2,3],"type":"range","text":"org.apache.commons.jexl3.internal.IntegerRange$Ascending@0"}',
    ],
    [
      '{"id":1,"expr":"1..2000000"}',
      '{"id":1,"result":"1..2000000","type":"range","text":"org.apache.commons.jexl3.internal.IntegerRange$Ascending@0"}',
    ],
    [
      '{"id":1,"expr":"date(\\"2020-01-05\\", \\"yyyy-MM-dd\\")"}',
      '{"id":1,"result":"2020-01-05T00:00:00Z","type":"datetime","text":"2020-01-05T00:00Z"}',
    ],
  ])("%s", (line, expected) => {
    expect(lineOf(line)).toBe(expected);
  });

  it("says what is wrong with an expression or a case", () => {
    expect(lineOf('{"id":7,"expr":"1 +"}')).toMatch(/^\{"id":7,"error":\{"code":"XM1\d\d\d","message":".+"\}\}$/);
    expect(lineOf('{"id":7,"expr":"\'a\' * 2"}')).toMatch(/^\{"id":7,"error":\{"code":"XM5050","message":/);
    expect(lineOf("[1]")).toBe('A case is an object: {"id", "expr", "context"}.');
    expect(lineOf('{"id":1}')).toBe("A case needs a text `expr`.");
    expect(lineOf('{"id":1,"expr":"1","context":{"x":{"$java":"char","v":"long"}}}')).toMatch(/stands for no value/);
    expect(lineOf("{")).toMatch(/character 2/);
  });

  it("gives an id back as it came, and keeps that of a case it cannot read", () => {
    const id = '{"a":[12345678901234567890,2.50,null]}';
    expect(lineOf(`{"id":${id},"expr":"1"}`)).toMatch(/^\{"id":\{"a":\[12345678901234567890,2\.5,null\]\}/);
    expect(readCase('{"id":7,"expr":1}')).toMatchObject({ id: { kind: "integer", value: 7 } });
    expect(readCase("[1]")).toMatchObject({ id: null });
  });

  it("reads a context alone, counting from its own start", () => {
    expect(readContext('{"a":1},"id":2')).toEqual({
      problem: "Something follows the end of the JSON value. (character 8)",
    });
    expect(readContext("[1]")).toEqual({ problem: "A context is an object." });
    expect(readContext('{"a":1}')).toHaveProperty("context");
  });

  it("finds a column whose name only looks like a path", () => {
    const context = '{"a":[{"b":1}],"c[":1,"d.e":1}';
    const found = (path: string) => show(run(`contains_key("${path}")`, context));
    expect(["a", "a[0]", "a[0].b", "c[", "d.e", "d\\\\.e"].map(found)).toEqual(Array(6).fill("true"));
    expect(["a[", "a[1]", "a]", "a..b", ".a", "a.", "", "d"].map(found)).toEqual(Array(8).fill("false"));
  });
});
