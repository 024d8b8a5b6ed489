import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportOf, type Window } from "../../src/runtime/index.js";
import { fieldsArbitrary } from "../support/expression-arbitraries.js";
import { mapBatches, mapRows, programOf, sourceArbitrary } from "./batch-support.js";

const at = (epochSecond: number) => ({ kind: "datetime", epochSecond, nano: 0, offset: 0, zone: null }) as const;
const windows: readonly Window[] = [
  { start: at(0), end: at(1_600_000_000) },
  { start: null, end: at(1_571_829_875) },
];

const rowsArbitrary = fc.array(fieldsArbitrary, { minLength: 1, maxLength: 8 });

describe("batches and single rows", () => {
  it.each([false, true])(
    "come to the same records and the same account, wherever they are cut: strict %s",
    (strict) => {
      fc.assert(
        fc.property(
          sourceArbitrary,
          rowsArbitrary,
          fc.array(fc.nat(20), { maxLength: 3 }),
          fc.constantFrom(0, 0, 0, 2),
          fc.constantFrom(null, ...windows),
          fc.option(fc.nat(6), { nil: undefined }),
          fc.constantFrom("free" as const, "needs" as const, "limits" as const, "rules" as const),
          (source, rows, cuts, warm, anyWindow, limit, schema) => {
            const program = programOf(source, schema);
            const window = program.delta === null ? null : anyWindow;
            const options = { window, strict, ...(limit === undefined ? {} : { limit }) };
            const expected = mapRows(program, rows, options);
            const actual = mapBatches(program, rows, { ...options, cuts, warm });
            expect(actual.text).toBe(expected.text);
            expect(actual.tally).toEqual(expected.tally);
            expect(reportOf(actual.tally)).toEqual(reportOf(expected.tally));
            expect(mapBatches(program, rows, { ...options, cuts, warm, report: false }).text).toBe(expected.text);
          },
        ),
        { numRuns: strict ? 150 : 500 },
      );
    },
    300_000,
  );
});
