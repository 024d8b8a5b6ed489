import { describe, expect, it } from "vitest";
import { lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import type { Type } from "../../src/values/index.js";

function typeOf(source: string): Type {
  const { expression } = parseExpression(createSourceFile("expression", source));
  return lowerExpression(expression, { functionNamed }).type;
}

const text = { kind: "string" } as const;
const integer = { kind: "number", of: "integer" } as const;

describe("functions that hand on an argument", () => {
  it.each<[string, Type]>([
    ['iif(a, "x", "y")', text],
    ['iif(a, "x", null)', text],
    ["iif(a, 1, 2)", integer],
    ["iif(a, 1, 2.5)", { kind: "number", of: "number" }],
    ['iif(a, 1, "x")', { kind: "any" }],
    ["iif(a, b, 1)", { kind: "any" }],
    ["iif(a, true, false)", { kind: "boolean" }],
    ["iif(a, date(b), now())", { kind: "datetime" }],
    ["iif(a, {'k': 1}, {'l': 2})", { kind: "object", fields: null }],
    ["iif(a, explode(b), split(b, ','))", { kind: "array", items: text }],
    ['decode(a, "x", 1, "y", 2)', integer],
    ['decode(a, "x", 1, "y", 2, "none")', { kind: "any" }],
    ['decode(a, 1, "x", "none")', text],
    ["coalesce(null, 1, 2)", integer],
    ['coalesce(explode("a,b"))', text],
    ['coalesce(null, explode("a,b"))', { kind: "array", items: text }],
    ["first(split(a, ','))", text],
    ['last("1", "2")', text],
    ["max(1, 2)", integer],
    ["min(now(), date(a))", { kind: "datetime" }],
    ["max(a)", { kind: "any" }],
  ])("%s", (source, expected) => {
    expect(typeOf(source)).toEqual(expected);
  });
});
