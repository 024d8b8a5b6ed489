import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import { isDigit, isFalseSpace, isLineBreak, isNameStart, isSpace } from "./characters.js";
import type { Lexeme, Reading } from "./lexeme.js";
import { columnOf } from "./lines.js";
import { scanDotNumber, scanNumber, scanPlainNumber } from "./scan-number.js";
import { scanQuotedColumn } from "./scan-quoted.js";
import { scanSign } from "./scan-sign.js";
import { scanTemplate } from "./scan-template.js";
import { scanComment, scanFalseSpace } from "./scan-trivia.js";
import { scanMemberName, scanPlainName, scanWord } from "./scan-word.js";
import { endsOperand, kinds, type Token } from "./token.js";
import type { Comment } from "./tree.js";

/**
 * How words read: in an expression as JEXL reads them; plain (targets, records, source blocks) with inner dashes, no
 * reserved words, and JSON's numbers.
 */
export type Mode = "expression" | "plain";

/** A `///` line that waits for the statement that it describes. */
export interface DescriptionLine extends Comment {
  readonly words: string;
}

const TENANT = "_{TENANT_ID}";
const SPACE = 0x20;
const SLASH = 0x2f;
const HASH = 0x23;
const NO_SEGMENTS: readonly string[] = [];

/** Reads tokens one by one. The reader of statements says in which mode, and may go back to an earlier place. */
export class Scanner {
  readonly comments: Comment[] = [];
  /** Lines of `///` since the last token. */
  descriptions: DescriptionLine[] = [];
  /** Templates may run over lines that are indented deeper than this. */
  statementIndent = -1;

  readonly #reading: Reading;
  readonly #text: string;
  readonly #forget: (from: number) => void;
  #at: number;
  /** The tokens of a template that were not asked for yet, the last one first. */
  #queue: Token[] = [];
  #previous: Token | undefined;
  /** True until the line has a token. */
  #first: boolean;
  #indent = 0;

  /** `forget` takes back what was reported from an offset on. */
  constructor(reading: Reading, start = 0, forget: (from: number) => void = () => {}) {
    this.#reading = reading;
    this.#text = reading.file.text;
    this.#forget = forget;
    this.#at = start;
    this.#first = start === 0;
  }

  /** The next token, or undefined at the end. */
  next(mode: Mode): Token | undefined {
    const token = this.#queue.pop() ?? this.#read(mode);
    if (token !== undefined) this.#previous = token;
    return token;
  }

  /** Goes back to the end of a token; what was read after it will be read again. */
  rewind(previous: Token | undefined): void {
    this.#queue = [];
    this.#at = previous?.end ?? 0;
    this.#previous = previous;
    this.#first = previous === undefined;
    this.#indent = previous?.indent ?? 0;
    while ((this.comments.at(-1)?.span.start ?? -1) >= this.#at) this.comments.pop();
    this.#forget(this.#at);
    this.descriptions = this.descriptions.filter(({ span }) => span.start < this.#at);
  }

  /** Gives up the waiting descriptions: nothing follows that they could describe. */
  dropDescriptions(): void {
    if (this.descriptions.length === 0) return;
    for (const line of this.descriptions) this.#strayDescription(line);
    this.descriptions = [];
  }

  /** A `///` that describes nothing is kept as a comment. */
  #strayDescription({ text, span }: Comment): void {
    const { file, report } = this.#reading;
    const mark = spanOf(file, span.start, span.start + 3);
    report(
      lexical.XM1016,
      span,
      {},
      { fixes: [{ title: "Make it a comment", safe: true, edits: [{ span: mark, text: "//" }] }] },
    );
    let index = this.comments.length;
    while (index > 0 && (this.comments[index - 1]?.span.start ?? 0) > span.start) index--;
    this.comments.splice(index, 0, { text, span });
  }

  #read(mode: Mode): Token | undefined {
    this.#skip();
    if (this.#at >= this.#reading.end) return undefined;
    if (this.#text.charAt(this.#at) === "`") return this.#template();
    return this.#make(mode === "plain" ? this.#plain() : this.#expression());
  }

  /** Passes white space and comments. */
  #skip(): void {
    // A comment before the first token of a line is no indentation.
    let indent: number | undefined;
    while (this.#at < this.#reading.end) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === SPACE) this.#at++;
      else if (isSpace(code)) {
        if (isLineBreak(code)) {
          this.#first = true;
          indent = undefined;
        }
        this.#at++;
      } else if (isFalseSpace(code)) {
        if (code === 0x2028 || code === 0x2029 || code === 0x85) this.#first = true;
        this.#at = scanFalseSpace(this.#reading, this.#at);
      } else if (code === SLASH || code === HASH) {
        if (this.#first) indent ??= this.#column();
        if (!this.#comment()) break;
      } else break;
    }
    if (this.#first) this.#indent = indent ?? this.#column();
  }

  /** The column of the next token. */
  #column(): number {
    let start = this.#at;
    while (start > 0 && !isLineBreak(this.#text.charCodeAt(start - 1))) start--;
    return columnOf(this.#text.slice(start, this.#at));
  }

  /** Passes a comment; false where none begins here. */
  #comment(): boolean {
    const found = scanComment(this.#reading, this.#at);
    if (found === undefined) return false;
    const { comment, words } = found;
    if (words === undefined) this.comments.push(comment);
    else if (this.#first) this.descriptions.push({ ...comment, words });
    else this.#strayDescription(comment);
    if (/[\r\n]/.test(comment.text)) this.#first = true;
    this.#at = comment.span.end;
    return true;
  }

  /** Makes a token of what was read, and passes it. */
  #make({ kind, end, value, segments = NO_SEGMENTS }: Lexeme): Token {
    const start = this.#at;
    const image = this.#text.slice(start, end);
    const token: Token = {
      image,
      startOffset: start,
      endOffset: end - 1,
      tokenType: kind,
      tokenTypeIdx: kind.tokenTypeIdx ?? -1,
      end,
      first: this.#first,
      indent: this.#indent,
      value: value ?? image,
      segments,
    };
    this.#first = false;
    this.#at = end;
    return token;
  }

  #expression(): Lexeme {
    const reading = this.#reading;
    const at = this.#at;
    const member = this.#isAfterDot() ? scanMemberName(reading, at) : undefined;
    if (member !== undefined) return member;
    if (this.#text.startsWith("${", at)) return scanQuotedColumn(reading, at);
    const code = this.#text.codePointAt(at) ?? 0;
    if (isNameStart(code)) return scanWord(reading, at);
    if (isDigit(code)) return scanNumber(reading, at);
    const isFraction = this.#text.charAt(at) === "." && isDigit(this.#text.charCodeAt(at + 1));
    const fraction = isFraction ? scanDotNumber(reading, at, this.#isAfterOperand()) : undefined;
    return fraction ?? scanSign(reading, at);
  }

  #plain(): Lexeme {
    const reading = this.#reading;
    const at = this.#at;
    if (this.#text.startsWith("${", at)) return scanQuotedColumn(reading, at);
    if (this.#text.startsWith(TENANT, at)) return { kind: kinds.tenant, end: at + TENANT.length };
    const digit = this.#text.charAt(at) === "-" ? at + 1 : at;
    const isNumber = isDigit(this.#text.charCodeAt(digit)) && !this.#isAfterDot();
    const number = isNumber ? scanPlainNumber(reading, at) : undefined;
    return number ?? scanPlainName(reading, at) ?? scanSign(reading, at);
  }

  #isAfterDot(): boolean {
    const kind = this.#previous?.tokenType;
    return kind === kinds.dot || kind === kinds.safeDot;
  }

  #isAfterOperand(): boolean {
    return this.#previous !== undefined && endsOperand(this.#previous);
  }

  /** The first token of a template; the others wait in the queue. */
  #template(): Token | undefined {
    const tokens: Token[] = [];
    for (const piece of scanTemplate(this.#reading, this.#at, this.statementIndent)) {
      if ("kind" in piece) tokens.push(this.#make(piece));
      else this.#templateExpression(tokens, piece.expressionEnd);
    }
    this.#queue = tokens.reverse();
    return this.#queue.pop();
  }

  #templateExpression(tokens: Token[], end: number): void {
    const inner = new Scanner({ ...this.#reading, end }, this.#at);
    for (let token = inner.next("expression"); token !== undefined; token = inner.next("expression"))
      tokens.push(token);
    for (const comment of inner.comments) this.comments.push(comment);
    this.#at = end;
  }
}
