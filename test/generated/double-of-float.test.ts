import fc from "fast-check";
import { expect, it } from "vitest";
import { doubleOfFloat } from "../../src/runtime/generate/double-of-float.js";
import { doubleOf } from "../../src/values/coerce.js";
import { float } from "../../src/values/index.js";

function expectSameDouble(value: number): void {
  const exact = Math.fround(value);
  if (!Object.is(doubleOfFloat(exact), doubleOf(float(exact))))
    expect(doubleOfFloat(exact)).toBe(doubleOf(float(exact)));
}

it("reads every tenth price up to a hundred thousand as its text spells it", () => {
  for (let cents = -100_000; cents <= 10_000_000; cents += 97) expectSameDouble(cents / 100);
});

it("reads any Float as its text spells it", () => {
  fc.assert(fc.property(fc.float(), expectSameDouble), { numRuns: 20_000 });
  for (const edge of [
    0,
    -0,
    Number.NaN,
    Infinity,
    -Infinity,
    1e-45,
    3.4028235e38,
    999999.9,
    1e6,
    0.01,
    0.001,
    -0.005,
  ]) {
    expectSameDouble(edge);
  }
});
