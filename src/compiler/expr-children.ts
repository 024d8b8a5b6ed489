import type { Expr } from "./expr.js";

/** The parts directly inside a lowered expression, in the order of the text. */
export function exprChildren(expression: Expr): readonly Expr[] {
  switch (expression.kind) {
    case "constant":
    case "path":
    case "no-value":
    case "parameter":
      return [];
    case "member":
    case "each":
      return [expression.object];
    case "index":
      return [expression.object, expression.index];
    case "call":
    case "unknown-call":
      return expression.args;
    case "method":
      return [expression.object, ...expression.args];
    case "lambda":
      return [expression.body];
    case "unary":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.condition, expression.then, expression.otherwise];
    case "array":
    case "set":
      return expression.items;
    case "map":
      return expression.entries.flatMap(({ key, value }) => [key, value]);
    case "template":
      return expression.parts.filter((part) => typeof part !== "string");
  }
}
