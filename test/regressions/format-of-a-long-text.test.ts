import { describe, expect, it } from "vitest";
import { formatTest } from "../../src/compiler/format-test.js";

// A cell of 10 MB on a field of the format uri-reference, such as _id, ended a preview with a RangeError.
describe("the format of a text of 10 MB", () => {
  it.each(["uri-reference", "uri-template", "json-pointer", "email", "byte"])("%s: breaks nothing", (format) => {
    const test = formatTest(format);
    for (const piece of ["x", "/x", "a."]) expect(() => test?.(piece.repeat(5_000_000))).not.toThrow();
    expect(formatTest("uri-reference")?.("x".repeat(10_000_000))).toBe(true);
  });

  it("short texts are held to it", () => {
    expect(formatTest("uri-reference")?.("a b")).toBe(false);
    expect(formatTest("email")?.("ada")).toBe(false);
  });
});
