import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";

/** A place of the source that an expression reads: a column, or a field within one. */
export type ColumnPath = Extract<Expr, { readonly kind: "path" }>;

type Columns = ColumnPath | "none" | "many";

const known = new WeakMap<Expr, Columns>();

/** The one path that an expression reads; null where there is none, or several, or where it is not only rows that count. */
export function onlyColumnOf(expression: Expr): ColumnPath | null {
  const columns = columnsOf(expression);
  return typeof columns === "string" ? null : columns;
}

function columnsOf(expression: Expr): Columns {
  const found = known.get(expression);
  if (found !== undefined) return found;
  const computed = compute(expression);
  known.set(expression, computed);
  return computed;
}

function compute(expression: Expr): Columns {
  switch (expression.kind) {
    case "path":
      return expression;
    // What goes item by item, or reads a place that is only known when it runs, is not tried.
    case "each":
    case "lambda":
    case "parameter":
    case "member":
    case "index":
    case "no-value":
    case "unknown-call":
      return "many";
    case "call":
      if (!expression.fn.pure || expression.fn.scope !== "source" || expression.fn.platformOnly) return "many";
      break;
    default:
      break;
  }
  let only: Columns = "none";
  for (const child of exprChildren(expression)) {
    const columns = columnsOf(child);
    if (columns === "none") continue;
    if (columns === "many") return "many";
    if (typeof only !== "string" && only.segments.join("\0") !== columns.segments.join("\0")) return "many";
    only = columns;
  }
  return only;
}
