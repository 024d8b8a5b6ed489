import type { TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { lexical } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { kinds } from "./token.js";

interface Operator {
  readonly kind: TokenType;
  readonly end: number;
  /** As the language spells it, whatever stands in the text. */
  readonly text: string;
}

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
for (const list of byFirst.values()) list.sort((a, b) => b.text.length - a.text.length);

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

/** The sign at a place, the longest that fits, or undefined. Foreign spellings are reported with their fix. */
export function operatorAt(text: string, at: number, file: SourceFile, report: Report): Operator | undefined {
  const first = text.charAt(at);
  if ("=!<-–—→⇒⟶➔➜⟹".includes(first)) {
    for (const foreign of FOREIGN) {
      if (text.startsWith(foreign.text, at)) return reportForeign(foreign, at, file, report);
    }
  }
  for (const { text: sign, kind } of byFirst.get(first) ?? []) {
    if (text.startsWith(sign, at)) return { kind, end: at + sign.length, text: sign };
  }
  return undefined;
}

function reportForeign(foreign: (typeof FOREIGN)[number], at: number, file: SourceFile, report: Report): Operator {
  const { text, kind, meant } = foreign;
  const span = spanOf(file, at, at + text.length);
  const fixes = [{ title: `Write ${meant}`, safe: true, edits: [{ span, text: meant }] }];
  if (kind === kinds.arrow) report(lexical.XM1012, span, { text }, { fixes });
  else report(lexical.XM1013, span, { text, instead: meant }, { fixes });
  return { kind, end: at + text.length, text: meant };
}
