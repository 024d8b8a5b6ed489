import type { Expr } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { partsOf } from "../parts.js";
import { rule } from "../rule.js";

/** A mapping to the whole `identityMap` takes the place of what the source, or another mapping, puts into it. */
export const identityMapOverwritten = rule({
  code: lintTargets.XM4031,
  name: "identity-map-overwritten",
  visit: {
    program: ({ mappings, source }, at) => {
      const inSource = source?.columns.has("identityMap") ?? false;
      for (const { path, target, expression } of mappings) {
        if (path !== "identityMap") continue;
        const below = mappings.find((other) => other.path.startsWith("identityMap."));
        if (below !== undefined) {
          const related = [{ message: "This identity is put into it.", place: below.target.span }];
          at.report(target.span, { by: "mapping" }, { related });
        } else if (inSource && !partsOf(expression).some(readsIdentityMap)) at.report(target.span, { by: "source" });
      }
    },
  },
});

function readsIdentityMap(part: Expr): boolean {
  return part.kind === "path" && part.segments[0] === "identityMap";
}
