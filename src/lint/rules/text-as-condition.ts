import type { Expr, ValueProfile } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { conditionsOf, profileOfPath, writtenText } from "../parts.js";
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
  if (condition.type.kind !== "string" || condition.kind !== "path") return;
  const profile = profileOfPath(condition, at.source);
  if (profile === null || !profile.allValues) return;
  const wrong = holdsThoughNo(profile);
  if (wrong === null) return;
  at.report(condition.span, { text: writtenText(condition), ...wrong, yes: yesOf(profile) });
}

/** A column of yes and no, in which a no is none to JEXL: the first such value. */
function holdsThoughNo({ values }: ValueProfile): { readonly value: string; readonly line: number } | null {
  const filled = values.filter(({ text }) => text.trim() !== "");
  if (!filled.every(({ text }) => [...YES, ...NO].includes(text.trim().toLowerCase()))) return null;
  const no = filled.find(({ text }) => text !== "false" && NO.includes(text.trim().toLowerCase()));
  return no === undefined ? null : { value: no.text, line: no.line };
}

function yesOf({ values }: ValueProfile): string | null {
  return values.find(({ text }) => YES.includes(text.trim().toLowerCase()))?.text ?? null;
}
