import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { mayGenerate } from "../../src/runtime/generate/index.js";
import { fieldsArbitrary } from "../support/expression-arbitraries.js";
import { mapBatches, mapRows, programOf, sourceArbitrary } from "./batch-support.js";

// A browser's Content-Security-Policy may forbid code from text. Asked once; so this file has the process for itself.
beforeAll(() => {
  vi.stubGlobal("Function", () => {
    throw new EvalError("code from text is forbidden here");
  });
});
afterAll(() => {
  vi.unstubAllGlobals();
});

it("maps batches all the same where no code can be made", () => {
  expect(mayGenerate()).toBe(false);
  fc.assert(
    fc.property(sourceArbitrary, fc.array(fieldsArbitrary, { minLength: 1, maxLength: 4 }), (source, rows) => {
      const program = programOf(source, "rules");
      const options = { window: null, strict: false };
      const expected = mapRows(program, rows, options);
      expect(mapBatches(program, rows, { ...options, cuts: [1], warm: 0 })).toEqual(expected);
    }),
    { numRuns: 50 },
  );
}, 120_000);
