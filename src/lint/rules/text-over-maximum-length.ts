import type { DistinctValue, Expr, SourceShape } from "../../compiler/index.js";
import { lintSamples } from "../../diagnostics/lint-samples.js";
import { resultsOnSample } from "../on-sample.js";
import { constantsOf, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** A text longer than the field takes is cut or rejected, and not told before. */
export const textOverMaximumLength = rule({
  code: lintSamples.XM4041,
  name: "text-over-maximum-length",
  visit: {
    mapping: ({ expression, field, path }, at) => {
      const most = field?.type === "string" ? field.maxLength : null;
      if (most === null || most === undefined) return;
      const long = textsOf(expression, at.source).filter(({ text }) => [...text].length > most);
      const [first] = long;
      if (first === undefined) return;
      const count = long.reduce((total, { from }) => total + from.count, 0);
      const { text: value, from } = first;
      const { line, file } = from;
      const parameters = { column: writtenText(expression), path, most, value, line, file, length: [...value].length };
      at.report(expression.span, { ...parameters, count });
    },
  },
});

interface Text {
  readonly text: string;
  readonly from: DistinctValue;
}

/** What goes to the field, by the sample. */
function textsOf(expression: Expr, source: SourceShape | null): readonly Text[] {
  if (expression.kind === "path") {
    const values = profileOfPath(expression, source)?.values ?? [];
    return values.flatMap((from) => (from.kind === "text" ? [{ text: from.text, from }] : []));
  }
  // A constant is compared by the compiler.
  const constants = constantsOf(expression).map(({ value }) => value);
  const results = resultsOnSample(expression, source) ?? [];
  return results.flatMap(({ result, from }) =>
    typeof result === "string" && !constants.includes(result) ? [{ text: result, from }] : [],
  );
}
