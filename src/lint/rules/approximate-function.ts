import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

/** What a user agent is called is decided by a data set of the platform, which changes; xdmap has another. */
export const approximateFunction = rule({
  code: lintTargets.XM4038,
  name: "approximate-function",
  visit: {
    call: ({ fn, span }, at) => {
      if (fn.category === "User agent") at.report({ ...span, end: span.start + fn.name.length }, { name: fn.name });
    },
  },
});
