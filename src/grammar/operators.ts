import type { TokenType } from "chevrotain";
import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { kinds } from "./token.js";

const SIGNS: readonly (readonly [TokenType, readonly string[]])[] = [
  [kinds.ellipsis, ["..."]],
  [kinds.infix, ["==", "!=", "=~", "!~", "=^", "!^", "=$", "!$", "<=", ">=", "<", ">", "..", "&&", "||"]],
  [kinds.infix, ["/", "%", "&", "|", "^"]],
  [kinds.star, ["*"]],
  [kinds.sign, ["+", "-"]],
  [kinds.prefix, ["!", "~"]],
  [kinds.assign, ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="]],
  [kinds.elvis, ["?:", "??"]],
  [kinds.safeDot, ["?."]],
  [kinds.question, ["?"]],
  [kinds.arrow, ["->"]],
  [kinds.dot, ["."]],
  [kinds.comma, [","]],
  [kinds.colon, [":"]],
  [kinds.semicolon, [";"]],
  [kinds.openParen, ["("]],
  [kinds.closeParen, [")"]],
  [kinds.openBracket, ["["]],
  [kinds.closeBracket, ["]"]],
  [kinds.openBrace, ["{"]],
  [kinds.closeBrace, ["}"]],
];

/** Signs by their first character, the longest first. */
const byFirst = new Map<string, { readonly text: string; readonly kind: TokenType }[]>();
for (const [kind, texts] of SIGNS) {
  for (const text of texts) {
    const list = byFirst.get(text.charAt(0)) ?? [];
    list.push({ text, kind });
    byFirst.set(text.charAt(0), list);
  }
}
for (const list of byFirst.values()) list.sort((left, right) => right.text.length - left.text.length);

/** Spellings of other languages: read as what they mean, and reported. */
const FOREIGN: readonly { readonly text: string; readonly kind: TokenType; readonly meant: string }[] = [
  { text: "===", kind: kinds.infix, meant: "==" },
  { text: "!==", kind: kinds.infix, meant: "!=" },
  { text: "<>", kind: kinds.infix, meant: "!=" },
  { text: "=<", kind: kinds.infix, meant: "<=" },
  ...["=>", "-->", "- >", "–>", "—>", "→", "⇒", "⟶", "➔", "➜", "⟹"].map((text) => ({
    text,
    kind: kinds.arrow,
    meant: "->",
  })),
];

/** The sign at an offset, the longest that fits, or undefined. Foreign spellings are reported with their fix. */
export function scanOperator(reading: Reading, start: number): Lexeme | undefined {
  const { text } = reading.file;
  const first = text.charAt(start);
  // The sign of most lines needs no look at those that people write for it.
  if (first === "-" && text.charAt(start + 1) === ">") return { kind: kinds.arrow, end: start + 2 };
  if ("=!<-–—→⇒⟶➔➜⟹".includes(first)) {
    for (const foreign of FOREIGN) {
      if (text.startsWith(foreign.text, start)) return reportForeign(reading, start, foreign);
    }
  }
  for (const { text: sign, kind } of byFirst.get(first) ?? []) {
    // `${` begins a column wherever it stands: `!${Opted Out}` is no operator `!$`.
    if (sign.endsWith("$") && text.startsWith("{", start + sign.length)) continue;
    if (text.startsWith(sign, start)) return { kind, end: start + sign.length };
  }
  return undefined;
}

function reportForeign({ file, report }: Reading, start: number, foreign: (typeof FOREIGN)[number]): Lexeme {
  const { text, kind, meant } = foreign;
  const end = start + text.length;
  const span = spanOf(file, start, end);
  const fixes = [{ title: `Write ${meant}`, safe: true, edits: [{ span, text: meant }] }];
  if (kind === kinds.arrow) report(lexical.XM1012, span, { text }, { fixes });
  else report(lexical.XM1013, span, { text, instead: meant }, { fixes });
  return { kind, end, value: meant };
}
