import type { IToken, ParserMethod } from "chevrotain";
import { statements } from "../diagnostics/syntax.js";
import { nearest } from "../text/index.js";
import { stringLiteral } from "./literal-parser.js";
import type { GrammarAnalysis } from "./parser-base.js";
import { TestParser } from "./test-parser.js";
import { kinds, own, type Token } from "./token.js";
import type { ColumnPath, DeltaHeader, Expression, StringLiteral, Table, TableEntry, Word } from "./tree.js";

interface DefHead {
  readonly name: Word;
  readonly parameters: readonly Word[];
}

/** The statements around the expressions. Each rule reads the tokens of one statement after its word. */
export class StatementParser extends TestParser {
  constructor(analysis: GrammarAnalysis | null = null) {
    super(analysis);
    this.prepare(analysis);
  }

  /** One or more texts: the paths of `sample`, the name of `mapping`. */
  readonly texts: ParserMethod<[], StringLiteral[]> = this.RULE("texts", (): StringLiteral[] => {
    const texts: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: kinds.comma, DEF: () => texts.push(this.SUBRULE(this.textLiteral)) });
    return texts;
  });

  readonly textLiteral: ParserMethod<[], StringLiteral> = this.RULE("textLiteral", (): StringLiteral => {
    const token = own(this.CONSUME(kinds.string));
    return stringLiteral(token, this.spanOfToken(token));
  });

  readonly delta: ParserMethod<[number], DeltaHeader> = this.RULE("delta", (start: number): DeltaHeader => {
    const column = this.SUBRULE(this.column);
    let format: StringLiteral | null = null;
    let timezone: StringLiteral | null = null;
    this.MANY(() => {
      const word = own(this.CONSUME(kinds.name));
      const text = this.SUBRULE(this.textLiteral);
      this.ACTION(() => {
        const isFormat = word.image === "format";
        const span = this.spanOfToken(word);
        if (!isFormat && word.image !== "timezone") {
          const near = nearest(word.image, ["format", "timezone"]);
          const help = near === undefined ? undefined : `Did you mean \`${near}\`?`;
          this.report(statements.XM1020, span, {
            found: `\`${word.image}\``,
            expected: "`format` or `timezone`",
            help,
          });
          return;
        }
        if ((isFormat ? format : timezone) !== null) this.report(statements.XM1038, span, { word: word.image });
        else if (isFormat) format = text;
        else timezone = text;
      });
    });
    return { kind: "delta-header", column, format, timezone, span: this.spanFrom(start) };
  });

  /** `a.b` or `${a.b}` */
  readonly column: ParserMethod<[], ColumnPath> = this.RULE("column", (): ColumnPath => {
    const start = this.LA(1).startOffset;
    const segments: string[] = [];
    this.OR([
      {
        ALT: () => {
          segments.push(own(this.CONSUME1(kinds.name)).value);
          this.MANY(() => {
            this.CONSUME(kinds.dot);
            segments.push(own(this.CONSUME2(kinds.name)).value);
          });
        },
      },
      { ALT: () => segments.push(...own(this.CONSUME(kinds.column)).segments) },
    ]);
    return { segments, span: this.spanFrom(start) };
  });

  readonly letHead: ParserMethod<[], Word> = this.RULE("letHead", (): Word => {
    const name = this.word(this.CONSUME(kinds.name));
    this.CONSUME(kinds.assign);
    return name;
  });

  readonly defHead: ParserMethod<[], DefHead> = this.RULE("defHead", (): DefHead => {
    const name = this.word(this.CONSUME1(kinds.name));
    const parameters: Word[] = [];
    this.CONSUME(kinds.openParen);
    this.MANY_SEP({ SEP: kinds.comma, DEF: () => parameters.push(this.word(this.CONSUME2(kinds.name))) });
    this.CONSUME(kinds.closeParen);
    this.CONSUME(kinds.assign);
    return { name, parameters };
  });

  readonly tableStatement: ParserMethod<[number], Table> = this.RULE("tableStatement", (start: number): Table => {
    const name = this.word(this.CONSUME(kinds.name));
    const entries: TableEntry[] = [];
    let otherwise: Expression | null = null;
    const add = (entry: { readonly key: Expression | null; readonly value: Expression; readonly at: Token }) =>
      this.ACTION(() => {
        if (!isLiteral(entry.value)) this.report(statements.XM1039, entry.value.span, { part: "value" });
        if (entry.key !== null)
          entries.push({ key: entry.key, value: entry.value, span: this.spanFrom(entry.at.startOffset) });
        else if (otherwise === null) otherwise = entry.value;
        else this.report(statements.XM1038, this.spanOfToken(entry.at), { word: "else" });
      });
    this.CONSUME(kinds.assign);
    this.CONSUME(kinds.openBrace);
    this.OPTION1(() => {
      add(this.SUBRULE1(this.tableEntry));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== kinds.closeBrace,
        DEF: () => {
          this.CONSUME1(kinds.comma);
          add(this.SUBRULE2(this.tableEntry));
        },
      });
      this.OPTION2(() => this.CONSUME2(kinds.comma));
    });
    this.CONSUME(kinds.closeBrace);
    return { kind: "table", name, entries, otherwise, span: this.spanFrom(start) };
  });

  /** A key without quotes is the text that it spells. */
  #keyOf(token: IToken): Expression {
    const { text, span } = this.word(token);
    return { kind: "string", value: text, quote: '"', span };
  }

  #isWord(): boolean {
    return this.LA(2).tokenType === kinds.colon && /^\w/.test(this.LA(1).image);
  }

  readonly tableEntry = this.RULE("tableEntry", (): { key: Expression | null; value: Expression; at: Token } => {
    const at = own(this.LA(1));
    const key = this.OR<Expression | null>({
      IGNORE_AMBIGUITIES: true,
      DEF: [
        {
          ALT: () => {
            const word = this.CONSUME(kinds.reserved);
            return word.image === "else" ? null : this.#keyOf(word);
          },
        },
        { ALT: () => this.#keyOf(this.CONSUME(kinds.name)) },
        // Words that are operators in an expression: `or` is Oregon here.
        { GATE: () => this.#isWord(), ALT: () => this.#keyOf(this.CONSUME(kinds.infix)) },
        { GATE: () => this.#isWord(), ALT: () => this.#keyOf(this.CONSUME(kinds.prefix)) },
        { ALT: () => this.SUBRULE(this.literal) },
        { ALT: () => this.SUBRULE(this.prefixed) },
      ],
    });
    this.ACTION(() => {
      if (key !== null && !isLiteral(key)) this.report(statements.XM1039, key.span, { part: "key" });
    });
    this.CONSUME(kinds.colon);
    return { key, value: this.SUBRULE(this.expression), at };
  });
}

function isLiteral(expression: Expression): boolean {
  switch (expression.kind) {
    case "string":
    case "number":
    case "boolean":
    case "null":
    case "invalid":
      return true;
    case "unary":
      return (expression.operator === "-" || expression.operator === "+") && expression.operand.kind === "number";
    default:
      return false;
  }
}
