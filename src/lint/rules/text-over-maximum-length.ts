import { lengthOf, worstLimit } from "../../compiler/text-limits.js";
import { lintSamples } from "../../diagnostics/lint-samples.js";
import { textsOnSample, textTargetsOf } from "../on-sample.js";
import { writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** A text longer than the field takes is cut or rejected, and not told before. */
export const textOverMaximumLength = rule({
  code: lintSamples.XM4041,
  name: "text-over-maximum-length",
  visit: {
    mapping: (mapping, at) => {
      for (const { expression, field, path, isRoot } of textTargetsOf(mapping)) {
        const most = field.maxLength;
        if (most === null) continue;
        const long = textsOnSample(expression, at.source).filter(
          ({ text }) => worstLimit(text, field, isRoot) === "maxLength",
        );
        const [first] = long;
        if (first === undefined) continue;
        const count = long.reduce((total, { from }) => total + from.count, 0);
        const { text: value, from } = first;
        const { line, file } = from;
        const parameters = { column: writtenText(expression), path, most, value, line, file, length: lengthOf(value) };
        at.report(expression.span, { ...parameters, count });
      }
    },
  },
});
