import { evaluateKnown, UNKNOWN } from "../compiler/evaluate-known.js";
import {
  DISTINCT_LIMIT,
  type DistinctValue,
  type Expr,
  type ProgramMapping,
  type SourceShape,
} from "../compiler/index.js";
import { literalParts } from "../compiler/literal-parts.js";
import { onlyColumnOf } from "../compiler/only-column.js";
import { placeOf, profileAt } from "../compiler/place.js";
import type { Field } from "../schema/index.js";
import { isNumber } from "../values/coerce.js";
import { isFailure, numberText, parseJson, type Value } from "../values/index.js";
import { constantsOf, profileOfPath } from "./parts.js";

/** What an expression gives for one of the sample's values; what fails has a finding of its own. */
export interface OnSample {
  readonly result: Value;
  readonly from: DistinctValue;
}

/**
 * What an expression gives for the values that the sample has in the one column that it reads; null where it reads another
 * besides, where there is no sample, and, for what is only true where it is true of all, where only some are known.
 */
export function resultsOnSample(
  expression: Expr,
  source: SourceShape | null,
  { wanted = "all", most = DISTINCT_LIMIT }: { readonly wanted?: "all" | "known"; readonly most?: number } = {},
): readonly OnSample[] | null {
  const column = onlyColumnOf(expression);
  const profile = column === null ? null : profileOfPath(column, source);
  if (profile === null || profile.lists > 0 || profile.objects > 0) return null;
  if (wanted === "all" && !profile.allValues) return null;
  const results: OnSample[] = [];
  for (const from of profile.values.slice(0, most)) {
    const result = evaluateKnown(expression, asRead(from));
    if (result === UNKNOWN) return null;
    if (!isFailure(result)) results.push({ result, from });
  }
  return results;
}

/** A text, and the value of the sample that it comes of. */
export interface TextOnSample {
  readonly text: string;
  readonly from: DistinctValue;
}

/** What goes to a field of texts, by the first of the sample's different values. */
export function textsOnSample(
  expression: Expr,
  source: SourceShape | null,
  most: number = DISTINCT_LIMIT,
): readonly TextOnSample[] {
  if (placeOf(expression) !== null) {
    const values = profileAt(expression, source)?.values ?? [];
    return values.slice(0, most).flatMap((from) => asText(asRead(from), from));
  }
  // A constant is judged by the compiler.
  const constants = constantsOf(expression).map(({ value }) => value);
  const results = resultsOnSample(expression, source, { wanted: "known", most }) ?? [];
  return results.flatMap(({ result, from }) => (constants.includes(result) ? [] : asText(result, from)));
}

/** As a field of texts takes it: what is neither a text nor a number it does not take. */
function asText(value: Value, from: DistinctValue): readonly TextOnSample[] {
  if (typeof value === "string") return [{ text: value, from }];
  return value !== null && isNumber(value) ? [{ text: numberText(value), from }] : [];
}

/** A field that takes texts, and what goes there. */
export interface TextTarget {
  readonly expression: Expr;
  readonly field: Field;
  readonly path: string;
  /** Directly in the record. */
  readonly isRoot: boolean;
}

/** The fields of texts that a mapping fills: its own, or those of an array or object that it puts together. */
export function textTargetsOf({ expression, field, path, target }: ProgramMapping): readonly TextTarget[] {
  return field === null ? [] : inside({ expression, field, path, isRoot: target.segments.length === 1 });
}

function inside(target: TextTarget): readonly TextTarget[] {
  const { expression, field, path, isRoot } = target;
  if (field.type === "string") return [target];
  return (literalParts(expression, field) ?? []).flatMap((one) =>
    inside({
      expression: one.expression,
      field: one.field,
      path: path + one.part,
      isRoot: isRoot && one.part === "",
    }),
  );
}

function asRead({ kind, text }: DistinctValue): Value {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true";
  const parsed = parseJson(text);
  return "value" in parsed ? parsed.value : null;
}
