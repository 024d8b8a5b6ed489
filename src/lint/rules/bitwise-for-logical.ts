import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { operatorSpan } from "../parts.js";
import { rule } from "../rule.js";

const LOGICAL: ReadonlyMap<string, string> = new Map([
  ["&", "&&"],
  ["|", "||"],
]);

/** `&` and `|` work on bits and give a number, also of true and false. Source: JexlArithmetic 3.2.1. */
export const bitwiseForLogical = rule({
  code: lintExpressions.XM4016,
  name: "bitwise-for-logical",
  visit: {
    binary: (binary, at) => {
      const { operator, left, right } = binary;
      const instead = LOGICAL.get(operator);
      if (instead === undefined || !(isBoolean(left) || isBoolean(right) || (isText(left) && isText(right)))) return;
      const place = operatorSpan(binary);
      // It changes what is grouped with what, where both kinds are mixed.
      const fixes =
        place === binary.span
          ? []
          : [{ title: `Write ${instead}`, safe: false, edits: [{ span: place, text: instead }] }];
      at.report(place, { operator, instead, texts: isText(left) && isText(right) }, { fixes });
    },
  },
});

function isBoolean({ type }: Expr): boolean {
  return type.kind === "boolean";
}

/** Of two texts the bits are rarely asked for: they have to spell numbers. */
function isText({ type }: Expr): boolean {
  return type.kind === "string";
}
