import type { Span } from "../text/index.js";

/** The syntax tree of expressions: JEXL 3.2 without assignment, statements and `new`. */
export type Expression =
  | NullLiteral
  | BooleanLiteral
  | NumberLiteral
  | StringLiteral
  | RegexLiteral
  | TemplateLiteral
  | ArrayLiteral
  | MapLiteral
  | SetLiteral
  | Name
  | QuotedColumn
  | Member
  | Index
  | Wildcard
  | Call
  | MethodCall
  | Invoke
  | Unary
  | Binary
  | Conditional
  | Group
  | Lambda
  | Invalid;

/** `null` */
export interface NullLiteral {
  readonly kind: "null";
  readonly span: Span;
}

/** `true`, `false` */
export interface BooleanLiteral {
  readonly kind: "boolean";
  readonly value: boolean;
  readonly span: Span;
}

/** As written: `42`, `017`, `0xFF`, `1.5e3`, `10L`, `2B`, `NaN`. Its Java kind follows from the text. */
export interface NumberLiteral {
  readonly kind: "number";
  readonly text: string;
  readonly span: Span;
}

/** `"text"`, `'text'` */
export interface StringLiteral {
  readonly kind: "string";
  /** After the escapes of JEXL 3.2 are read. */
  readonly value: string;
  /** `"'"` or `'"'`: how the author quoted it. */
  readonly quote: '"' | "'";
  readonly span: Span;
}

/** `~/a.b/` */
export interface RegexLiteral {
  readonly kind: "regex";
  readonly pattern: string;
  readonly span: Span;
}

/** `` `x=${x}` `` (immediate) or `` `#{x}` `` (deferred). */
export interface TemplateLiteral {
  readonly kind: "template";
  readonly parts: readonly TemplatePart[];
  readonly span: Span;
}

/** The text between the expressions of a template, or the value of one: `${x}`, `#{x}`. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "value"; readonly mark: "$" | "#"; readonly expression: Expression };

/** `[1, 2]` */
export interface ArrayLiteral {
  readonly kind: "array";
  readonly items: readonly Expression[];
  /** `[1, 2, ...]`: an ArrayList and not an array. */
  readonly extended: boolean;
  readonly span: Span;
}

/** `{"a": 1}`; `{:}` where it is empty */
export interface MapLiteral {
  readonly kind: "map";
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
  readonly span: Span;
}

/** `{1, 2}`; `{}` where it is empty */
export interface SetLiteral {
  readonly kind: "set";
  readonly items: readonly Expression[];
  readonly span: Span;
}

/** A bare identifier: a column, a `let`, a parameter. JEXL escapes (`a\ b`) are already read. */
export interface Name {
  readonly kind: "name";
  readonly name: string;
  readonly span: Span;
}

/** `${Created At}`, `${a.b}`: always a column. */
export interface QuotedColumn {
  readonly kind: "quoted-column";
  readonly segments: readonly string[];
  readonly span: Span;
}

/** `a.b`, `a?.b`, `a.0`, `a.'b c'`, ``a.`x${i}` `` */
export interface Member {
  readonly kind: "member";
  readonly object: Expression;
  readonly property: MemberName;
  readonly safe: boolean;
  readonly span: Span;
}

/** What stands after the dot of a member. */
export type MemberName =
  | { readonly kind: "bare"; readonly name: string; readonly span: Span }
  | { readonly kind: "quoted"; readonly name: string; readonly quote: '"' | "'"; readonly span: Span }
  | { readonly kind: "template"; readonly template: TemplateLiteral; readonly span: Span };

/** `a[e]` */
export interface Index {
  readonly kind: "index";
  readonly object: Expression;
  readonly index: Expression;
  readonly span: Span;
}

/** `items[*]`: item by item. Not JEXL; Data Prep's paths have it. */
export interface Wildcard {
  readonly kind: "wildcard";
  readonly object: Expression;
  readonly span: Span;
}

/** `f(x)`, `ns:f(x)` */
export interface Call {
  readonly kind: "call";
  readonly namespace: Word | null;
  readonly callee: Word;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** `s.trim()` */
export interface MethodCall {
  readonly kind: "method-call";
  readonly object: Expression;
  readonly method: Word;
  readonly safe: boolean;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** A call of anything else: `s['toUpperCase']()`. Null in JEXL. */
export interface Invoke {
  readonly kind: "invoke";
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
  readonly span: Span;
}

/** Prefix operators, by their first spelling. */
export type UnaryOperator = "-" | "+" | "~" | "!" | "empty" | "size";

/** `spelling` keeps what was written: `not x` and `!x` are one operator, `empty x` and `empty(x)` too. */
export interface Unary {
  readonly kind: "unary";
  readonly operator: UnaryOperator;
  readonly spelling: string;
  readonly operand: Expression;
  readonly span: Span;
}

/** Infix operators, by their signs: `and` is `&&`. */
export type BinaryOperator =
  | "*"
  | "/"
  | "%"
  | "+"
  | "-"
  | "<"
  | ">"
  | "<="
  | ">="
  | "=~"
  | "!~"
  | "=^"
  | "!^"
  | "=$"
  | "!$"
  | "=="
  | "!="
  | ".."
  | "&"
  | "^"
  | "|"
  | "&&"
  | "||"
  | "?:"
  | "??";

/** `spelling` keeps what was written: `a and b` is operator `&&`, spelling `and`. */
export interface Binary {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly spelling: string;
  readonly left: Expression;
  readonly right: Expression;
  readonly span: Span;
}

/** `condition ? then : otherwise` */
export interface Conditional {
  readonly kind: "conditional";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
  readonly span: Span;
}

/** `( e )`: kept so that what was written is printed. */
export interface Group {
  readonly kind: "group";
  readonly expression: Expression;
  readonly span: Span;
}

/** `x -> x.price > 10`, only as a later argument of a call: Data Prep's destinations have them. */
export interface Lambda {
  readonly kind: "lambda";
  readonly parameters: readonly Word[];
  readonly body: Expression;
  readonly span: Span;
}

/** Where no expression could be read; the parser has reported it. */
export interface Invalid {
  readonly kind: "invalid";
  readonly span: Span;
}

/** A word of the file's author with its place: a definition's name, a parameter, a key. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}
