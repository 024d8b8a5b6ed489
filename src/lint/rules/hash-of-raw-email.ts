import type { Expr, SourceShape } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { spanText } from "../../text/index.js";
import { profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

const HASHES: ReadonlySet<string> = new Set(["sha1", "sha256", "sha512", "md5"]);

/** A digest of " Ada@Example.com" is another one than of "ada@example.com": nothing will match it. */
export const hashOfRawEmail = rule({
  code: lintTargets.XM4036,
  name: "hash-of-raw-email",
  visit: {
    call: ({ fn, args: [hashed] }, at) => {
      if (!HASHES.has(fn.name) || hashed === undefined) return;
      const { column, isTrimmed, isLower } = normalized(hashed);
      if (column === null || !isEmail(column, at.source) || (isTrimmed && isLower)) return;
      const inner = isTrimmed ? `trim(${writtenText(column)})` : writtenText(column);
      const text = isTrimmed ? `lower(${inner})` : `lower(trim(${inner}))`;
      const fixes = [{ title: `Hash ${text}`, safe: false, edits: [{ span: hashed.span, text }] }];
      const missing = isTrimmed ? "letter case" : isLower ? "blanks" : "letter case and blanks";
      at.report(hashed.span, { hash: fn.name, written: spanText(hashed.span), missing, text }, { fixes });
    },
  },
});

/** What stands inside of `lower` and `trim`, in any order. */
function normalized(expression: Expr): { column: Expr | null; isTrimmed: boolean; isLower: boolean } {
  let [isTrimmed, isLower] = [false, false];
  let inner = expression;
  while (inner.kind === "call" && (inner.fn.name === "lower" || inner.fn.name === "trim")) {
    if (inner.fn.name === "lower") isLower = true;
    else isTrimmed = true;
    const [next] = inner.args;
    if (next === undefined) break;
    inner = next;
  }
  return { column: inner.kind === "path" ? inner : null, isTrimmed, isLower };
}

/** By what the sample holds; without one, by the name. */
function isEmail(column: Expr, source: SourceShape | null): boolean {
  const texts = profileOfPath(column, source)?.texts ?? null;
  if (texts !== null && texts.filled > 0) return texts.email.count * 2 >= texts.filled;
  return column.kind === "path" && /e-?mail/i.test(column.segments.at(-1) ?? "");
}
