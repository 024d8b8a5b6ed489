import fc from "fast-check";
import { describe, it } from "vitest";
import { expressionArbitrary, fieldsArbitrary } from "../support/expression-arbitraries.js";
import { expectSame, lower, MODES } from "./support.js";

/** Where the `[*]` of both levels are at. */
const indexes = fc.tuple(fc.nat(2), fc.nat(2));

describe("generated code and the interpreter", () => {
  it.each(MODES)("agree: strict engine $strictEngine, strict arithmetic $strictArithmetic", (mode) => {
    fc.assert(
      fc.property(expressionArbitrary(), fieldsArbitrary, fieldsArbitrary, indexes, (text, first, second, items) => {
        const expr = lower(text);
        if (expr === undefined) return;
        expectSame(expr, first, mode, items);
        expectSame(expr, second, mode, items);
      }),
      { numRuns: 1_500 },
    );
  });
});
