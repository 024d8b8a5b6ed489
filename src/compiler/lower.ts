import type { Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { types } from "../diagnostics/types.js";
import { type FunctionRecord, functionNamed } from "../functions/index.js";
import { type Expression, type Mapping, type TargetPath, walkExpression } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import { checkArguments } from "./check-arguments.js";
import { checkConstants } from "./check-constants.js";
import { checkFailures, isCritical } from "./check-failures.js";
import { checkOperators } from "./check-operators.js";
import { checkPatterns } from "./check-patterns.js";
import { checkAssignment, checkWildcards } from "./check-types.js";
import type { NameContext } from "./column-names.js";
import { entersArray, plainPath, resolvePath } from "./column-path.js";
import type { Definition, Definitions } from "./definitions.js";
import { type Emitted, emitSource, staticText } from "./emitted.js";
import type { Expr } from "./expr.js";
import { givenText } from "./given-text.js";
import { checkRepeatedArguments } from "./impure-lets.js";
import { type Expansion, inline, type LetExpansion } from "./inline.js";
import { longestPart } from "./longest-part.js";
import { lowerExpression } from "./lower-expression.js";
import type { Identity, ProgramMapping } from "./program.js";
import type { SourceShape } from "./source-shape.js";
import { checkTarget, joinTarget, lacksIndex, type TargetScope, targetText } from "./targets.js";

export interface MappingScope {
  readonly source: SourceShape | null;
  readonly definitions: Definitions;
  readonly endless: ReadonlySet<Definition>;
  readonly targets: TargetScope;
  /** There is a sample, of which the columns alone were read: nothing is said of what its rows would tell. */
  readonly rowsUnread: boolean;
  readonly report: Report;
}

/** What Data Prep takes for a calculated field, in characters. */
const EXPRESSION_LIMIT = 4_096;
/** From here on the length is told. */
const NEAR_LIMIT = 3_500;

/** Compiles one mapping; null where its source or its target cannot be read or written out. */
export function lowerMapping(
  mapping: Mapping,
  prefix: TargetPath | null,
  scope: MappingScope,
): { readonly mapping: ProgramMapping | null; readonly lets: readonly LetExpansion[] } {
  const { targets, report } = scope;
  const target = joinTarget(prefix, mapping.target, targets);
  const field = checkTarget(target, targets, report);
  const expansion = inline(mapping.source, scope.definitions, scope.endless);
  const { expression: expanded, lets } = expansion;
  checkRepeatedArguments(expansion.repeated, scope.definitions, report);
  if (expansion.tooLarge) report(lint.XM4002, mapping.source.span, { length: null, part: null });
  if (target.segments.length === 0 || holdsInvalid(expanded)) return { mapping: null, lets };

  const isTold = (): boolean => lacksIndex(target, targets) || entersArray(expanded, scope.source);
  const itemsMeet = checkWildcards(expanded, target.segments, isTold, report);
  const expression = lowerExpression(expanded, {
    functionNamed: calledFunction,
    typeOfPath: (segments) => typeOfPath(segments, scope.source, mapping.source.span),
  });
  const path = targetText(target.segments);
  const destination = { field, path, isIdentity: identityOf(mapping) !== null };
  const isSaid = checkParts(expression, isCritical(destination), report);
  if (field !== null) {
    const isRoot = target.segments.length === 1;
    // Types say nothing where a `[*]` stands on one side only: its finding is enough.
    if (itemsMeet) {
      checkAssignment(expression, mapping.source.span, { field, path, isRoot, span: mapping.target.span }, report);
    }
    checkConstants(expression, { field, path, isRoot }, report);
  }
  // That what is wrong with a part makes the whole fail is no second mistake.
  if (!isSaid) {
    const { source, rowsUnread } = scope;
    checkFailures(expression, destination, { source, rowsUnread, compared: itemsMeet, report });
  }
  const emitted = emitMapping(mapping, expansion, scope);
  return {
    lets,
    mapping: {
      expression,
      target,
      path,
      field,
      emitted,
      identity: identityOf(mapping),
      name: nameOf(mapping),
      description: mapping.description?.text ?? null,
      copiesObject: copiesObject(expanded, expression, field),
      span: mapping.span,
    },
  };
}

/** Whether something is wrong with a part of the expression, wherever it goes. */
function checkParts(expression: Expr, critical: boolean, report: Report): boolean {
  let isSaid = false;
  const tell: Report = (...finding) => {
    isSaid = true;
    report(...finding);
  };
  checkArguments(expression, tell, critical);
  checkOperators(expression, tell, critical);
  checkPatterns(expression, tell);
  return isSaid;
}

/** A method's name called as a function means nothing. */
export function calledFunction(name: string): FunctionRecord | undefined {
  const record = functionNamed(name);
  return record?.style === "function" ? record : undefined;
}

export function typeOfPath(segments: readonly string[], source: SourceShape | null, span: Span): Type {
  if (source === null) return { kind: "any" };
  const steps = segments.map((name) => ({ kind: "name" as const, name, span }));
  const resolution = resolvePath(source, steps);
  return resolution.kind === "found" ? resolution.type : { kind: "any" };
}

export function holdsInvalid(expression: Expression): boolean {
  let found = false;
  walkExpression(expression, (one) => {
    found ||= one.kind === "invalid";
    return !found;
  });
  return found;
}

function emitMapping(mapping: Mapping, expansion: Expansion, { source, report }: MappingScope): Emitted {
  const { expression: expanded, tables } = expansion;
  const isFunction = (name: string): boolean => functionNamed(name) !== undefined;
  const context = { source, isFunction };
  const emitted = annotated(mapping, expansion, context, report) ?? emitSource(mapping.source, expansion, context);
  const { length } = emitted.text;
  if (length > EXPRESSION_LIMIT) report(lint.XM4002, mapping.source.span, { length, part: longestPart(expanded) });
  else if (length > NEAR_LIMIT) {
    for (const table of tables)
      report(lint.XM4003, mapping.source.span, { table: table.name.text, length, part: null });
    if (tables.length === 0) {
      report(lint.XM4003, mapping.source.span, { table: null, length, part: longestPart(expanded) });
    }
  }
  return emitted;
}

/** What an annotation says that the source is deployed as; null without one, and where it cannot be (reported). */
function annotated(
  { source, annotations }: Mapping,
  expansion: Expansion,
  context: NameContext,
  report: Report,
): Emitted | null {
  for (const one of annotations) {
    switch (one.kind) {
      case "static": {
        const text = staticText(expansion.expression);
        if (text !== null) return { type: "STATIC", text };
        report(types.XM3017, one.span, {});
        break;
      }
      case "expression":
      case "attribute": {
        const given = givenText(one, source, expansion, context);
        if ("text" in given) return given;
        report(types.XM3029, one.span, { annotation: `@${one.kind}`, why: given.why });
        break;
      }
      case "identity":
      case "name":
        break;
    }
  }
  return null;
}

function copiesObject(expanded: Expression, { type }: Expr, field: ProgramMapping["field"]): boolean {
  if (plainPath(expanded) === null) return false;
  if (field === null) return type.kind === "object";
  return field.type === "object" && (type.kind === "object" || type.kind === "any" || type.kind === "null");
}

function identityOf(mapping: Mapping): Identity | null {
  for (const one of mapping.annotations) {
    if (one.kind === "identity") return { namespace: one.namespace.value, primary: one.primary, span: one.span };
  }
  return null;
}

function nameOf(mapping: Mapping): string | null {
  for (const one of mapping.annotations) if (one.kind === "name") return one.name.value;
  return null;
}
