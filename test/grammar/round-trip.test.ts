import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Expression,
  mapExpression,
  parseExpression,
  parseMapping,
  printExpression,
  printMapping,
  sameTree,
  walkExpression,
} from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { expression, looseExpression, mappingFile } from "./arbitraries.js";

const readExpression = (text: string) => parseExpression(createSourceFile("e", text));
const readMapping = (text: string) => parseMapping(createSourceFile("m.xdmap", text));

function withoutGroups(tree: Expression): Expression {
  return tree.kind === "group" ? withoutGroups(tree.expression) : mapExpression(tree, withoutGroups);
}

describe("printing", () => {
  it("gives any tree the parentheses that it needs", () => {
    fc.assert(
      fc.property(looseExpression, (tree) => {
        const text = printExpression(tree);
        const { expression: read, diagnostics } = readExpression(text);
        expect(diagnostics.map(({ code, message }) => `${code} ${message} in ${text}`)).toEqual([]);
        expect(sameTree(withoutGroups(read), withoutGroups(tree)), text).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  it("is read back as the same expression", () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const text = printExpression(tree);
        const read = readExpression(text).expression;
        expect(sameTree(read, tree), text).toBe(true);
        expect(printExpression(read)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("is read back as the same file, and prints the same again", () => {
    fc.assert(
      fc.property(mappingFile, (tree) => {
        const text = printMapping(tree);
        const { tree: read, diagnostics } = readMapping(text);
        expect(diagnostics.map(({ code, message }) => `${code} ${message} in\n${text}`)).toEqual([]);
        expect(sameTree(read.statements, tree.statements), text).toBe(true);
        expect(printMapping(read), text).toBe(text);
      }),
      { numRuns: 1500 },
    );
  });

  it("generates every kind of node", () => {
    const seen = new Set<string>();
    for (const tree of fc.sample(looseExpression, 3000)) {
      walkExpression(tree, ({ kind }) => {
        seen.add(kind);
        return true;
      });
    }
    for (const file of fc.sample(mappingFile, 500)) for (const { kind } of file.statements) seen.add(kind);
    const kinds = [
      ...["null", "boolean", "number", "string", "regex", "template", "array", "map", "set", "name", "quoted-column"],
      ...[
        "member",
        "index",
        "wildcard",
        "call",
        "method-call",
        "invoke",
        "unary",
        "binary",
        "conditional",
        "group",
        "lambda",
      ],
      ...[
        "mapping",
        "mapping-header",
        "target-header",
        "sample-header",
        "delta-header",
        "source-block",
        "use",
        "let",
        "def",
      ],
      ...["table", "into", "test"],
    ];
    expect([...seen].sort()).toEqual(kinds.sort());
  });
});
