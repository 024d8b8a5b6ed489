import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { isTruthy } from "../../values/index.js";
import { conditionsOf, isWrittenIn, partsOf, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", ">", "<=", ">=", "=~", "!~"]);

/** A condition that is the same in every row makes one of its branches dead. */
export const constantCondition = rule({
  code: lintExpressions.XM4017,
  name: "constant-condition",
  visit: {
    expression: (expression, at) => {
      for (const condition of conditionsOf(expression)) {
        const always = alwaysOf(condition);
        // A `let` or an argument of a `def` is set elsewhere, as a switch: the constant is meant.
        if (always === null || !partsOf(condition).every((part) => isWrittenIn(part, expression))) continue;
        at.report(condition.span, { condition: writtenText(condition), always });
      }
    },
  },
});

/** What a condition always is; null where a row decides. */
function alwaysOf(condition: Expr): "true" | "false" | "the same" | null {
  if (condition.kind === "constant") return isTruthy(condition.value) ? "true" : "false";
  if (condition.kind !== "binary" || !COMPARISONS.has(condition.operator)) return null;
  const { left, right } = condition;
  if (left.kind === "constant" && right.kind === "constant") return "the same";
  return left.kind === "path" && right.kind === "path" && samePath(left.segments, right.segments) ? "the same" : null;
}

function samePath(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, at) => name === right[at]);
}
