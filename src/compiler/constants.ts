import type { Expression } from "../grammar/index.js";

/** A constant of an expression, by its text as a record would hold it. */
export interface Constant {
  readonly kind: "string" | "number" | "boolean";
  readonly text: string;
  readonly expression: Expression;
}

/** What an expression is when it is a literal, a negative number and brackets around it included. */
function constantOf(expression: Expression): Constant | null {
  switch (expression.kind) {
    case "string":
      return { kind: "string", text: expression.value, expression };
    case "number":
      return { kind: "number", text: expression.text, expression };
    case "boolean":
      return { kind: "boolean", text: String(expression.value), expression };
    case "group": {
      const inner = constantOf(expression.expression);
      return inner === null ? null : { ...inner, expression };
    }
    case "unary": {
      const inner = expression.operator === "-" ? constantOf(expression.operand) : null;
      return inner?.kind === "number" ? { kind: "number", text: `-${inner.text}`, expression } : null;
    }
    default:
      return null;
  }
}

/** The constants that an expression can result in: itself, and the branches of what chooses between values. */
export function possibleConstants(expression: Expression): readonly Constant[] {
  const constant = constantOf(expression);
  if (constant !== null) return [constant];
  switch (expression.kind) {
    case "group":
      return possibleConstants(expression.expression);
    case "conditional":
      return [...possibleConstants(expression.then), ...possibleConstants(expression.otherwise)];
    case "binary":
      if (expression.operator !== "?:" && expression.operator !== "??") return [];
      return [...possibleConstants(expression.left), ...possibleConstants(expression.right)];
    case "call":
      return expression.namespace === null
        ? choicesOf(expression.callee.text, expression.arguments).flatMap(possibleConstants)
        : [];
    default:
      return [];
  }
}

function choicesOf(name: string, args: readonly Expression[]): readonly Expression[] {
  switch (name) {
    case "iif":
      return args.slice(1, 3);
    case "coalesce":
      return args;
    case "decode": {
      // key, then pairs of option and value, then perhaps what is left.
      const options = args.slice(1);
      return options.filter((_, at) => at % 2 === 1 || (options.length % 2 === 1 && at === options.length - 1));
    }
    default:
      return [];
  }
}
