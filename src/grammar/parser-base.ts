import {
  EarlyExitException,
  EmbeddedActionsParser,
  type ILookaheadStrategy,
  type IToken,
  NoViableAltException,
} from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { createSourceFile, type SourceFile, type Span, spanOf } from "../text/index.js";
import { useFirstTokens } from "./first-token-decisions.js";
import { allKinds, own, type Token } from "./token.js";
import type { Word } from "./tree.js";

/** Deeper than this no expression of a data flow goes, and the reader's stack is safe. */
export const DEPTH_LIMIT = 200;
/** Links of chains (`a + b + …`, `a.b.c…`) in one statement: they nest to the left in the tree. */
const LINK_LIMIT = 3000;

/** Thrown out of a rule, and caught where the statement's parse began. */
export class TooDeep extends Error {}

const NO_FILE = createSourceFile("", "");

/** How chevrotain analyses the grammar: by its own strategy, checking that no two alternatives begin alike, or by another. */
export interface GrammarAnalysis {
  readonly skipValidations: boolean;
  readonly lookaheadStrategy?: ILookaheadStrategy;
}

/** What all rules share: the file, its places, and the bounds of nesting. */
export abstract class ParserBase extends EmbeddedActionsParser {
  protected file: SourceFile = NO_FILE;
  protected report: Report = () => {};
  /** How many choices are open whose middle is being read. */
  protected middles = 0;
  #depth = 0;
  #links = 0;

  /** With `analysis` chevrotain records the rules and learns from that: for the table of first tokens, and for tests. */
  constructor(analysis: GrammarAnalysis | null) {
    super(allKinds, {
      maxLookahead: 1,
      ...analysis,
      recoveryEnabled: false,
      errorMessageProvider: {
        buildMismatchTokenMessage: () => "",
        buildNotAllInputParsedMessage: () => "",
        buildNoViableAltMessage: () => "",
        buildEarlyExitMessage: () => "",
      },
    });
  }

  /** Makes the rules ready to run: from the table, which takes a tenth of the time that their analysis would take. */
  protected prepare(analysis: GrammarAnalysis | null): void {
    if (analysis === null) useFirstTokens(this, () => this.LA(1));
    else this.performSelfAnalysis();
  }

  /* Where no alternative fits, chevrotain looks the rule up in its recording, for a message that nobody reads. */
  protected raiseNoAltException(): never {
    return this.#doesNotFit(NoViableAltException);
  }

  protected raiseEarlyExitException(): never {
    return this.#doesNotFit(EarlyExitException);
  }

  #doesNotFit(Failure: typeof NoViableAltException | typeof EarlyExitException): never {
    const failure = new Failure("", this.LA(1), this.LA(0));
    this.errors = [...this.errors, failure];
    throw failure;
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
