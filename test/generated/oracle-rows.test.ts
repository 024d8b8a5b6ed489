import { expect, it } from "vitest";
import { generateFunction } from "../../src/runtime/generate/index.js";
import { evaluate, readCase } from "../../src/runtime/index.js";
import { fieldOf, type JavaMap, type Value } from "../../src/values/index.js";
import { describeShared, readShared } from "../support/shared.js";
import { lower, MODES, tell } from "./support.js";

// The oracles hold the interpreter to the real engines; here each of their rows holds the generated code to the
// interpreter, so that what one passes the other passes too.
for (const path of ["oracle/jexl.public.jsonl", "functions/cases.public.jsonl"]) {
  describeShared(`generated code on ${path}`, path, () => {
    const cases = readShared(path)
      .split("\n")
      .filter((line) => line.trim() !== "")
      .flatMap((line) => {
        const read = readCase(line);
        const expr = "case" in read ? lower(read.case.expr) : undefined;
        return "case" in read && expr !== undefined ? [{ ...read.case, expr }] : [];
      });

    it("has rows", () => {
      expect(cases.length).toBeGreaterThan(100);
    });

    it.each(MODES)("agrees with the interpreter: engine $strictEngine, arithmetic $strictArithmetic", (mode) => {
      const strict = { engine: mode.strictEngine, arithmetic: mode.strictArithmetic };
      const differing = cases.flatMap(({ id, expr, context }) => {
        const generated = generateFunction(expr, strict);
        const fields = fieldsOf(context);
        const expected = JSON.stringify(tell((env) => evaluate(expr, env), fields, mode));
        const actual = generated === null ? "no code" : JSON.stringify(tell(generated, fields, mode));
        return actual === expected ? [] : [`${JSON.stringify(id)}: ${expected} <> ${actual}`];
      });
      expect(differing).toEqual([]);
    });
  });
}

function fieldsOf(context: JavaMap): ReadonlyMap<string, Value> {
  const names = [...context.entries.values()].flatMap(({ key }) => (typeof key === "string" ? [key] : []));
  return new Map(names.map((name) => [name, fieldOf(context, name) ?? null]));
}
