import { describe, expect, it } from "vitest";
import { compileSchemaPattern } from "../../src/values/regex/schema-pattern.js";

// A schema's pattern went to a RegExp as it stood: one row with a text that it backtracks on stopped check and preview.
describe("a pattern of a schema", () => {
  const nearly = `${"a".repeat(60)}!`;

  it.each(["^(a+)+$", "^(a|aa)+$", "^(a|a)*$", "^(([a-z])+.)+[A-Z]([a-z])+$", "^(a*)*b$"])("%s ends", (pattern) => {
    const test = compileSchemaPattern(pattern);
    const start = performance.now();
    test?.(nearly);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it("is ECMAScript's, found anywhere unless it is anchored", () => {
    expect(compileSchemaPattern("[0-1][0-9]-[0-9][0-9]")?.("born 12-31")).toBe(true);
    expect(compileSchemaPattern("^[A-Z]{2}$")?.("US\n")).toBe(false);
    expect(compileSchemaPattern("^\\s$")?.("\u00a0")).toBe(true);
    expect(compileSchemaPattern("\\w+\\/[-.\\w]+(?:\\+[-.\\w]+)?")?.("image/svg+xml")).toBe(true);
  });

  it("gives the answer where it can: the nested repetition of letters fits, or does not", () => {
    expect(compileSchemaPattern("^(a+)+$")?.("a".repeat(60))).toBe(true);
    expect(compileSchemaPattern("^(a+)+$")?.("b")).toBe(false);
  });

  it("is not held where it cannot be read", () => {
    expect(compileSchemaPattern("(")).toBeNull();
  });
});
