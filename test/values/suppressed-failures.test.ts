import { describe, expect, it } from "vitest";
import { lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { evaluate } from "../../src/runtime/index.js";
import { createSourceFile, spanText } from "../../src/text/index.js";
import { isFailure, MISSING, textOf } from "../../src/values/index.js";

const services = fixedServices({ now: new Date(0), seed: "test" });

/** The value's text and the failures that were taken for null, each as `CODE at the marked text`. */
function run(expr: string, strict = false): { readonly gives: string; readonly suppressed: readonly string[] } {
  const { expression } = parseExpression(createSourceFile("expression", expr));
  const suppressed: string[] = [];
  const outcome = evaluate(lowerExpression(expression, { functionNamed }), {
    row: { get: () => MISSING },
    services,
    strictEngine: strict,
    strictArithmetic: strict,
    items: [],
    onSuppressed: ({ code, span }) => suppressed.push(`${code} at ${span === null ? "nowhere" : spanText(span)}`),
  });
  const gives = outcome === MISSING ? "missing" : isFailure(outcome) ? outcome.code : textOf(outcome);
  return { gives, suppressed };
}

describe("a failure that counts as null keeps its reason", () => {
  it.each([
    ['coalesce(date("?"), "x")', "x", ['XM5001 at date("?")']],
    ['coalesce(date("?"), date("!"), "x")', "x", ['XM5001 at date("?")', 'XM5001 at date("!")']],
    ['coalesce("x", date("?"))', "x", []],
    ['date("?") ?? "x"', "x", ['XM5001 at date("?")']],
    ['date("?") ?: "x"', "x", ['XM5001 at date("?")']],
    ['lower(date("?")) ?? "x"', "x", ['XM5001 at date("?")']],
    ['empty(date("?"))', "true", ['XM5001 at date("?")']],
    ['size(date("?"))', "0", ['XM5001 at date("?")']],
    ["empty('a'.substring(9))", "true", ["XM5057 at 'a'.substring(9)"]],
  ])("%s", (expr, gives, suppressed) => {
    expect(run(expr)).toEqual({ gives, suppressed });
  });

  it.each([
    ["(null + 1) ?? 5", "5", ["XM5053 at null + 1"]],
    ["(null + 1) ?: 5", "5", ["XM5053 at null + 1"]],
    ["(null + 1) ? 4 : 5", "5", ["XM5053 at null + 1"]],
  ])("strict: %s", (expr, gives, suppressed) => {
    expect(run(expr, true)).toEqual({ gives, suppressed });
  });

  it("tells nothing of a failure that goes through", () => {
    expect(run("('x' * 2) ?? 5")).toEqual({ gives: "XM5050", suppressed: [] });
  });
});
