import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasErrors } from "../../src/diagnostics/diagnostic.js";
import { parseExpression, parseMapping, printMapping } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const readMapping = (text: string) => parseMapping(createSourceFile("m.xdmap", text));
const readExpression = (text: string) => parseExpression(createSourceFile("e", text));

/** Every span lies inside the file. */
function check(text: string): void {
  for (const { diagnostics } of [readMapping(text), readExpression(text)]) {
    for (const { place, message } of diagnostics) {
      expect(message).not.toContain("undefined");
      if (place !== null && "start" in place) {
        expect(place.start).toBeGreaterThanOrEqual(0);
        expect(place.end).toBeLessThanOrEqual(text.length);
        expect(place.start).toBeLessThanOrEqual(place.end);
      }
    }
  }
  printMapping(readMapping(text).tree);
}

const piece = fc.constantFrom(
  ...[
    "->",
    "→",
    "=>",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    ".",
    "?.",
    "?",
    "?:",
    "??",
    "..",
    "...",
    "@identity",
    "@",
    "#",
  ],
  ...[
    "+",
    "-",
    "*",
    "/",
    "%",
    "=",
    "==",
    "===",
    "<>",
    "=~",
    "!~",
    "!",
    "~",
    "&&",
    "||",
    "and",
    "or",
    "not",
    "size",
    "empty",
  ],
  ...[
    '"a"',
    "'b'",
    '"',
    "'",
    "`",
    "`x${",
    "${a}",
    "${",
    "}`",
    "~/a/",
    "/*",
    "*/",
    "// c",
    "## d",
    "/// e",
    "\\",
    '\\"',
    "“q”",
  ],
  ...[
    "let",
    "def",
    "table",
    "into",
    "test",
    "given",
    "expect",
    "mapping",
    "target",
    "sample",
    "source",
    "delta",
    "use",
    "else",
  ],
  ...[
    "a",
    "Email",
    "1",
    "08",
    ".5",
    "1.5e3",
    "2020-01-31",
    "null",
    "true",
    "new",
    "if",
    "return",
    "missing",
    "because",
    ";",
  ],
  ...["\n", "\n  ", "\r\n", "\t", " ", "\u00a0", "\u2028", "_{TENANT_ID}", "[*]", "x ->", "\ud800", "😀", "é"],
);

describe("any text", () => {
  it("made of pieces of the language ends in diagnostics", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom("", " "), (pieces, glue) =>
        check(pieces.join(glue)),
      ),
      { numRuns: 4000 },
    );
  });

  it("of any characters ends in diagnostics", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 80 }), check), { numRuns: 2000 });
  });

  it.each([
    ["parentheses", "(".repeat(5000)],
    ["closed parentheses", `${"(".repeat(5000)}a${")".repeat(5000)}`],
    ["brackets", "[".repeat(5000)],
    ["braces", "{".repeat(5000)],
    ["calls", "f(".repeat(5000)],
    ["signs", "-".repeat(5000)],
    ["nots", "not ".repeat(5000)],
    ["choices", "a ? ".repeat(5000)],
    ["defaults", `${"a ?: ".repeat(5000)}a`],
    ["templates", "`${".repeat(5000)],
    ["members", `a${".b".repeat(5000)}`],
    ["sums", `a${" + a".repeat(5000)}`],
    ["items", `a${"[0]".repeat(5000)}`],
    ["powers", `a${" * -a".repeat(5000)}`],
  ])("of 5,000 nested %s is told to be too deep", (_name, text) => {
    for (const { diagnostics } of [readMapping(`${text} -> a.b`), readExpression(text)]) {
      expect(hasErrors(diagnostics)).toBe(true);
    }
  });

  it.each([
    ["records", `test "a" {\n  given ${"{ a: ".repeat(5000)}\n}\n`],
    ["lists", `test "a" {\n  given { a: ${"[".repeat(5000)} }\n}\n`],
    ["source types", `source ${"{ a: ".repeat(5000)}\n`],
    ["blocks", "into a {\n".repeat(5000)],
    ["annotations", `a -> b ${"@static ".repeat(5000)}`],
  ])("of 5,000 %s ends in diagnostics", (_name, text) => {
    expect(hasErrors(readMapping(text).diagnostics)).toBe(true);
  });

  it("takes what is deep but sane", () => {
    const text = `${"iif(a, 1, ".repeat(60)}2${")".repeat(60)}`;
    expect(readExpression(text).diagnostics).toEqual([]);
    expect(readExpression(`a${" + a".repeat(1500)}`).diagnostics).toEqual([]);
  });
});
