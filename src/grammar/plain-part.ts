import { type SourceFile, spanOf } from "../text/index.js";
import { isReflection, operatorOf } from "./expression-operators.js";
import { literalOf } from "./literal-parser.js";
import { kinds, type Token } from "./token.js";
import type { Expression, TargetPath, TargetSegment } from "./tree.js";

// Most mappings are columns, literals, calls of these and a comparison, and one path. Reading those without the rules, which
// give the same, spares more than half of the time that a file takes to read, and more where nothing has run before. A
// test holds the two together.

/** Deeper calls, and longer expressions, are left to the rules, which know where to refuse them. */
const DEPTH = 50;
const LENGTH = 1000;

/** An expression of columns, literals, calls and operators with an operand on each side; undefined for what is more. */
export function readPlainExpression(file: SourceFile, tokens: readonly Token[]): Expression | undefined {
  if (tokens.length > LENGTH) return undefined;
  const reader = { file, tokens, at: 0 };
  const expression = readOperation(reader, 0);
  return reader.at === tokens.length ? expression : undefined;
}

interface Reader {
  readonly file: SourceFile;
  readonly tokens: readonly Token[];
  at: number;
}

/** One operand, or two and what stands between them; undefined for more, since that is a matter of levels. */
function readOperation(reader: Reader, depth: number): Expression | undefined {
  const left = readOperand(reader, depth);
  const operator = reader.tokens[reader.at];
  if (left === undefined || operator === undefined) return left;
  const { tokenType } = operator;
  if (tokenType !== kinds.infix && tokenType !== kinds.sign && tokenType !== kinds.star) return left;
  reader.at++;
  const right = readOperand(reader, depth);
  if (right === undefined) return undefined;
  const span = spanOf(reader.file, left.span.start, right.span.end);
  return { kind: "binary", operator: operatorOf(operator), spelling: operator.value, left, right, span };
}

function readOperand(reader: Reader, depth: number): Expression | undefined {
  const { file, tokens } = reader;
  const token = tokens[reader.at];
  if (token === undefined) return undefined;
  const span = spanOf(file, token.startOffset, token.end);
  switch (token.tokenType) {
    case kinds.name:
      reader.at++;
      if (tokens[reader.at]?.tokenType !== kinds.openParen) return { kind: "name", name: token.value, span };
      return readCall(reader, token, depth + 1);
    case kinds.string:
    case kinds.number:
    case kinds.column:
    case kinds.regex:
    case kinds.true:
    case kinds.false:
    case kinds.null:
      reader.at++;
      return literalOf(token, span);
    default:
      return undefined;
  }
}

function readCall(reader: Reader, callee: Token, depth: number): Expression | undefined {
  const { file, tokens } = reader;
  if (depth > DEPTH || isReflection(callee.value, "call")) return undefined;
  const values: Expression[] = [];
  reader.at++;
  while (tokens[reader.at]?.tokenType !== kinds.closeParen) {
    if (values.length > 0 && tokens[reader.at++]?.tokenType !== kinds.comma) return undefined;
    const value = readOperation(reader, depth);
    if (value === undefined) return undefined;
    values.push(value);
  }
  const end = tokens[reader.at]?.end ?? 0;
  reader.at++;
  const word = { text: callee.value, span: spanOf(file, callee.startOffset, callee.end) };
  const span = spanOf(file, callee.startOffset, end);
  return { kind: "call", namespace: null, callee: word, arguments: values, span };
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
