import type { Expr, Program } from "../compiler/index.js";
import { failures } from "../diagnostics/failures.js";
import { type Diagnostic, isSpan } from "../diagnostics/index.js";
import { lintDates } from "../diagnostics/lint-dates.js";
import type { Span } from "../text/index.js";
import { patternOfCall } from "./date-patterns.js";
import { partsOf } from "./parts.js";

/** A wrong letter in a pattern says why dates cannot be read: that they cannot is no second mistake. */
const CAUSES: ReadonlySet<string> = new Set(Object.values(lintDates).map(({ code }) => code));
const CONSEQUENCES: ReadonlySet<string> = new Set([failures.XM3022.code, failures.XM3023.code]);

/** The compiler's findings without those of which a rule has found the cause. */
export function withoutConsequences(
  program: Program,
  found: readonly Diagnostic[],
  ofRules: readonly Diagnostic[],
): readonly Diagnostic[] {
  const causes = ofRules.flatMap(({ code, place }) => (CAUSES.has(code) && isSpan(place) ? [place] : []));
  if (causes.length === 0 || !found.some(({ code }) => CONSEQUENCES.has(code))) return found;
  const explained = program.mappings
    .flatMap(({ expression }) => partsOf(expression))
    .flatMap((part) => readByWrongPattern(part, causes));
  return found.filter(({ code, place }) => {
    return !CONSEQUENCES.has(code) || !isSpan(place) || !explained.some((span) => contains(span, place));
  });
}

/** What a call reads by a pattern that a rule has found something in. */
function readByWrongPattern(part: Expr, causes: readonly Span[]): readonly Span[] {
  if (part.kind !== "call") return [];
  const pattern = patternOfCall(part);
  const [text] = part.args;
  if (pattern === null || text === undefined || !causes.some((cause) => contains(pattern.span, cause))) return [];
  return [text.span, part.span];
}

function contains(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
