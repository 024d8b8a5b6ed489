import type { ParserMethod } from "chevrotain";
import { statements } from "../diagnostics/syntax.js";
import { nearest } from "../text/index.js";
import { readEscapes } from "./escapes.js";
import { quoteOf } from "./literal-parser.js";
import { PathParser } from "./path-parser.js";
import { kinds, own, type Token } from "./token.js";
import type { DataEntry, DataRecord, DataValue, SourceField, SourceType, Word } from "./tree.js";

/** The types that a source field may have. */
const SOURCE_TYPES = [
  ...["string", "integer", "long", "number", "decimal", "boolean", "date", "timestamp", "any"],
] as const;

/** What stands in braces: the records of tests and the fields of a source. */
export abstract class RecordParser extends PathParser {
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
