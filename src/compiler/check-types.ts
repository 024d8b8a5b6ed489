import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { childrenOf, type Expression, type TargetSegment, type Wildcard } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import { assign } from "./assignability.js";
import type { Target } from "./check-constants.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/** Compares what an expression gives with what the field takes, as far as both are known. */
export function checkAssignment(
  source: { readonly type: Type; readonly span: Span },
  target: Target & { readonly span: Span },
  report: Report,
): void {
  const { field, path } = target;
  const verdict = assign(source.type, field);
  const place = source.span;
  const words = { path, source: typeInWords(source.type), target: fieldInWords(field) };
  switch (verdict.kind) {
    case "fine":
      return;
    case "scalar-to-object": {
      const [child] = field.fields.keys();
      report(types.XM3001, target.span, {
        ...words,
        field: child === undefined ? undefined : `${path}.${child}`,
      });
      break;
    }
    case "object-to-scalar":
      report(types.XM3002, place, words);
      break;
    case "array-to-other":
      report(types.XM3003, place, words);
      break;
    case "boolean-to-other":
      report(types.XM3005, place, words);
      break;
    case "blank":
      report(types.XM3006, place, { ...words, hint: verdict.hint });
      break;
    case "open":
      report(types.XM3007, place, { ...words, why: verdict.why, hint: verdict.hint });
      break;
  }
}

/** `[*]` must stand on both sides, as often. True where it does. */
export function checkWildcards(source: Expression, target: readonly TargetSegment[], report: Report): boolean {
  const inSource = deepestWildcard(source);
  const inTarget = target.filter(({ kind }) => kind === "wildcard");
  const counts = { source: inSource.depth, target: inTarget.length };
  if (counts.source === counts.target) return true;
  const extra = counts.source > counts.target ? inSource.first?.span : inTarget.at(-1)?.span;
  if (extra !== undefined) report(types.XM3004, extra, counts);
  return false;
}

/** How many `[*]` one path goes through at most, and the first `[*]` of it. */
function deepestWildcard(expression: Expression): { readonly depth: number; readonly first: Wildcard | null } {
  let deepest: { readonly depth: number; readonly first: Wildcard | null } = { depth: 0, first: null };
  for (const child of childrenOf(expression)) {
    const inner = deepestWildcard(child);
    if (inner.depth > deepest.depth) deepest = inner;
  }
  if (expression.kind !== "wildcard") return deepest;
  return { depth: deepest.depth + 1, first: deepest.first ?? expression };
}
