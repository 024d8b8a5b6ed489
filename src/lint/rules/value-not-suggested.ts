import { lintTargets } from "../../diagnostics/lint-targets.js";
import { nearest } from "../../text/index.js";
import { constantsOf, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** `meta:enum` without `enum` suggests values and validates none. Source: the XDM guide to enumerations. */
export const valueNotSuggested = rule({
  code: lintTargets.XM4027,
  name: "value-not-suggested",
  visit: {
    mapping: ({ field, path, expression }, at) => {
      const suggested = field?.suggested ?? null;
      if (suggested === null || suggested.length === 0) return;
      for (const constant of constantsOf(expression)) {
        if (typeof constant.value !== "string" || suggested.includes(constant.value)) continue;
        const near = nearest(constant.value, suggested) ?? null;
        at.report(constant.span, { value: writtenText(constant), path, suggested, near });
      }
    },
  },
});
