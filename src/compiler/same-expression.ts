import { javaEquals } from "../values/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";

/** Whether two expressions say the same, however they are written: spaces, quotes, definitions and operators in words do not count. */
export function isSameExpression(a: Expr, b: Expr): boolean {
  if (!isSameItself(a, b)) return false;
  const [left, right] = [exprChildren(a), exprChildren(b)];
  return left.length === right.length && left.every((child, at) => isSameAt(child, right[at]));
}

function isSameAt(child: Expr, other: Expr | undefined): boolean {
  return other !== undefined && isSameExpression(child, other);
}

/** Without what is inside of them. */
function isSameItself(a: Expr, b: Expr): boolean {
  switch (a.kind) {
    case "constant":
      return b.kind === "constant" && a.type.kind === b.type.kind && javaEquals(a.value, b.value);
    case "path":
      return b.kind === "path" && isSameList(a.segments, b.segments);
    case "member":
      return b.kind === "member" && a.name === b.name && a.safe === b.safe;
    case "each":
      return b.kind === "each" && a.level === b.level;
    case "call":
      return b.kind === "call" && a.fn === b.fn;
    case "unknown-call":
      return b.kind === "unknown-call" && a.name === b.name && a.namespace === b.namespace;
    case "method":
      return b.kind === "method" && a.name === b.name && a.safe === b.safe;
    case "unary":
      return b.kind === "unary" && a.operator === b.operator;
    case "binary":
      return b.kind === "binary" && a.operator === b.operator;
    case "array":
      return b.kind === "array" && a.extended === b.extended;
    case "template":
      return b.kind === "template" && isSameList(a.parts.map(textOfPart), b.parts.map(textOfPart));
    case "parameter":
      return b.kind === "parameter" && a.slot === b.slot;
    case "lambda":
      return b.kind === "lambda" && a.slot === b.slot && a.parameters.length === b.parameters.length;
    case "index":
    case "conditional":
    case "map":
    case "set":
      return a.kind === b.kind;
    case "no-value":
      return false;
  }
}

function textOfPart(part: string | Expr): string | null {
  return typeof part === "string" ? part : null;
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
