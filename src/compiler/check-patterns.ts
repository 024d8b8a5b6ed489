import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { readEscapes } from "../grammar/escapes.js";
import { type Span, spanOf, spanText } from "../text/index.js";
import { compileDatePattern } from "../values/dates/index.js";
import { compileJavaRegex } from "../values/regex/index.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";

type Syntax = "regex" | "date";

/** The second argument of these functions is a pattern. */
const FUNCTIONS: ReadonlyMap<string, Syntax> = new Map([
  ["matches_regex", "regex"],
  ["extract_regex", "regex"],
  ["explode", "regex"],
  ["date", "date"],
  ["format", "date"],
  ["dformat", "date"],
]);

/** The first argument of these methods of texts is a regular expression. */
const METHODS: ReadonlySet<string> = new Set(["matches", "replaceAll", "replaceFirst", "split"]);

/**
 * Reads every pattern that is written as a literal: regular expressions and date patterns are Java's, and one that cannot be
 * read, or not be matched here as Java does, gives null in every row.
 */
export function checkPatterns(expression: Expr, report: Report): void {
  switch (expression.kind) {
    case "call": {
      const [, pattern] = expression.args;
      const syntax = FUNCTIONS.get(expression.fn.name);
      if (pattern !== undefined && syntax !== undefined) checkText(pattern, syntax, report);
      break;
    }
    case "method": {
      const [pattern] = expression.args;
      if (pattern !== undefined && METHODS.has(expression.name)) checkText(pattern, "regex", report);
      break;
    }
    case "binary":
      if (expression.operator === "=~" || expression.operator === "!~") checkText(expression.right, "regex", report);
      break;
    case "constant": {
      const { value, span } = expression;
      if (typeof value === "object" && value?.kind === "pattern") checkRegex(value.source, span, report);
      break;
    }
    case "no-value":
      if (expression.pattern !== undefined) checkRegex(expression.pattern, expression.span, report);
      break;
    default:
      break;
  }
  for (const child of exprChildren(expression)) checkPatterns(child, report);
}

function checkText(argument: Expr, syntax: Syntax, report: Report): void {
  if (argument.kind !== "constant" || typeof argument.value !== "string") return;
  if (syntax === "regex") checkRegex(argument.value, argument.span, report);
  else checkDatePattern(argument.value, argument.span, report);
}

function checkRegex(pattern: string, span: Span, report: Report): void {
  const compiled = compileJavaRegex(pattern);
  if (!("problem" in compiled)) return;
  const { message, offset, construct } = compiled.problem;
  const escaped = pattern[offset] === "\\" ? 2 : 1;
  const length = construct !== null && pattern.startsWith(construct, offset) ? construct.length : escaped;
  report(types.XM3018, placeInLiteral(span, pattern, offset, length), { pattern, why: message, construct });
}

function checkDatePattern(pattern: string, span: Span, report: Report): void {
  const compiled = compileDatePattern(pattern, "adobe");
  if (!("problem" in compiled)) return;
  const { message, offset } = compiled.problem;
  report(types.XM3019, placeInLiteral(span, pattern, offset, runLength(pattern, offset)), { pattern, why: message });
}

/** How often the unit at a place is repeated: a letter's count is part of what is wrong with it. */
function runLength(text: string, at: number): number {
  let end = at + 1;
  while (end < text.length && text[end] === text[at]) end++;
  return end - at;
}

const UNIT = /\\u[0-9a-hA-H]{4}|\\[\s\S]|[\s\S]/g;

/** The part of a literal that a part of its value was written as; the whole literal where that cannot be told. */
export function placeInLiteral(span: Span, value: string, offset: number, length: number): Span {
  const written = spanText(span);
  const opening = written.startsWith("~/") ? 2 : 1;
  const quote = written.charAt(opening - 1);
  const inside = written.slice(opening, -1);
  if (!written.endsWith(quote) || written.length <= opening || offset + length > value.length) return span;
  if (readEscapes(inside, quote) !== value) return span;
  let read = 0;
  let start: number | null = null;
  for (const { 0: unit, index } of inside.matchAll(UNIT)) {
    if (read >= offset && start === null) start = index;
    read += readEscapes(unit, quote).length;
    if (start !== null && read >= offset + length) {
      const first = span.start + opening;
      return spanOf(span.file, first + start, first + index + unit.length);
    }
  }
  return span;
}
