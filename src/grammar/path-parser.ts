import type { ParserMethod } from "chevrotain";
import { statements } from "../diagnostics/syntax.js";
import { ExpressionParser } from "./expression-parser.js";
import { kinds, own, type Token } from "./token.js";
import type { TargetPath, TargetSegment } from "./tree.js";

/** An annotation as it was written; its meaning is checked apart. */
export interface RawAnnotation {
  readonly name: Token;
  readonly arguments: readonly RawArgument[] | null;
  readonly end: number;
}

/** An argument of an annotation: `"Email"`, or with its name `primary: true`. */
export interface RawArgument {
  readonly name: Token | null;
  readonly value: Token;
}

/** Targets and their annotations. */
export abstract class PathParser extends ExpressionParser {
  /** A target with its annotations: what stands right of the arrow. */
  readonly targetSide = this.RULE("targetSide", () => {
    const target = this.SUBRULE(this.target);
    const annotations: RawAnnotation[] = [];
    this.MANY(() => annotations.push(this.SUBRULE(this.annotation)));
    return { target, annotations };
  });

  readonly target: ParserMethod<[], TargetPath> = this.RULE("target", (): TargetPath => {
    const start = this.LA(1).startOffset;
    const segments: TargetSegment[] = [];
    const add = (names: readonly TargetSegment[]) =>
      this.ACTION(() => {
        for (const name of names) segments.push(name);
      });
    add(this.SUBRULE1(this.targetName));
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kinds.dot);
            add(this.SUBRULE2(this.targetName));
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

  /** One name, or those of a `${a.b}`: as in a column, a dot inside separates. */
  readonly targetName: ParserMethod<[], readonly TargetSegment[]> = this.RULE(
    "targetName",
    (): readonly TargetSegment[] => {
      const token = own(this.OR(this.#targetNames));
      const span = this.spanOfToken(token);
      if (token.tokenType === kinds.tenant) return [{ kind: "tenant", span }];
      const names = token.tokenType === kinds.column ? token.segments : [token.image];
      return names.map((name) => ({ kind: "name", name, span }));
    },
  );

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
}
