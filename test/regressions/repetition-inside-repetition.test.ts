import { describe, expect, it } from "vitest";
import { compileJavaRegex } from "../../src/values/regex/index.js";
import { RegexOverload } from "../../src/values/regex/matcher.js";

function compiled(pattern: string) {
  const result = compileJavaRegex(pattern);
  if ("problem" in result) throw new Error(result.problem.message);
  return result.regex;
}

// A RegExp tried 2^40 ways on such a text, and a preview never came to its end.
describe("a repetition inside a repetition", () => {
  it.each(["(a+)+b", "(a|aa)+b", "(?:a*)*b", "^(\\w+\\s?)*$"])("%s is soon through, as in Java", (pattern) => {
    expect(compiled(pattern).matches(`${"a".repeat(40)}!`)).toBe(false);
  });

  // Java remembers no failures of a loop in a loop, nor where there is a reference: it would run for hours.
  it.each(["(?:(?:a+)+b)*c", "(a+)+\\1c"])("%s gives up on a text that does not match", (pattern) => {
    expect(() => compiled(pattern).matches("a".repeat(60))).toThrow(RegexOverload);
  });

  it("and many repetitions in a row give up on a long text", () => {
    const started = Date.now();
    expect(() => compiled("a*a*a*a*a*a*b").find("a".repeat(5000))).toThrow(RegexOverload);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  // A RegExp read 300,000 spaces to their end from each of them, for half a minute.
  it.each(["\\s+,", "\\s{0,50000}x", "(?:\\s+,)+", "(?!\\s+,)x"])(
    "and a search for %s gives up on one long run, and is soon through a long text of short ones",
    (pattern) => {
      const started = Date.now();
      expect(() => compiled(pattern).find(`a${" ".repeat(300_000)}`.repeat(2))).toThrow(RegexOverload);
      expect(compiled(pattern).find("word, word; ".repeat(50_000))).toBeNull();
      expect(Date.now() - started).toBeLessThan(10_000);
    },
  );

  it("of which the first character tells the way is left to the RegExp, whose memory ends too", () => {
    const quoted = compiled('(?:[^"\\\\]|\\\\.)*');
    expect(quoted.matches("x".repeat(100_000))).toBe(true);
    expect(() => quoted.matches("x".repeat(10_000_000))).toThrow(RegexOverload);
  });

  it("still matches what it matches", () => {
    const email = compiled("[\\w.]+@([\\w-]+\\.)+[a-z]{2,}");
    expect(email.matches("a.long.enough.address@mail.example.com")).toBe(true);
    expect(email.matches("a.long.enough.address@mail.example.")).toBe(false);
    expect(compiled("(\\w+,?)+").matches("alpha,beta,gamma,delta,epsilon")).toBe(true);
    expect(compiled(",\\s*").split("a, b,c,  d and a text of more than twenty characters")).toHaveLength(4);
  });
});
