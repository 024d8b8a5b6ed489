import { type Expr, type SourceShape, unanimousReading } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { resultsOnSample } from "../on-sample.js";
import { operatorSpan, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** `+` joins two texts, and adds a text to a number where it spells one. Source: JexlArithmetic 3.2.1. */
export const plusOnNumericText = rule({
  code: lintExpressions.XM4013,
  name: "plus-on-numeric-text",
  visit: {
    binary: (binary, at) => {
      const { operator, left, right } = binary;
      const texts = [left, right].filter(({ type }) => type.kind === "string");
      const [text] = texts;
      if (operator !== "+" || text === undefined) return;
      const joins = texts.length === 2;
      const hasNumber = left.type.kind === "number" || right.type.kind === "number";
      // What is written as `"#" + n` is joined on purpose.
      const isTrap =
        joins || text.kind === "constant" ? texts.every((one) => spellsNumbers(one, at.source)) : hasNumber;
      if (!isTrap || !(joins || hasNumber)) return;
      at.report(operatorSpan(binary), { left: writtenText(left), right: writtenText(right), joins });
    },
  },
});

function spellsNumbers(expression: Expr, source: SourceShape | null): boolean {
  if (expression.kind === "constant") return typeof expression.value === "string" && isNumeric(expression.value);
  if (expression.kind === "path") {
    const profile = profileOfPath(expression, source);
    const reading = profile === null ? null : unanimousReading(profile);
    return reading?.kind === "integer" || reading?.kind === "decimal";
  }
  const filled = (resultsOnSample(expression, source) ?? []).filter(({ result }) => result !== null && result !== "");
  return filled.length > 0 && filled.every(({ result }) => typeof result === "string" && isNumeric(result));
}

/** A zero in front is that of a code or of a prefix. */
function isNumeric(text: string): boolean {
  return /^\s*-?(?:0|[1-9]\d*)(?:\.\d+)?\s*$/.test(text);
}
