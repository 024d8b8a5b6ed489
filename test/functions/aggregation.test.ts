import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

describe("min and max compare numbers by their values", () => {
  it.each([
    ["max(0.1B, 0.10000000000000000000000001B)", "0.10000000000000000000000001"],
    ["min(2, 1.5B)", "1.5"],
    ["max(9007199254740993H, 9007199254740992)", "9007199254740993"],
    ["max(1e400, 1) > 1", true],
    ["min(-1e400, 1e400) < 0", true],
    ["min(NaN, 1)", 1],
    ["min(1, NaN)", 1],
    ["max(NaN, 1)", "NaN"],
    ["max(1, NaN)", "NaN"],
  ])("%s", (expr, result) => {
    expect(evaluated(expr)).toEqual(result);
  });
});
