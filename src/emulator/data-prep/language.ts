import { checkCalls } from "../../compiler/index.js";
import { allFunctions, type FunctionRecord } from "../../functions/index.js";
import { parseExpression } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import type { Type } from "../../values/index.js";
import { type Json, textAt } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { badRequest } from "./problems.js";

export const languageRoutes: readonly Route[] = [
  { method: "POST", path: "/languages/el/validate", handle: validate },
  {
    method: "GET",
    path: "/languages/el/functions",
    handle: () => ({ status: 200, body: allFunctions.map(functionItem) }),
  },
  { method: "GET", path: "/languages/el/operators", handle: () => ({ status: 200, body: OPERATORS }) },
];

/** Characters of an expression. */
const LONGEST = 4096;

/** The OpenAPI file's own example has the expression inside of another object: either is taken. */
function validate({ body }: ServiceRequest, { behaviour }: Context): Answer {
  const expression = textAt(body, "expression") ?? textAt(body, "expression", "expression");
  if (expression === undefined) return badRequest("The body has no expression.");
  const error = faultOf(expression);
  if (behaviour.expressionAnswer === "boolean") return { status: 200, body: error === null };
  if (error === null) return { status: 200, body: { validationStatus: "SUCCESS" } };
  return { status: 200, body: { validationStatus: "FAILED", error } };
}

function faultOf(text: string): string | null {
  if (text.length > LONGEST) return `The expression has ${text.length} characters; ${LONGEST} are taken.`;
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", text));
  const found = [...diagnostics, ...checkCalls(expression)].find(({ severity }) => severity === "error");
  return found?.message ?? null;
}

/** A function of our own table in the form of Data Prep's. */
function functionItem({ name, category, summary, parameters, returns, examples }: FunctionRecord): Json {
  const [example] = examples;
  return {
    category,
    function: name,
    description: summary,
    syntax: `${javaName(returns)} ${name}(${parameters.map(({ type }) => javaName(type)).join(", ")})`,
    returns: "",
    returnType: javaName(returns),
    example: example?.expr ?? "",
    result: example === undefined || example.gives === undefined ? "" : JSON.stringify(example.gives),
    params: parameters.map(
      ({ name: parameter, type, optional, variadic }, at): Json => ({
        name: parameter,
        description: `${optional ? "optional" : "required"}${variadic ? ", may be repeated" : ""}`,
        type: type.kind === "datetime" ? "object" : type.kind,
        dataType: javaName(type),
        position: at + 1,
      }),
    ),
    since: 1,
  };
}

function javaName(type: Type): string {
  switch (type.kind) {
    case "boolean":
      return "java.lang.Boolean";
    case "string":
      return "java.lang.String";
    case "number":
      return "java.lang.Number";
    case "datetime":
      return "java.time.ZonedDateTime";
    case "array":
      return "java.util.List";
    case "map":
      return "java.util.Map";
    default:
      return "java.lang.Object";
  }
}

const operator = (operatorSymbol: string, methodName: string, numberOfOperands: number, example: string): Json => ({
  operatorSymbol,
  methodName,
  numberOfOperands,
  description: `${methodName}: ${example}`,
  example,
});

const OPERATORS: readonly Json[] = [
  operator("+", "add", 2, "1 + 2"),
  operator("-", "subtract", 2, "2 - 1"),
  operator("*", "multiply", 2, "2 * 3"),
  operator("/", "divide", 2, "1 / 2"),
  operator("%", "mod", 2, "5 % 2"),
  operator("-", "negate", 1, "-12"),
  operator("!", "not", 1, "!cond1"),
  operator("&&", "and", 2, "cond1 && cond2"),
  operator("||", "or", 2, "cond1 || cond2"),
  operator("==", "equals", 2, "a == b"),
  operator("!=", "notEquals", 2, "a != b"),
  operator("<", "lessThan", 2, "a < b"),
  operator("<=", "lessThanOrEqual", 2, "a <= b"),
  operator(">", "greaterThan", 2, "a > b"),
  operator(">=", "greaterThanOrEqual", 2, "a >= b"),
  operator("=~", "contains", 2, '"abc" =~ "a.*"'),
  operator("!~", "notContains", 2, '"abc" !~ "b.*"'),
  operator("=^", "startsWith", 2, '"abc" =^ "a"'),
  operator("=$", "endsWith", 2, '"abc" =$ "c"'),
  operator("&", "bitwiseAnd", 2, "33 & 4"),
  operator("|", "bitwiseOr", 2, "33 | 4"),
  operator("^", "bitwiseXor", 2, "33 ^ 4"),
  operator("~", "complement", 1, "~44"),
];
