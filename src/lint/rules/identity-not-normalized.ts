import type { Expr } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { spanText } from "../../text/index.js";
import { partsOf, profileOfPath } from "../parts.js";
import { rule } from "../rule.js";

const HASHES: ReadonlySet<string> = new Set(["sha1", "sha256", "sha512", "md5", "crc32"]);

/** " Ada@Example.com" and "ada@example.com" are two identities, and so two people. Source: the guide to namespaces. */
export const identityNotNormalized = rule({
  code: lintTargets.XM4029,
  name: "identity-not-normalized",
  visit: {
    mapping: ({ identity, expression }, at) => {
      if (identity === null || expression.type.kind !== "string" || expression.kind === "constant") return;
      const does = functionsIn(expression);
      const isHashed = [...HASHES].some((name) => does.has(name));
      const isEmail = /e-?mail/i.test(identity.namespace);
      const hasBlanks = (profileOfPath(expression, at.source)?.texts?.untrimmed.count ?? 0) > 0;
      // In another namespace letter case may count, and blanks are told only where the sample has them.
      const missing = [
        ...(isEmail && !isHashed && !does.has("lower") ? ["lower"] : []),
        ...((isEmail || hasBlanks) && !isHashed && !does.has("trim") ? ["trim"] : []),
      ];
      if (missing.length === 0) return;
      const written = spanText(expression.span);
      const text = missing.toReversed().reduce((inner, name) => `${name}(${inner})`, written);
      const isWhole = expression.kind === "path" || expression.kind === "call";
      const fixes = isWhole ? [{ title: `Write ${text}`, safe: false, edits: [{ span: expression.span, text }] }] : [];
      at.report(expression.span, { namespace: identity.namespace, missing, text }, { fixes });
    },
  },
});

function functionsIn(expression: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of partsOf(expression)) {
    if (part.kind === "call") names.add(part.fn.name);
    if (part.kind === "method")
      names.add(part.name === "toLowerCase" ? "lower" : part.name.startsWith("strip") ? "trim" : part.name);
  }
  return names;
}
