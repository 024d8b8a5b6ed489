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

const operands = ["a", "Email", "${a.b}", '"x"', "12", "null", "true", "~/a/", "-1", "a.b", "(a)", "getClass(a)"];
const operators = ["==", "!=", "eq", "<", "&&", "or", "+", "-", "*", "/", "mod", "..", "?:", "=~", ":", "->", "?"];
/** Calls and operators as people write them, with what is no plain part among it. */
const nested = fc.letrec<{ operand: string; operation: string }>((tie) => ({
  operand: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    { weight: 3, arbitrary: fc.constantFrom(...operands) },
    fc
      .tuple(fc.constantFrom("f", "iif", "size", "ns:f", "getClass"), fc.array(tie("operation"), { maxLength: 4 }))
      .map(([callee, values]) => `${callee}(${values.join(", ")})`),
  ),
  operation: fc.oneof(
    { weight: 2, arbitrary: tie("operand") },
    fc.tuple(tie("operand"), fc.constantFrom(...operators), tie("operand")).map((parts) => parts.join(" ")),
  ),
}));
/** The same where one character is lost: a comma, a bracket. */
const torn = fc
  .tuple(nested.operation, fc.nat(200))
  .map(([source, at]) => source.slice(0, at) + source.slice(at + (at % 3 === 0 ? 1 : 0)));

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

  it("are calls and operations that the rules read alike", () => {
    let plainly = 0;
    fc.assert(
      fc.property(torn, (source) => {
        const file = createSourceFile("a.xdmap", source);
        const tokens = tokensOf(file, "expression");
        const plain = readPlainExpression(file, tokens);
        if (plain === undefined) return;
        if (plain.kind === "call" || plain.kind === "binary") plainly++;
        expect(plain).toEqual(byRules(file, tokens, () => parser.expression()));
      }),
      { numRuns: 1000 },
    );
    expect(plainly).toBeGreaterThan(20);
  });

  it.each([
    ["nests deeper than is safe", `${"f(".repeat(201)}a${")".repeat(201)}`],
    ["chains operators", "a + b - c"],
    ["asks for a class", "getClass(a)"],
    ["calls what a call gives", "f(a)(b)"],
    ["lacks an argument", "f(a, )"],
  ])("leave to the rules what %s", (_what, source) => {
    const file = createSourceFile("a.xdmap", source);
    expect(readPlainExpression(file, tokensOf(file, "expression"))).toBeUndefined();
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

  it.each(["Email", "${Created At}", '"x"', "12.5", 'iif(a == "", null, lower(trim(a)))', "now()"])(
    "hold the expression %s",
    (source) => {
      const file = createSourceFile("a.xdmap", source);
      expect(readPlainExpression(file, tokensOf(file, "expression"))).toBeDefined();
    },
  );

  it.each(["_id", "_acme.loyalty-id", "a.b[0].c", "a[*].b"])("hold the target %s", (source) => {
    const file = createSourceFile("a.xdmap", source);
    expect(readPlainTarget(file, tokensOf(file, "plain"))).toBeDefined();
  });
});
