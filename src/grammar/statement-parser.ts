import type { ParserMethod } from "chevrotain";
import { statements } from "../diagnostics/syntax.js";
import { nearest } from "../text/index.js";
import { readEscapes } from "./escapes.js";
import { ExpressionParser, quoteOf } from "./expression-parser.js";
import { kinds, own, type Token } from "./token.js";
import type {
  ColumnPath,
  DataEntry,
  DataRecord,
  DataValue,
  DeltaHeader,
  Expression,
  SourceField,
  SourceType,
  StringLiteral,
  Table,
  TableEntry,
  TargetPath,
  TargetSegment,
  Word,
} from "./tree.js";

/** The types that a source field may have. */
export const SOURCE_TYPES = [
  ...["string", "integer", "long", "number", "decimal", "boolean", "date", "timestamp"],
] as const;

/** An annotation as it was written; its meaning is checked apart. */
export interface RawAnnotation {
  readonly name: Token;
  readonly arguments: readonly RawArgument[] | null;
  readonly end: number;
}

export interface RawArgument {
  readonly name: Token | null;
  readonly value: Token;
}

/** The statements around the expressions. Each rule reads the tokens of one statement after its word. */
export class StatementParser extends ExpressionParser {
  constructor(validate: boolean) {
    super(validate);
    this.performSelfAnalysis();
  }

  /** A target with its annotations: what stands right of the arrow. */
  readonly targetSide = this.RULE("targetSide", () => {
    const target = this.SUBRULE(this.target);
    const annotations: RawAnnotation[] = [];
    this.MANY(() => annotations.push(this.SUBRULE(this.annotation)));
    return { target, annotations };
  });

  readonly target: ParserMethod<[], TargetPath> = this.RULE("target", (): TargetPath => {
    const start = this.LA(1).startOffset;
    const segments: TargetSegment[] = [this.SUBRULE1(this.targetName)];
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kinds.dot);
            segments.push(this.SUBRULE2(this.targetName));
          },
        },
        { ALT: () => segments.push(this.SUBRULE(this.targetItem)) },
      ]);
    });
    return { segments, span: this.spanFrom(start) };
  });

  readonly #targetNames = [
    { ALT: () => this.CONSUME(kinds.name) },
    { ALT: () => this.CONSUME(kinds.column) },
    { ALT: () => this.CONSUME(kinds.tenant) },
    { ALT: () => this.CONSUME(kinds.number) },
  ];

  readonly targetName: ParserMethod<[], TargetSegment> = this.RULE("targetName", (): TargetSegment => {
    const token = own(this.OR(this.#targetNames));
    const span = this.spanOfToken(token);
    if (token.tokenType === kinds.tenant) return { kind: "tenant", span };
    const name = token.tokenType === kinds.column ? token.segments.join(".") : token.image;
    return { kind: "name", name, span };
  });

  readonly targetItem: ParserMethod<[], TargetSegment> = this.RULE("targetItem", (): TargetSegment => {
    const start = this.CONSUME(kinds.openBracket).startOffset;
    const item = this.OR([{ ALT: () => this.CONSUME(kinds.star) }, { ALT: () => this.CONSUME(kinds.number) }]);
    this.CONSUME(kinds.closeBracket);
    const span = this.spanFrom(start);
    if (item.tokenType === kinds.star) return { kind: "wildcard", span };
    this.ACTION(() => {
      if (!/^[0-9]{1,9}$/.test(item.image)) {
        this.report(statements.XM1036, span, { found: `the index ${item.image}`, help: "An index is 0 or more." });
      }
    });
    return { kind: "index", index: Number.parseInt(item.image, 10), span };
  });

  readonly annotation: ParserMethod<[], RawAnnotation> = this.RULE("annotation", (): RawAnnotation => {
    const name = own(this.CONSUME(kinds.annotation));
    let values: RawArgument[] | null = null;
    this.OPTION(() => {
      const read: RawArgument[] = [];
      this.CONSUME(kinds.openParen);
      this.MANY_SEP({ SEP: kinds.comma, DEF: () => read.push(this.SUBRULE(this.annotationArgument)) });
      this.CONSUME(kinds.closeParen);
      values = read;
    });
    return { name, arguments: values, end: own(this.LA(0)).end };
  });

  readonly annotationArgument: ParserMethod<[], RawArgument> = this.RULE(
    "annotationArgument",
    (): RawArgument =>
      this.OR<RawArgument>([
        {
          ALT: () => {
            const first = own(this.CONSUME1(kinds.name));
            let value: Token | undefined;
            this.OPTION(() => {
              this.CONSUME(kinds.colon);
              value = own(
                this.OR2([
                  { ALT: () => this.CONSUME2(kinds.name) },
                  { ALT: () => this.CONSUME2(kinds.string) },
                  { ALT: () => this.CONSUME2(kinds.number) },
                ]),
              );
            });
            return value === undefined ? { name: null, value: first } : { name: first, value };
          },
        },
        { ALT: () => ({ name: null, value: own(this.CONSUME1(kinds.string)) }) },
        { ALT: () => ({ name: null, value: own(this.CONSUME1(kinds.number)) }) },
      ]),
  );

  /** One or more texts: the paths of `sample`, the name of `mapping`. */
  readonly texts: ParserMethod<[], StringLiteral[]> = this.RULE("texts", (): StringLiteral[] => {
    const texts: StringLiteral[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: kinds.comma, DEF: () => texts.push(this.SUBRULE(this.textLiteral)) });
    return texts;
  });

  readonly textLiteral: ParserMethod<[], StringLiteral> = this.RULE("textLiteral", (): StringLiteral => {
    const token = own(this.CONSUME(kinds.string));
    return { kind: "string", value: token.value, quote: quoteOf(token), span: this.spanOfToken(token) };
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

  readonly sourceFields: ParserMethod<[], SourceField[]> = this.RULE("sourceFields", (): SourceField[] => {
    const fields: SourceField[] = [];
    this.CONSUME(kinds.openBrace);
    this.OPTION1(() => {
      fields.push(this.SUBRULE1(this.sourceField));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== kinds.closeBrace,
        DEF: () => {
          this.CONSUME1(kinds.comma);
          fields.push(this.SUBRULE2(this.sourceField));
        },
      });
      this.OPTION2(() => this.CONSUME2(kinds.comma));
    });
    this.CONSUME(kinds.closeBrace);
    return fields;
  });

  readonly sourceField: ParserMethod<[], SourceField> = this.RULE("sourceField", (): SourceField => {
    const token = own(
      this.OR([
        { ALT: () => this.CONSUME(kinds.name) },
        { ALT: () => this.CONSUME(kinds.string) },
        { ALT: () => this.CONSUME(kinds.column) },
      ]),
    );
    const text = token.tokenType === kinds.column ? token.segments.join(".") : token.value;
    const name: Word = { text, span: this.spanOfToken(token) };
    this.CONSUME(kinds.colon);
    const type = this.SUBRULE(this.sourceType);
    return { name, type, span: this.spanFrom(token.startOffset) };
  });

  readonly sourceType: ParserMethod<[], SourceType> = this.RULE("sourceType", (): SourceType => {
    const start = this.LA(1).startOffset;
    let type = this.OR<SourceType>([
      {
        ALT: () => {
          const name = this.word(this.CONSUME(kinds.name));
          this.ACTION(() => {
            if (SOURCE_TYPES.some((known) => known === name.text)) return;
            this.report(statements.XM1035, name.span, { name: name.text, near: nearest(name.text, SOURCE_TYPES) });
          });
          return { kind: "scalar", name };
        },
      },
      {
        ALT: () => {
          const fields = this.SUBRULE(this.sourceFields);
          return { kind: "object", fields, span: this.spanFrom(start) };
        },
      },
    ]);
    this.MANY(() => {
      this.CONSUME(kinds.openBracket);
      this.CONSUME(kinds.closeBracket);
      type = { kind: "array", items: type, span: this.spanFrom(start) };
    });
    return type;
  });

  readonly letStatement = this.RULE("letStatement", (): { name: Word; value: Expression } => {
    const name = this.word(this.CONSUME(kinds.name));
    this.CONSUME(kinds.assign);
    return { name, value: this.SUBRULE(this.expression) };
  });

  readonly defStatement = this.RULE("defStatement", (): { name: Word; parameters: Word[]; body: Expression } => {
    const name = this.word(this.CONSUME1(kinds.name));
    const parameters: Word[] = [];
    this.CONSUME(kinds.openParen);
    this.MANY_SEP({ SEP: kinds.comma, DEF: () => parameters.push(this.word(this.CONSUME2(kinds.name))) });
    this.CONSUME(kinds.closeParen);
    this.CONSUME(kinds.assign);
    return { name, parameters, body: this.SUBRULE(this.expression) };
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

  readonly tableEntry = this.RULE("tableEntry", (): { key: Expression | null; value: Expression; at: Token } => {
    const at = own(this.LA(1));
    const key = this.OR<Expression | null>([
      {
        ALT: () => {
          this.CONSUME(kinds.reserved);
          return null;
        },
      },
      {
        ALT: () => {
          const word = this.word(this.CONSUME(kinds.name));
          return { kind: "string", value: word.text, quote: '"', span: word.span };
        },
      },
      { ALT: () => this.SUBRULE(this.literal) },
      { ALT: () => this.SUBRULE(this.prefixed) },
    ]);
    this.ACTION(() => {
      if (key !== null && !isLiteral(key)) this.report(statements.XM1039, key.span, { part: "key" });
    });
    this.CONSUME(kinds.colon);
    return { key, value: this.SUBRULE(this.expression), at };
  });

  readonly record: ParserMethod<[], DataRecord> = this.RULE("record", (): DataRecord => {
    const start = this.CONSUME(kinds.openBrace).startOffset;
    const entries: DataEntry[] = [];
    this.OPTION1(() => {
      entries.push(this.SUBRULE1(this.dataEntry));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== kinds.closeBrace,
        DEF: () => {
          this.CONSUME1(kinds.comma);
          entries.push(this.SUBRULE2(this.dataEntry));
        },
      });
      this.OPTION2(() => this.CONSUME2(kinds.comma));
    });
    this.CONSUME(kinds.closeBrace);
    return { kind: "record", entries, span: this.spanFrom(start) };
  });

  readonly dataEntry: ParserMethod<[], DataEntry> = this.RULE("dataEntry", (): DataEntry => {
    const start = this.LA(1).startOffset;
    const key = this.OR<DataEntry["key"]>([
      {
        ALT: () => {
          const token = own(this.CONSUME(kinds.string));
          return { kind: "literal", name: { text: jsonText(token), span: this.spanOfToken(token) } };
        },
      },
      { ALT: () => ({ kind: "path", path: this.SUBRULE(this.target) }) },
    ]);
    this.CONSUME(kinds.colon);
    const value = this.SUBRULE(this.dataValue);
    return { key, value, span: this.spanFrom(start) };
  });

  readonly dataValue: ParserMethod<[], DataValue> = this.RULE(
    "dataValue",
    (): DataValue =>
      this.OR<DataValue>([
        {
          ALT: () => {
            const token = own(this.CONSUME(kinds.string));
            return { kind: "text", value: jsonText(token), span: this.spanOfToken(token) };
          },
        },
        {
          ALT: () => {
            const token = own(this.CONSUME(kinds.number));
            return { kind: "number", text: token.image, span: this.spanOfToken(token) };
          },
        },
        { ALT: () => this.SUBRULE(this.wordValue) },
        { ALT: () => this.SUBRULE(this.record) },
        { ALT: () => this.SUBRULE(this.dataList) },
      ]),
  );

  /** `true`, `false`, `null`, `null because CODE`, `missing` */
  readonly wordValue: ParserMethod<[], DataValue> = this.RULE("wordValue", (): DataValue => {
    const token = own(this.CONSUME1(kinds.name));
    let because: Word | null = null;
    this.OPTION({
      GATE: () => token.image === "null" && this.LA(1).image === "because",
      DEF: () => {
        this.CONSUME2(kinds.name);
        because = this.word(this.CONSUME3(kinds.name));
      },
    });
    const span = this.spanFrom(token.startOffset);
    if (token.image === "null") return { kind: "null", because, span };
    if (token.image === "true" || token.image === "false")
      return { kind: "boolean", value: token.image === "true", span };
    this.ACTION(() => {
      if (token.image === "missing") return;
      const near = nearest(token.image, ["true", "false", "null", "missing"]);
      const help = near === undefined ? `As a text, write "${token.image}".` : `Did you mean \`${near}\`?`;
      this.report(statements.XM1040, span, { found: `\`${token.image}\``, help });
    });
    return { kind: "missing", span };
  });

  readonly dataList: ParserMethod<[], DataValue> = this.RULE("dataList", (): DataValue => {
    const start = this.CONSUME(kinds.openBracket).startOffset;
    const items: DataValue[] = [];
    this.OPTION1(() => {
      items.push(this.SUBRULE1(this.dataValue));
      this.MANY({
        GATE: () => this.LA(2).tokenType !== kinds.closeBracket,
        DEF: () => {
          this.CONSUME1(kinds.comma);
          items.push(this.SUBRULE2(this.dataValue));
        },
      });
      this.OPTION2(() => this.CONSUME2(kinds.comma));
    });
    this.CONSUME(kinds.closeBracket);
    return { kind: "list", items, span: this.spanFrom(start) };
  });
}

/** A text of a record: JSON's escapes, of which `\/` is the only one that the expression language has not. */
function jsonText(token: Token): string {
  const quote = quoteOf(token);
  return token.image.startsWith(quote) && token.image.includes("\\/")
    ? readEscapes(token.image.slice(1, -1), quote, "/")
    : token.value;
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
