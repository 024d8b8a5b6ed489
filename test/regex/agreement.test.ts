import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JavaRegex } from "../../src/values/regex/java-regex.js";
import { BacktrackingMatcher } from "../../src/values/regex/matcher.js";
import { parseJavaRegex } from "../../src/values/regex/parse.js";
import { translate } from "../../src/values/regex/translate.js";

// Two ways through every pattern: the RegExp that it is translated to, and our own matcher, which follows Java's loops,
// groups and backtracking step by step. Where a translation claims to be faithful, the two must agree.

const atoms = fc.constantFrom(
  "a",
  "b",
  "ab",
  ".",
  "[ab]",
  "[^a]",
  "\\w",
  "\\b",
  "^",
  "$",
  "\\R",
  "[a-c&&[^b]]",
  "(?i:A)",
  "\\Z",
);
const quantifiers = fc.constantFrom(
  "",
  "",
  "",
  "*",
  "+",
  "?",
  "*?",
  "+?",
  "??",
  "*+",
  "++",
  "?+",
  "{2}",
  "{1,2}",
  "{0,2}?",
  "{2,}",
);

const pattern = fc.letrec<{ regex: string; part: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    tie("part"),
    fc.tuple(tie("part"), tie("regex")).map(([first, rest]) => first + rest),
    fc.tuple(tie("part"), tie("regex")).map(([first, rest]) => `${first}|${rest}`),
  ),
  part: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.tuple(atoms, quantifiers).map(([atom, quantifier]) => atom + quantifier),
    fc
      .tuple(fc.constantFrom("(", "(?:", "(?>", "(?=", "(?!", "(?<=", "(?<!"), tie("regex"), quantifiers)
      .map(([open, body, quantifier]) => `${open}${body})${quantifier}`),
  ),
})).regex;

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "A", "\n", "\r", " "), maxLength: 8 });

function parsed(source: string) {
  try {
    return parseJavaRegex(source);
  } catch {
    return null;
  }
}

describe("a translation and Java's own way of matching", () => {
  it("find the same texts and the same groups", () => {
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        const regex = parsed(source);
        const translation = regex === null ? null : translate(regex);
        fc.pre(regex !== null && translation !== null);
        if (regex === null || translation === null) return;
        const matcher = new BacktrackingMatcher(regex);
        const translated = new JavaRegex(source, regex, translation);
        expect(translated.matches(input)).toBe(matcher.full(input) !== null);
        const found = translated.find(input);
        const wanted = matcher.find(input, 0, 0);
        expect(found).toEqual(wanted === null ? null : [input.slice(wanted.start, wanted.end), ...wanted.groups]);
      }),
      { numRuns: 1500, seed: 20_201_231 },
    );
  });

  it("is translated in the common case", () => {
    const plain = [
      "([^,]+),[^,]*,([^,]+)",
      "^(\\w+)@(\\w+)\\.com$",
      "(a|b)+",
      "\\s*,\\s*",
      "(?i)abc",
      "(\\d{4})-(\\d\\d)",
      "a++b",
      "(x)(y)?",
    ];
    for (const source of plain) {
      const regex = parseJavaRegex(source);
      expect([source, translate(regex) !== null]).toEqual([source, true]);
    }
  });
});
