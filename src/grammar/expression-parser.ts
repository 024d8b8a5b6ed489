import type { ParserMethod } from "chevrotain";
import { expressions } from "../diagnostics/syntax.js";
import { isReflection, operatorOf, PREFIXES } from "./expression-operators.js";
import { LiteralParser, quoteOf } from "./literal-parser.js";
import { EQUALITY_LEVEL, isClosing, isOpening, kinds, levelOf, own, RELATIONAL_LEVEL, type Token } from "./token.js";
import type { Expression, Lambda, MemberName, Word } from "./tree.js";

/** JEXL 3.2's expression grammar without assignment, statements and `new`; rules build the tree as they read. */
export abstract class ExpressionParser extends LiteralParser {
  readonly expression: ParserMethod<[], Expression> = this.RULE("expression", (): Expression => {
    this.enter();
    const start = this.LA(1).startOffset;
    let result = this.SUBRULE(this.binary, { ARGS: [0] });
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kinds.question);
            this.middles++;
            const yes = this.SUBRULE1(this.expression);
            this.middles--;
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
    this.leave();
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
        this.link();
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
    return {
      kind: "binary",
      operator: operatorOf(token),
      spelling: token.value,
      left,
      right,
      span: this.spanFrom(start),
    };
  }

  readonly unary: ParserMethod<[], Expression> = this.RULE("unary", (): Expression => this.OR(this.#unaries));

  readonly prefixed: ParserMethod<[], Expression> = this.RULE("prefixed", (): Expression => {
    this.enter();
    const token = own(this.OR([{ ALT: () => this.CONSUME(kinds.prefix) }, { ALT: () => this.CONSUME(kinds.sign) }]));
    const operand = this.SUBRULE(this.unary);
    this.leave();
    const operator = PREFIXES.get(token.value) ?? "-";
    return { kind: "unary", operator, spelling: token.value, operand, span: this.spanFrom(token.startOffset) };
  });

  readonly postfix: ParserMethod<[], Expression> = this.RULE("postfix", (): Expression => {
    const start = this.LA(1).startOffset;
    let result = this.SUBRULE(this.primary);
    this.MANY({
      GATE: () => this.LA(1).tokenType !== kinds.openParen || takesArguments(result),
      DEF: () => {
        this.link();
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
      const middles = this.enterBrackets();
      const index = this.OR<Expression | undefined>([
        {
          ALT: () => {
            this.CONSUME(kinds.star);
            return undefined;
          },
        },
        { ALT: () => this.SUBRULE(this.expression) },
      ]);
      this.middles = middles;
      this.CONSUME(kinds.closeBracket);
      const span = this.spanFrom(start);
      return index === undefined ? { kind: "wildcard", object, span } : { kind: "index", object, index, span };
    },
  );

  readonly primary: ParserMethod<[], Expression> = this.RULE("primary", (): Expression => this.OR(this.#primaries));

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
      if (isReflection(callee.value, "call"))
        this.report(expressions.XM1054, this.spanOfToken(callee), { name: "getClass" });
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
    if (this.middles === 0 || this.#isColonAhead(3)) return true;
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
    const middles = this.enterBrackets();
    this.OPTION(() => {
      values.push(this.SUBRULE1(this.argument, { ARGS: [true] }));
      this.MANY(() => {
        this.CONSUME(kinds.comma);
        values.push(this.SUBRULE2(this.argument, { ARGS: [false] }));
      });
    });
    this.middles = middles;
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
}

/** What a `(` may follow besides a name: JEXL calls members, items, groups and the results of methods. */
function takesArguments(callee: Expression): boolean {
  const { kind } = callee;
  return kind === "member" || kind === "index" || kind === "group" || kind === "method-call" || kind === "invoke";
}
