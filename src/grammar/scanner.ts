import type { TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { lexical } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { isControl, isDigit, isFalseSpace, isLineBreak, isNamePart, isNameStart, isSpace } from "./characters.js";
import { readSegments, readTemplateText } from "./escapes.js";
import { operatorAt } from "./operators.js";
import { isRefusedAfterDot } from "./reserved-words.js";
import { dateLength, dotNumberLength, jsonNumberLength, scanDotNumber, scanNumber } from "./scan-number.js";
import { findClosingBrace, findLineEnd, findTemplateEnd, scanQuoted, trimmedEnd, widthOf } from "./scan-quoted.js";
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

const WORDS: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ["true", kinds.true],
  ["false", kinds.false],
  ["null", kinds.null],
  ["NaN", kinds.number],
  ...["not", "empty", "size"].map((word): [string, TokenType] => [word, kinds.prefix]),
  ...["and", "or", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod"].map((word): [string, TokenType] => [
    word,
    kinds.infix,
  ]),
  ...["if", "else", "for", "while", "do", "new", "var", "return", "function", "break", "continue"].map(
    (word): [string, TokenType] => [word, kinds.reserved],
  ),
]);

const NO_SEGMENTS: readonly string[] = [];
/** Reads tokens one by one. The reader of statements says in which mode, and may go back to an earlier place. */
export class Scanner {
  readonly comments: Comment[] = [];
  /** Lines of `///` since the last token. */
  descriptions: DescriptionLine[] = [];
  /** Templates may run over lines that are indented deeper than this. */
  statementIndent = -1;

  readonly #forget: (from: number) => void;
  #at: number;
  readonly #end: number;
  /** The tokens of a template that were not asked for yet, the last one first. */
  #queue: Token[] = [];
  #previous: Token | undefined;
  #first: boolean;
  #indent = 0;

  readonly file: SourceFile;
  readonly report: Report;

  /** `forget` takes back what was reported from an offset on. */
  constructor(
    file: SourceFile,
    report: Report,
    start = 0,
    end = file.text.length,
    forget: (from: number) => void = () => {},
  ) {
    this.#forget = forget;
    this.file = file;
    this.report = report;
    this.#at = start;
    this.#end = end;
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

  #read(mode: Mode): Token | undefined {
    for (;;) {
      this.#skip();
      if (this.#at >= this.#end) return undefined;
      const token = mode === "plain" ? (this.#plain() ?? this.#sign()) : this.#expression();
      if (token !== undefined) return token;
    }
  }

  /** Passes white space and comments. */
  #skip(): void {
    const { text } = this.file;
    // A comment before the first token of a line is no indentation.
    let indent: number | undefined;
    while (this.#at < this.#end) {
      const code = text.charCodeAt(this.#at);
      if (isSpace(code)) {
        if (isLineBreak(code)) {
          this.#first = true;
          indent = undefined;
        }
        this.#at++;
      } else if (isFalseSpace(code)) this.#falseSpace(code);
      else if (code === 47 || code === 35) {
        if (this.#first) indent ??= this.#column();
        if (!this.#comment()) break;
      } else break;
    }
    if (this.#first) this.#indent = indent ?? this.#column();
  }

  #falseSpace(code: number): void {
    // The same one many times over is one mistake.
    const end = this.#runEnd(this.#at + 1, (next) => next === code);
    const span = spanOf(this.file, this.#at, end);
    const hidden = (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff;
    const fixes = [{ title: "Put an ordinary space", safe: true, edits: [{ span, text: hidden ? "" : " " }] }];
    this.report(lexical.XM1008, span, { code: codeName(code) }, { fixes });
    if (code === 0x2028 || code === 0x2029 || code === 0x85) this.#first = true;
    this.#at = end;
  }

  /** The end of a run of like characters. */
  #runEnd(start: number, isLike: (code: number) => boolean): number {
    let at = start;
    while (at < this.#end && isLike(this.file.text.charCodeAt(at))) at++;
    return at;
  }

  /** The column of the next token. */
  #column(): number {
    const { text } = this.file;
    let start = this.#at;
    while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
    return widthOf(text.slice(start, this.#at));
  }

  #comment(): boolean {
    const { text } = this.file;
    const start = this.#at;
    const mark = text.slice(start, start + 2);
    if (mark === "//" || mark === "##") {
      const end = this.#lineEnd(start);
      const comment = { text: text.slice(start, end).trimEnd(), span: spanOf(this.file, start, end) };
      const words = /^\/\/\/(?!\/)(.*)$/s.exec(comment.text)?.[1];
      if (words === undefined) this.comments.push(comment);
      else if (this.#first) this.descriptions.push({ ...comment, words: words.replace(/^ /, "") });
      else this.strayDescription(comment);
      this.#at = end;
      return true;
    }
    if (mark !== "/*") return false;
    const close = text.indexOf("*/", start + 2);
    const closed = close >= 0 && close + 2 <= this.#end;
    const end = closed ? close + 2 : this.#lineEnd(start);
    const span = spanOf(this.file, start, end);
    if (!closed) {
      const fixes = [
        { title: "Close the comment", safe: true, edits: [{ span: spanOf(this.file, end, end), text: " */" }] },
      ];
      this.report(lexical.XM1005, span, {}, { fixes });
    }
    this.comments.push({ text: text.slice(start, end), span });
    if (/[\r\n]/.test(text.slice(start, end))) this.#first = true;
    this.#at = end;
    return true;
  }

  /** A `///` that describes nothing is kept as a comment. */
  strayDescription(comment: Comment): void {
    const at = comment.span.start;
    const fixes = [
      { title: "Make it a comment", safe: true, edits: [{ span: spanOf(this.file, at, at + 3), text: "//" }] },
    ];
    this.report(lexical.XM1016, comment.span, {}, { fixes });
    let index = this.comments.length;
    while (index > 0 && (this.comments[index - 1]?.span.start ?? 0) > at) index--;
    this.comments.splice(index, 0, { text: comment.text, span: comment.span });
  }

  #lineEnd(start: number): number {
    return findLineEnd(this.file.text, start, this.#end);
  }

  #make(kind: TokenType, end: number, value?: string, segments: readonly string[] = NO_SEGMENTS): Token {
    const start = this.#at;
    const image = this.file.text.slice(start, end);
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

  #expression(): Token | undefined {
    const { text } = this.file;
    const code = this.#codePoint();
    if (this.#afterDot()) {
      const end = this.#wordEnd(this.#at, true);
      if (end > this.#at) {
        const word = text.slice(this.#at, end);
        return this.#make(isRefusedAfterDot(word) ? kinds.reserved : kinds.name, end);
      }
    }
    if (code === 36 && text.charCodeAt(this.#at + 1) === 123) return this.#quotedColumn();
    if (isNameStart(code)) return this.#word();
    if (isDigit(code)) return this.#number();
    if (code === 46 && isDigit(text.charCodeAt(this.#at + 1))) {
      const length = dotNumberLength(text, this.#at);
      if (length > 0) return this.#make(kinds.number, this.#at + length);
      if (this.#previous === undefined || !endsOperand(this.#previous)) {
        return this.#make(kinds.number, scanDotNumber(this.file, this.#at, this.report));
      }
    }
    return this.#sign();
  }

  #afterDot(): boolean {
    const kind = this.#previous?.tokenType;
    return kind === kinds.dot || kind === kinds.safeDot;
  }

  #codePoint(): number {
    return this.file.text.codePointAt(this.#at) ?? 0;
  }

  /** The end of a run of name characters. `@` may stand inside of a word of an expression. */
  #wordEnd(start: number, expression: boolean): number {
    const { text } = this.file;
    let at = start;
    while (at < this.#end) {
      const code = text.codePointAt(at) ?? 0;
      if (!isNamePart(code) && !(expression && code === 64 && at > start)) break;
      at += code > 0xffff ? 2 : 1;
    }
    return at;
  }

  #word(): Token {
    const { text } = this.file;
    let end = this.#wordEnd(this.#at, true);
    let escaped = false;
    while (text.charAt(end) === "\\" && /[ '"\\]/.test(text.charAt(end + 1))) {
      escaped = true;
      end = this.#wordEnd(end + 2, true);
    }
    if (text.charAt(end) === "\\" && text.charAt(end + 1) === ".") return this.#escapedDot(end);
    const word = text.slice(this.#at, end);
    if (escaped) return this.#make(kinds.name, end, word.replace(/\\(.)/g, "$1"));
    return this.#make(WORDS.get(word) ?? kinds.name, end);
  }

  /** `First\.Name` outside of `${}`: read as the column that is meant. */
  #escapedDot(dot: number): Token {
    const { text } = this.file;
    let end = dot;
    while (text.charAt(end) === "\\" && text.charAt(end + 1) === ".") end = this.#wordEnd(end + 2, true);
    const span = spanOf(this.file, this.#at, end);
    const name = text.slice(this.#at, end);
    const fixes = [{ title: "Write it in ${}", safe: true, edits: [{ span, text: `\${${name}}` }] }];
    this.report(lexical.XM1015, span, { text: name }, { fixes });
    return this.#make(kinds.column, end, undefined, readSegments(name));
  }

  #number(): Token {
    return this.#date() ?? this.#make(kinds.number, scanNumber(this.file, this.#at, this.report));
  }

  #date(): Token | undefined {
    const { text } = this.file;
    const length = dateLength(text, this.#at);
    if (length === 0) return undefined;
    const date = text.slice(this.#at, this.#at + length);
    const span = spanOf(this.file, this.#at, this.#at + length);
    const fixes = [{ title: "Put the date in quotes", safe: true, edits: [{ span, text: `"${date}"` }] }];
    this.report(lexical.XM1010, span, { date }, { fixes });
    return this.#make(kinds.string, this.#at + length, date);
  }

  /** A word, number or name of a plain part; undefined for signs and quotes. */
  #plain(): Token | undefined {
    const { text } = this.file;
    const code = this.#codePoint();
    if (code === 36 && text.charCodeAt(this.#at + 1) === 123) return this.#quotedColumn();
    if (text.startsWith("_{TENANT_ID}", this.#at)) return this.#make(kinds.tenant, this.#at + 12);
    if (isDigit(code) || (code === 45 && isDigit(text.charCodeAt(this.#at + 1)))) {
      if (!this.#afterDot()) {
        const date = this.#date();
        if (date !== undefined) return date;
        const length = jsonNumberLength(text, this.#at);
        if (length > 0) return this.#make(kinds.number, this.#at + length);
      }
      if (code === 45) return undefined;
    }
    if (!isNamePart(code) || code === 36) return undefined;
    let end = this.#plainWordEnd(this.#at);
    // Dashes inside a name belong to it; an arrow does not.
    for (;;) {
      let dashes = end;
      while (text.charCodeAt(dashes) === 45) dashes++;
      const next = this.#plainWordEnd(dashes);
      if (dashes === end || next === dashes) break;
      end = next;
    }
    return this.#make(kinds.name, end);
  }

  #plainWordEnd(start: number): number {
    const { text } = this.file;
    let at = start;
    while (at < this.#end) {
      const code = text.codePointAt(at) ?? 0;
      if (!isNamePart(code) || code === 36) break;
      at += code > 0xffff ? 2 : 1;
    }
    return at;
  }

  #quotedColumn(): Token {
    const { text } = this.file;
    let at = this.#at + 2;
    while (at < this.#end && text.charCodeAt(at) !== 125 && !isLineBreak(text.charCodeAt(at))) {
      at += text.charCodeAt(at) === 92 && at + 1 < this.#end && !isLineBreak(text.charCodeAt(at + 1)) ? 2 : 1;
    }
    if (at >= this.#end || text.charCodeAt(at) !== 125) {
      const end = this.#lineEnd(at) === at ? trimmedEnd(text, this.#at, at) : at;
      this.report(lexical.XM1002, spanOf(this.file, this.#at, end), {});
      return this.#make(kinds.unknown, end);
    }
    const segments = readSegments(text.slice(this.#at + 2, at));
    if (segments.includes("")) {
      this.report(lexical.XM1014, spanOf(this.file, this.#at, at + 1), {});
      return this.#make(kinds.unknown, at + 1);
    }
    return this.#make(kinds.column, at + 1, undefined, segments);
  }

  /** Signs, quotes and everything else. */
  #sign(): Token | undefined {
    const { text } = this.file;
    const code = this.#codePoint();
    switch (code) {
      case 96:
        return this.#template();
      case 64:
        return this.#annotation();
    }
    const quoted = scanQuoted({ file: this.file, end: this.#end, report: this.report }, this.#at);
    if (quoted !== undefined) return this.#make(quoted.kind, quoted.end, quoted.value);
    const operator = operatorAt(text, this.#at, this.file, this.report);
    if (operator !== undefined) return this.#make(operator.kind, operator.end, operator.text, NO_SEGMENTS);
    const next = this.#at + (code > 0xffff ? 2 : 1);
    // The same one many times over, and bytes that are no text, are one mistake.
    const end = this.#runEnd(next, (other) => other === code || (isControl(other) && isControl(code)));
    this.report(lexical.XM1006, spanOf(this.file, this.#at, end), {
      character: text.slice(this.#at, next),
      code: codeName(code),
    });
    return this.#make(kinds.unknown, end);
  }

  #annotation(): Token {
    const end = this.#wordEnd(this.#at + 1, false);
    if (end > this.#at + 1) return this.#make(kinds.annotation, end, this.file.text.slice(this.#at + 1, end));
    this.report(lexical.XM1006, spanOf(this.file, this.#at, end), { character: "@", code: "U+0040" });
    return this.#make(kinds.unknown, end);
  }

  /** The tokens of a template; all but the first wait in the queue. */
  #template(): Token {
    const { text } = this.file;
    const close = findTemplateEnd(text, this.#at, this.#end, this.statementIndent);
    if (close < 0) {
      const end = trimmedEnd(text, this.#at, this.#lineEnd(this.#at));
      this.report(lexical.XM1003, spanOf(this.file, this.#at, end), { part: "template" });
      return this.#make(kinds.unknown, end);
    }
    const tokens = [this.#make(kinds.templateStart, this.#at + 1)];
    let textStart = this.#at;
    while (this.#at < close) {
      const unit = text.charAt(this.#at);
      if (unit === "\\") this.#at += 2;
      else if ((unit === "$" || unit === "#") && text.charAt(this.#at + 1) === "{") {
        const end = findClosingBrace(text, this.#at + 2, close);
        this.#templateText(tokens, textStart);
        if (end < 0) {
          this.report(lexical.XM1003, spanOf(this.file, this.#at, close), { part: "expression" });
          tokens.push(this.#make(kinds.unknown, close));
        } else {
          tokens.push(this.#make(kinds.templateOpen, this.#at + 2, unit));
          const inner = new Scanner(this.file, this.report, this.#at, end);
          for (let token = inner.next("expression"); token !== undefined; token = inner.next("expression"))
            tokens.push(token);
          for (const comment of inner.comments) this.comments.push(comment);
          this.#at = end;
          tokens.push(this.#make(kinds.templateClose, end + 1));
        }
        textStart = this.#at;
      } else this.#at++;
    }
    this.#at = close;
    this.#templateText(tokens, textStart);
    tokens.push(this.#make(kinds.templateEnd, close + 1));
    this.#queue = tokens.reverse();
    return this.#queue.pop() ?? this.#make(kinds.unknown, close);
  }

  #templateText(tokens: Token[], start: number): void {
    const end = this.#at;
    if (start === end) return;
    this.#at = start;
    tokens.push(this.#make(kinds.templateText, end, readTemplateText(this.file.text.slice(start, end))));
  }
}

function codeName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
