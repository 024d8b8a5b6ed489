import { describe, expect, it } from "vitest";
import { parseExpression, printExpression } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const read = (text: string) => parseExpression(createSourceFile("", text));

describe("a sign right before a column in braces", () => {
  it.each(["!${Opted Out}", "iif(!${Opted Out}, 1, 2)", "a =$ ${b c}", "! $b"])("reads %s as it is written", (text) => {
    const { expression, diagnostics } = read(text);
    expect(diagnostics).toEqual([]);
    expect(printExpression(expression)).toBe(text);
  });

  it("takes a=${b c} for an assignment, which it looks like", () => {
    expect(read("a=${b c}").diagnostics.map(({ code }) => code)).toEqual(["XM1050"]);
  });
});
