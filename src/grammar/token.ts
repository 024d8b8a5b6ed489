import { createToken, type IToken, type TokenType } from "chevrotain";

/** A token of the scanner. Chevrotain reads the first four fields; the rest is ours. */
export interface Token extends IToken {
  readonly image: string;
  readonly startOffset: number;
  /** The offset of the last unit, as chevrotain counts; `end` is exclusive. */
  readonly endOffset: number;
  readonly tokenType: TokenType;
  readonly tokenTypeIdx: number;
  readonly end: number;
  /** True for the first token of its line. */
  readonly first: boolean;
  /** The column of the first token of this token's line; tabs go to the next multiple of four. */
  readonly indent: number;
  /** What the token stands for: a string's value, a name without its escapes, an annotation's name. */
  readonly value: string;
  /** The names of a `${a.b}`. */
  readonly segments: readonly string[];
}

const type = (name: string) => createToken({ name });

/** The kinds of tokens. Operators of one role share a kind, so that the grammar stays small. */
export const kinds = {
  name: type("Name"),
  column: type("Column"),
  string: type("String"),
  number: type("Number"),
  regex: type("Regex"),
  true: type("True"),
  false: type("False"),
  null: type("Null"),
  /** A word of JEXL that stands for no value: `if`, `new`, `return`. */
  reserved: type("Reserved"),
  /** `!`, `~`, `not`, `empty`, `size` */
  prefix: type("Prefix"),
  /** `+` and `-`: prefix or infix */
  sign: type("Sign"),
  /** Operators that can only be binary. */
  infix: type("Infix"),
  star: type("Star"),
  /** `?:` and `??` */
  elvis: type("Elvis"),
  question: type("Question"),
  colon: type("Colon"),
  comma: type("Comma"),
  dot: type("Dot"),
  safeDot: type("SafeDot"),
  ellipsis: type("Ellipsis"),
  arrow: type("Arrow"),
  assign: type("Assign"),
  semicolon: type("Semicolon"),
  openParen: type("OpenParen"),
  closeParen: type("CloseParen"),
  openBracket: type("OpenBracket"),
  closeBracket: type("CloseBracket"),
  openBrace: type("OpenBrace"),
  closeBrace: type("CloseBrace"),
  /** `@identity` */
  annotation: type("Annotation"),
  /** `_{TENANT_ID}` */
  tenant: type("Tenant"),
  templateStart: type("TemplateStart"),
  templateText: type("TemplateText"),
  templateOpen: type("TemplateOpen"),
  templateClose: type("TemplateClose"),
  templateEnd: type("TemplateEnd"),
  /** What belongs nowhere: the scanner has reported it. */
  unknown: type("Unknown"),
} as const;

/** The parser's vocabulary. */
export const allKinds: TokenType[] = Object.values(kinds);

/** Infix operators by how tightly they bind. Two levels do not associate: `1 < 2 < 3` is an error. */
const LEVELS: ReadonlyMap<string, number> = new Map(
  [["||", "or"], ["&&", "and"], ["|"], ["^"], ["&"]]
    .concat([["==", "!=", "eq", "ne", ".."]])
    .concat([["<", ">", "<=", ">=", "lt", "gt", "le", "ge", "=~", "!~", "=^", "!^", "=$", "!$"]])
    .concat([["+", "-"]])
    .concat([["*", "/", "%", "div", "mod"]])
    .flatMap((operators, level) => operators.map((operator): [string, number] => [operator, level])),
);

/** The levels of the operators that do not associate. */
export const EQUALITY_LEVEL = 5;
export const RELATIONAL_LEVEL = 6;

/** How tightly an infix operator binds; -1 for anything else. */
export function levelOf(token: IToken): number {
  const { tokenType } = token;
  return tokenType === kinds.infix || tokenType === kinds.sign || tokenType === kinds.star
    ? (LEVELS.get(own(token).value) ?? -1)
    : -1;
}

/** The same for an operator as the tree has it. */
export function levelOfOperator(operator: string): number {
  return LEVELS.get(operator) ?? -1;
}

const NO_TOKEN: Token = {
  image: "",
  startOffset: 0,
  endOffset: 0,
  end: 0,
  tokenType: kinds.unknown,
  tokenTypeIdx: kinds.unknown.tokenTypeIdx ?? -1,
  first: false,
  indent: 0,
  value: "",
  segments: [],
};

function isOwn(token: IToken): token is Token {
  return "segments" in token;
}

/** The scanner's token behind chevrotain's type. Chevrotain's own (end of input, recording) become an empty one. */
export function own(token: IToken): Token {
  return isOwn(token) ? token : NO_TOKEN;
}

/** True for `(`, `[` and `{`. */
export function isOpening(token: IToken): boolean {
  const { tokenType } = token;
  return tokenType === kinds.openParen || tokenType === kinds.openBracket || tokenType === kinds.openBrace;
}

/** True for `)`, `]` and `}`. */
export function isClosing(token: IToken): boolean {
  const { tokenType } = token;
  return tokenType === kinds.closeParen || tokenType === kinds.closeBracket || tokenType === kinds.closeBrace;
}

/** True where a token closes what the other opened. */
export function closes(closing: IToken, opening: IToken): boolean {
  return (
    (closing.tokenType === kinds.closeParen && opening.tokenType === kinds.openParen) ||
    (closing.tokenType === kinds.closeBracket && opening.tokenType === kinds.openBracket) ||
    (closing.tokenType === kinds.closeBrace && opening.tokenType === kinds.openBrace)
  );
}

const OPERAND_ENDS: ReadonlySet<TokenType> = new Set([
  ...[kinds.name, kinds.column, kinds.string, kinds.number, kinds.regex, kinds.true, kinds.false, kinds.null],
  ...[kinds.closeParen, kinds.closeBracket, kinds.closeBrace, kinds.templateEnd, kinds.tenant],
]);

/** True where an operand may end with this token, so that what follows is an operator. */
export function endsOperand(token: IToken): boolean {
  return OPERAND_ENDS.has(token.tokenType);
}

const CONTINUES_LINE: ReadonlySet<TokenType> = new Set([
  ...[kinds.arrow, kinds.annotation, kinds.dot, kinds.ellipsis, kinds.safeDot, kinds.question, kinds.colon],
  ...[kinds.elvis, kinds.infix, kinds.star, kinds.assign],
  ...[kinds.closeParen, kinds.closeBracket, kinds.closeBrace],
]);

/** True for what continues a statement wherever its line starts: closing brackets, `->`, `@`, `.`, `?`, `:`, binary operators. */
export function continuesLine(token: IToken): boolean {
  return CONTINUES_LINE.has(token.tokenType);
}
