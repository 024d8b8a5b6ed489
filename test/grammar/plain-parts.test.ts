import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPlainExpression, readPlainTarget } from "../../src/grammar/plain-part.js";
import { type Mode, Scanner } from "../../src/grammar/scanner.js";
import { StatementParser } from "../../src/grammar/statement-parser.js";
import type { Token } from "../../src/grammar/token.js";
import { createSourceFile, type SourceFile } from "../../src/text/index.js";

const parser = new StatementParser();

function tokensOf(file: SourceFile, mode: Mode): readonly Token[] {
  const scanner = new Scanner({ file, end: file.text.length, report: () => {} });
  const tokens: Token[] = [];
  for (let token = scanner.next(mode); token !== undefined; token = scanner.next(mode)) tokens.push(token);
  return tokens;
}

/** What the rules make of a text, or undefined where they refuse it or report something. */
function byRules<T>(file: SourceFile, tokens: readonly Token[], rule: () => T): T | undefined {
  let reported = false;
  parser.start(file, tokens, () => {
    reported = true;
  });
  const result = rule();
  return reported || parser.errors.length > 0 ? undefined : result;
}

const pieces = [
  "a",
  "Email",
  "_id",
  "_acme",
  "loyalty-id",
  "größe",
  "size",
  "null",
  ".",
  ".",
  ".",
  "[0]",
  "[*]",
  "[",
  "]",
  "[1.5]",
  "[-1]",
];
const rare = [
  "${a.b}",
  "_{TENANT_ID}",
  "12",
  "1234567890123",
  " ",
  "{*}",
  "@static",
  "(",
  '"x"',
  "'y'",
  "~/a/",
  "true",
  "0x1F",
  "1.5e3",
];
const text = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...rare)), { maxLength: 8 })
  .map((parts) => parts.join(""));

describe("parts that are read without the rules", () => {
  it("are expressions that the rules read alike", () => {
    fc.assert(
      fc.property(text, (source) => {
        const file = createSourceFile("a.xdmap", source);
        const tokens = tokensOf(file, "expression");
        const plain = readPlainExpression(file, tokens);
        if (plain !== undefined) expect(plain).toEqual(byRules(file, tokens, () => parser.expression()));
      }),
    );
  });

  it("are targets that the rules read alike", () => {
    fc.assert(
      fc.property(text, (source) => {
        const file = createSourceFile("a.xdmap", source);
        const tokens = tokensOf(file, "plain");
        const plain = readPlainTarget(file, tokens);
        if (plain !== undefined) expect(plain).toEqual(byRules(file, tokens, () => parser.target()));
      }),
    );
  });

  it.each(["Email", "${Created At}", '"x"', "12.5"])("hold the expression %s", (source) => {
    const file = createSourceFile("a.xdmap", source);
    expect(readPlainExpression(file, tokensOf(file, "expression"))).toBeDefined();
  });

  it.each(["_id", "_acme.loyalty-id", "a.b[0].c", "a[*].b"])("hold the target %s", (source) => {
    const file = createSourceFile("a.xdmap", source);
    expect(readPlainTarget(file, tokensOf(file, "plain"))).toBeDefined();
  });
});
