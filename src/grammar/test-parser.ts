import type { ParserMethod } from "chevrotain";
import { statements } from "../diagnostics/syntax.js";
import { nearest } from "../text/index.js";
import { stringLiteral } from "./literal-parser.js";
import { RecordParser } from "./record-parser.js";
import { kinds, own, type Token } from "./token.js";
import type { DataValue, Expectation, GivenRow, TargetPath, TestSetting, Word } from "./tree.js";

/** The statements of a `test`, each after its word. */
export abstract class TestParser extends RecordParser {
  /** `{ … }`, `row 3 of "orders.csv"`, or several of them in brackets */
  readonly givenRows: ParserMethod<[], GivenRow[]> = this.RULE("givenRows", (): GivenRow[] => {
    const rows: GivenRow[] = [];
    this.OR([
      {
        ALT: () => {
          this.CONSUME(kinds.openBracket);
          rows.push(this.SUBRULE1(this.givenRow));
          this.MANY({
            GATE: () => this.LA(2).tokenType !== kinds.closeBracket,
            DEF: () => {
              this.CONSUME1(kinds.comma);
              rows.push(this.SUBRULE2(this.givenRow));
            },
          });
          this.OPTION(() => this.CONSUME2(kinds.comma));
          this.CONSUME(kinds.closeBracket);
        },
      },
      { ALT: () => rows.push(this.SUBRULE3(this.givenRow)) },
    ]);
    return rows;
  });

  readonly givenRow: ParserMethod<[], GivenRow> = this.RULE("givenRow", (): GivenRow => {
    const start = this.LA(1).startOffset;
    return this.OR<GivenRow>([
      { ALT: () => this.SUBRULE(this.record) },
      {
        ALT: () => {
          this.#expectWord(own(this.CONSUME1(kinds.name)), ["row"]);
          const number = own(this.CONSUME(kinds.number));
          const row: Word = { text: number.image, span: this.spanOfToken(number) };
          this.#expectWord(own(this.CONSUME2(kinds.name)), ["of"]);
          const text = own(this.CONSUME(kinds.string));
          const path = stringLiteral(text, this.spanOfToken(text));
          return { kind: "sample-row", row, path, span: this.spanFrom(start) };
        },
      },
    ]);
  });

  /** `{ … }`, `exactly { … }`, `rejected`, or several of them in brackets */
  readonly expectations: ParserMethod<[], Expectation[]> = this.RULE("expectations", (): Expectation[] => {
    const expected: Expectation[] = [];
    this.OR([
      {
        ALT: () => {
          this.CONSUME(kinds.openBracket);
          expected.push(this.SUBRULE1(this.expectation));
          this.MANY({
            GATE: () => this.LA(2).tokenType !== kinds.closeBracket,
            DEF: () => {
              this.CONSUME1(kinds.comma);
              expected.push(this.SUBRULE2(this.expectation));
            },
          });
          this.OPTION(() => this.CONSUME2(kinds.comma));
          this.CONSUME(kinds.closeBracket);
        },
      },
      { ALT: () => expected.push(this.SUBRULE3(this.expectation)) },
    ]);
    return expected;
  });

  readonly expectation: ParserMethod<[], Expectation> = this.RULE("expectation", (): Expectation => {
    const start = this.LA(1).startOffset;
    return this.OR<Expectation>([
      {
        ALT: () => {
          const record = this.SUBRULE1(this.record);
          return { kind: "fields", exactly: false, record, span: this.spanFrom(start) };
        },
      },
      {
        GATE: () => this.LA(1).image !== "exactly",
        ALT: () => {
          this.#expectWord(own(this.CONSUME1(kinds.name)), ["rejected", "exactly"]);
          let because: Word | null = null;
          let at: TargetPath | null = null;
          this.OPTION1({
            GATE: () => this.LA(1).image === "because",
            DEF: () => {
              this.CONSUME2(kinds.name);
              because = this.word(this.CONSUME3(kinds.name));
            },
          });
          this.OPTION2({
            GATE: () => this.LA(1).image === "at",
            DEF: () => {
              this.CONSUME4(kinds.name);
              at = this.SUBRULE(this.target);
            },
          });
          return { kind: "rejected", because, at, span: this.spanFrom(start) };
        },
      },
      {
        GATE: () => this.LA(1).image === "exactly",
        ALT: () => {
          this.CONSUME5(kinds.name);
          const record = this.SUBRULE2(this.record);
          return { kind: "fields", exactly: true, record, span: this.spanFrom(start) };
        },
      },
    ]);
  });

  /** `"…", "…"` or a number */
  readonly settingValues: ParserMethod<[], TestSetting["values"]> = this.RULE(
    "settingValues",
    (): TestSetting["values"] => {
      const values: Extract<DataValue, { kind: "text" | "number" }>[] = [];
      this.AT_LEAST_ONE_SEP({
        SEP: kinds.comma,
        DEF: () => {
          this.OR([
            {
              ALT: () => {
                const token = own(this.CONSUME(kinds.string));
                values.push({ kind: "text", value: token.value, span: this.spanOfToken(token) });
              },
            },
            {
              ALT: () => {
                const token = own(this.CONSUME(kinds.number));
                values.push({ kind: "number", text: token.image, span: this.spanOfToken(token) });
              },
            },
          ]);
        },
      });
      return values;
    },
  );

  #expectWord(token: Token, words: readonly string[]): void {
    this.ACTION(() => {
      if (words.includes(token.image)) return;
      const near = nearest(token.image, words);
      this.report(statements.XM1020, this.spanOfToken(token), {
        found: `\`${token.image}\``,
        expected: words.map((word) => `\`${word}\``).join(" or "),
        help: near === undefined ? undefined : `Did you mean \`${near}\`?`,
      });
    });
  }
}
