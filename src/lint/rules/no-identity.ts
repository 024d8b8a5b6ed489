import type { ProgramMapping } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

const PROFILE = "https://ns.adobe.com/xdm/context/profile";

/** What commonly identifies a person. Schema files do not say which fields are identities: descriptors do. */
const USUAL =
  /(?:^|\.)(?:_id|identityMap|personalEmail\.address|workEmail\.address|mobilePhone\.number)(?:$|[.[{])|id$/i;

/** A record of a profile that no identity belongs to is rejected, or joins no profile. Source: the guide to identities. */
export const noIdentity = rule({
  code: lintTargets.XM4028,
  name: "no-identity",
  options: { least: 4 },
  visit: {
    program: ({ mappings, schema }, at) => {
      if (schema?.class !== PROFILE || mappings.length < at.amount("least") || at.tree.unread.length > 0) return;
      if (mappings.some((mapping) => mayIdentify(mapping))) return;
      const header = at.tree.statements.find(({ kind }) => kind === "target-header");
      at.report(header?.span ?? null, { schema: schema.title ?? "The schema" });
    },
  },
});

function mayIdentify({ identity, path, copiesObject }: ProgramMapping): boolean {
  return identity !== null || copiesObject || USUAL.test(path);
}
