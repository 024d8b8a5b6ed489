import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import type { Type } from "../values/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import { typeInWords } from "./type-words.js";

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%", "&", "|", "^", "~"]);

/**
 * Whether an operator of arithmetic cannot compute with values of a type at all. Texts are read as numbers, null counts as
 * 0 and true as 1; dates and what has parts fail, with `+` as well.
 */
export function isBeyond(operator: string, { kind }: Type): boolean {
  if (!ARITHMETIC.has(operator)) return false;
  return kind === "datetime" || kind === "array" || kind === "object" || kind === "map";
}

/**
 * Reports the operands that an operator fails with in every row. Where that loses a required field or an identity
 * (`critical`) it is an error.
 */
export function checkOperators(expression: Expr, report: Report, critical: boolean): void {
  const parts: Expr[] = [expression];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    // With two such operands the first is enough: the expression has to be written another way.
    const operand = operandsOf(part).find(({ type }) => isBeyond(operatorOf(part), type));
    if (operand !== undefined) {
      const parameters = { operator: operatorOf(part), given: typeInWords(operand.type), kind: operand.type.kind };
      report(types.XM3028, operand.span, parameters, critical ? { severity: "error" } : {});
    }
    for (const child of exprChildren(part)) parts.push(child);
  }
}

function operandsOf(part: Expr): readonly Expr[] {
  if (part.kind === "binary") return [part.left, part.right];
  return part.kind === "unary" ? [part.operand] : [];
}

function operatorOf(part: Expr): string {
  return part.kind === "binary" || part.kind === "unary" ? part.operator : "";
}
