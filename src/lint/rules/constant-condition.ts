import { evaluateKnown, UNKNOWN } from "../../compiler/evaluate-known.js";
import { type Expr, isSameExpression } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { isFailure, isTruthy, javaEquals } from "../../values/index.js";
import { conditionsOf, isWrittenIn, partsOf, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", ">", "<=", ">=", "=~", "!~"]);

type Always = "true" | "false" | "the same";

/** A condition that is the same in every row makes one of its branches dead. */
export const constantCondition = rule({
  code: lintExpressions.XM4017,
  name: "constant-condition",
  visit: {
    expression: (expression, at) => {
      for (const condition of conditionsOf(expression)) {
        const always = alwaysOf(condition);
        // A `let` or an argument of a `def` is set elsewhere, as a switch: the constant is meant.
        const isSwitch =
          !partsOf(condition).every((part) => isWrittenIn(part, condition)) || isDefined(condition, expression);
        if (always !== null && !isSwitch) at.report(condition.span, { condition: writtenText(condition), always });
      }
    },
  },
});

/** A constant by itself that a `let` or a call of a `def` names. */
function isDefined(condition: Expr, expression: Expr): boolean {
  return condition.kind === "constant" && !isWrittenIn(condition, expression);
}

/** What a condition always is; null where a row decides. */
function alwaysOf(condition: Expr): Always | null {
  const parts = partsOf(condition);
  if (!parts.some(isOfRows)) {
    const known = evaluateKnown(condition, UNKNOWN);
    if (known !== UNKNOWN && !isFailure(known)) return isTruthy(known) ? "true" : "false";
  }
  if (condition.kind !== "binary") return null;
  const { operator, left, right } = condition;
  if (COMPARISONS.has(operator))
    return parts.every(isPure) && isSameExpression(left, right) ? ofItself(operator) : null;
  if (operator === "&&" && excludeEachOther(left, right, "==")) return "false";
  return operator === "||" && excludeEachOther(left, right, "!=") ? "true" : null;
}

/** What a comparison of something with itself gives. Source: JexlArithmetic 3.2.1. */
function ofItself(operator: string): Always {
  if (operator === "==") return "true";
  return operator === "!=" ? "false" : "the same";
}

/** `a == 1 && a == 2` is never true, and `a != 1 || a != 2` always. */
function excludeEachOther(left: Expr, right: Expr, operator: "==" | "!="): boolean {
  const [one, other] = [comparedWithConstant(left, operator), comparedWithConstant(right, operator)];
  if (one === null || other === null || !isSameExpression(one.subject, other.subject)) return false;
  const [a, b] = [one.constant, other.constant];
  // A number and a text may well be equal to the same value.
  return typeof a.value === "string" && typeof b.value === "string" && !javaEquals(a.value, b.value);
}

function comparedWithConstant(expression: Expr, operator: "==" | "!=") {
  if (expression.kind !== "binary" || expression.operator !== operator) return null;
  const { left, right } = expression;
  if (right.kind === "constant") return { subject: left, constant: right };
  return left.kind === "constant" ? { subject: right, constant: left } : null;
}

function isOfRows(part: Expr): boolean {
  return part.kind === "path" || !isPure(part);
}

function isPure(part: Expr): boolean {
  return part.kind === "call" ? part.fn.pure : part.kind !== "unknown-call" && part.kind !== "no-value";
}
