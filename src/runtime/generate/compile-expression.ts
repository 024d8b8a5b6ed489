import type { Expr } from "../../compiler/index.js";
import type { Outcome } from "../../values/index.js";
import type { Environment } from "../environment.js";
import { evaluate } from "../interpret.js";
import { generate } from "./emit.js";
import type { Strictness } from "./generation.js";
import { support } from "./support.js";

/** One expression, ready to be evaluated on any number of rows. */
export type CompiledExpression = (env: Environment) => Outcome;

/** `new Function`: parameters, then a body. */
export type MakeFunction = (...text: string[]) => unknown;

const makeFunction: MakeFunction = (...text) => new Function(...text);

let allowed: boolean | undefined;

/**
 * Whether this host makes functions from text: a browser's Content-Security-Policy may forbid it, and then asking throws.
 * The one place that decides.
 */
export function mayGenerate(make: MakeFunction = makeFunction): boolean {
  if (make !== makeFunction) return canMake(make);
  allowed ??= canMake(make);
  return allowed;
}

function canMake(make: MakeFunction): boolean {
  try {
    const made = make("return 7;");
    return typeof made === "function" && made() === 7;
  } catch {
    return false;
  }
}

/**
 * Compiles an expression to a JavaScript function that gives what `evaluate` gives, to the letter. Code is generated for
 * each strictness when it is first met; where the host forbids code from text, and for what is too deep or too large, the
 * interpreter stands in.
 */
export function compileExpression(expr: Expr, make: MakeFunction = makeFunction): CompiledExpression {
  const forms = new Map<number, CompiledExpression>();
  return (env) => {
    const form = (env.strictEngine ? 2 : 0) + (env.strictArithmetic ? 1 : 0);
    let compiled = forms.get(form);
    if (compiled === undefined) {
      const strict = { engine: env.strictEngine, arithmetic: env.strictArithmetic };
      compiled = generateFunction(expr, strict, make) ?? ((now) => evaluate(expr, now));
      forms.set(form, compiled);
    }
    return compiled(env);
  };
}

/** So many rows are interpreted first: of a small sample that is all, and nothing is generated for it. */
const WARM = 16;

/** As compileExpression, for one strictness; code is generated when enough rows have come to be worth it. */
export function compileWhenWarm(expr: Expr, strict: Strictness, make: MakeFunction = makeFunction): CompiledExpression {
  let rows = 0;
  let run: CompiledExpression = (env) => {
    rows += 1;
    if (rows <= WARM) return evaluate(expr, env);
    run = generateFunction(expr, strict, make) ?? ((now) => evaluate(expr, now));
    return run(env);
  };
  return (env) => run(env);
}

/** The generated function for one strictness, or null where the host makes none. */
export function generateFunction(
  expr: Expr,
  strict: Strictness,
  make: MakeFunction = makeFunction,
): CompiledExpression | null {
  if (!mayGenerate(make)) return null;
  const { source, constants } = generate(expr, strict);
  const generated = makeWith(`return function generated(env) {\n${source}\n};`, constants, make);
  if (!isCompiled(generated)) return null;
  return generated;
}

/** Runs generated source, with the support and the constants by their names; gives what it returns. */
export function makeWith(source: string, constants: readonly unknown[], make: MakeFunction = makeFunction): unknown {
  const made = make("support", "constants", scopeText(source, constants.length));
  return typeof made === "function" ? made(support, constants) : undefined;
}

function isCompiled(made: unknown): made is CompiledExpression {
  return typeof made === "function";
}

/** The names of the support and of the constants stand in a scope around the function, where V8 takes them as fixed. */
function scopeText(body: string, constants: number): string {
  const names = Object.keys(support).join(", ");
  const table = Array.from({ length: constants }, (_, at) => `c${at} = constants[${at}]`).join(", ");
  return `"use strict";\nconst { ${names} } = support;\nconst ${table};\n${body}`;
}
