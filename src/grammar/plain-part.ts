import { type SourceFile, spanOf } from "../text/index.js";
import { literalOf } from "./literal-parser.js";
import { kinds, type Token } from "./token.js";
import type { Expression, TargetPath, TargetSegment } from "./tree.js";

// Most mappings are one column and one path. Reading those without the rules, which give the same, spares half of the
// time that a file takes to read, and more where nothing has run before. A test holds the two together.

/** The expression of one token: a column or a literal; undefined for any other. */
export function readPlainExpression(file: SourceFile, tokens: readonly Token[]): Expression | undefined {
  const [token] = tokens;
  if (token === undefined || tokens.length > 1) return undefined;
  const span = spanOf(file, token.startOffset, token.end);
  switch (token.tokenType) {
    case kinds.name:
      return { kind: "name", name: token.value, span };
    case kinds.column:
    case kinds.string:
    case kinds.number:
      return literalOf(token, span);
    default:
      return undefined;
  }
}

/** A target of names between dots, each with at most one item (`[0]`, `[*]`); undefined for what is more. */
export function readPlainTarget(file: SourceFile, tokens: readonly Token[]): TargetPath | undefined {
  const segments: TargetSegment[] = [];
  let at = 0;
  for (;;) {
    const name = tokens[at];
    if (name?.tokenType !== kinds.name) return undefined;
    segments.push({ kind: "name", name: name.image, span: spanOf(file, name.startOffset, name.end) });
    at++;
    if (tokens[at]?.tokenType === kinds.openBracket) {
      const item = readItem(file, tokens, at);
      if (item === undefined) return undefined;
      segments.push(item);
      at += 3;
    }
    const next = tokens[at];
    if (next === undefined) {
      return { segments, span: spanOf(file, tokens[0]?.startOffset ?? 0, tokens[at - 1]?.end ?? 0) };
    }
    if (next.tokenType !== kinds.dot) return undefined;
    at++;
  }
}

function readItem(file: SourceFile, tokens: readonly Token[], at: number): TargetSegment | undefined {
  const [open, item, close] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (open === undefined || item === undefined || close?.tokenType !== kinds.closeBracket) return undefined;
  const span = spanOf(file, open.startOffset, close.end);
  if (item.tokenType === kinds.star) return { kind: "wildcard", span };
  const isIndex = item.tokenType === kinds.number && /^[0-9]{1,9}$/.test(item.image);
  return isIndex ? { kind: "index", index: Number(item.image), span } : undefined;
}
