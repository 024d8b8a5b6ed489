import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { childrenOf, type Expression, type TargetSegment, type Wildcard } from "../grammar/index.js";
import type { Field } from "../schema/index.js";
import { nearest, type Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import { assignParts, type Parts, type PartVerdict } from "./assign-parts.js";
import { rowOf } from "./assignability.js";
import type { Target } from "./check-constants.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/** Compares what an expression gives with what the field takes, part by part, as far as both are known. */
export function checkAssignment(
  source: { readonly type: Type; readonly span: Span; readonly ofConstants: boolean },
  target: Target & { readonly span: Span },
  report: Report,
): Parts {
  const parts = assignParts(source.type, target.field);
  const inherited = coverings(parts.verdicts);
  for (const verdict of parts.verdicts) {
    if (verdict.kind === "nothing-in-common") reportNothingInCommon(verdict, source.span, target, report);
    // Whether a constant is beyond the bounds is known: it is held against them.
    else if (source.ofConstants && verdict.verdict.relation === "lossy" && isWhole(verdict.source)) continue;
    else if (!inherited.has(verdict)) reportVerdict(verdict, source.span, target, report);
  }
  return parts;
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
