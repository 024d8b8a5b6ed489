import { describe, expect, it } from "vitest";
import { evaluated, evaluatedLine } from "./run-case.js";

const record = {
  evars: { evar: { field1: "x", none: null } },
  list: [{ a: 1 }, null, [7]],
  "dotted.name": 1,
  "a.b": { "c.d": 2 },
  "price[usd]": 3,
  text: "evars",
  gone: null,
  "": 4,
};

describe("contains_key", () => {
  it.each([
    ['contains_key("evars.evar.field1")', true],
    ['contains_key("evars.evar.field2")', false],
    ['contains_key("evars.evar.field1.deeper")', false],
    ['contains_key("evars.evar.none")', true],
    ['contains_key("gone")', true],
    ['contains_key("gone.deeper")', false],
    ['contains_key("absent")', false],
    ['contains_key("Evars")', false],
    ['contains_key("list[0].a")', true],
    ['contains_key("list.0.a")', true],
    ['contains_key("list[1]")', true],
    ['contains_key("list[2][0]")', true],
    ['contains_key("list[3]")', false],
    ['contains_key("list[99999999999999999999]")', false],
    ['contains_key("list[-1]")', false],
    ['contains_key("list[*].a")', false],
    ['contains_key("evars[0]")', false],
    // A dot in a name: escaped, or as JEXL's dotted names.
    ['contains_key("dotted\\\\.name")', true],
    ['contains_key("dotted.name")', true],
    ['contains_key("a\\\\.b.c\\\\.d")', true],
    ['contains_key("a\\\\.b.c")', false],
    ['contains_key("price[usd]")', true],
    ['contains_key("")', true],
    ['contains_key(".")', false],
    ['contains_key("evars..evar")', false],
    // Java's getters are no keys.
    ['contains_key("evars.empty")', false],
    ['contains_key("text.bytes")', false],
    ['contains_key("evars.size")', false],
    // What is no text literal is evaluated: its value counts, not its text.
    ["contains_key(text)", true],
    ["contains_key(evars.evar.field1)", true],
    ["contains_key(evars.evar.field2)", false],
    ["contains_key(gone)", false],
    ['contains_key(concat("no", "where"))', true],
    ["contains_key(null)", false],
    ["contains_key(0)", true],
    ['contains_key(("nowhere"))', false],
    ['iif(contains_key("evars.evar.field1"), evars.evar.field1, "none")', "x"],
    ["contains_key()", null],
  ])("%s", (expr, result) => {
    expect(evaluated(expr, record)).toEqual(result);
    expect(evaluated(expr.replace("contains_key", "is_set"), record)).toEqual(result);
  });

  it("asks for keys in strict mode too", () => {
    expect(evaluated('contains_key("absent.deeper")', record, true)).toBe(false);
    expect(evaluated("contains_key(absent)", record, true)).toBe(false);
  });

  it("finds a key that JavaScript's objects treat apart only where it is", () => {
    expect(evaluated('contains_key("__proto__")', {})).toBe(false);
    expect(evaluated('contains_key("evars.constructor")', record)).toBe(false);
    expect(evaluatedLine('{"id":1,"expr":"contains_key(\'o.__proto__\')","context":{"o":{"__proto__":null}}}')).toBe(
      true,
    );
  });

  it("reads a path of a million steps in no time", () => {
    const path = `${"a.".repeat(500_000)}b`;
    const started = performance.now();
    expect(evaluated(`contains_key("${path}")`, { a: 1 })).toBe(false);
    expect(evaluated(`contains_key("${path}")`, { a: null })).toBe(false);
    expect(evaluated(`contains_key("${"[".repeat(500_000)}")`, { a: 1 })).toBe(false);
    expect(evaluated(`contains_key("a${"[0]".repeat(500_000)}")`, { a: [] })).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
