import { describeRows, isAlwaysNull } from "../../compiler/index.js";
import { lintSamples } from "../../diagnostics/lint-samples.js";
import { isCritical, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** A column that is read and never holds anything: the export has changed, or another one was meant. */
export const alwaysNullColumn = rule({
  code: lintSamples.XM4040,
  name: "always-null-column",
  options: { least: 3 },
  visit: {
    expression: (expression, at) => {
      const sample = at.source?.profile;
      const profile = sample === undefined ? null : profileOfPath(expression, at.source);
      if (sample === undefined || profile === null || profile.places < at.amount("least")) return;
      if (!isAlwaysNull(profile)) return;
      const parameters = { column: writtenText(expression), rows: describeRows(sample), sample: sample.label };
      const isAll = at.mapping?.expression === expression && isCritical(at.mapping);
      at.report(expression.span, parameters, isAll ? { severity: "error" } : {});
    },
  },
});
