import { expect } from "vitest";
import { type Expr, lowerExpression } from "../../src/compiler/index.js";
import { functionNamed } from "../../src/functions/index.js";
import { parseExpression } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { generateFunction } from "../../src/runtime/generate/index.js";
import { type Environment, evaluate } from "../../src/runtime/index.js";
import { createSourceFile } from "../../src/text/index.js";
import {
  type Failure,
  isFailure,
  kindName,
  MISSING,
  type Outcome,
  textOf,
  type Value,
} from "../../src/values/index.js";
import { rowOf } from "../support/expression-arbitraries.js";

/** A text as a lowered expression; undefined where it is none. */
export function lower(text: string): Expr | undefined {
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  if (diagnostics.some(({ severity }) => severity === "error")) return undefined;
  return lowerExpression(expression, { functionNamed });
}

export interface Mode {
  readonly strictEngine: boolean;
  readonly strictArithmetic: boolean;
}

export const MODES: readonly Mode[] = [
  { strictEngine: false, strictArithmetic: false },
  { strictEngine: true, strictArithmetic: true },
  { strictEngine: false, strictArithmetic: true },
  { strictEngine: true, strictArithmetic: false },
];

/** What an evaluation came to, in words that two engines can be compared by. */
export interface Told {
  readonly outcome: string;
  /** The failures that were suppressed on the way, in order. */
  readonly suppressed: readonly string[];
}

type Run = (env: Environment) => Outcome;

/** Runs one engine in an environment of its own: clocks and identifiers start afresh. */
export function tell(
  run: Run,
  fields: ReadonlyMap<string, Value>,
  mode: Mode,
  items: readonly number[] = [0, 0],
): Told {
  const suppressed: string[] = [];
  const env: Environment = {
    row: rowOf(fields, MISSING),
    services: fixedServices({ now: new Date(1_600_000_000_000), seed: "row" }),
    ...mode,
    items,
    onSuppressed: (problem) => suppressed.push(describeFailure(problem)),
  };
  return { outcome: describeOutcome(run(env)), suppressed };
}

function describeOutcome(outcome: Outcome): string {
  if (outcome === MISSING) return "missing";
  return isFailure(outcome) ? describeFailure(outcome) : describeValue(outcome);
}

function describeFailure({ code, message, span }: Failure): string {
  return `${code} ${message} at ${span === null ? "no place" : `${span.start}-${span.end}`}`;
}

/** Kind and content, to the last bit. */
function describeValue(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  switch (value.kind) {
    case "list":
    case "array":
      return `${value.kind === "array" ? value.component : ""}[${value.items.map(describeValue).join(", ")}]`;
    case "set":
      return `set[${[...value.items.values()].map(describeValue).join(", ")}]`;
    case "map": {
      const entries = [...value.entries.values()];
      return `{${entries.map((entry) => `${describeValue(entry.key)}: ${describeValue(entry.value)}`).join(", ")}}`;
    }
    case "byte":
    case "short":
    case "integer":
    case "float":
    case "double":
      return `${value.kind} ${Object.is(value.value, -0) ? "-0" : value.value}`;
    case "datetime":
      return `datetime ${value.epochSecond} ${value.nano} ${value.offset} ${value.zone}`;
    case "bigdecimal":
      return `bigdecimal ${value.unscaled} ${value.scale}`;
    default:
      return `${kindName(value)} ${textOf(value)}`;
  }
}

/** Demands that the generated code tells the same as the interpreter; that there is generated code. */
export function expectSame(
  expr: Expr,
  fields: ReadonlyMap<string, Value>,
  mode: Mode,
  items: readonly number[] = [0, 0],
): void {
  const strict = { engine: mode.strictEngine, arithmetic: mode.strictArithmetic };
  const generated = generateFunction(expr, strict);
  expect(generated).not.toBeNull();
  if (generated === null) return;
  const expected = tell((env) => evaluate(expr, env), fields, mode, items);
  expect(tell(generated, fields, mode, items)).toEqual(expected);
  // What was made for one row must not depend on it.
  expect(tell(generated, fields, mode, items)).toEqual(expected);
}
