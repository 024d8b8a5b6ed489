import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { childrenOf, type Expression, type TargetSegment, type Wildcard } from "../grammar/index.js";
import type { Field } from "../schema/index.js";
import { nearest, type Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import { assignParts, type PartVerdict } from "./assign-parts.js";
import { rowOf } from "./assignability.js";
import type { Target } from "./check-constants.js";
import type { Expr } from "./expr.js";
import { literalParts } from "./literal-parts.js";
import { isOfConstants, resultsOf } from "./results.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/**
 * Compares what an expression gives with what the field takes, part by part, as far as both are known. What an expression
 * writes itself, the items of an array or the values of an object, is marked where it is written; the rest is marked as a
 * whole, at `span`.
 */
export function checkAssignment(
  expression: Expr,
  span: Span,
  target: Target & { readonly span: Span },
  report: Report,
): void {
  const results = resultsOf(expression);
  const written = results.flatMap((result) => literalParts(result, target.field) ?? []);
  if (written.length === 0) {
    compareTypes(expression, span, target, report);
    return;
  }
  for (const result of results) {
    const parts = literalParts(result, target.field);
    if (parts === null) compareTypes(result, result.span, target, report);
    for (const { part, expression: inner, field } of parts ?? []) {
      const path = target.path + part;
      checkAssignment(inner, inner.span, { field, path, isRoot: false, span: inner.span }, report);
    }
  }
}

function compareTypes(expression: Expr, span: Span, target: Target & { readonly span: Span }, report: Report): void {
  const { verdicts } = assignParts(expression.type, target.field);
  const inherited = coverings(verdicts);
  for (const verdict of verdicts) {
    if (verdict.kind === "nothing-in-common") reportNothingInCommon(verdict, span, target, report);
    // Whether a constant is beyond the bounds is known: it is held against them.
    else if (isOfConstants(expression) && verdict.verdict.relation === "lossy" && isWhole(verdict.source)) continue;
    else if (!inherited.has(verdict)) reportVerdict(verdict, span, target, report);
  }
}

function isWhole(type: Type): boolean {
  return type.kind === "number" && rowOf(type) !== "double";
}

type AssignmentVerdict = Extract<PartVerdict, { readonly kind: "assignment" }>;

/** Values of a map have one type: what is wrong with one of them is wrong with all of its kind, and told once. */
function coverings(verdicts: readonly PartVerdict[]): ReadonlySet<PartVerdict> {
  const seen = new Set<Field>();
  const repeated = new Set<PartVerdict>();
  for (const verdict of verdicts) {
    if (verdict.kind !== "assignment") continue;
    if (seen.has(verdict.field)) repeated.add(verdict);
    seen.add(verdict.field);
  }
  return repeated;
}

function reportVerdict(
  { part, source, field, verdict }: AssignmentVerdict,
  place: Span,
  target: Target & { readonly span: Span },
  report: Report,
): void {
  const path = `${target.path}${part}`;
  const words = { path, source: typeInWords(source), target: fieldInWords(field) };
  const hint = verdict.hint ?? undefined;
  switch (verdict.relation) {
    case "allowed":
    case "converted":
      return;
    case "blank":
      report(types.XM3006, place, { ...words, hint });
      return;
    case "lossy":
    case "unknown":
      report(types.XM3007, place, { ...words, why: verdict.why, hint });
      return;
    case "impossible":
      reportImpossible(source, field, words, { place, target }, report);
  }
}

function reportImpossible(
  source: Type,
  field: Field,
  words: { readonly path: string; readonly source: string; readonly target: string },
  { place, target }: { readonly place: Span; readonly target: { readonly path: string; readonly span: Span } },
  report: Report,
): void {
  if (source.kind === "array") report(types.XM3003, place, words);
  else if (source.kind === "object" || source.kind === "map") report(types.XM3002, place, words);
  else if (source.kind === "boolean" && field.type !== "object" && field.type !== "map") {
    report(types.XM3005, place, words);
  } else {
    const [child] = field.fields.keys();
    const at = words.path === target.path ? target.span : place;
    report(types.XM3001, at, { ...words, field: child === undefined ? undefined : `${words.path}.${child}` });
  }
}

function reportNothingInCommon(
  { part, given, wanted }: Extract<PartVerdict, { readonly kind: "nothing-in-common" }>,
  place: Span,
  { path }: Target,
  report: Report,
): void {
  const near = given.flatMap((name) => {
    const found = nearest(name, wanted);
    return found === undefined ? [] : [{ name, near: found }];
  });
  report(types.XM3021, place, { path: `${path}${part}`, given, wanted, near: near[0] ?? null });
}

/**
 * `[*]` must stand on both sides, as often. True where it does. `isTold` is asked where it does not: whether an array that
 * is entered without one, on either side, has been reported, so that this would be said twice.
 */
export function checkWildcards(
  source: Expression,
  target: readonly TargetSegment[],
  isTold: () => boolean,
  report: Report,
): boolean {
  const inSource = deepestWildcards(source);
  const inTarget = target.filter(({ kind }) => kind === "wildcard");
  const counts = { source: inSource.length, target: inTarget.length };
  if (counts.source === counts.target) return true;
  const extra = counts.source > counts.target ? inSource[counts.target] : inTarget[counts.source];
  if (extra !== undefined && !isTold()) report(types.XM3004, extra.span, counts);
  return false;
}

/** The `[*]` of the one path that goes through the most of them, the outermost first. */
function deepestWildcards(expression: Expression): readonly Wildcard[] {
  let deepest: readonly Wildcard[] = [];
  for (const child of childrenOf(expression)) {
    const inner = deepestWildcards(child);
    if (inner.length > deepest.length) deepest = inner;
  }
  return expression.kind === "wildcard" ? [...deepest, expression] : deepest;
}
