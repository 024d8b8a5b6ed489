import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

/** The schema itself says that the field is on its way out (`meta:status`). */
export const deprecatedTarget = rule({
  code: lintTargets.XM4026,
  name: "deprecated-target",
  visit: {
    mapping: ({ field, path, target }, at) => {
      if (field?.deprecated === true) at.report(target.span, { path, title: field.title });
    },
  },
});
