import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { functions as codes } from "../../src/diagnostics/functions.js";
import { allFunctions, arityOf, type CallContext, functionNamed } from "../../src/functions/index.js";
import { fixedServices } from "../../src/host/services.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";
import { integer, isFailure, listOf, MISSING, type Outcome, objectOf } from "../../src/values/index.js";

const file = createSourceFile("example.xdmap", "call()");
const context: CallContext = {
  services: fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "table" }),
  strict: false,
  span: spanOf(file, 0, 6),
  lookup: () => MISSING,
};

function call(name: string, ...args: readonly Outcome[]): Outcome {
  const record = functionNamed(name);
  if (record === undefined) throw new Error(`no function ${name}`);
  return record.invoke(
    args.map((arg) => () => arg),
    context,
  );
}

const failed: Outcome = { kind: "failure", code: "XM5050", message: "before", span: null };

describe("the function table", () => {
  it("has each name once", () => {
    const names = allFunctions.flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it("lists each failure code that is registered, and no other", () => {
    for (const { failures } of allFunctions) {
      for (const code of failures) expect(Object.keys(codes)).toContain(code);
    }
  });

  it("gives null for a null in a required argument where the record says so", () => {
    for (const record of allFunctions.filter(({ onNull }) => onNull === "null")) {
      const { least } = arityOf(record);
      if (least === 0) continue;
      const nulls = Array.from({ length: least + (record.style === "method" ? 1 : 0) }, () => () => null);
      expect([record.name, record.invoke(nulls, context)]).toEqual([record.name, null]);
    }
  });

  it("passes a failed argument on, unless the function evaluates it itself", () => {
    expect(call("lower", failed)).toBe(failed);
    expect(call("concat", "a", failed)).toBe(failed);
    expect(call("lpad", null, failed, "x")).toBe(failed);
    expect(call("iif", true, "a", failed)).toBe("a");
    expect(call("coalesce", null, failed, "b")).toBe(failed);
    expect(call("coalesce", null, { ...failed, code: "XM5001" }, "b")).toBe("b");
    expect(call("coalesce", "a", failed)).toBe("a");
  });

  it("reads a missing argument as null", () => {
    expect(call("concat", "a", MISSING)).toBe("a");
    expect(call("is_empty", MISSING)).toBe(true);
  });

  it("gives null for a wrong number of arguments, and a failure in strict mode", () => {
    expect(call("lower")).toBeNull();
    expect(call("lower", "a", "b")).toBeNull();
    const strict = functionNamed("lower")?.invoke([], { ...context, strict: true }) ?? null;
    expect(isFailure(strict) && strict.code).toBe("XM5014");
  });

  it("turns scalars into Java's text, dates into Data Prep's, and no collection", () => {
    const now = context.services.now();
    expect(call("concat", integer(1), { kind: "double", value: 1 }, true, now)).toBe("11.0true2026-01-02T03:04:05Z");
    for (const collection of [listOf([]), objectOf([])]) {
      const outcome = call("lower", collection);
      expect(isFailure(outcome) && outcome.code).toBe("XM5003");
    }
  });

  it("takes whole numbers out of text and out of decimals without a fraction", () => {
    expect(call("left", "abc", "2")).toBe("ab");
    expect(call("left", "abc", { kind: "double", value: 2 })).toBe("ab");
    const outcome = call("left", "abc", { kind: "double", value: 2.5 });
    expect(isFailure(outcome) && outcome.message).toBe(
      "left() takes a whole number as `count`, and this is a decimal number, `2.5`.",
    );
  });

  it("never throws, whatever the arguments", () => {
    const value = fc.oneof(
      fc.constantFrom<Outcome>(null, true, false, MISSING, failed, listOf([null, "a"]), objectOf([["a", null]])),
      fc.string(),
      fc.constantFrom("2020-01-01", "UTF-16", "(", "a{2", "yyyy", "\ud83d"),
      fc.integer().map((number): Outcome => integer(number)),
      fc.double().map((number): Outcome => ({ kind: "double", value: number })),
      fc.constant(context.services.now()),
    );
    const calls = fc.tuple(fc.constantFrom(...allFunctions), fc.array(value, { maxLength: 5 }));
    fc.assert(
      fc.property(calls, ([record, args]) => {
        record.invoke(
          args.map((arg) => () => arg),
          context,
        );
      }),
      { numRuns: 3000 },
    );
  });
});
