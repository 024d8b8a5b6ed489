import { describe, expect, it } from "vitest";
import { compileDatePattern, dateTimeOf, isProblem, parseDate } from "../../src/values/dates/index.js";
import { compile, shown } from "./support.js";

const YEAR_ONE = { year: 1, month: 1, day: 1, hour: 0, minute: 0, second: 0, nano: 0 };

describe("absurd input", () => {
  it("is limited where a pattern is concerned", () => {
    expect(compileDatePattern("y".repeat(1_000_000), "java")).toHaveProperty("problem");
    expect(compileDatePattern("[".repeat(100_000), "java")).toHaveProperty("problem");
    expect(shown(compile(`${"[".repeat(900)}yyyy-MM-dd`).parseDateTime("2020-01-01"))).toBe("2020-01-01T00:00:00Z");
  });

  it("does not make long messages of long texts", () => {
    const text = "1".repeat(10_000_000);
    for (const result of [parseDate(text), compile("yyyy-MM-dd").parseDateTime(text), compile("'1'yyyy").parse(text)]) {
      if (!isProblem(result)) throw new Error("it was read");
      expect(result.problem.length).toBeLessThan(400);
    }
  });

  it("prints nothing that Java would not print", () => {
    const value = dateTimeOf(YEAR_ONE);
    if (isProblem(value)) throw new Error(value.problem);
    expect(compile("ppDDD").format(value)).toHaveProperty("problem");
    expect(compile("y".repeat(12)).format(value)).toHaveProperty("problem");
  });

  it("says where a second can no longer be told", () => {
    const read = (text: string) => shown(compile("uuuu-MM-dd HH:mm:ss").parseDateTime(text));
    expect(read("+280000000-01-01 00:00:01")).toBe("+280000000-01-01T00:00:01Z");
    expect(read("+999999999-12-31 23:59:59")).toContain("too far away");
    expect(read("+1000000000-01-01 00:00:00")).toContain("the year 1000000000 is not between");
  });
});
