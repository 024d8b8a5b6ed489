import type { Expr } from "../../compiler/index.js";
import { typeInWords } from "../../compiler/type-words.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { branchesOf, isWrittenIn, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** A field has one type; a choice between a number and a text has two, and one of them does not fit. */
export const branchesOfDifferentTypes = rule({
  code: lintExpressions.XM4018,
  name: "branches-of-different-types",
  visit: {
    expression: (expression, at) => {
      const branches = branchesOf(expression).filter(isKnown);
      const [first] = branches;
      if (first === undefined) return;
      const other = branches.find(({ type }) => type.kind !== first.type.kind);
      if (other === undefined || !isWrittenIn(first, expression) || !isWrittenIn(other, expression)) return;
      const message = `${writtenText(first)} is ${typeInWords(first.type)}.`;
      at.report(
        other.span,
        { first: typeInWords(first.type), second: typeInWords(other.type) },
        { related: [{ message, place: first.span }] },
      );
    },
  },
});

/** Null goes with everything. */
function isKnown({ type }: Expr): boolean {
  return type.kind !== "any" && type.kind !== "null";
}
