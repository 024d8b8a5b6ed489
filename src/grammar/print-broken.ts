import {
  binaryParts,
  conditionalParts,
  LINE_WIDTH,
  printCallHead,
  printEntries,
  printExpression,
} from "./print-expression.js";
import type { Binary, Expression } from "./tree.js";

/**
 * An expression over several lines where one is too long: calls and literals with one item a line, chains of operators
 * and choices with one operand a line. Every line but the last is indented deeper than `indent`, or begins with a
 * closing bracket, so that the line rule reads it back as one statement.
 */
export function printBroken(expression: Expression, indent: number, used: number): string {
  const flat = printExpression(expression);
  if (indent + used + flat.length <= LINE_WIDTH) return flat;
  const inner = indent + 2;
  switch (expression.kind) {
    case "call":
      return bracketed(`${printCallHead(expression)}(`, expression.arguments, ")", indent);
    case "method-call": {
      const flatArguments = expression.arguments.map(printExpression).join(", ");
      const head = flat.slice(0, flat.length - flatArguments.length - 1);
      return bracketed(head, expression.arguments, ")", indent);
    }
    case "array":
      return expression.extended ? flat : bracketed("[", expression.items, "]", indent);
    case "set":
      return bracketed("{", expression.items, "}", indent);
    case "map":
      return lines("{", printEntries(expression.entries), "}", indent);
    case "group":
      return `(\n${pad(inner)}${printBroken(expression.expression, inner, 0)}\n${pad(indent)})`;
    case "binary":
      return chainOf(expression)
        .map(({ operator, text }) => (operator === "" ? text : `${pad(inner)}${operator} ${text}`))
        .join("\n");
    case "conditional": {
      const [condition, yes, otherwise] = conditionalParts(expression);
      return `${condition}\n${pad(inner)}? ${yes}\n${pad(inner)}: ${otherwise}`;
    }
    default:
      return flat;
  }
}

function bracketed(open: string, items: readonly Expression[], close: string, indent: number): string {
  if (items.length === 0) return open + close;
  return lines(
    open,
    items.map((item) => (item.kind === "lambda" ? printExpression(item) : printBroken(item, indent + 2, 1))),
    close,
    indent,
  );
}

function lines(open: string, items: readonly string[], close: string, indent: number): string {
  if (items.length === 0) return open === "{" ? "{:}" : open + close;
  const body = items.map((item) => `${pad(indent + 2)}${item}`).join(",\n");
  return `${open}\n${body}\n${pad(indent)}${close}`;
}

/** The operands of `a + b + c`, each with the operator before it. */
function chainOf(binary: Binary): readonly { readonly operator: string; readonly text: string }[] {
  const { operator } = binary;
  const chain: { operator: string; text: string }[] = [];
  let link = binary;
  for (;;) {
    const [left, right] = binaryParts(link);
    chain.unshift({ operator: link.spelling, text: right });
    if (!chains(operator) || link.left.kind !== "binary" || link.left.operator !== operator) {
      return [{ operator: "", text: left }, ...chain];
    }
    link = link.left;
  }
}

/** Operators whose chains are written one operand a line. */
function chains(operator: Binary["operator"]): boolean {
  return operator === "+" || operator === "&&" || operator === "||" || operator === "*";
}

/** The white space of an indent. */
export function pad(width: number): string {
  return " ".repeat(width);
}
