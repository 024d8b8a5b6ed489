import { type Expr, resultsOf, type SourceShape } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import type { XdmType } from "../../schema/index.js";
import { spanText } from "../../text/index.js";
import { resultsOnSample } from "../on-sample.js";
import { isWholeNumber, operatorSpan, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const CALCULATES: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);
const WHOLE: ReadonlySet<XdmType> = new Set(["byte", "short", "int", "long"]);

/** `7 / 2` is 3, and so is `"7" / 2`. Source: JexlArithmetic 3.2.1. */
export const integerDivision = rule({
  code: lintExpressions.XM4014,
  name: "integer-division",
  visit: {
    binary: (binary, at) => {
      const { operator, left, right } = binary;
      if (operator !== "/") return;
      const [dividend, divisor] = [wholenessOf(left, at.source), wholenessOf(right, at.source)];
      if (dividend === null || divisor === null) return;
      const field = at.mapping?.field ?? null;
      // A field of whole numbers has no use for the rest.
      if (field !== null && WHOLE.has(field.type) && at.mapping?.expression === binary) return;
      const texts = [...(dividend === "text" ? [left] : []), ...(divisor === "text" ? [right] : [])].map(writtenText);
      const parameters = { left: writtenText(left), right: writtenText(right), texts };
      at.report(operatorSpan(binary), parameters, { fixes: fixOf(right) });
    },
  },
});

/** Whether a number is whole; of a text, whether it may spell one: by the sample, where there is one. */
function wholenessOf(operand: Expr, source: SourceShape | null): "whole" | "text" | null {
  if (operand.type.kind === "string" && operand.kind !== "constant") {
    const results = resultsOnSample(operand, source);
    const spellsWhole = results?.some(({ result }) => typeof result === "string" && /^\s*[-+]?\d+\s*$/.test(result));
    return (spellsWhole ?? true) ? "text" : null;
  }
  return isWhole(operand) ? "whole" : null;
}

/** By its type; what is calculated of whole numbers is whole. */
function isWhole(operand: Expr): boolean {
  if (isWholeNumber(operand)) return true;
  if (operand.kind === "unary") return operand.operator === "-" && isWhole(operand.operand);
  if (operand.kind !== "binary") {
    const results = resultsOf(operand);
    return results[0] !== operand && results.every(isWhole);
  }
  return CALCULATES.has(operand.operator) && isWhole(operand.left) && isWhole(operand.right);
}

function fixOf(divisor: Expr) {
  const written = spanText(divisor.span);
  if (divisor.kind !== "constant" || !/^\d+$/.test(written) || /^0\d/.test(written)) return [];
  const text = `${written}.0`;
  return [{ title: `Divide by ${text}`, safe: false, edits: [{ span: divisor.span, text }] }];
}
