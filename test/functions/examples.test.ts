import { describe, expect, it } from "vitest";
import { allFunctions } from "../../src/functions/index.js";
import { evaluateToJson } from "./evaluate.js";

// Every example of the function table is a test: it is also what the manual prints.

describe.each(allFunctions.map((record) => [record.name, record] as const))("%s", (_name, record) => {
  it.each(record.examples.map((example) => [example.expr, example] as const))("%s", (expr, example) => {
    const expected = example.fails === undefined ? { gives: example.gives } : { fails: example.fails };
    expect(evaluateToJson(expr, example.context)).toEqual(expected);
  });

  it("declares the codes that its examples fail with", () => {
    const shown = record.examples.flatMap(({ fails }) => (fails === undefined ? [] : [fails]));
    expect(record.failures).toEqual(expect.arrayContaining(shown));
  });

  it("is called in its examples by each of its names", () => {
    const calls = record.examples.map(({ expr }) => expr).join("\n");
    for (const name of [record.name, ...record.aliases]) expect(calls).toMatch(new RegExp(`\\b${name}\\(`));
  });
});
