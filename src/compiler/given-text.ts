import { type Annotation, type Expression, parseExpression, sameTree } from "../grammar/index.js";
import { createSourceFile, spanText } from "../text/index.js";
import { readAttribute } from "./attribute-path.js";
import { type NameContext, wrapColumns } from "./column-names.js";
import { type PathStep, plainPath } from "./column-path.js";
import type { Emitted } from "./emitted.js";
import type { Expansion } from "./inline.js";

type Given = Extract<Annotation, { readonly kind: "expression" | "attribute" }>;

/** The text that an annotation deploys, or why it may not: what runs must be what is checked here. */
export function givenText(
  given: Given,
  written: Expression,
  { expression, hadSugar }: Expansion,
  context: NameContext,
): Emitted | { readonly why: string } {
  if (given.kind === "attribute") {
    const steps = plainPath(expression);
    if (steps === null) return { why: "and only the path of a column is an attribute" };
    const text = given.text.value;
    return isSamePath(readAttribute(text), steps)
      ? { type: "ATTRIBUTE", text }
      : { why: "and it leads to another place than the source" };
  }
  if (given.text === null) {
    const text = spanText(written.span);
    return hadSugar
      ? { why: "and the source uses a `let`, `def` or `table`, which Data Prep does not have" }
      : { type: "EXPRESSION", text };
  }
  const text = given.text.value;
  return saysSame(text, expression, context)
    ? { type: "EXPRESSION", text }
    : { why: "and it says something else than the source" };
}

function isSamePath(left: readonly PathStep[] | null, right: readonly PathStep[]): boolean {
  return left !== null && sameTree(left, right);
}

/** Whether a text is read as an expression, but for `${}` around names. */
function saysSame(text: string, expression: Expression, context: NameContext): boolean {
  const read = parseExpression(createSourceFile("", text));
  if (read.diagnostics.some(({ severity }) => severity === "error")) return false;
  return sameTree(wrapColumns(inside(read.expression), context), wrapColumns(inside(expression), context));
}

/** Parentheses around the whole say nothing. */
function inside(expression: Expression): Expression {
  return expression.kind === "group" ? inside(expression.expression) : expression;
}
