import fc from "fast-check";
import { describe, it } from "vitest";
import { expressionArbitrary, fieldsArbitrary } from "../support/expression-arbitraries.js";
import { expectSame, lower, MODES } from "./support.js";

describe("generated code and the interpreter", () => {
  it.each(MODES)("agree: strict engine $strictEngine, strict arithmetic $strictArithmetic", (mode) => {
    fc.assert(
      fc.property(expressionArbitrary(), fieldsArbitrary, fieldsArbitrary, (text, first, second) => {
        const expr = lower(text);
        if (expr === undefined) return;
        expectSame(expr, first, mode);
        expectSame(expr, second, mode);
      }),
      { numRuns: Number(process.env["N"] ?? 1_500) },
    );
  });
});
