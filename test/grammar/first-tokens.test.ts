import { expect, test } from "vitest";
import { firstTokens } from "../../scripts/first-tokens.js";
import { FIRST_TOKENS } from "../../src/grammar/first-tokens.js";
import { StatementParser } from "../../src/grammar/statement-parser.js";

test("the table of first tokens is that of the rules, in their order (npm run grammar writes it)", () => {
  expect(FIRST_TOKENS).toEqual(firstTokens());
  expect(Object.keys(FIRST_TOKENS)).toEqual(Object.keys(firstTokens()));
});

test("by chevrotain's own analysis one token decides, and no two alternatives begin alike", () => {
  expect(() => new StatementParser({ skipValidations: false })).not.toThrow();
});
