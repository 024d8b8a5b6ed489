import type { Type } from "../values/index.js";
import { isBeyond } from "./check-operators.js";
import type { Expr } from "./expr.js";
import type { Facts, FactsOfPart, Reason } from "./fact-types.js";
import { isSwallowed, reason, worst } from "./reasons.js";
import { typeInWords } from "./type-words.js";

type Operator = Extract<Expr, { readonly kind: "unary" | "binary" }>;
type Binary = Extract<Expr, { readonly kind: "binary" }>;

/** What operators make of nulls and of operands that they cannot compute with, in lenient arithmetic. */
export function operatorFacts(expression: Operator, of: FactsOfPart): Facts {
  return expression.kind === "unary" ? unaryFacts(expression, of) : binaryFacts(expression, of);
}

function unaryFacts({ operator, operand, type }: Extract<Expr, { kind: "unary" }>, of: FactsOfPart): Facts {
  const inner = of(operand);
  switch (operator) {
    case "empty":
    case "size":
      return { type, nullable: false, fails: inner.fails !== false && !isSwallowed(inner.fails) && inner.fails };
    case "!":
    case "~":
      return { type, nullable: false, fails: inner.fails };
    case "-":
    case "+":
      return { type, nullable: inner.nullable, fails: worst(inner.fails, arithmeticReason(operator, operand)) };
  }
}

/** A chain of thousands of terms leans to the left: its facts are gathered in a loop from the innermost. */
function binaryFacts(expression: Binary, of: FactsOfPart): Facts {
  const spine: Binary[] = [];
  let at: Expr = expression;
  while (at.kind === "binary") {
    spine.push(at);
    at = at.left;
  }
  let left = of(at);
  for (const binary of spine.reverse()) left = combine(binary, left, of(binary.right));
  return left;
}

function combine({ operator, left, right, type }: Binary, first: Facts, second: Facts): Facts {
  const fails = worst(first.fails, second.fails);
  switch (operator) {
    case "?:":
    case "??": {
      const through = first.fails !== false && !isSwallowed(first.fails) && first.fails;
      const stands = first.nullable !== false || first.fails !== false || operator === "?:";
      return { type, nullable: stands && second.nullable, fails: worst(through, stands && second.fails) };
    }
    case "-":
    case "*":
    case "/":
    case "%":
      return {
        type,
        nullable: false,
        fails: worst(fails, arithmeticReason(operator, left), arithmeticReason(operator, right)),
      };
    case "+":
    case "&":
    case "|":
    case "^": {
      const operands = [left, right].filter((operand) => isBeyond(operator, operand.type));
      return { type, nullable: false, fails: worst(fails, ...operands.map((one) => arithmeticReason(operator, one))) };
    }
    default:
      return { type, nullable: false, fails };
  }
}

/** Arithmetic reads a text as a number, and fails where it is none. A null counts as 0. */
function arithmeticReason(operator: string, operand: Expr): false | Reason {
  const { type, span } = operand;
  if (isBeyond(operator, type)) {
    const given = `${quoteOperator(operator)} needs numbers, and this is ${typeInWords(type)}`;
    return reason(span, "always", given, { code: "XM5051" });
  }
  if (operand.kind === "constant" || !isText(type)) return false;
  const words = `${quoteOperator(operator)} needs numbers, and this is ${typeInWords(type)}`;
  return reason(span, "possible", words, { code: "XM5050" });
}

function quoteOperator(operator: string): string {
  return `the operator ${operator}`;
}

function isText({ kind }: Type): boolean {
  return kind === "string";
}
