import { EmbeddedActionsParser, type IToken, type ParserMethod, type TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { expressions } from "../diagnostics/syntax.js";
import { createSourceFile, type SourceFile, type Span, spanOf } from "../text/index.js";
import { FirstTokenLookahead } from "./first-token-lookahead.js";
import {
  allKinds,
  EQUALITY_LEVEL,
  isClosing,
  isOpening,
  kinds,
  levelOf,
  own,
  RELATIONAL_LEVEL,
  type Token,
} from "./token.js";
import type {
  BinaryOperator,
  Expression,
  Lambda,
  MapLiteral,
  MemberName,
  SetLiteral,
  TemplateLiteral,
  TemplatePart,
  UnaryOperator,
  Word,
} from "./tree.js";

/** Deeper than this no expression of a data flow goes, and the reader's stack is safe. */
export const DEPTH_LIMIT = 200;
/** Links of chains (`a + b + …`, `a.b.c…`) in one statement: they nest to the left in the tree. */
const LINK_LIMIT = 3000;

/** Thrown out of a rule, and caught where the statement's parse began. */
export class TooDeep extends Error {}

const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ...(["*", "/", "%", "+", "-", "<", ">", "<=", ">=", "=~", "!~", "=^", "!^", "=$", "!$"] as const).map(
    (operator): [string, BinaryOperator] => [operator, operator],
  ),
  ...(["==", "!=", "..", "&", "^", "|", "&&", "||", "?:", "??"] as const).map((operator): [string, BinaryOperator] => [
    operator,
    operator,
  ]),
  ["div", "/"],
  ["mod", "%"],
  ["lt", "<"],
  ["gt", ">"],
  ["le", "<="],
  ["ge", ">="],
  ["eq", "=="],
  ["ne", "!="],
  ["and", "&&"],
  ["or", "||"],
]);

const PREFIXES: ReadonlyMap<string, UnaryOperator> = new Map<string, UnaryOperator>([
  ["-", "-"],
  ["+", "+"],
  ["~", "~"],
  ["!", "!"],
  ["not", "!"],
  ["empty", "empty"],
  ["size", "size"],
]);

const NO_FILE = createSourceFile("", "");

/** JEXL 3.2's expression grammar without assignment, statements and `new`; rules build the tree as they read. */
export class ExpressionParser extends EmbeddedActionsParser {
  protected file: SourceFile = NO_FILE;
  protected report: Report = () => {};
  #depth = 0;
  #links = 0;
  /** How many choices are open whose middle is being read. */
  #middles = 0;

  /** `validate` lets chevrotain check the grammar, with its own way to decide; for tests. */
  constructor(validate: boolean) {
    const lookahead = new FirstTokenLookahead();
    super(allKinds, {
      maxLookahead: 1,
      skipValidations: !validate,
      ...(validate ? {} : { lookaheadStrategy: lookahead }),
      recoveryEnabled: false,
      errorMessageProvider: {
        buildMismatchTokenMessage: () => "",
        buildNotAllInputParsedMessage: () => "",
        buildNoViableAltMessage: () => "",
        buildEarlyExitMessage: () => "",
      },
    });
    lookahead.peek = () => this.LA(1);
  }

  /** Sets what the next rule reads. */
  start(file: SourceFile, tokens: readonly Token[], report: Report): void {
    this.file = file;
    this.report = report;
    this.#depth = 0;
    this.#links = 0;
    this.#middles = 0;
    this.input = [...tokens];
  }

  /** From an offset to the last token that was read. */
  protected spanFrom(start: number): Span {
    return spanOf(this.file, start, own(this.LA(0)).end);
  }

  protected spanOfToken(token: Token): Span {
    return spanOf(this.file, token.startOffset, token.end);
  }

  protected word(token: IToken): Word {
    const { value, startOffset, end } = own(token);
    return { text: value, span: spanOf(this.file, startOffset, end) };
  }

  #enter(): void {
    if (++this.#depth > DEPTH_LIMIT && !this.RECORDING_PHASE) throw new TooDeep();
  }

  /** Inside of brackets a colon is no choice's. Gives what `leave` takes. */
  #enterBrackets(): number {
    const middles = this.#middles;
    this.#middles = 0;
    return middles;
  }

  #link(): void {
    if (++this.#links > LINK_LIMIT && !this.RECORDING_PHASE) throw new TooDeep();
  }

  readonly expression: ParserMethod<[], Expression> = this.RULE("expression", (): Expression => {
    this.#enter();
    const start = this.LA(1).startOffset;
    let result = this.SUBRULE(this.binary, { ARGS: [0] });
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kinds.question);
            this.#middles++;
            const yes = this.SUBRULE1(this.expression);
            this.#middles--;
            this.CONSUME(kinds.colon);
            const otherwise = this.SUBRULE2(this.expression);
            result = { kind: "conditional", condition: result, then: yes, otherwise, span: this.spanFrom(start) };
          },
        },
        {
          ALT: () => {
            const operator = own(this.CONSUME(kinds.elvis));
            const right = this.SUBRULE3(this.expression);
            result = this.#binaryNode(operator, result, right, start);
          },
        },
      ]);
    });
    this.#depth--;
    return result;
  });

  // Alternatives that hold nothing of their rule's run are made once: that is a third of the time.
  readonly #infixes = [
    { ALT: () => this.CONSUME(kinds.infix) },
    { ALT: () => this.CONSUME(kinds.sign) },
    { ALT: () => this.CONSUME(kinds.star) },
  ];
  readonly #unaries = [{ ALT: () => this.SUBRULE(this.prefixed) }, { ALT: () => this.SUBRULE(this.postfix) }];
  readonly #primaries = [
    { ALT: () => this.SUBRULE(this.named) },
    { ALT: () => this.SUBRULE(this.literal) },
    { ALT: () => this.SUBRULE(this.group) },
    { ALT: () => this.SUBRULE(this.array) },
    { ALT: () => this.SUBRULE(this.braces) },
    { ALT: () => this.SUBRULE(this.template) },
  ];
  readonly #literals = [
    { ALT: () => this.CONSUME(kinds.string) },
    { ALT: () => this.CONSUME(kinds.number) },
    { ALT: () => this.CONSUME(kinds.column) },
    { ALT: () => this.CONSUME(kinds.regex) },
    { ALT: () => this.CONSUME(kinds.true) },
    { ALT: () => this.CONSUME(kinds.false) },
    { ALT: () => this.CONSUME(kinds.null) },
  ];

  /** Operators that bind at least as tightly as a level. */
  readonly binary: ParserMethod<[number], Expression> = this.RULE("binary", (least: number): Expression => {
    const start = this.LA(1).startOffset;
    let result = this.SUBRULE(this.unary);
    let most = Number.POSITIVE_INFINITY;
    this.MANY({
      GATE: () => {
        const level = levelOf(this.LA(1));
        return level >= least && level <= most;
      },
      DEF: () => {
        this.#link();
        const operator = this.OR(this.#infixes);
        const level = levelOf(operator);
        most = level === EQUALITY_LEVEL || level === RELATIONAL_LEVEL ? level - 1 : level;
        const right = this.SUBRULE(this.binary, { ARGS: [level + 1] });
        result = this.#binaryNode(own(operator), result, right, start);
      },
    });
    return result;
  });

  #binaryNode(token: Token, left: Expression, right: Expression, start: number): Expression {
    const operator = OPERATORS.get(token.value) ?? "==";
    return { kind: "binary", operator, spelling: token.value, left, right, span: this.spanFrom(start) };
  }

  readonly unary: ParserMethod<[], Expression> = this.RULE("unary", (): Expression => this.OR(this.#unaries));

  readonly prefixed: ParserMethod<[], Expression> = this.RULE("prefixed", (): Expression => {
    this.#enter();
    const token = own(this.OR([{ ALT: () => this.CONSUME(kinds.prefix) }, { ALT: () => this.CONSUME(kinds.sign) }]));
    const operand = this.SUBRULE(this.unary);
    this.#depth--;
    const operator = PREFIXES.get(token.value) ?? "-";
    return { kind: "unary", operator, spelling: token.value, operand, span: this.spanFrom(token.startOffset) };
  });

  readonly postfix: ParserMethod<[], Expression> = this.RULE("postfix", (): Expression => {
    const start = this.LA(1).startOffset;
    let result = this.SUBRULE(this.primary);
    this.MANY({
      GATE: () => this.LA(1).tokenType !== kinds.openParen || takesArguments(result),
      DEF: () => {
        this.#link();
        result = this.OR([
          { ALT: () => this.SUBRULE(this.member, { ARGS: [result, start] }) },
          { ALT: () => this.SUBRULE(this.index, { ARGS: [result, start] }) },
          {
            ALT: () => {
              const values = this.SUBRULE(this.arguments);
              return { kind: "invoke", callee: result, arguments: values, span: this.spanFrom(start) } as const;
            },
          },
        ]);
      },
    });
    return result;
  });

  /** `.name`, `?.name`, `.'a b'`, and a call of the member: `.trim()` */
  readonly member: ParserMethod<[Expression, number], Expression> = this.RULE(
    "member",
    (object: Expression, start: number): Expression => {
      const dot = this.OR1([{ ALT: () => this.CONSUME(kinds.dot) }, { ALT: () => this.CONSUME(kinds.safeDot) }]);
      const safe = dot.tokenType === kinds.safeDot;
      const property = this.OR2<MemberName>([
        {
          ALT: () => {
            const token = own(this.CONSUME(kinds.name));
            return { kind: "bare", name: token.value, span: this.spanOfToken(token) };
          },
        },
        {
          ALT: () => {
            const token = own(this.CONSUME(kinds.string));
            return { kind: "quoted", name: token.value, quote: quoteOf(token), span: this.spanOfToken(token) };
          },
        },
        {
          ALT: () => {
            const template = this.SUBRULE(this.template);
            return { kind: "template", template, span: this.ACTION(() => template.span) };
          },
        },
      ]);
      const bare = this.ACTION(() => (property.kind === "bare" ? property : undefined));
      let result: Expression = { kind: "member", object, property, safe, span: this.spanFrom(start) };
      this.OPTION({
        GATE: () => bare !== undefined,
        DEF: () => {
          const values = this.SUBRULE(this.arguments);
          if (bare === undefined) return;
          const method: Word = { text: bare.name, span: bare.span };
          result = { kind: "method-call", object, method, safe, arguments: values, span: this.spanFrom(start) };
        },
      });
      if (bare !== undefined && isReflection(bare.name, result.kind)) {
        this.report(expressions.XM1054, bare.span, { name: bare.name });
      }
      return result;
    },
  );

  /** `[e]` and `[*]` */
  readonly index: ParserMethod<[Expression, number], Expression> = this.RULE(
    "index",
    (object: Expression, start: number): Expression => {
      this.CONSUME(kinds.openBracket);
      const middles = this.#enterBrackets();
      const index = this.OR<Expression | undefined>([
        {
          ALT: () => {
            this.CONSUME(kinds.star);
            return undefined;
          },
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ]);
      this.#middles = middles;
      this.CONSUME(kinds.closeBracket);
      const span = this.spanFrom(start);
      return index === undefined ? { kind: "wildcard", object, span } : { kind: "index", object, index, span };
    },
  );

  readonly primary: ParserMethod<[], Expression> = this.RULE("primary", (): Expression => this.OR(this.#primaries));

  readonly literal: ParserMethod<[], Expression> = this.RULE("literal", (): Expression => {
    const token = own(this.OR(this.#literals));
    return literalOf(token, this.spanOfToken(token));
  });

  /** A column, or a call: `f(x)`, `ns:f(x)` */
  readonly named: ParserMethod<[], Expression> = this.RULE("named", (): Expression => {
    const first = own(this.CONSUME1(kinds.name));
    let callee = first;
    let namespace: Word | null = null;
    let result: Expression = { kind: "name", name: first.value, span: this.spanOfToken(first) };
    this.OPTION1({
      GATE: () => this.#isNamespaced(first),
      DEF: () => {
        this.CONSUME(kinds.colon);
        namespace = this.word(first);
        callee = own(this.CONSUME2(kinds.name));
      },
    });
    this.OPTION2(() => {
      const values = this.SUBRULE(this.arguments);
      const span = this.spanFrom(first.startOffset);
      result = { kind: "call", namespace, callee: this.word(callee), arguments: values, span };
      if (callee.value === "getClass") this.report(expressions.XM1054, this.spanOfToken(callee), { name: "getClass" });
    });
    return result;
  });

  /**
   * JEXL looks for `name : name (` before it looks for a choice's colon. In a choice's middle, where no further colon
   * follows the call, the colon is the choice's: reported, since the engine would refuse it.
   */
  #isNamespaced(first: Token): boolean {
    if (this.RECORDING_PHASE) return true;
    const callee = this.LA(2);
    if (this.LA(1).tokenType !== kinds.colon || callee.tokenType !== kinds.name) return false;
    if (this.LA(3).tokenType !== kinds.openParen) return false;
    if (this.#middles === 0 || this.#isColonAhead(3)) return true;
    const span = this.spanOfToken(first);
    const edits = [{ span, text: `(${first.image})` }];
    const fixes = [{ title: "Put it in parentheses", safe: true, edits }];
    this.report(expressions.XM1063, span, { name: first.image, callee: own(callee).image }, { fixes });
    return false;
  }

  /** True where the choice whose middle is read still has its colon, from a number of tokens ahead. */
  #isColonAhead(start: number): boolean {
    let depth = 0;
    let choices = 0;
    for (let ahead = start; ; ahead++) {
      const token = own(this.LA(ahead));
      if (token.end === 0) return false;
      if (isOpening(token)) depth++;
      else if (isClosing(token) && --depth < 0) return false;
      if (depth > 0) continue;
      if (token.tokenType === kinds.comma) return false;
      if (token.tokenType === kinds.question) choices++;
      else if (token.tokenType === kinds.colon && choices-- === 0) return true;
    }
  }

  readonly arguments: ParserMethod<[], Expression[]> = this.RULE("arguments", (): Expression[] => {
    const values: Expression[] = [];
    this.CONSUME(kinds.openParen);
    const middles = this.#enterBrackets();
    this.OPTION(() => {
      values.push(this.SUBRULE1(this.argument, { ARGS: [true] }));
      this.MANY(() => {
        this.CONSUME(kinds.comma);
        values.push(this.SUBRULE2(this.argument, { ARGS: [false] }));
      });
    });
    this.#middles = middles;
    this.CONSUME(kinds.closeParen);
    return values;
  });

  readonly argument: ParserMethod<[boolean], Expression> = this.RULE(
    "argument",
    (isFirst: boolean): Expression =>
      this.OR({
        DEF: [
          {
            GATE: () => this.#isLambda(),
            ALT: () => {
              const lambda = this.SUBRULE(this.lambda);
              this.ACTION(() => {
                if (isFirst) this.report(expressions.XM1057, lambda.span, {});
              });
              return lambda;
            },
          },
          { ALT: () => this.SUBRULE(this.expression) },
        ],
        IGNORE_AMBIGUITIES: true,
      }),
  );

  #isLambda(): boolean {
    if (this.LA(1).tokenType === kinds.name) return this.LA(2).tokenType === kinds.arrow;
    if (this.LA(1).tokenType !== kinds.openParen) return false;
    let ahead = 2;
    while (this.LA(ahead).tokenType === kinds.name || this.LA(ahead).tokenType === kinds.comma) ahead++;
    return this.LA(ahead).tokenType === kinds.closeParen && this.LA(ahead + 1).tokenType === kinds.arrow;
  }

  readonly lambda: ParserMethod<[], Lambda> = this.RULE("lambda", (): Lambda => {
    const start = this.LA(1).startOffset;
    const parameters: Word[] = [];
    this.OR([
      { ALT: () => parameters.push(this.word(this.CONSUME1(kinds.name))) },
      {
        ALT: () => {
          this.CONSUME(kinds.openParen);
          this.MANY_SEP({ SEP: kinds.comma, DEF: () => parameters.push(this.word(this.CONSUME2(kinds.name))) });
          this.CONSUME(kinds.closeParen);
        },
      },
    ]);
    this.CONSUME(kinds.arrow);
    const body = this.SUBRULE(this.expression);
    return { kind: "lambda", parameters, body, span: this.spanFrom(start) };
  });

  readonly group: ParserMethod<[], Expression> = this.RULE("group", (): Expression => {
    const start = this.CONSUME(kinds.openParen).startOffset;
    const middles = this.#enterBrackets();
    const expression = this.SUBRULE(this.expression);
    this.#middles = middles;
    this.CONSUME(kinds.closeParen);
    return { kind: "group", expression, span: this.spanFrom(start) };
  });

  readonly array: ParserMethod<[], Expression> = this.RULE("array", (): Expression => {
    const start = this.CONSUME(kinds.openBracket).startOffset;
    const middles = this.#enterBrackets();
    const items: Expression[] = [];
    let extended = false;
    const ellipsis = (token: TokenType) => {
      extended = true;
      return token;
    };
    this.OPTION(() => {
      this.OR1([
        { ALT: () => ellipsis(this.CONSUME1(kinds.ellipsis).tokenType) },
        {
          ALT: () => {
            items.push(this.SUBRULE1(this.expression));
            this.MANY({
              GATE: () => !extended,
              DEF: () => {
                this.CONSUME(kinds.comma);
                this.OR2([
                  { ALT: () => ellipsis(this.CONSUME2(kinds.ellipsis).tokenType) },
                  { ALT: () => items.push(this.SUBRULE2(this.expression)) },
                ]);
              },
            });
          },
        },
      ]);
    });
    this.#middles = middles;
    this.CONSUME(kinds.closeBracket);
    return { kind: "array", items, extended, span: this.spanFrom(start) };
  });

  /** A map or a set: what follows the first expression tells. */
  readonly braces: ParserMethod<[], Expression> = this.RULE("braces", (): Expression => {
    const start = this.CONSUME(kinds.openBrace).startOffset;
    const middles = this.#enterBrackets();
    const entries: { key: Expression; value: Expression }[] = [];
    const items: Expression[] = [];
    let isMap = false;
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME1(kinds.colon);
            isMap = true;
          },
        },
        {
          ALT: () => {
            const first = this.SUBRULE1(this.expression);
            this.OPTION1(() => {
              this.CONSUME2(kinds.colon);
              isMap = true;
              entries.push({ key: first, value: this.SUBRULE2(this.expression) });
            });
            if (!isMap) items.push(first);
            this.MANY(() => {
              this.CONSUME(kinds.comma);
              const next = this.SUBRULE3(this.expression);
              if (this.RECORDING_PHASE || isMap) {
                this.CONSUME3(kinds.colon);
                entries.push({ key: next, value: this.SUBRULE4(this.expression) });
              } else items.push(next);
            });
          },
        },
      ]);
    });
    this.CONSUME(kinds.closeBrace);
    this.#middles = middles;
    const span = this.spanFrom(start);
    const map: MapLiteral = { kind: "map", entries, span };
    const set: SetLiteral = { kind: "set", items, span };
    return isMap ? map : set;
  });

  readonly template: ParserMethod<[], TemplateLiteral> = this.RULE("template", (): TemplateLiteral => {
    const start = this.CONSUME(kinds.templateStart).startOffset;
    const middles = this.#enterBrackets();
    const parts: TemplatePart[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => parts.push({ kind: "text", text: own(this.CONSUME(kinds.templateText)).value }) },
        {
          ALT: () => {
            const mark = own(this.CONSUME(kinds.templateOpen)).value === "#" ? "#" : "$";
            const expression = this.SUBRULE(this.expression);
            this.CONSUME(kinds.templateClose);
            parts.push({ kind: "value", mark, expression });
          },
        },
      ]);
    });
    this.#middles = middles;
    this.CONSUME(kinds.templateEnd);
    return { kind: "template", parts, span: this.spanFrom(start) };
  });
}

/** What a `(` may follow besides a name: JEXL calls members, items, groups and the results of methods. */
function takesArguments(callee: Expression): boolean {
  const { kind } = callee;
  return kind === "member" || kind === "index" || kind === "group" || kind === "method-call" || kind === "invoke";
}

function isReflection(name: string, kind: Expression["kind"]): boolean {
  return kind === "member" ? name === "class" : name === "getClass";
}

export function quoteOf(token: Token): '"' | "'" {
  return token.image.startsWith("'") || token.image.startsWith("\\'") ? "'" : '"';
}

function literalOf(token: Token, span: Span): Expression {
  switch (token.tokenType) {
    case kinds.number:
      return { kind: "number", text: token.image, span };
    case kinds.column:
      return { kind: "quoted-column", segments: token.segments, span };
    case kinds.regex:
      return { kind: "regex", pattern: token.value, span };
    case kinds.true:
      return { kind: "boolean", value: true, span };
    case kinds.false:
      return { kind: "boolean", value: false, span };
    case kinds.null:
      return { kind: "null", span };
    default:
      return { kind: "string", value: token.value, quote: quoteOf(token), span };
  }
}
