import { EmbeddedActionsParser, type IToken } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { createSourceFile, type SourceFile, type Span, spanOf } from "../text/index.js";
import { FirstTokenLookahead } from "./first-token-lookahead.js";
import { allKinds, own, type Token } from "./token.js";
import type { Word } from "./tree.js";

/** Deeper than this no expression of a data flow goes, and the reader's stack is safe. */
export const DEPTH_LIMIT = 200;
/** Links of chains (`a + b + …`, `a.b.c…`) in one statement: they nest to the left in the tree. */
const LINK_LIMIT = 3000;

/** Thrown out of a rule, and caught where the statement's parse began. */
export class TooDeep extends Error {}

const NUMBERED = ["CONSUME", "SUBRULE", "OPTION", "OR", "MANY", "MANY_SEP", "AT_LEAST_ONE", "AT_LEAST_ONE_SEP"];
const RECORDED: readonly string[] = [
  ...NUMBERED.flatMap((name) => [name, ...Array.from({ length: 9 }, (_, at) => `${name}${at + 1}`)]),
  ...["consume", "subrule", "option", "or", "many", "atLeastOne", "ACTION", "BACKTRACK", "LA"],
];

const NO_FILE = createSourceFile("", "");

/** What all rules share: the file, its places, and the bounds of nesting. */
export abstract class ParserBase extends EmbeddedActionsParser {
  protected file: SourceFile = NO_FILE;
  protected report: Report = () => {};
  /** How many choices are open whose middle is being read. */
  protected middles = 0;
  #depth = 0;
  #links = 0;

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

  /**
   * Ends chevrotain's recording of the rules. It would delete the ninety methods that the recording laid over the class's
   * own, which costs milliseconds and leaves an object that is slow for good; giving them back their values does the same.
   */
  disableRecording(): void {
    this.RECORDING_PHASE = false;
    const prototype: object = Object.getPrototypeOf(this);
    for (const name of RECORDED) Reflect.set(this, name, Reflect.get(prototype, name));
  }

  /** Sets what the next rule reads. */
  start(file: SourceFile, tokens: readonly Token[], report: Report): void {
    this.file = file;
    this.report = report;
    this.#depth = 0;
    this.#links = 0;
    this.middles = 0;
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

  /** One level deeper; `leave` comes back. */
  protected enter(): void {
    if (++this.#depth > DEPTH_LIMIT && !this.RECORDING_PHASE) throw new TooDeep();
  }

  /** Inside of brackets a colon is no choice's. Gives the `middles` to set back behind them. */
  protected enterBrackets(): number {
    const middles = this.middles;
    this.middles = 0;
    return middles;
  }

  protected leave(): void {
    this.#depth--;
  }

  /** One link more of a chain. */
  protected link(): void {
    if (++this.#links > LINK_LIMIT && !this.RECORDING_PHASE) throw new TooDeep();
  }
}
