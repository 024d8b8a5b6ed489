import { expect } from "vitest";
import { checkCalls, lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { type Environment, evaluate } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { isFailure, MISSING, type Outcome, textOf, toJson, toMarkedJson } from "../../src/values/index.js";
import type { Fields } from "../support/expression-arbitraries.js";

const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "fuzz" });

/** A reason is read by people: a text of megabytes is not repeated in it. */
const LONGEST_MESSAGE = 2_000;

type Flags = readonly (readonly [strictEngine: boolean, strictArithmetic: boolean])[];

/** Both settings that users have, and each of JEXL's flags alone. */
export const ALL_FLAGS: Flags = [
  [false, false],
  [true, true],
  [true, false],
  [false, true],
];
export const USED_FLAGS: Flags = ALL_FLAGS.slice(0, 2);

export interface Run {
  readonly findings: readonly string[];
  /** One for each pair of flags. */
  readonly outcomes: readonly Outcome[];
  readonly milliseconds: number;
}

/** The whole way of an expression: read, checked, evaluated with each pair of flags, written as text and as JSON. */
export function runWhole(text: string, fields: Fields, flags = ALL_FLAGS): Run {
  const start = performance.now();
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  const findings = [...diagnostics, ...checkCalls(expression)].map(({ code, message }) => {
    expect(message).not.toBe("");
    return code;
  });
  const lowered = lowerExpression(expression, { functionNamed });
  const outcomes = flags.map(([strictEngine, strictArithmetic]) =>
    evaluate(lowered, environment(fields, strictEngine, strictArithmetic)),
  );
  for (const outcome of outcomes) expectWhole(outcome);
  return { findings, outcomes, milliseconds: performance.now() - start };
}

/** Read and evaluated once, in the lenient engine. */
export function runLenient(text: string, fields: Fields): Outcome {
  const { expression } = parseExpression(createSourceFile("expression", text));
  return evaluate(lowerExpression(expression, { functionNamed }), environment(fields, false, false));
}

function environment(fields: Fields, strictEngine: boolean, strictArithmetic: boolean): Environment {
  return {
    row: {
      get: (name) => {
        const value = fields.get(name);
        return value === undefined ? MISSING : value;
      },
    },
    services,
    strictEngine,
    strictArithmetic,
    items: [0, 0, 0, 0],
  };
}

/** A value that can be written, or a failure with a code and a reason. */
export function expectWhole(outcome: Outcome): void {
  if (outcome === MISSING) return;
  if (isFailure(outcome)) {
    expect(outcome.code).toMatch(/^XM\d{4}$/);
    expect(outcome.message).not.toBe("");
    expect(outcome.message.length).toBeLessThan(LONGEST_MESSAGE);
    return;
  }
  textOf(outcome);
  toJson(outcome);
  JSON.parse(toMarkedJson(outcome));
}
