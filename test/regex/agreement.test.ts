import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JavaRegex } from "../../src/values/regex/java-regex.js";
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
  "\\z",
  "\\B",
  "\\s",
  "[^\\n]",
  "(?m:^)",
  "(?m:$)",
  "(?iu:a)",
  "\\1",
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
  "{0}",
  "{2}?",
  "{2}+",
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

/** Any pattern at all, by the matcher alone. */
function matched(regex: JavaRegex, input: string) {
  return { matches: regex.matches(input), full: regex.fullGroups(input), all: regex.findAll(input) };
}

describe("a translation and Java's own way of matching", () => {
  it("find the same texts and the same groups", () => {
    fc.assert(
      fc.property(pattern, text, (source, input) => {
        const regex = parsed(source);
        const translation = regex === null ? null : translate(regex);
        fc.pre(regex !== null && translation !== null);
        if (regex === null || translation === null) return;
        const translated = new JavaRegex(source, regex, translation);
        const stepped = new JavaRegex(source, regex, null);
        expect(matched(translated, input)).toEqual(matched(stepped, input));
      }),
      { numRuns: 800, seed: 20_201_231 },
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

// Patterns that mean the same to both languages: no group inside a repetition, no line ends, nothing but ASCII.
const plainAtoms = fc.constantFrom(
  "a",
  "b",
  "ab",
  ".",
  "[ab]",
  "[^a]",
  "\\d",
  "\\w",
  "\\W",
  "[a-c1-3]",
  "\\.",
  "\\x61",
  "\\u0062",
);
const plainQuantifiers = fc.constantFrom("", "", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{2,}");
const plainPart = fc.oneof(
  fc.tuple(plainAtoms, plainQuantifiers).map(([atom, quantifier]) => atom + quantifier),
  fc.constantFrom("^", "$", "\\b", "\\B", "(?=a)", "(?!b)", "(?<=a)", "(?<!b)"),
  fc.tuple(plainAtoms, plainAtoms).map(([left, right]) => `(${left}|${right})`),
  fc.tuple(plainAtoms, plainQuantifiers).map(([atom, quantifier]) => `(?<n>${atom}${quantifier})`),
);
const plainPattern = fc
  .array(fc.array(plainPart, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 2 })
  .map((options) => options.map((parts) => parts.join("")).join("|"))
  .filter((source) => source.split("(?<n>").length <= 2);
const plainText = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", ".", " "), maxLength: 12 });

describe("patterns that Java and JavaScript read alike", () => {
  it("find the same texts as a plain RegExp, by translation and step by step", () => {
    fc.assert(
      fc.property(plainPattern, plainText, (source, input) => {
        const regex = parseJavaRegex(source);
        const native = Array.from(input.matchAll(new RegExp(source, "g")), (match) =>
          Array.from(match, (group) => group ?? null),
        );
        expect(new JavaRegex(source, regex, translate(regex)).findAll(input)).toEqual(native);
        expect(new JavaRegex(source, regex, null).findAll(input)).toEqual(native);
        const whole = new RegExp(`^(?:${source})$`).test(input);
        expect(new JavaRegex(source, regex, null).matches(input)).toBe(whole);
      }),
      { numRuns: 1500, seed: 20_201_231 },
    );
  });

  it("replace and split as JavaScript does where nothing matches the empty text", () => {
    fc.assert(
      fc.property(plainPattern, plainText, (source, input) => {
        const native = new RegExp(source, "g");
        fc.pre(!native.test(""));
        fc.pre(![...input.matchAll(new RegExp(source, "g"))].some(([match]) => match === ""));
        const regex = parseJavaRegex(source);
        const ours = new JavaRegex(source, regex, translate(regex));
        expect(ours.replaceAll(input, "[$0]")).toBe(input.replace(new RegExp(source, "g"), "[$&]"));
        expect(ours.split(input, -1)).toEqual(input.split(new RegExp(source.replace(/\((?!\?)|\(\?<n>/g, "(?:"))));
      }),
      { numRuns: 800, seed: 20_201_231 },
    );
  });
});
