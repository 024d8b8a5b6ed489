import { expect, it } from "vitest";
import { compareRows, describeOutcome } from "../../scripts/oracle/outcome.js";

it("the last line is the one that others read: passed of total, what was left out, percent rounded down", () => {
  const outcome = { passed: 1999, total: 2000, excluded: 46, failures: [] };
  expect(describeOutcome("jexl", outcome)).toBe("jexl: 1999 of 2000 (46 left out): 99.95 %");
});

it("counts an exception against its row and runs the others", () => {
  const rows = [{ id: "a" }, { id: "b" }, { id: "c" }];
  const { failures, ...counts } = compareRows(rows, {
    exclude: ({ id }) => (id === "c" ? "left out" : null),
    expected: () => "1",
    actual: ({ id }) => {
      if (id === "a") throw new Error("a bug");
      return "1";
    },
  });
  expect(counts).toEqual({ passed: 1, total: 2, excluded: 1 });
  expect(failures).toEqual([{ id: "a", expected: "1", actual: "threw Error: a bug", row: { id: "a" } }]);
});
