import { type Expr, resultsOf, type SourceShape } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { partsOf, profileOfPath } from "../parts.js";
import { rule } from "../rule.js";
import { type Missing, normalizing, type TextFlow, textFlowsOf } from "../text-flows.js";

const HASHES: ReadonlySet<string> = new Set(["sha1", "sha256", "sha512", "md5", "crc32"]);
const ONE_CASE: ReadonlySet<string> = new Set(["lower", "upper", "toLowerCase", "toUpperCase"]);
const NOTHING: Missing = { case: false, blanks: false };
const TRIMS: ReadonlySet<string> = new Set(["trim", "strip"]);

/** " Ada@Example.com" and "ada@example.com" are two identities, and so two people. Source: the guide to namespaces. */
export const identityNotNormalized = rule({
  code: lintTargets.XM4029,
  name: "identity-not-normalized",
  visit: {
    mapping: ({ identity, expression }, at) => {
      if (identity === null || expression.type.kind !== "string") return;
      const isEmail = /e-?mail/i.test(identity.namespace);
      const results = resultsOf(expression).map((result) => ({
        result,
        missing: missingIn(result, isEmail, at.source),
      }));
      const raw = results.filter(({ missing }) => missing.case || missing.blanks);
      const [first, more] = raw;
      if (first === undefined) return;
      const place = more === undefined ? first.result : expression;
      const missing = { case: raw.some((one) => one.missing.case), blanks: raw.some((one) => one.missing.blanks) };
      const { text, fixes } = normalizing(place, missing);
      at.report(place.span, { namespace: identity.namespace, missing, text }, { fixes });
    },
  },
});

/** In a namespace that is not of e-mail letter case may count, and blanks are told only where the sample has them. */
function missingIn(result: Expr, isEmail: boolean, source: SourceShape | null): Missing {
  const does = functionsIn(result);
  if (result.kind === "constant" || does.some((name) => HASHES.has(name))) return NOTHING;
  const flows = textFlowsOf(result);
  if (flows.length === 0) {
    const lacks = (names: ReadonlySet<string>) => isEmail && !does.some((name) => names.has(name));
    return { case: lacks(ONE_CASE), blanks: lacks(TRIMS) };
  }
  const hasBlanks = ({ column }: TextFlow) => (profileOfPath(column, source)?.texts?.untrimmed.count ?? 0) > 0;
  return {
    case: isEmail && flows.some(({ isOneCase }) => !isOneCase),
    blanks: flows.some((flow) => !flow.isTrimmed && (isEmail || hasBlanks(flow))),
  };
}

function functionsIn(expression: Expr): readonly string[] {
  return partsOf(expression).flatMap((part) =>
    part.kind === "call" ? [part.fn.name] : part.kind === "method" ? [part.name] : [],
  );
}
