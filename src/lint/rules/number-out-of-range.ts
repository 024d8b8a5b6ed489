import {
  type Expr,
  type SampleValue,
  type SourceShape,
  unanimousReading,
  type ValueProfile,
} from "../../compiler/index.js";
import { lintSamples } from "../../diagnostics/lint-samples.js";
import type { Field, XdmType } from "../../schema/index.js";
import { doubleOf, isNumber } from "../../values/coerce.js";
import { textOf, type Value } from "../../values/index.js";
import { resultsOnSample } from "../on-sample.js";
import { constantsOf, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const WHOLE: ReadonlySet<XdmType> = new Set(["byte", "short", "int", "long"]);
const CONVERSIONS: ReadonlySet<string> = new Set(["to_integer", "to_decimal", "to_float", "to_bigint"]);

/** A number outside of the field's bounds has its row rejected. */
export const numberOutOfRange = rule({
  code: lintSamples.XM4042,
  name: "number-out-of-range",
  visit: {
    mapping: ({ expression, field, path }, at) => {
      if (field === null || (field.minimum === null && field.maximum === null)) return;
      const column = converted(expression);
      const profile = expression.kind === "path" ? profileOfPath(expression, at.source) : null;
      const place = column.kind === "path" ? column : expression;
      // What is no number to its conversion, or to its field, is null, and told as that.
      const isRead =
        profile !== null &&
        (!WHOLE.has(field.type) || profile.texts === null || unanimousReading(profile)?.kind === "integer");
      const wrong = isRead ? outside(profile, field) : outsideOnSample(expression, field, at.source);
      if (wrong === null) return;
      const { text: value, line, file } = wrong;
      at.report(place.span, { column: writtenText(place), path, value, line, file, range: inWords(field) });
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

/** Of an expression that calculates: its results for the sample's values. A constant is compared by the compiler. */
function outsideOnSample(
  expression: Expr,
  { type, minimum, maximum }: Field,
  source: SourceShape | null,
): SampleValue | null {
  const constants = constantsOf(expression).flatMap(({ value }) => numberOf(value) ?? []);
  for (const { result, from } of resultsOnSample(expression, source, { wanted: "known" }) ?? []) {
    const number = numberOf(result);
    if (number === null || constants.includes(number) || (WHOLE.has(type) && textOf(result).includes("."))) continue;
    const isOutside = (minimum !== null && number < minimum) || (maximum !== null && number > maximum);
    if (isOutside) return { ...from, text: textOf(result) };
  }
  return null;
}

function numberOf(value: Value): number | null {
  if (typeof value === "string") return /^\s*[-+]?\d+(?:\.\d+)?\s*$/.test(value) ? Number(value) : null;
  return value !== null && isNumber(value) ? doubleOf(value) : null;
}

function inWords({ minimum, maximum }: Field): string {
  if (maximum === null) return `at least ${minimum}`;
  return minimum === null ? `at most ${maximum}` : `${minimum} to ${maximum}`;
}
