import type { FunctionRecord, WrittenArgument } from "../functions/index.js";
import type { BinaryOperator, UnaryOperator } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { Type, Value } from "../values/index.js";

/**
 * A lowered expression: no sugar, names resolved, every part with its place and type. What the interpreter and the code
 * generator run.
 */
export type Expr =
  | { readonly kind: "constant"; readonly value: Value; readonly type: Type; readonly span: Span }
  /**
   * A source path: `Email`, `a.b.c`. JEXL reads it segment by segment and, where that ends in null, as one variable of
   * the dotted name ("ant" names).
   */
  | { readonly kind: "path"; readonly segments: readonly string[]; readonly type: Type; readonly span: Span }
  | {
      readonly kind: "member";
      readonly object: Expr;
      readonly name: string;
      /** Written `?.`: nothing there is null even in strict mode. */
      readonly safe: boolean;
      readonly type: Type;
      readonly span: Span;
    }
  | { readonly kind: "index"; readonly object: Expr; readonly index: Expr; readonly type: Type; readonly span: Span }
  /**
   * `items[*]`: the item at the current index of this level. `a[*].b[*]` has levels 0 and 1; the runtime counts the
   * indexes and evaluates the expression once for each.
   */
  | { readonly kind: "each"; readonly object: Expr; readonly level: number; readonly type: Type; readonly span: Span }
  | {
      readonly kind: "call";
      readonly fn: FunctionRecord;
      readonly args: readonly Expr[];
      /** Where `fn` is what the function of that name gave for the arguments as written (`forCall`): those. */
      readonly written?: readonly WrittenArgument[];
      readonly type: Type;
      readonly span: Span;
    }
  /** A Java method on a value (`s.trim()`); one that does not exist gives null in lenient mode. */
  | {
      readonly kind: "method";
      readonly object: Expr;
      readonly name: string;
      readonly safe: boolean;
      readonly args: readonly Expr[];
      readonly type: Type;
      readonly span: Span;
    }
  /** A call that resolves to nothing: null in lenient mode, an error in strict mode. */
  | {
      readonly kind: "unknown-call";
      readonly name: string;
      readonly namespace: string | null;
      readonly args: readonly Expr[];
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "unary";
      readonly operator: UnaryOperator;
      readonly operand: Expr;
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "conditional";
      readonly condition: Expr;
      readonly then: Expr;
      readonly otherwise: Expr;
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "array";
      readonly items: readonly Expr[];
      readonly extended: boolean;
      readonly type: Type;
      readonly span: Span;
    }
  | {
      readonly kind: "map";
      readonly entries: readonly { readonly key: Expr; readonly value: Expr }[];
      readonly type: Type;
      readonly span: Span;
    }
  | { readonly kind: "set"; readonly items: readonly Expr[]; readonly type: Type; readonly span: Span }
  | {
      readonly kind: "template";
      /** One expression alone (`${x}` or `#{x}`) gives its value; anything more gives text. */
      readonly parts: readonly (string | Expr)[];
      readonly type: Type;
      readonly span: Span;
    }
  /** A lambda's parameter where it is used, by its place among those of all lambdas around it. */
  | {
      readonly kind: "parameter";
      readonly name: string;
      readonly slot: number;
      readonly type: Type;
      readonly span: Span;
    }
  /**
   * `x -> x.price > 10`: a function's argument that it applies itself; anywhere else it has no value. Its parameters
   * take the slots from `slot` on.
   */
  | {
      readonly kind: "lambda";
      readonly parameters: readonly string[];
      readonly slot: number;
      readonly body: Expr;
      readonly type: Type;
      readonly span: Span;
    }
  /** What has no value in a mapping: what could not be read, by the parser or as a regular expression. */
  | {
      readonly kind: "no-value";
      readonly what: string;
      /** Of a regular expression that cannot be read: its source. */
      readonly pattern?: string;
      readonly type: Type;
      readonly span: Span;
    };
