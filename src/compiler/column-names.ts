import {
  type Expression,
  isReservedWord,
  type Member,
  type MemberName,
  mapExpression,
  type Name,
  type QuotedColumn,
} from "../grammar/index.js";
import { dottedColumn, plainPath } from "./column-path.js";
import type { SourceShape } from "./source-shape.js";

/** What must be known to tell which names Data Prep does not read as columns. */
export interface NameContext {
  readonly source: SourceShape | null;
  readonly isFunction: (name: string) => boolean;
}

/** Data Prep's identifiers are JEXL's: ASCII. Its documentation promises any letter, its engine's lexer has no such rule. */
const identifier = /^[A-Za-z_$][A-Za-z0-9_$]*$/;
const fieldName = /^[A-Za-z0-9_$]+$/;

/** A path segment in an attribute or a target: raw, but for a dot inside, which is `\.`. */
export function escapeSegment(segment: string): string {
  return segment.replaceAll(".", "\\.");
}

/** The expression with every column that Data Prep needs wrapped as a `${}` node. */
export function wrapColumns(expression: Expression, context: NameContext): Expression {
  if (isColumnNode(expression)) {
    const segments = wrappedSegments(expression, context);
    if (segments !== null) return { kind: "quoted-column", segments, span: expression.span };
  }
  const inner = mapExpression(expression, (child) => wrapColumns(child, context));
  return inner.kind === "member" ? { ...inner, property: quoteProperty(inner.property) } : inner;
}

/** A property that stays outside `${}` (`items[0].é`) and that JEXL cannot read bare is quoted. */
export function quoteProperty(property: MemberName): MemberName {
  if (property.kind !== "bare" || isPlainField(property.name)) return property;
  return { kind: "quoted", name: property.name, quote: "'", span: property.span };
}

/**
 * The segments of a column path that Data Prep needs as `${…}` (reserved words, function names, names that are not
 * identifiers), or null where it reads the path as it stands. A flat source's dotted column is one name, not a path.
 */
export function wrappedSegments(path: Name | QuotedColumn | Member, context: NameContext): readonly string[] | null {
  const names = namesOf(path);
  if (names === null) return null;
  const dotted = dottedName(path, names, context.source);
  if (dotted !== null) return dotted;
  const [root = "", ...fields] = names;
  if (rootOf(path).kind === "name" && !isPlainRoot(root, context)) return names;
  return fields.every(isPlainField) || !hasBareOddField(path) ? null : names;
}

function isPlainRoot(name: string, { isFunction }: NameContext): boolean {
  return identifier.test(name) && !isReservedWord(name) && !isFunction(name);
}

function isPlainField(name: string): boolean {
  return fieldName.test(name) && !isReservedWord(name);
}

/** `a.'b c'` is JEXL as it stands; `a.é` is not. */
function hasBareOddField(path: Expression): boolean {
  if (path.kind !== "member") return false;
  return (path.property.kind === "bare" && !isPlainField(path.property.name)) || hasBareOddField(path.object);
}

function dottedName(
  path: Name | QuotedColumn | Member,
  names: readonly string[],
  source: SourceShape | null,
): readonly string[] | null {
  const [first] = names;
  if (source === null || !source.flat || first === undefined || source.columns.has(first)) return null;
  const steps = plainPath(path);
  const dotted = steps === null ? null : dottedColumn(source, steps);
  return dotted === null ? null : [dotted.name, ...names.slice(dotted.length)];
}

/** A path of names only, without `?.`: what one `${…}` can hold. */
function namesOf(path: Name | QuotedColumn | Member): readonly string[] | null {
  const names: string[] = [];
  for (const step of plainPath(path) ?? []) {
    if (step.kind !== "name") return null;
    names.push(step.name);
  }
  return names.length === 0 ? null : names;
}

function rootOf(path: Expression): Expression {
  return path.kind === "member" ? rootOf(path.object) : path;
}

export function isColumnNode(expression: Expression): expression is Name | QuotedColumn | Member {
  return expression.kind === "name" || expression.kind === "quoted-column" || expression.kind === "member";
}
