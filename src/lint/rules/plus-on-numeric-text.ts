import { type Expr, type SourceShape, unanimousReading } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { operatorSpan, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** `+` joins two texts, and adds a text to a number where it spells one. Source: JexlArithmetic 3.2.1. */
export const plusOnNumericText = rule({
  code: lintExpressions.XM4013,
  name: "plus-on-numeric-text",
  visit: {
    binary: (binary, at) => {
      const { operator, left, right } = binary;
      if (operator !== "+") return;
      const texts = [left, right].filter(({ type, kind }) => type.kind === "string" && kind !== "constant");
      const [text] = texts;
      if (text === undefined) return;
      const place = operatorSpan(binary);
      if (left.type.kind === "number" || right.type.kind === "number") {
        at.report(place, { left: writtenText(left), right: writtenText(right), joins: false });
      } else if (texts.length === 2 && texts.every((one) => spellsNumbers(one, at.source))) {
        at.report(place, { left: writtenText(left), right: writtenText(right), joins: true });
      }
    },
  },
});

function spellsNumbers(expression: Expr, source: SourceShape | null): boolean {
  const profile = profileOfPath(expression, source);
  const reading = profile === null ? null : unanimousReading(profile);
  return reading?.kind === "integer" || reading?.kind === "decimal";
}
