import { describe, expect, it } from "vitest";
import { type Expr, lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { compileExpression, generateFunction } from "../../src/runtime/generate/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";
import { integer, type Value } from "../../src/values/index.js";
import { expectSame, lower, MODES, tell } from "./support.js";

const span = spanOf(createSourceFile("expression", "x"), 0, 1);
const any = { kind: "any" } as const;
const row = new Map<string, Value>([
  ["x", integer(1)],
  ["Email", "a"],
]);

/** The same step taken many times over, without the parser and its limits. */
function grow(times: number, step: (inner: Expr) => Expr): Expr {
  let expr: Expr = { kind: "path", segments: ["x"], type: any, span };
  for (let at = 0; at < times; at++) expr = step(expr);
  return expr;
}

describe("large expressions", () => {
  const one: Expr = { kind: "constant", value: integer(1), type: any, span };

  it.each([
    ["additions", 10_000, (left: Expr): Expr => ({ kind: "binary", operator: "+", left, right: one, type: any, span })],
    ["`??`", 5_000, (left: Expr): Expr => ({ kind: "binary", operator: "??", left, right: one, type: any, span })],
  ] as const)("a chain of %s is generated as far as it is shallow", (_name, times, step) => {
    const expr = grow(times, step);
    for (const mode of MODES) expectSame(expr, row, mode);
  });

  it.each([
    ["negations", (operand: Expr): Expr => ({ kind: "unary", operator: "-", operand, type: any, span })],
    [
      "conditionals",
      (inner: Expr): Expr => ({ kind: "conditional", condition: one, then: inner, otherwise: one, type: any, span }),
    ],
    ["members", (object: Expr): Expr => ({ kind: "member", object, name: "a", safe: false, type: any, span })],
    ["arrays", (inner: Expr): Expr => ({ kind: "array", items: [inner], extended: false, type: any, span })],
    ["right sides", (right: Expr): Expr => ({ kind: "binary", operator: "+", left: one, right, type: any, span })],
  ] as const)("900 %s inside one another", (_name, step) => {
    const expr = grow(900, step);
    for (const mode of MODES) expectSame(expr, row, mode);
  });

  it("code for 10,000 levels is generated without a deep stack", () => {
    const expr = grow(10_000, (operand) => ({ kind: "unary", operator: "-", operand, type: any, span }));
    expect(generateFunction(expr, { engine: false, arithmetic: false })).not.toBeNull();
    expect(compileExpression(expr)).toBeTypeOf("function");
  });

  it("10,000 parentheses end in a value or a finding", () => {
    const { expression, diagnostics } = parseExpression(
      createSourceFile("expression", `${"(".repeat(10_000)}x${")".repeat(10_000)}`),
    );
    if (diagnostics.length > 0) return;
    const expr = lowerExpression(expression, { functionNamed });
    for (const mode of MODES) expectSame(expr, row, mode);
  });

  it.each([
    ["arguments", `concat(${Array.from({ length: 3000 }, () => "Email").join(", ")})`],
    ["items", `[${Array.from({ length: 3000 }, (_, at) => `x + ${at}`).join(", ")}]`],
    [
      "options",
      `decode(Email, ${Array.from({ length: 3000 }, (_, at) => `"${at}", ${at}`).join(", ")}, "a", x, "none")`,
    ],
    [
      "constant options",
      `decode(Email, ${Array.from({ length: 3000 }, (_, at) => `"${at}", ${at}`).join(", ")}, "none")`,
    ],
    ["branches", `${Array.from({ length: 90 }, (_, at) => `iif(x == ${at + 5}, ${at}, `).join("")}x${")".repeat(90)}`],
    ["terms", Array.from({ length: 700 }, (_, at) => `x * ${at}`).join(" + ")],
  ])("a great many %s", (_name, text) => {
    const expr = lower(text);
    if (expr === undefined) throw new Error("not read");
    for (const mode of MODES) expectSame(expr, row, mode);
  });

  it("what is used again and again in itself takes no more code than there is room for", () => {
    const expr = grow(40, (inner) => ({ kind: "array", items: [inner, inner], extended: false, type: any, span }));
    expect(generateFunction(expr, { engine: false, arithmetic: false })).not.toBeNull();
    const small = grow(10, (inner) => ({ kind: "array", items: [inner, inner], extended: false, type: any, span }));
    for (const mode of MODES) expectSame(small, row, mode);
    expect(
      tell(compileExpression(small), row, MODES[0] ?? { strictEngine: false, strictArithmetic: false }),
    ).toBeDefined();
  });
});
