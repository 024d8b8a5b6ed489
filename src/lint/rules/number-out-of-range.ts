import type { Expr, SampleValue, ValueProfile } from "../../compiler/index.js";
import { lintSamples } from "../../diagnostics/lint-samples.js";
import type { Field } from "../../schema/index.js";
import { profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const CONVERSIONS: ReadonlySet<string> = new Set(["to_integer", "to_decimal", "to_float", "to_bigint"]);

/** A number outside of the field's bounds has its row rejected. */
export const numberOutOfRange = rule({
  code: lintSamples.XM4042,
  name: "number-out-of-range",
  visit: {
    mapping: ({ expression, field, path }, at) => {
      const column = converted(expression);
      const profile = profileOfPath(column, at.source);
      if (field === null || profile === null || (field.minimum === null && field.maximum === null)) return;
      const wrong = outside(profile, field);
      if (wrong === null) return;
      const { text: value, line, file } = wrong;
      at.report(column.span, { column: writtenText(column), path, value, line, file, range: inWords(field) });
    },
  },
});

/** A column as it stands, or only made a number. */
function converted(expression: Expr): Expr {
  if (expression.kind !== "call" || !CONVERSIONS.has(expression.fn.name)) return expression;
  return expression.args[0] ?? expression;
}

function outside({ texts, numbers }: ValueProfile, { minimum, maximum }: Field): SampleValue | null {
  for (const one of [texts, numbers]) {
    const { smallest = null, largest = null } = one ?? {};
    if (smallest !== null && minimum !== null && smallest.value < minimum) return smallest;
    if (largest !== null && maximum !== null && largest.value > maximum) return largest;
  }
  return null;
}

function inWords({ minimum, maximum }: Field): string {
  if (maximum === null) return `at least ${minimum}`;
  return minimum === null ? `at most ${maximum}` : `${minimum} to ${maximum}`;
}
