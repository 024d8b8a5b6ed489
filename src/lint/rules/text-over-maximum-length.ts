import { lintSamples } from "../../diagnostics/lint-samples.js";
import { profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** A text longer than the field takes is cut or rejected, and not told before. */
export const textOverMaximumLength = rule({
  code: lintSamples.XM4041,
  name: "text-over-maximum-length",
  visit: {
    mapping: ({ expression, field, path }, at) => {
      const most = field?.type === "string" ? field.maxLength : null;
      const profile = profileOfPath(expression, at.source);
      if (most === null || most === undefined || profile === null) return;
      const long = profile.values.filter(({ kind, text }) => kind === "text" && [...text].length > most);
      const [first] = long;
      if (first === undefined) return;
      const count = long.reduce((total, one) => total + one.count, 0);
      const { text: value, line, file } = first;
      const parameters = { column: writtenText(expression), path, most, value, line, file, length: [...value].length };
      at.report(expression.span, { ...parameters, count });
    },
  },
});
