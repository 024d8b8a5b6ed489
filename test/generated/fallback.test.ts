import { describe, expect, it } from "vitest";
import { compileExpression, compileWhenWarm, generateFunction, mayGenerate } from "../../src/runtime/generate/index.js";
import { evaluate } from "../../src/runtime/index.js";
import type { Value } from "../../src/values/index.js";
import { lower, MODES, tell } from "./support.js";

const lenient = { engine: false, arithmetic: false };
const row = new Map<string, Value>([["Email", " A "]]);

function lowered(text: string) {
  const expr = lower(text);
  if (expr === undefined) throw new Error(`not read: ${text}`);
  return expr;
}

describe("a host that forbids code from text", () => {
  /** As a Content-Security-Policy without 'unsafe-eval'. */
  const forbidden = () => {
    throw new EvalError("Code generation from strings disallowed for this context");
  };

  it("is asked once, and then the interpreter stands in", () => {
    expect(mayGenerate(forbidden)).toBe(false);
    const expr = lowered("lower(trim(Email))");
    expect(generateFunction(expr, lenient, forbidden)).toBeNull();
    for (const mode of MODES) {
      const expected = tell((env) => evaluate(expr, env), row, mode);
      expect(tell(compileExpression(expr, forbidden), row, mode)).toEqual(expected);
    }
  });

  it("is told from one whose functions do nothing", () => {
    expect(mayGenerate(() => () => undefined)).toBe(false);
    expect(mayGenerate(() => null)).toBe(false);
    expect(mayGenerate()).toBe(true);
  });

  it("maps all its rows", () => {
    const run = compileWhenWarm(lowered("lower(trim(Email))"), lenient, forbidden);
    const mode = { strictEngine: false, strictArithmetic: false };
    for (let at = 0; at < 40; at++) expect(tell(run, row, mode).outcome).toBe('"a"');
  });
});

describe("an expression of many rows", () => {
  it("is interpreted first and generated once it is worth it, with the same outcome", () => {
    let made = 0;
    const counting = (...text: string[]) => {
      made += 1;
      return new Function(...text);
    };
    const run = compileWhenWarm(lowered("lower(trim(Email))"), lenient, counting);
    const mode = { strictEngine: false, strictArithmetic: false };
    expect(tell(run, row, mode).outcome).toBe('"a"');
    expect(made).toBe(0);
    for (let at = 0; at < 100; at++) expect(tell(run, row, mode).outcome).toBe('"a"');
    // Once to see whether the host allows it, once for the code.
    expect(made).toBe(2);
  });

  it("is generated once for each strictness", () => {
    const run = compileExpression(lowered("Email + null"));
    for (const mode of [...MODES, ...MODES]) {
      const expected = tell((env) => evaluate(lowered("Email + null"), env), row, mode);
      expect(tell(run, row, mode)).toEqual(expected);
    }
  });
});
