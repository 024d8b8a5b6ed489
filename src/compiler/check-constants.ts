import { quote, type Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import type { Field } from "../schema/index.js";
import { nearest, type Span, spanText } from "../text/index.js";
import type { Expr } from "./expr.js";
import { literalParts } from "./literal-parts.js";
import { resultsOf } from "./results.js";
import { isNumeric, readTextAs } from "./text-conversion.js";
import { isEnforced, lengthOf, worstLimit } from "./text-limits.js";
import { fieldInWords } from "./type-words.js";

/** Where a mapping writes: the field, its path, and whether the path is one step from the root. */
export interface Target {
  readonly field: Field;
  readonly path: string;
  readonly isRoot: boolean;
}

/** A constant, by its text as a record would hold it; a number's as it is written. */
interface Constant {
  readonly kind: "string" | "number";
  readonly text: string;
  readonly span: Span;
}

/**
 * Compares every constant that an expression can result in with what the field takes, those in the arrays and objects
 * that it writes included.
 */
export function checkConstants(expression: Expr, target: Target, report: Report): void {
  for (const result of resultsOf(expression)) {
    const constant = constantOf(result);
    if (constant !== null) {
      if (checkConversion(constant, target, report)) checkLimits(constant, target, report);
      continue;
    }
    for (const { part, expression: inner, field } of literalParts(result, target.field) ?? []) {
      checkConstants(inner, { field, path: target.path + part, isRoot: target.isRoot && part === "" }, report);
    }
  }
}

function constantOf(expression: Expr): Constant | null {
  if (expression.kind !== "constant") return null;
  const { value, type, span } = expression;
  if (typeof value === "string") return { kind: "string", text: value, span };
  return type.kind === "number" ? { kind: "number", text: spanText(span), span } : null;
}

/** False where the constant cannot be of the field's type, or nobody can tell. */
function checkConversion(constant: Constant, { field, path }: Target, report: Report): boolean {
  if (constant.kind === "number") return true;
  const { span } = constant;
  const refuse = (hint?: string): boolean => {
    report(types.XM3008, span, { value: quote(constant.text), path, target: fieldInWords(field), hint });
    return false;
  };
  const reading = readTextAs(constant.text, field.type);
  switch (field.type) {
    case "byte":
    case "short":
    case "int":
    case "long":
      if (reading === "fits") return true;
      return reading === "fraction" ? refuse("Write a whole number.") : refuse();
    case "number":
      return reading === "fits" || refuse();
    case "boolean": {
      if (reading === "fits") return true;
      if (reading === "fails") return refuse("Write `true` or `false`.");
      report(types.XM3007, span, {
        path,
        source: `the text ${quote(constant.text)}`,
        target: fieldInWords(field),
        why: "whether this spelling counts is not documented",
        hint: "Write `true` or `false`.",
      });
      return false;
    }
    case "date":
    case "date-time":
      if (reading === "fails") refuse('Write it as "2024-12-31", or say how to read it: `date("…", "dd/MM/yyyy")`.');
      return false;
    case "string":
      return true;
    default:
      return false;
  }
}

function checkLimits(constant: Constant, target: Target, report: Report): void {
  if (target.field.type === "string") checkText(constant, target, report);
  else checkRange(constant, target, report);
}

function checkText(constant: Constant, { field, path, isRoot }: Target, report: Report): void {
  const { span, text } = constant;
  const value = quote(text);
  switch (worstLimit(text, field, isRoot)) {
    case "enum": {
      const allowed = field.enum ?? [];
      const severity = isEnforced("enum", isRoot) ? "error" : "warning";
      report(types.XM3009, span, { value, path, allowed, near: nearest(text, allowed) }, { severity });
      break;
    }
    case "pattern":
      report(types.XM3010, span, { value, path, pattern: field.pattern ?? "" });
      break;
    case "format":
      report(types.XM3027, span, { value, path, format: field.format ?? "" });
      break;
    case "minLength":
    case "maxLength":
      report(types.XM3012, span, { value, path, length: lengthOf(text), limits: lengthsInWords(field) });
      break;
    case null:
  }
}

function lengthsInWords({ minLength, maxLength }: Field): string {
  if (maxLength === null) return `at least ${minLength} characters`;
  return minLength === null || minLength === 0
    ? `at most ${maxLength} characters`
    : `${minLength} to ${maxLength} characters`;
}

function checkRange(constant: Constant, { field, path }: Target, report: Report): void {
  const value = numberOf(constant.text);
  if (value === null) return;
  // Whole numbers have the bounds of their type from the schema.
  const minimum = field.minimum ?? Number.NEGATIVE_INFINITY;
  const maximum = field.maximum ?? Number.POSITIVE_INFINITY;
  if (value >= minimum && value <= maximum) return;
  report(types.XM3011, constant.span, {
    value: constant.text,
    path,
    range: rangeInWords(minimum, maximum),
  });
}

/** A number literal without its kind letter, or a numeric text. Hexadecimal and octal ones are not compared. */
function numberOf(text: string): number | null {
  const plain = text.trim().replace(/[lLhHfFdDbB]$/, "");
  return isNumeric(plain) && !/^[+-]?0\d/.test(plain) ? Number(plain) : null;
}

function rangeInWords(minimum: number, maximum: number): string {
  if (minimum === Number.NEGATIVE_INFINITY) return `at most ${maximum}`;
  return maximum === Number.POSITIVE_INFINITY ? `at least ${minimum}` : `${minimum} to ${maximum}`;
}
