import { quote, type Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import type { FunctionRecord, Parameter } from "../functions/index.js";
import type { Type } from "../values/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import { typeInWords } from "./type-words.js";

/** Compares the arguments of every known function with what it takes, as far as their types are known. */
export function checkArguments(expression: Expr, report: Report): void {
  // A destination's function is refused as a whole: what it is given does not matter then.
  if (expression.kind === "call" && expression.fn.scope !== "destination")
    checkCallArguments(expression.fn, expression.args, report);
  for (const child of exprChildren(expression)) checkArguments(child, report);
}

function checkCallArguments(fn: FunctionRecord, args: readonly Expr[], report: Report): void {
  for (const [at, argument] of args.entries()) {
    const parameter = fn.parameters[at] ?? fn.parameters.find(({ variadic }) => variadic);
    if (parameter === undefined || fits(parameter, argument)) continue;
    report(types.XM3013, argument.span, {
      function: fn.name,
      parameter: parameter.name,
      takes: typeInWords(parameter.type),
      given: givenInWords(argument),
      hint: hintFor(parameter.type, argument.type),
    });
  }
}

/** Whether Data Prep's reading of arguments can take it: it goes through text, so most single values fit most others. */
function fits({ type }: Parameter, argument: Expr): boolean {
  const given = argument.type;
  if (given.kind === "any" || given.kind === "null" || type.kind === "any") return true;
  switch (type.kind) {
    case "string":
      return !isCollection(given);
    case "number":
      if (given.kind === "string") return !isConstantText(argument) || isNumeric(argument.value, type.of === "number");
      return given.kind === "number";
    case "boolean":
      if (given.kind === "string") return !isConstantText(argument) || /^\s*(?:true|false)\s*$/i.test(argument.value);
      return given.kind === "boolean";
    case "datetime":
      return given.kind === "datetime" || given.kind === "string";
    case "array":
      return given.kind === "array";
    case "object":
    case "map":
      return given.kind === "object" || given.kind === "map";
    case "null":
    case "regex":
    // What stands in a lambda's place is refused with the lambda: neither belongs to a source's mapping.
    case "lambda":
      return true;
  }
}

function isCollection({ kind }: Type): boolean {
  return kind === "array" || kind === "object" || kind === "map";
}

function isConstantText(argument: Expr): argument is Extract<Expr, { kind: "constant" }> & { readonly value: string } {
  return argument.kind === "constant" && typeof argument.value === "string";
}

function isNumeric(text: string, decimals: boolean): boolean {
  return decimals ? /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text) : /^\s*[+-]?\d+\s*$/.test(text);
}

function givenInWords(argument: Expr): string {
  return isConstantText(argument) ? `the text ${quote(argument.value)}` : typeInWords(argument.type);
}

function hintFor(takes: Type, given: Type): string | undefined {
  if (takes.kind === "string" && given.kind === "array") return 'Join the items first: `join(",", …)`.';
  if (takes.kind === "datetime") return "Make a date of it first, from text: `date(…)`.";
  if (takes.kind === "array" && !isCollection(given)) return "Make an array of it first: `to_array(true, …)`.";
  return undefined;
}
