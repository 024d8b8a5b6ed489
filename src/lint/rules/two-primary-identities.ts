import type { Identity } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

/** A schema has one primary identity. Source: the API's guide to descriptors. */
export const twoPrimaryIdentities = rule({
  code: lintTargets.XM4030,
  name: "two-primary-identities",
  visit: {
    program: ({ mappings }, at) => {
      let first: { readonly identity: Identity; readonly path: string } | null = null;
      for (const { identity, path } of mappings) {
        if (identity?.primary !== true) continue;
        if (first === null) first = { identity, path };
        else {
          const related = [{ message: `${first.path} is primary here.`, place: first.identity.span }];
          at.report(identity.span, { path, first: first.path }, { related });
        }
      }
    },
  },
});
