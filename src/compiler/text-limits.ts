import type { Field } from "../schema/index.js";
import { compileSchemaPattern, type PatternTest } from "../values/regex/schema-pattern.js";
import { formatTest } from "./format-test.js";

/** The keywords of XDM schemas that a text is held against. */
export type TextLimit = "enum" | "pattern" | "format" | "minLength" | "maxLength";

interface Tests {
  readonly pattern: PatternTest | null;
  readonly format: PatternTest | null;
}

const NOTHING: readonly TextLimit[] = [];
const tests = new WeakMap<Field, Tests>();

/** What of its field a text breaks: constants, values of the sample and records are all judged by it. */
export function brokenLimits(text: string, field: Field): readonly TextLimit[] {
  const { pattern, format } = testsOf(field);
  const { minLength, maxLength } = field;
  let broken = NOTHING;
  if (field.enum !== null && !field.enum.includes(text)) broken = [...broken, "enum"];
  if (pattern !== null && !pattern(text)) broken = [...broken, "pattern"];
  if (format !== null && !format(text)) broken = [...broken, "format"];
  if (minLength === null && maxLength === null) return broken;
  const length = lengthOf(text);
  if (minLength !== null && length < minLength) broken = [...broken, "minLength"];
  if (maxLength !== null && length > maxLength) broken = [...broken, "maxLength"];
  return broken;
}

/** JSON Schema counts characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/**
 * Whether the platform rejects a row for it. A list of values is enforced only on a field directly in the record
 * (help/xdm/ui/fields/enum.md).
 */
export function isEnforced(limit: TextLimit, isRoot: boolean): boolean {
  return limit !== "enum" || isRoot;
}

/**
 * The one limit that is told of a value before its row is mapped: a value is one mistake, however much it breaks. What has
 * the row rejected goes first, and length last, since a text of another kind is not mended by cutting it.
 */
export function worstLimit(text: string, field: Field, isRoot: boolean): TextLimit | null {
  const broken = brokenLimits(text, field);
  return broken.find((limit) => isEnforced(limit, isRoot)) ?? broken[0] ?? null;
}

/** The tests of a field for the pattern and the format of its texts. */
export function testsOf(field: Field): Tests {
  const known = tests.get(field);
  if (known !== undefined) return known;
  const made = {
    pattern: field.pattern === null ? null : compileSchemaPattern(field.pattern),
    // Of dates and times the format is their type.
    format: field.type === "string" ? formatTest(field.format) : null,
  };
  tests.set(field, made);
  return made;
}
