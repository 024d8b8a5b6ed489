import type { Expr, SourceShape } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { spanText } from "../../text/index.js";
import { profileOfPath } from "../parts.js";
import { rule } from "../rule.js";
import { normalizing, textFlowsOf } from "../text-flows.js";

const HASHES: ReadonlySet<string> = new Set(["sha1", "sha256", "sha512", "md5"]);

/** A digest of " Ada@Example.com" is another one than of "ada@example.com": nothing will match it. */
export const hashOfRawEmail = rule({
  code: lintTargets.XM4036,
  name: "hash-of-raw-email",
  visit: {
    call: ({ fn, args: [hashed] }, at) => {
      if (!HASHES.has(fn.name) || hashed === undefined) return;
      const raw = textFlowsOf(hashed).filter(
        (flow) => !(flow.isTrimmed && flow.isOneCase) && isEmail(flow.column, at.source),
      );
      const [first, more] = raw;
      if (first === undefined) return;
      const missing = { case: raw.some((flow) => !flow.isOneCase), blanks: raw.some((flow) => !flow.isTrimmed) };
      const place = more === undefined && !first.isWhole ? first.column : hashed;
      const { text, fixes } = normalizing(place, missing);
      at.report(place.span, { hash: fn.name, written: spanText(place.span), missing, text }, { fixes });
    },
  },
});

/** By what the sample holds; without one, by the name. */
function isEmail(column: Expr, source: SourceShape | null): boolean {
  const texts = profileOfPath(column, source)?.texts ?? null;
  if (texts !== null && texts.filled > 0) return texts.email.count * 2 >= texts.filled;
  return column.kind === "path" && /e-?mail/i.test(column.segments.at(-1) ?? "");
}
