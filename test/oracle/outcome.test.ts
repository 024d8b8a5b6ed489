import { expect, it } from "vitest";
import { describeOutcome } from "../../scripts/oracle/outcome.js";

it("the last line is the one that others read: passed of total, what was left out, percent rounded down", () => {
  const outcome = { passed: 1999, total: 2000, excluded: 46, failures: [] };
  expect(describeOutcome("jexl", outcome)).toBe("jexl: 1999 of 2000 (46 left out): 99.95 %");
});
