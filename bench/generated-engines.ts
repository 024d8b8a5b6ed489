// What bench/generated.mjs times: bundled, so that the code is the one that ships.
import { lowerExpression } from "../src/compiler/index.js";
import { functionNamed, type Services } from "../src/functions/index.js";
import { parseExpression } from "../src/grammar/index.js";
import { nodeServices } from "../src/host/services.js";
import { generateFunction } from "../src/runtime/generate/index.js";
import { type Environment, evaluate } from "../src/runtime/index.js";
import { createSourceFile } from "../src/text/index.js";
import { MISSING, type Outcome, type Value } from "../src/values/index.js";

type Run = (row: ReadonlyMap<string, Value>) => Outcome;

const services: Services = nodeServices();

function environmentOf(row: ReadonlyMap<string, Value>): Environment {
  const get = (name: string) => {
    const value = row.get(name);
    return value === undefined ? MISSING : value;
  };
  return { row: { get }, services, strictEngine: false, strictArithmetic: false, items: [] };
}

export function interpreterOf(text: string): Run {
  const { expression } = parseExpression(createSourceFile("expression", text));
  const expr = lowerExpression(expression, { functionNamed });
  return (row) => evaluate(expr, environmentOf(row));
}

export function generatedOf(text: string): Run {
  const { expression } = parseExpression(createSourceFile("expression", text));
  const expr = lowerExpression(expression, { functionNamed });
  const run = generateFunction(expr, { engine: false, arithmetic: false });
  if (run === null) throw new Error("this host generates no code");
  return (row) => run(environmentOf(row));
}
