import type { ParserMethod, TokenType } from "chevrotain";
import type { Span } from "../text/index.js";
import { ParserBase } from "./parser-base.js";
import { kinds, own, type Token } from "./token.js";
import type { Expression, MapLiteral, SetLiteral, StringLiteral, TemplateLiteral, TemplatePart } from "./tree.js";

/** Values that stand for themselves: literals, and what stands in brackets of its own. */
export abstract class LiteralParser extends ParserBase {
  abstract readonly expression: ParserMethod<[], Expression>;

  // Alternatives that hold nothing of their rule's run are made once: that is a third of the time.
  readonly #literals = [
    { ALT: () => this.CONSUME(kinds.string) },
    { ALT: () => this.CONSUME(kinds.number) },
    { ALT: () => this.CONSUME(kinds.column) },
    { ALT: () => this.CONSUME(kinds.regex) },
    { ALT: () => this.CONSUME(kinds.true) },
    { ALT: () => this.CONSUME(kinds.false) },
    { ALT: () => this.CONSUME(kinds.null) },
  ];

  readonly literal: ParserMethod<[], Expression> = this.RULE("literal", (): Expression => {
    const token = own(this.OR(this.#literals));
    return literalOf(token, this.spanOfToken(token));
  });

  readonly group: ParserMethod<[], Expression> = this.RULE("group", (): Expression => {
    const start = this.CONSUME(kinds.openParen).startOffset;
    const middles = this.enterBrackets();
    const expression = this.SUBRULE(this.expression);
    this.middles = middles;
    this.CONSUME(kinds.closeParen);
    return { kind: "group", expression, span: this.spanFrom(start) };
  });

  readonly array: ParserMethod<[], Expression> = this.RULE("array", (): Expression => {
    const start = this.CONSUME(kinds.openBracket).startOffset;
    const middles = this.enterBrackets();
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
    this.middles = middles;
    this.CONSUME(kinds.closeBracket);
    return { kind: "array", items, extended, span: this.spanFrom(start) };
  });

  /** A map or a set: what follows the first expression tells. */
  readonly braces: ParserMethod<[], Expression> = this.RULE("braces", (): Expression => {
    const start = this.CONSUME(kinds.openBrace).startOffset;
    const middles = this.enterBrackets();
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
    this.middles = middles;
    const span = this.spanFrom(start);
    const map: MapLiteral = { kind: "map", entries, span };
    const set: SetLiteral = { kind: "set", items, span };
    return isMap ? map : set;
  });

  readonly template: ParserMethod<[], TemplateLiteral> = this.RULE("template", (): TemplateLiteral => {
    const start = this.CONSUME(kinds.templateStart).startOffset;
    const middles = this.enterBrackets();
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
    this.middles = middles;
    this.CONSUME(kinds.templateEnd);
    return { kind: "template", parts, span: this.spanFrom(start) };
  });
}

/** A text as the tree has it. */
export function stringLiteral(token: Token, span: Span): StringLiteral {
  return { kind: "string", value: token.value, quote: quoteOf(token), span };
}

/** The kind of quotes that a text stands in; curly ones count as the straight ones that are meant. */
export function quoteOf(token: Token): '"' | "'" {
  return token.image.startsWith("'") || token.image.startsWith("\\'") ? "'" : '"';
}

export function literalOf(token: Token, span: Span): Expression {
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
      return stringLiteral(token, span);
  }
}
