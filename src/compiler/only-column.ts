import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import { type Place, placeKey, placeOf } from "./place.js";

type Columns = Place | "none" | "many";

const known = new WeakMap<Expr, Columns>();

/** The one place that an expression reads; null where there is none, or several, or where it is not only rows that count. */
export function onlyColumnOf(expression: Expr): Place | null {
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
  const place = placeOf(expression);
  if (place !== null) return place;
  switch (expression.kind) {
    // What reads a place that is only known when it runs is not tried.
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
    if (typeof only !== "string" && placeKey(only) !== placeKey(columns)) return "many";
    only = columns;
  }
  return only;
}
