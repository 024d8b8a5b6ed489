import { type Expression, walkExpression } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import type { SourceShape } from "./source-shape.js";

/** One step of a plain path. */
export type PathStep =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  | { readonly kind: "index"; readonly index: number; readonly span: Span }
  | { readonly kind: "each"; readonly span: Span };

/**
 * The steps of an expression that only names a place in the source (`a.b[0].c[*].d`), or null. `safe` takes `a?.b` too:
 * it reads the same place, but an attribute cannot say it.
 */
export function plainPath(expression: Expression, { safe = false } = {}): readonly PathStep[] | null {
  switch (expression.kind) {
    case "name":
      return [{ kind: "name", name: expression.name, span: expression.span }];
    case "quoted-column":
      return expression.segments.map((name) => ({ kind: "name", name, span: expression.span }));
    case "member": {
      const object = plainPath(expression.object, { safe });
      if (object === null || (expression.safe && !safe) || expression.property.kind === "template") return null;
      return [...object, { kind: "name", name: expression.property.name, span: expression.property.span }];
    }
    case "index": {
      const object = plainPath(expression.object, { safe });
      if (object === null || expression.index.kind !== "number" || !/^(0|[1-9]\d*)$/.test(expression.index.text)) {
        return null;
      }
      return [...object, { kind: "index", index: Number(expression.index.text), span: expression.index.span }];
    }
    case "wildcard": {
      const object = plainPath(expression.object, { safe });
      return object === null ? null : [...object, { kind: "each", span: expression.span }];
    }
    default:
      return null;
  }
}

/** What following a path through the source gives. */
export type Resolution =
  | { readonly kind: "found"; readonly type: Type }
  /** The step at `at` is not there; `among` are the names that are. `first` tells a column from a field within. */
  | { readonly kind: "unknown"; readonly at: number; readonly among: readonly string[]; readonly first: boolean }
  /** The step at `at` cannot be taken from a value of this type. */
  | { readonly kind: "impossible"; readonly at: number; readonly type: Type };

/**
 * Follows a path through the columns. In a flat source a dotted path may be one column's name (`Shipping.Phone`): JEXL
 * tries the whole name where the first segment is not there.
 */
export function resolvePath(shape: SourceShape, steps: readonly PathStep[]): Resolution {
  const [first] = steps;
  if (first === undefined || first.kind !== "name") return { kind: "found", type: { kind: "any" } };
  const column = shape.columns.get(first.name);
  if (column === undefined) {
    const dotted = dottedColumn(shape, steps);
    if (dotted !== null) return follow(dotted.type, steps, dotted.length);
    return { kind: "unknown", at: 0, among: [...shape.columns.keys()], first: true };
  }
  return follow(column, steps, 1);
}

/** Whether a path in an expression takes a field of an array without `[*]` or an index. */
export function entersArray(expression: Expression, shape: SourceShape | null): boolean {
  if (shape === null) return false;
  let found = false;
  walkExpression(expression, (one) => {
    const steps = plainPath(one, { safe: true });
    if (steps === null) return !found;
    const resolution = resolvePath(shape, steps);
    found ||= resolution.kind === "impossible" && resolution.type.kind === "array";
    return false;
  });
  return found;
}

/** No column's name holds more dots; each of the ways to read a longer path would cost its length. */
const DOTTED_LIMIT = 100;

/** The longest run of names from the start that together are one column's name. */
export function dottedColumn(
  shape: SourceShape,
  steps: readonly PathStep[],
): { readonly name: string; readonly type: Type; readonly length: number } | null {
  const names: string[] = [];
  for (const step of steps.slice(0, DOTTED_LIMIT)) {
    if (step.kind !== "name") break;
    names.push(step.name);
  }
  for (let length = names.length; length > 1; length--) {
    const name = names.slice(0, length).join(".");
    const type = shape.columns.get(name);
    if (type !== undefined) return { name, type, length };
  }
  return null;
}

function follow(start: Type, steps: readonly PathStep[], from: number): Resolution {
  let type = start;
  for (let at = from; at < steps.length; at++) {
    const step = steps[at];
    if (step === undefined || isOpen(type)) return { kind: "found", type: { kind: "any" } };
    const next = take(type, step);
    if (next === null) return { kind: "impossible", at, type };
    if (next === "unknown") {
      const among = type.kind === "object" && type.fields !== null ? [...type.fields.keys()] : [];
      return { kind: "unknown", at, among, first: false };
    }
    type = next;
  }
  return { kind: "found", type };
}

/** Nothing is known of what is inside: a field that the sample only has null for, say. */
function isOpen(type: Type): boolean {
  return type.kind === "any" || type.kind === "null";
}

function take(type: Type, step: PathStep): Type | "unknown" | null {
  if (step.kind === "name") {
    if (type.kind === "map") return type.values;
    if (type.kind !== "object") return null;
    if (type.fields === null) return { kind: "any" };
    return type.fields.get(step.name) ?? "unknown";
  }
  return type.kind === "array" ? type.items : null;
}
