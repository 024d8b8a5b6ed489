import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import type { XdmType } from "../../schema/index.js";
import { spanText } from "../../text/index.js";
import { isWholeNumber, operatorSpan, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const WHOLE: ReadonlySet<XdmType> = new Set(["byte", "short", "int", "long"]);

/** `7 / 2` is 3, and so is `"7" / 2`. Source: JexlArithmetic 3.2.1. */
export const integerDivision = rule({
  code: lintExpressions.XM4014,
  name: "integer-division",
  visit: {
    binary: (binary, at) => {
      const { operator, left, right } = binary;
      if (operator !== "/" || !isWholeNumber(right)) return;
      const isText = left.type.kind === "string" && left.kind !== "constant";
      if (!isText && !isWholeNumber(left)) return;
      const field = at.mapping?.field ?? null;
      // A field of whole numbers has no use for the rest.
      if (field !== null && WHOLE.has(field.type) && at.mapping?.expression === binary) return;
      const parameters = { left: writtenText(left), right: writtenText(right), isText };
      at.report(operatorSpan(binary), parameters, { fixes: fixOf(right) });
    },
  },
});

function fixOf(divisor: Expr) {
  const written = spanText(divisor.span);
  if (divisor.kind !== "constant" || !/^\d+$/.test(written) || /^0\d/.test(written)) return [];
  const text = `${written}.0`;
  return [{ title: `Divide by ${text}`, safe: false, edits: [{ span: divisor.span, text }] }];
}
