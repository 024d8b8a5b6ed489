import fc from "fast-check";
import { expect, it } from "vitest";
import { compileJavaRegex } from "../../src/values/regex/index.js";
import { RegexOverload } from "../../src/values/regex/matcher.js";

const pieces = fc.constantFrom(
  ..."()[]{}*+?|\\^$.-&,:=!<>abkpPQEuxXNRGZzhHvVdDwWsSbBUic0123 #\n\u00e9\u{1f600}\ud800",
  "(?",
  "(?<",
  "(?<=",
  "(?<n>",
  "\\k<n>",
  "(?i)",
  "(?x)",
  "(?iu)",
  "[^",
  "&&",
  "\\Q",
  "\\E",
  "\\p{",
  "\\p{IsL}",
  "\\x{1F600}",
  "\\b{g}",
  "{2,3}",
  "\\R",
  "\\1",
);
const pattern = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(""));
const text = fc
  .array(fc.constantFrom("a", "b", "1", " ", "\r", "\n", "\u00e9", "\u{1f600}", "\ud800", "-"), { maxLength: 8 })
  .map((parts) => parts.join(""));

it("any text is a pattern or a problem with its place, and any use of it ends in a value or an overload", () => {
  let compiled = 0;
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      const result = compileJavaRegex(source);
      if ("problem" in result) {
        expect(result.problem.message).not.toBe("");
        expect(result.problem.offset).toBeGreaterThanOrEqual(0);
        expect(result.problem.offset).toBeLessThanOrEqual(source.length);
        return;
      }
      compiled++;
      try {
        const { regex } = result;
        const found = regex.find(input);
        expect(found === null || input.includes(found[0] ?? "")).toBe(true);
        expect(regex.fullGroups(input) !== null).toBe(regex.matches(input));
        expect(regex.split(input, -1).length).toBeLessThanOrEqual(input.length + 2);
        regex.replaceAll(input, "$0-");
      } catch (error) {
        if (!(error instanceof RegexOverload)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
  expect(compiled).toBeGreaterThan(300);
});
