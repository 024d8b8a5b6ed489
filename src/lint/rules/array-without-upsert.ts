import { type Expr, resultsOf } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

const PROFILE = "https://ns.adobe.com/xdm/context/profile";

/** An array in a profile is replaced as a whole by each upsert. Source: Data Prep functions, upsert_array_append. */
export const arrayWithoutUpsert = rule({
  code: lintTargets.XM4032,
  name: "array-without-upsert",
  offByDefault: true,
  visit: {
    mapping: ({ field, path, target, expression }, at) => {
      if (field?.type !== "array" || at.program.schema?.class !== PROFILE) return;
      if (resultsOf(expression).every(isUpsert)) return;
      at.report(target.span, { path });
    },
  },
});

function isUpsert(result: Expr): boolean {
  if (result.kind === "constant") return result.value === null;
  return result.kind === "call" && result.fn.name.startsWith("upsert_array_");
}
