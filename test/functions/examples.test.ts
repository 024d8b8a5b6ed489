import { describe, expect, it } from "vitest";
import { allFunctions, type FunctionExample } from "../../src/functions/index.js";
import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { printDateTime } from "../../src/values/dates/index.js";
import { toMarkedJson } from "../../src/values/index.js";

// Every example of the function table is a test: it is also what the manual prints.

function run({ expr, context = {} }: FunctionExample): { readonly gives: unknown } | { readonly fails: string } {
  const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "examples" });
  const read = readCase(JSON.stringify({ id: 1, expr, context }));
  if ("problem" in read) throw new Error(read.problem);
  const result = evaluateCase(read.case, { services, strict: false });
  if ("error" in result) return { fails: result.error.code };
  const { value } = result;
  const isDate = typeof value === "object" && value?.kind === "datetime";
  return { gives: isDate ? printDateTime(value) : JSON.parse(toMarkedJson(value)) };
}

describe.each(allFunctions.map((record) => [record.name, record] as const))("%s", (_name, record) => {
  it.each(record.examples.map((example) => [example.expr, example] as const))("%s", (_expr, example) => {
    expect(run(example)).toEqual(example.fails === undefined ? { gives: example.gives } : { fails: example.fails });
  });

  it("declares the codes that its examples fail with", () => {
    const shown = record.examples.flatMap(({ fails }) => (fails === undefined ? [] : [fails]));
    expect(record.failures).toEqual(expect.arrayContaining(shown));
  });
});
