import { evaluateKnown, UNKNOWN } from "../compiler/evaluate-known.js";
import type { DistinctValue, Expr, SourceShape } from "../compiler/index.js";
import { onlyColumnOf } from "../compiler/only-column.js";
import { isFailure, parseJson, type Value } from "../values/index.js";
import { profileOfPath } from "./parts.js";

/** What an expression gives for one of the sample's values; what fails has a finding of its own. */
export interface OnSample {
  readonly result: Value;
  readonly from: DistinctValue;
}

/**
 * What an expression gives for each value that the sample has in the one column that it reads; null where it reads another
 * besides, where there is no sample, and where only some of its values are known.
 */
export function resultsOnSample(expression: Expr, source: SourceShape | null): readonly OnSample[] | null {
  const column = onlyColumnOf(expression);
  const profile = column === null ? null : profileOfPath(column, source);
  if (profile === null || profile.lists > 0 || profile.objects > 0 || !profile.allValues) return null;
  const results: OnSample[] = [];
  for (const from of profile.values) {
    const result = evaluateKnown(expression, asRead(from));
    if (result === UNKNOWN) return null;
    if (!isFailure(result)) results.push({ result, from });
  }
  return results;
}

function asRead({ kind, text }: DistinctValue): Value {
  if (kind === "text") return text;
  if (kind === "boolean") return text === "true";
  const parsed = parseJson(text);
  return "value" in parsed ? parsed.value : null;
}
