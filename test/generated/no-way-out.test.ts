import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { Expr } from "../../src/compiler/index.js";
import { allFunctions } from "../../src/functions/index.js";
import { generateFunction } from "../../src/runtime/generate/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";
import { integer, listOf, mapOf, type Value } from "../../src/values/index.js";
import { expectSame, lower, MODES } from "./support.js";

/** What an attacker would write to leave a literal, a name, a comment or a function. */
const ATTACKS = [
  '"); globalThis.escaped = true; ("',
  "'); globalThis.escaped = true; ('",
  "`); globalThis.escaped = true; (`",
  "${globalThis.escaped = true}",
  "*/ globalThis.escaped = true; /*",
  "// \n globalThis.escaped = true;",
  "\n} globalThis.escaped = true; function x() {\n",
  "\u2028globalThis.escaped = true;\u2029",
  "\\",
  '\\"',
  "\\u0022); globalThis.escaped = true; (\\u0022",
  "__proto__",
  "constructor",
  "prototype",
  "arguments",
  "env",
  "row",
  "support",
  "c0",
  "v1",
  "]; globalThis.escaped = true; [",
  "};globalThis.escaped=true;({",
  "</script><script>globalThis.escaped = true</script>",
  "\0",
  "\ud800",
  "constructor.constructor('globalThis.escaped = true')()",
];

const span = spanOf(createSourceFile("expression", "x"), 0, 1);
const any = { kind: "any" } as const;

function constant(value: Value): Expr {
  return { kind: "constant", value, type: any, span };
}

/** Every place of an expression that a text of its author reaches. */
function placesOf(text: string): readonly Expr[] {
  const column: Expr = { kind: "path", segments: [text], type: any, span };
  const value = constant(text);
  const calls = allFunctions
    .filter(({ style }) => style === "function")
    .map((fn): Expr => ({ kind: "call", fn, args: fn.parameters.map(() => value), type: any, span }));
  return [
    column,
    value,
    { kind: "path", segments: [text, text], type: any, span },
    { kind: "member", object: column, name: text, safe: false, type: any, span },
    { kind: "member", object: column, name: text, safe: true, type: any, span },
    { kind: "index", object: column, index: value, type: any, span },
    { kind: "method", object: column, name: text, safe: false, args: [value], type: any, span },
    { kind: "method", object: value, name: "concat", safe: false, args: [column], type: any, span },
    { kind: "unknown-call", name: text, namespace: null, args: [value], type: any, span },
    { kind: "unknown-call", name: text, namespace: text, args: [], type: any, span },
    { kind: "binary", operator: "+", left: column, right: value, type: any, span },
    { kind: "binary", operator: "==", left: column, right: value, type: any, span },
    {
      kind: "binary",
      operator: "=~",
      left: column,
      right: constant({ kind: "pattern", source: text }),
      type: any,
      span,
    },
    { kind: "template", parts: [text, column, text], type: any, span },
    { kind: "map", entries: [{ key: value, value: column }], type: any, span },
    { kind: "array", items: [value, column], extended: false, type: any, span },
    { kind: "no-value", what: text, type: any, span },
    constant(mapOf([[text, listOf([text, integer(1)])]])),
    ...calls,
  ];
}

afterEach(() => {
  Reflect.deleteProperty(globalThis, "escaped");
});

describe("no text of a mapping becomes code", () => {
  it.each(ATTACKS)("%j", (text) => {
    const row = new Map<string, Value>([
      [text, mapOf([[text, text]])],
      [`${text}.${text}`, text],
    ]);
    for (const mode of MODES) for (const expr of placesOf(text)) expectSame(expr, row, mode);
    expect(Reflect.get(globalThis, "escaped")).toBeUndefined();
  });

  it("whatever the text: the source is the same but for the table of constants", () => {
    const sourceFor = (text: string): readonly string[] => {
      const sources: string[] = [];
      const make = (...parts: string[]) => {
        sources.push(parts.join("\n"));
        return new Function(...parts);
      };
      for (const expr of placesOf(text).slice(0, 17))
        generateFunction(expr, { engine: false, arithmetic: false }, make);
      return sources.filter((source) => source !== "return 7;");
    };
    const plain = sourceFor("plain");
    expect(plain.length).toBeGreaterThan(10);
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1, unit: "binary" }), fc.constantFrom(...ATTACKS)), (text) => {
        // Digits after a dot are an index, which is no text.
        fc.pre(!/^\d+$/.test(text));
        expect(sourceFor(text)).toEqual(plain);
      }),
    );
  });

  it("in expressions as they are written", () => {
    const written = [
      '"\\"); globalThis.escaped = true; (\\""',
      "'${globalThis.escaped = true}'",
      "`a${Email}*/ globalThis.escaped = true; /*`",
      "${__proto__} + ${constructor} + arguments + ${env}",
      'decode(Email, "__proto__", 1, "constructor", 2, "toString", 3, 4)',
      'decode(Email, "a", 1, "b", 2, "c", 3, "d", 4, "e", 5, "f", 6, "g", 7, "h", 8, "__proto__", 9, 10)',
      '{"__proto__": Email, "constructor": 1}',
      'to_object("__proto__", Email).__proto__',
    ];
    for (const text of written) {
      const expr = lower(text);
      if (expr === undefined) throw new Error(`not read: ${text}`);
      for (const email of ["__proto__", "constructor", "a", null]) {
        for (const mode of MODES) expectSame(expr, new Map([["Email", email]]), mode);
      }
    }
    expect(Reflect.get(globalThis, "escaped")).toBeUndefined();
  });
});
