import {
  type Expr,
  exprChildren,
  type ProgramMapping,
  profileOf,
  resultsOf,
  type SourceShape,
  type ValueProfile,
} from "../compiler/index.js";
import { type Span, spanOf, spanText } from "../text/index.js";

type Binary = Extract<Expr, { readonly kind: "binary" }>;

/** The parts directly inside an expression that only their truth is asked of. */
export function conditionsOf(expression: Expr): readonly Expr[] {
  switch (expression.kind) {
    case "call": {
      const [condition] = expression.fn.name === "iif" ? expression.args : [];
      return condition === undefined ? [] : [condition];
    }
    case "conditional":
      return [expression.condition];
    case "unary":
      return expression.operator === "!" ? [expression.operand] : [];
    case "binary":
      return expression.operator === "&&" || expression.operator === "||" ? [expression.left, expression.right] : [];
    default:
      return [];
  }
}

/** The values between which an expression chooses: the arms of `iif` and `? :`, the values of `decode`. */
export function branchesOf(expression: Expr): readonly Expr[] {
  if (expression.kind === "conditional") return [expression.then, expression.otherwise];
  if (expression.kind !== "call") return [];
  if (expression.fn.name === "iif") return expression.args.slice(1, 3);
  if (expression.fn.name !== "decode") return [];
  const options = expression.args.slice(1);
  return options.filter((_, at) => at % 2 === 1 || at === options.length - 1);
}

/** The constants that an expression can result in. */
export function constantsOf(expression: Expr): readonly Extract<Expr, { readonly kind: "constant" }>[] {
  return resultsOf(expression).flatMap((result) => (result.kind === "constant" ? [result] : []));
}

/**
 * Whether a part stands where the whole is written. An argument of a `def`, a `let` and the rows of a `table` do not: they
 * are written elsewhere, and there they are no mistake.
 */
export function isWrittenIn(part: Expr, whole: Expr): boolean {
  const [inner, outer] = [part.span, whole.span];
  return inner.file === outer.file && inner.start >= outer.start && inner.end <= outer.end;
}

/** The sign of an operator, where it can be told; else, as in a `def` whose arguments stand elsewhere, the whole expression. */
export function operatorSpan(binary: Binary): Span {
  const { left, right, span } = binary;
  const between = spanOf(span.file, left.span.end, right.span.start);
  if (!isWrittenIn(left, binary) || !isWrittenIn(right, binary) || between.start >= between.end) return span;
  const text = spanText(between);
  // Brackets around an operand are no part of it.
  const sign = /[^\s()]+/.exec(text);
  if (sign === null) return span;
  const start = between.start + sign.index;
  return spanOf(span.file, start, start + sign[0].length);
}

/** The profile of the column or field that an expression plainly reads; null where there is none. */
export function profileOfPath(expression: Expr, source: SourceShape | null): ValueProfile | null {
  if (expression.kind !== "path") return null;
  const { segments } = expression;
  return profileOf(source, [segments.join(".")]) ?? profileOf(source, segments);
}

/** Every part of an expression, itself first. */
export function partsOf(expression: Expr): readonly Expr[] {
  return [expression, ...exprChildren(expression).flatMap(partsOf)];
}

/** What is written at a place, shortened for a message. */
export function writtenText({ span }: Expr): string {
  return spanText(span).replace(/\s+/g, " ");
}

/** Whole numbers by their type; a number of which only that is known may have a fraction. */
export function isWholeNumber({ type }: Expr): boolean {
  return type.kind === "number" && ["byte", "short", "integer", "long"].includes(type.of);
}

/** Whether a null there costs the row: the field is required, or an identity. */
export function isCritical(mapping: ProgramMapping | null): boolean {
  return mapping?.field?.required === true || (mapping !== null && mapping.identity !== null);
}
