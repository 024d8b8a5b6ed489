import type { Expr } from "./expr.js";
import type { ValueProfile } from "./source-profile.js";
import type { SourceShape } from "./source-shape.js";
import { type EachItem, profileOf } from "./source-shape.js";

/** An expression that only names a place of the source: a column, a field within, the items of a list (`a.b[*].c`). */
export type Place = Extract<Expr, { readonly kind: "path" | "each" | "member" }>;

/** The expression as a place; null where it does more than name one. */
export function placeOf(expression: Expr): Place | null {
  if (expression.kind === "path") return expression;
  if (expression.kind !== "each" && expression.kind !== "member") return null;
  return placeOf(expression.object) === null ? null : expression;
}

/** What tells two places apart. */
export function placeKey(place: Place): string {
  return JSON.stringify(stepsOf(place));
}

/** What the sample has at a place; null without one, and where the expression is none. A dot may be part of a column's name. */
export function profileAt(expression: Expr, source: SourceShape | null): ValueProfile | null {
  const steps = stepsOf(expression);
  if (steps === null || source?.profile === undefined) return null;
  const found = profileOf(source, steps);
  if (found !== null || expression.kind !== "path") return found;
  return profileOf(source, [expression.segments.join(".")]);
}

const EACH: EachItem = { kind: "each" };

function stepsOf(expression: Expr): readonly (string | EachItem)[] | null {
  if (expression.kind === "path") return expression.segments;
  if (expression.kind !== "each" && expression.kind !== "member") return null;
  const steps = stepsOf(expression.object);
  if (steps === null) return null;
  return [...steps, expression.kind === "each" ? EACH : expression.name];
}
