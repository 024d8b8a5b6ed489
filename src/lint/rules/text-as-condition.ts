import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { resultsOnSample } from "../on-sample.js";
import { conditionsOf, writtenText } from "../parts.js";
import { rule, type Visit } from "../rule.js";

/** Only the empty text and exactly "false" do not hold: "no", "0" and "FALSE" do. Source: JexlArithmetic 3.2.1. */
export const textAsCondition = rule({
  code: lintExpressions.XM4015,
  name: "text-as-condition",
  visit: {
    expression: (expression, at) => {
      for (const condition of conditionsOf(expression)) check(condition, at);
      if (expression.kind !== "binary" || (expression.operator !== "==" && expression.operator !== "!=")) return;
      const { left, right } = expression;
      if (left.type.kind === "boolean") check(right, at);
      else if (right.type.kind === "boolean") check(left, at);
    },
  },
});

const YES = ["yes", "y", "true", "on", "1", "t", "ja", "oui"];
const NO = ["no", "n", "false", "off", "0", "f", "nein", "non"];

function check(condition: Expr, at: Visit<{ text: string; value: string; line: number; yes: string | null }>): void {
  if (condition.type.kind !== "string" || condition.kind === "constant") return;
  const results = resultsOnSample(condition, at.source) ?? [];
  const filled = results.flatMap(({ result, from: { line } }) =>
    typeof result === "string" && result.trim() !== "" ? [{ text: result, line }] : [],
  );
  if (!filled.every(({ text }) => means(text, YES) || means(text, NO))) return;
  const wrong = filled.find(({ text }) => text !== "false" && means(text, NO));
  if (wrong === undefined) return;
  const yes = filled.find(({ text }) => means(text, YES))?.text ?? null;
  at.report(condition.span, { text: writtenText(condition), value: wrong.text, line: wrong.line, yes });
}

function means(text: string, words: readonly string[]): boolean {
  return words.includes(text.trim().toLowerCase());
}
