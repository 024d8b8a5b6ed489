import { describe, expect, it } from "vitest";
import { parseExpression } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

/** What JEXL has and a mapping may not use: each with the one finding that says why. */
function refusal(text: string): readonly string[] {
  const { diagnostics } = parseExpression(createSourceFile("expression", text));
  return diagnostics.map(({ code, severity, message }) => `${severity} ${code} ${message}`);
}

describe("assignments", () => {
  const cases = ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="].map((sign): [string, string] => [
    `x ${sign} 1`,
    sign,
  ]);
  it.each([...cases, ["x.y = 1", "="], ["x[0] = 1", "="], ["a = b = 3", "="], ["(x = 1) + 1", "="]])(
    "%s",
    (text, sign) => {
      expect(refusal(text)).toEqual([`error XM1050 \`${sign}\` assigns, and expressions only calculate.`]);
    },
  );

  it.each([
    ["x++", "++"],
    ["x--", "--"],
  ])("%s", (text, sign) => {
    expect(refusal(text)).toEqual([`error XM1055 \`${sign}\` changes a variable, and expressions only calculate.`]);
  });
});

describe("statements", () => {
  it.each([
    ["if (x) 1", "if"],
    ["if (x) { 1 } else { 2 }", "if"],
    ["for (var i : l) { i }", "for"],
    ["while (x) { x }", "while"],
    ["do { 1 } while (x)", "do"],
    ["var x = 1", "var"],
    ["{ var x = 1; x }", "var"],
    ["return 1", "return"],
    ["break", "break"],
    ["continue", "continue"],
    ["function(x) { x }", "function"],
    ["#pragma jexl.safe true", "#pragma"],
    ["1 + #pragma x 1", "#pragma"],
  ])("%s", (text, word) => {
    expect(refusal(text)).toEqual([
      `error XM1051 \`${word}\` begins a statement of a script, and a mapping's left side is one expression.`,
    ]);
  });

  it.each(["1;", "1; 2"])("%s", (text) => {
    expect(refusal(text)).toEqual([
      "error XM1052 A `;` separates statements of a script; here a statement ends with its line.",
    ]);
  });
});

describe("reflection", () => {
  it.each(['new("java.util.Date")', "new('java.lang.String', 'x')", 'new String("x")', "1 + new('x')"])(
    "%s",
    (text) => {
      expect(refusal(text)).toEqual(["error XM1053 `new` makes a Java object, which xdmap refuses."]);
    },
  );

  it.each([
    ["x.class", "class"],
    ["x?.class", "class"],
    ["x.class.name", "class"],
    ["''.class.forName('java.lang.Runtime')", "class"],
    ["x.getClass()", "getClass"],
    ["x.getClass().getName()", "getClass"],
  ])("%s", (text, word) => {
    expect(refusal(text)).toEqual([`error XM1054 \`${word}\` reaches the Java class of a value, which xdmap refuses.`]);
  });
});

describe("annotations", () => {
  it.each(["@silent", "@lenient", "@strict", "@anything"])("%s", (word) => {
    expect(refusal(`${word} null + 1`)).toEqual([`error XM1056 \`${word}\` cannot stand inside an expression.`]);
  });

  it("@synchronized with an argument", () => {
    expect(refusal("@synchronized(1) 2")).toEqual(["error XM1056 `@synchronized` cannot stand inside an expression."]);
  });
});
