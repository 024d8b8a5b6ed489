import { quote, type Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { type FunctionRecord, type Parameter, takesCount } from "../functions/index.js";
import { bool, datetime, integerKind, longKind, MISMATCH, type Reader } from "../functions/kinds.js";
import { type Type, textOf } from "../values/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import { typeInWords } from "./type-words.js";

/**
 * Compares the arguments of every known function with what it takes, as far as their types are known. What fails into a
 * required field or an identity (`critical`) is an error, and so is a constant, which fails in every row.
 */
export function checkArguments(expression: Expr, report: Report, critical: boolean): void {
  // A destination's function is refused as a whole, and so is a wrong number of arguments: what they are does not matter.
  if (
    expression.kind === "call" &&
    expression.fn.scope !== "destination" &&
    takesCount(expression.fn, expression.args.length)
  )
    checkCallArguments(expression.fn, expression.args, report, critical);
  for (const child of exprChildren(expression)) checkArguments(child, report, critical);
}

function checkCallArguments(fn: FunctionRecord, args: readonly Expr[], report: Report, critical: boolean): void {
  for (const [at, argument] of args.entries()) {
    const parameter = fn.parameters[at] ?? fn.parameters.find(({ variadic }) => variadic);
    if (parameter === undefined || fits(parameter, argument)) continue;
    const parameters = {
      function: fn.name,
      parameter: parameter.name,
      takes: typeInWords(parameter.type),
      given: givenInWords(argument),
      hint: hintFor(parameter.type, argument.type),
    };
    const isError = critical || argument.kind === "constant";
    report(types.XM3013, argument.span, parameters, isError ? { severity: "error" } : {});
  }
}

/** Whether Data Prep's reading of arguments can take it: it goes through text, so most single values fit most others. */
function fits({ type }: Parameter, argument: Expr): boolean {
  const given = argument.type;
  if (given.kind === "any" || given.kind === "null" || type.kind === "any") return true;
  const reader = argument.kind === "constant" ? readerOf(type) : undefined;
  if (argument.kind === "constant" && argument.value !== null && reader !== undefined) {
    return reader.read(argument.value) !== MISMATCH;
  }
  switch (type.kind) {
    case "string":
      return !isCollection(given);
    case "number":
    case "boolean":
    case "datetime":
      return given.kind === type.kind || given.kind === "string";
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

/** How a constant is read as a type when it runs: what it cannot be read as then, it is not now. */
function readerOf(type: Type): Reader<unknown> | undefined {
  if (type.kind === "boolean") return bool;
  if (type.kind === "datetime") return datetime;
  if (type.kind !== "number") return undefined;
  return type.of === "integer" ? integerKind : type.of === "long" ? longKind : undefined;
}

function isCollection({ kind }: Type): boolean {
  return kind === "array" || kind === "object" || kind === "map";
}

function isConstantText(argument: Expr): argument is Extract<Expr, { kind: "constant" }> & { readonly value: string } {
  return argument.kind === "constant" && typeof argument.value === "string";
}

function givenInWords(argument: Expr): string {
  if (isConstantText(argument)) return `the text ${quote(argument.value)}`;
  if (argument.kind === "constant" && argument.type.kind === "number")
    return `the number ${quote(textOf(argument.value))}`;
  return typeInWords(argument.type);
}

function hintFor(takes: Type, given: Type): string | undefined {
  if (takes.kind === "string" && given.kind === "array") return 'Join the items first: `join(",", …)`.';
  if (takes.kind === "datetime") return "Make a date of it first, from text: `date(…)`.";
  if (takes.kind === "array" && !isCollection(given)) return "Make an array of it first: `to_array(true, …)`.";
  return undefined;
}
