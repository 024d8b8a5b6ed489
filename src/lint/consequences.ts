import type { Expr, Program } from "../compiler/index.js";
import { failures } from "../diagnostics/failures.js";
import { type Diagnostic, isSpan, type Place } from "../diagnostics/index.js";
import { lintDates } from "../diagnostics/lint-dates.js";
import { lintExpressions } from "../diagnostics/lint-expressions.js";
import { lintTargets } from "../diagnostics/lint-targets.js";
import { types } from "../diagnostics/types.js";
import type { Span } from "../text/index.js";
import { patternOfCall } from "./date-patterns.js";
import { partsOf } from "./parts.js";

/** A wrong letter in a pattern says why dates cannot be read: that they cannot is no second mistake. */
const CAUSES: ReadonlySet<string> = new Set(Object.values(lintDates).map(({ code }) => code));
const CONSEQUENCES: ReadonlySet<string> = new Set([failures.XM3022.code, failures.XM3023.code]);

/** A value that does not fit its field. */
const OF_FIELD: ReadonlySet<string> = new Set(
  [types.XM3005, types.XM3006, types.XM3007, types.XM3008].map(({ code }) => code),
);

/** What the compiler and the rules have found, one finding for one mistake. */
export function withoutConsequences(
  program: Program,
  found: readonly Diagnostic[],
  ofRules: readonly Diagnostic[],
): readonly Diagnostic[] {
  const left = withoutFailures(program, found, ofRules);
  return [...left, ...withoutFormats(left, withoutNormalizing(found, withoutBranches(found, ofRules)))];
}

/** The compiler's findings without those of which a rule has found the cause. */
function withoutFailures(
  program: Program,
  found: readonly Diagnostic[],
  ofRules: readonly Diagnostic[],
): readonly Diagnostic[] {
  const causes = ofRules.flatMap(({ code, place }) => (CAUSES.has(code) && isSpan(place) ? [place] : []));
  if (causes.length === 0) return found;
  const others = found.filter(({ code, place }) => code !== types.XM3019.code || !causes.some(isIn(place)));
  if (!others.some(({ code }) => CONSEQUENCES.has(code))) return others;
  const explained = program.mappings
    .flatMap(({ expression }) => partsOf(expression))
    .flatMap((part) => readByWrongPattern(part, causes));
  return others.filter(({ code, place }) => !CONSEQUENCES.has(code) || !explained.some(isIn(place)));
}

/** What a call reads by a pattern that a rule has found something in. */
function readByWrongPattern(part: Expr, causes: readonly Span[]): readonly Span[] {
  if (part.kind !== "call") return [];
  const pattern = patternOfCall(part);
  const [text] = part.args;
  if (pattern === null || text === undefined || !causes.some((cause) => isIn(cause)(pattern.span))) return [];
  return [text.span, part.span];
}

/** Of dates that cannot be read, or not for sure, it has been said; that nothing says how they are written is the reason. */
function withoutFormats(found: readonly Diagnostic[], ofRules: readonly Diagnostic[]): readonly Diagnostic[] {
  const failing = found.filter(({ code }) => CONSEQUENCES.has(code));
  if (failing.length === 0) return ofRules;
  return ofRules.filter(({ code, place }) => {
    if (code !== lintDates.XM4011.code || !isSpan(place)) return true;
    return !failing.some((one) => isIn(one.place)(place));
  });
}

/** That a branch is of another type than the rest says no more than that it does not fit the field, or has lost its value. */
function withoutBranches(found: readonly Diagnostic[], ofRules: readonly Diagnostic[]): readonly Diagnostic[] {
  const { XM4018, XM4023 } = lintExpressions;
  const said = [...found, ...ofRules].flatMap(({ code, place }) =>
    isSpan(place) && (OF_FIELD.has(code) || code === XM4023.code) ? [place] : [],
  );
  if (said.length === 0) return ofRules;
  return ofRules.filter(({ code, place, related }) => {
    if (code !== XM4018.code) return true;
    const branches = [place, ...related.map((one) => one.place)].filter(isSpan);
    return !said.some((other) => branches.some((branch) => isIn(other)(branch) && isIn(branch)(other)));
  });
}

/** What is no text, or goes where none is taken, is no identity in two spellings. */
function withoutNormalizing(found: readonly Diagnostic[], ofRules: readonly Diagnostic[]): readonly Diagnostic[] {
  const said = found.filter(({ code }) => code === types.XM3013.code || OF_FIELD.has(code));
  if (said.length === 0) return ofRules;
  return ofRules.filter(({ code, place }) => {
    if (code !== lintTargets.XM4029.code || !isSpan(place)) return true;
    return !said.some((one) => isIn(one.place)(place));
  });
}

/** Whether a place lies within a span. */
function isIn(place: Place): (outer: Span) => boolean {
  return (outer) => isSpan(place) && outer.file === place.file && outer.start <= place.start && place.end <= outer.end;
}
