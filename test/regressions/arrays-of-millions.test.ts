import { describe, expect, it } from "vitest";
import { isFailure, MISSING, textOf, type Value } from "../../src/values/index.js";
import { runLenient } from "../fuzz/support.js";

// A text of some megabytes became an array of as many items, which took gigabytes and a minute to be written out.
describe("a text that would be taken apart into millions of items", () => {
  const fields = new Map<string, Value>([
    ["many", "a,".repeat(1_500_000)],
    ["most", "a,".repeat(999_999)],
  ]);

  it.each([
    ["many.split(',')", "XM5059"],
    ["many.split('')", "XM5059"],
    ["many.toCharArray()", "XM5060"],
    ["explode(many)", "XM5011"],
    ["explode(many, '')", "XM5011"],
    ["split(many, ',')", "XM5060"],
    ["split(many, ',;')", "XM5060"],
    ["size(split(most, ','))", "999999"],
    ["size(most.split(','))", "999999"],
    ["size(explode(most))", "1000000"],
  ])("%s: %s", (text, expected) => {
    const outcome = runLenient(text, fields);
    if (outcome === MISSING) throw new Error("nothing");
    expect(isFailure(outcome) ? outcome.code : textOf(outcome)).toBe(expected);
  });

  it("says that the array is what is too long", () => {
    const outcome = runLenient("explode(many)", fields);
    expect(outcome).toHaveProperty(
      "message",
      "explode() gave up the regular expression `,`: the array that it makes is too long.",
    );
  });
});
