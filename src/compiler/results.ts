import type { Expr } from "./expr.js";

/** What an expression can result in: itself, or what the branches of a choice between values can result in. */
export function resultsOf(expression: Expr): readonly Expr[] {
  const choices = choicesOf(expression);
  return choices === null ? [expression] : choices.flatMap(resultsOf);
}

/** Whether all that an expression can give are constants, which are judged by their values. */
export function isOfConstants(expression: Expr): boolean {
  return resultsOf(expression).every(({ kind }) => kind === "constant");
}

function choicesOf(expression: Expr): readonly Expr[] | null {
  if (expression.kind === "conditional") return [expression.then, expression.otherwise];
  if (expression.kind === "binary") {
    const { operator, left, right } = expression;
    return operator === "?:" || operator === "??" ? [left, right] : null;
  }
  if (expression.kind !== "call") return null;
  const { fn, args } = expression;
  switch (fn.name) {
    case "iif":
      return args.slice(1, 3);
    case "coalesce":
      // One single array is looked through item by item.
      return args.length === 1 ? null : args;
    case "decode": {
      // key, then pairs of option and value, then perhaps what is left.
      const options = args.slice(1);
      return options.filter((_, at) => at % 2 === 1 || at === options.length - 1);
    }
    default:
      return null;
  }
}
