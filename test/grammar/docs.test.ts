import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseMapping, printMapping, sameTree } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const page = readFileSync("docs/language.md", "utf8");
const blocks = [...page.matchAll(/^```xdmap( error)?\n([\s\S]*?)^```$/gm)].map(([, error, text = ""]) => ({
  text,
  isWrong: error !== undefined,
}));

describe("the language reference", () => {
  it("has examples", () => expect(blocks.length).toBeGreaterThan(10));

  it.each(blocks)("shows what the reader takes as it says: $text", ({ text, isWrong }) => {
    const { tree, diagnostics } = parseMapping(createSourceFile("example.xdmap", text));
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`).length > 0).toBe(isWrong);
    if (isWrong) return;
    expect(diagnostics).toEqual([]);
    expect(
      sameTree(parseMapping(createSourceFile("again.xdmap", printMapping(tree))).tree.statements, tree.statements),
    ).toBe(true);
  });
});
