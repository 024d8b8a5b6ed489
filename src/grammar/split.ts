import type { Report } from "../diagnostics/define.js";
import { statements } from "../diagnostics/syntax.js";
import { type SourceFile, spanOf } from "../text/index.js";
import { classify, type StatementKind } from "./classify.js";
import { DEPTH_LIMIT } from "./parser-base.js";
import type { RawStatement } from "./raw-statement.js";
import { HeldStatements, type RunOn } from "./run-on.js";
import { type DescriptionLine, type Mode, Scanner } from "./scanner.js";
import { closes, continuesLine, isClosing, isOpening, kinds, type Token } from "./token.js";
import type { Comment } from "./tree.js";

interface Open {
  kind: StatementKind;
  tokens: Token[];
  arrow: number;
  descriptions: readonly DescriptionLine[];
  indent: number;
  brackets: Token[];
  /** The index of the last token that began a line. */
  lineStart: number;
}

interface Block {
  readonly header: Open;
  readonly body: RawStatement[];
  readonly opened: boolean;
}

/**
 * Cuts a file into statements. A statement runs on over lines indented deeper than its first, and over lines that begin
 * with what can only continue; any other line begins a new one, whatever is open. `forget` takes back what was reported
 * from an offset on, where the text is read again from there. Each statement is given to `take` when it is complete, so
 * that its tokens need not be kept.
 */
export function splitStatements(
  file: SourceFile,
  report: Report,
  forget: (from: number) => void,
  take: (statement: RawStatement) => void,
): readonly Comment[] {
  const splitter = new Splitter(file, report, forget, take);
  splitter.run();
  return splitter.scanner.comments;
}

class Splitter {
  readonly scanner: Scanner;
  readonly #file: SourceFile;
  readonly #report: Report;
  readonly #take: (statement: RawStatement) => void;
  readonly #blocks: Block[] = [];
  readonly #held = new HeldStatements();
  #open: Open | undefined;
  #previous: Token | undefined;

  constructor(
    file: SourceFile,
    report: Report,
    forget: (from: number) => void,
    take: (statement: RawStatement) => void,
  ) {
    this.#take = take;
    this.#file = file;
    this.#report = report;
    this.scanner = new Scanner({ file, end: file.text.length, report }, 0, forget);
    this.scanner.statementIndent = 0;
  }

  run(): void {
    for (let token = this.#next(); token !== undefined; token = this.#next()) this.#read(token);
    this.#finish();
    while (this.#blocks.length > 0) this.#closeBlock(undefined);
    this.#release();
    this.scanner.dropDescriptions();
  }

  #next(): Token | undefined {
    return this.scanner.next(this.#mode());
  }

  #mode(): Mode {
    const open = this.#open;
    if (open === undefined) return "expression";
    if (open.arrow >= 0) return "plain";
    return PLAIN.has(open.kind) ? "plain" : "expression";
  }

  #read(token: Token): void {
    if (this.#open !== undefined && token.first && !this.#continues(this.#open, token)) {
      const wasPlain = this.#mode() === "plain";
      // The token was read as a part of the last statement's target: it begins one of its own.
      if (wasPlain) this.scanner.rewind(this.#previous);
      this.#finish();
      if (wasPlain) return;
    }
    const open = this.#open;
    if (open === undefined) this.#begin(token);
    else {
      this.scanner.dropDescriptions();
      this.#extend(open, token);
    }
    this.#previous = this.#previous === undefined || token.end > this.#previous.end ? token : this.#previous;
  }

  /** The line rule. */
  #continues(open: Open, token: Token): boolean {
    if (isBlock(open.kind)) {
      if (token.tokenType === kinds.openBrace) return true;
      return open.brackets.length > 0 && token.indent > open.indent;
    }
    const deeper = token.indent > open.indent;
    if (!RUNNING_ON.has(open.kind)) return deeper || isClosing(token);
    if (open.arrow >= 0 && open.tokens.length > open.arrow + 1) {
      return (
        token.tokenType === kinds.annotation ||
        (open.brackets.length > 0 && (deeper || openingOf(token, open.brackets) >= 0))
      );
    }
    return deeper || continuesLine(token);
  }

  #begin(token: Token): void {
    const block = this.#blocks.at(-1);
    if (token.tokenType === kinds.closeBrace && block !== undefined && !this.#held.closedBy(token, [])) {
      this.scanner.dropDescriptions();
      this.#closeBlock(token);
      return;
    }
    const { kind, near } = classify(this.#file, token, block?.header.kind);
    // A statement's word at the left margin closes any block, and so does a mapping where only a test is open.
    const isAlone = block?.header.kind === "test" && !this.#held.beginAt(token.indent);
    const ends = kind === "mapping" ? isAlone : !INSIDE_TEST.has(kind);
    if (token.first && token.indent === 0 && ends) {
      while (this.#blocks.length > 0) this.#closeBlock(undefined);
    }
    if (near !== undefined) {
      const span = spanOf(this.#file, token.startOffset, token.end);
      const fixes = [{ title: `Write ${near}`, safe: false, edits: [{ span, text: near }] }];
      this.#report(statements.XM1031, span, { word: token.image, near }, { fixes });
    }
    const described = kind === "mapping" || kind === "mapping-header";
    const descriptions = described ? this.scanner.descriptions : [];
    if (described) this.scanner.descriptions = [];
    else this.scanner.dropDescriptions();
    const open: Open = {
      kind,
      tokens: [],
      arrow: -1,
      descriptions,
      indent: token.indent,
      brackets: [],
      lineStart: 0,
    };
    this.#open = open;
    this.scanner.statementIndent = token.indent;
    this.#extend(open, token);
  }

  #extend(open: Open, token: Token): void {
    if (isBlock(open.kind) && token.tokenType === kinds.openBrace && open.brackets.length === 0) {
      this.#openBlock(open, true);
      return;
    }
    if (token.tokenType === kinds.arrow && open.brackets.length === 0) {
      if (open.arrow < 0) {
        open.arrow = open.tokens.length;
      } else {
        const cut = this.#newlineBefore(open, token);
        if (cut !== undefined) {
          this.#splitAt(open, cut);
          return;
        }
      }
    }
    if (isOpening(token)) open.brackets.push(token);
    else if (isClosing(token)) {
      const depth = openingOf(token, open.brackets);
      if (depth >= 0) open.brackets.length = depth;
      else if (token.tokenType === kinds.closeBrace && this.#closesBlock(open, token)) {
        this.#finish();
        this.#closeBlock(token);
        return;
      }
    }
    if (token.first) open.lineStart = open.tokens.length;
    open.tokens.push(token);
  }

  #closesBlock({ kind, tokens }: Open, brace: Token): boolean {
    // A statement with a word of its own is no part of those that are held.
    return this.#blocks.length > 0 && (kind !== "mapping" || !this.#held.closedBy(brace, tokens));
  }

  /** The place of the last line break between the first arrow and the second: the index of the token after it. */
  #newlineBefore(open: Open, arrow: Token): number | undefined {
    if (arrow.first) return open.tokens.length;
    return open.lineStart > open.arrow ? open.lineStart : undefined;
  }

  /** Ends the statement before a token, and reads on from there: the rest is scanned again in the new statement's mode. */
  #splitAt(open: Open, index: number): void {
    const previous = open.tokens[index - 1];
    open.tokens.length = index;
    this.scanner.rewind(previous);
    this.#previous = previous;
    this.#finish();
  }

  #openBlock(header: Open, opened: boolean): void {
    this.#release();
    this.#open = undefined;
    this.#blocks.push({ header, body: [], opened });
  }

  #closeBlock(brace: Token | undefined): void {
    this.#release();
    const block = this.#blocks.pop();
    if (block === undefined) return;
    const { header, body, opened } = block;
    const after = brace === undefined ? cutAtMargin(header, body) : [];
    const last = body.at(-1)?.end ?? header.tokens.at(-1)?.end ?? 0;
    const word = header.tokens[0];
    // One without its opening brace has been reported.
    if (brace === undefined && opened && word !== undefined) {
      this.#report(statements.XM1028, spanOf(this.#file, word.startOffset, word.end), { word: header.kind });
    }
    this.#add(raw(header, body, opened, brace?.end ?? last));
    for (const statement of after) this.#add(statement);
  }

  #finish(): void {
    const open = this.#open;
    if (open === undefined) return;
    this.#open = undefined;
    if (isBlock(open.kind)) {
      const word = open.tokens[0];
      if (word !== undefined) {
        this.#report(statements.XM1029, spanOf(this.#file, word.startOffset, word.end), { word: open.kind });
      }
      this.#openBlock(open, false);
      return;
    }
    const settled = this.#held.next(raw(open, [], true, open.tokens.at(-1)?.end ?? 0));
    if ("opening" in settled) {
      this.#reportRunOn(settled);
      this.#add(settled.statement);
    } else for (const statement of settled) this.#add(statement);
  }

  /** Nothing that follows can belong to what is held back. */
  #release(): void {
    for (const statement of this.#held.take()) this.#add(statement);
  }

  #reportRunOn({ statement, opening, lines }: RunOn): void {
    const indent = (statement.tokens[0]?.indent ?? 0) + 2;
    const edits = lines.map((token) => {
      const span = spanOf(this.#file, token.startOffset, token.startOffset);
      return { span, text: " ".repeat(Math.max(0, indent - token.indent)) };
    });
    const fixes = [{ title: "Indent the lines that belong to it", safe: true, edits }];
    const span = spanOf(this.#file, opening.startOffset, opening.end);
    const closing = CLOSING.get(opening.image) ?? "}";
    this.#report(statements.XM1022, span, { bracket: opening.image, closing, isRunOn: true }, { fixes });
  }

  #add(statement: RawStatement): void {
    const block = this.#blocks.at(-1);
    if (block === undefined) this.#take(statement);
    else block.body.push(statement);
  }
}

function raw(
  { kind, tokens, arrow, descriptions }: Open,
  body: readonly RawStatement[],
  opened: boolean,
  end: number,
): RawStatement {
  return { kind, tokens, arrow, body, descriptions, opened, end };
}

/**
 * Of a block that is never closed: takes out the statements after its indented ones that stand at its own margin. They
 * were meant to follow it.
 */
function cutAtMargin(header: Open, body: RawStatement[]): readonly RawStatement[] {
  const isDeeper = ({ tokens }: RawStatement) => (tokens[0]?.indent ?? 0) > header.indent;
  const [first] = body;
  if (first === undefined || !isDeeper(first)) return [];
  const index = body.findIndex((statement) => !isDeeper(statement));
  return index < 0 ? [] : body.splice(index);
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
]);

/** What ends with an expression. A line that begins with a sign cannot go on with anything else. */
const RUNNING_ON: ReadonlySet<StatementKind> = new Set(["mapping", "let", "def"]);
const INSIDE_TEST: ReadonlySet<StatementKind> = new Set(["given", "expect", "setting"]);
/** What holds paths and data and no expressions. */
const PLAIN: ReadonlySet<StatementKind> = new Set(["into", "source", ...INSIDE_TEST]);

function isBlock(kind: StatementKind): kind is "into" | "test" {
  return kind === "into" || kind === "test";
}

/** No statement that can be read has as many brackets open. */
const BRACKETS_IN_SIGHT = 2 * DEPTH_LIMIT;

/** The index of the open bracket that a token closes, or -1. */
function openingOf(token: Token, brackets: readonly Token[]): number {
  const last = Math.max(0, brackets.length - BRACKETS_IN_SIGHT);
  for (let index = brackets.length - 1; index >= last; index--) {
    const opening = brackets[index];
    if (opening !== undefined && closes(token, opening)) return index;
  }
  return -1;
}
