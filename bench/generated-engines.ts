// What bench/generated.mjs times; bundled by it, so that the code is as it ships.
import { type Expr, lowerExpression } from "../src/compiler/index.js";
import { functionNamed } from "../src/functions/index.js";
import { parseExpression } from "../src/grammar/index.js";
import { nodeServices } from "../src/host/services.js";
import { generateFunction } from "../src/runtime/generate/index.js";
import { type Environment, evaluate } from "../src/runtime/index.js";
import { createSourceFile } from "../src/text/index.js";
import { isFailure, MISSING, type Outcome, textOf } from "../src/values/index.js";

type Run = (env: Environment) => Outcome;

const services = nodeServices();

/** A row as both engines read it, lenient: a cell by its column's name. */
export function environmentOf(row: Readonly<Record<string, string | null>>): Environment {
  const cells = new Map(Object.entries(row));
  const get = (name: string) => {
    const cell = cells.get(name);
    return cell === undefined ? MISSING : cell;
  };
  return { row: { get }, services, strictEngine: false, strictArithmetic: false, items: [] };
}

function lower(text: string): Expr {
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  if (diagnostics.length > 0) throw new Error(diagnostics[0]?.message);
  return lowerExpression(expression, { functionNamed });
}

export function interpreterOf(text: string): Run {
  const expr = lower(text);
  return (env) => evaluate(expr, env);
}

export function generatedOf(text: string): Run {
  const run = generateFunction(lower(text), { engine: false, arithmetic: false });
  if (run === null) throw new Error("this host makes no functions from text");
  return run;
}

/** An outcome in words, to see that the engines did the same. */
export function show(outcome: Outcome): string {
  if (outcome === MISSING) return "missing";
  return isFailure(outcome) ? `${outcome.code}: ${outcome.message}` : textOf(outcome);
}
