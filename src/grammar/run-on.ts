import type { RawStatement } from "./raw-statement.js";
import { closes, isClosing, isOpening, kinds, type Token } from "./token.js";

/** More statements than anybody forgets to indent. */
const MOST_HELD = 1000;

/** Lines that turned out to belong to one statement, though the line rule ended it before them. */
export interface RunOn {
  readonly statement: RawStatement;
  /** The bracket that was open where the first of them began. */
  readonly opening: Token;
  /** The tokens that begin these lines. */
  readonly lines: readonly Token[];
}

/**
 * Statements that ended with a bracket open, held back until what follows tells why: where a later line closes the
 * bracket, the lines between were to be indented, which is one mistake; else the bracket was forgotten, and they are
 * statements of their own.
 */
export class HeldStatements {
  #held: RawStatement[] = [];
  /** The brackets that are open at the end of them. */
  #open: Token[] = [];

  /** What is settled by a statement that follows: those that stand by themselves, or one that they all make. */
  next(statement: RawStatement): readonly RawStatement[] | RunOn {
    const [first] = this.#held;
    if (first === undefined) return this.#hold(statement) ? [] : [statement];
    const opening = this.#open.at(-1);
    const isPart = statement.kind === "mapping" && statement.descriptions.length === 0;
    const isClosed = isPart && closesFirst(statement.tokens, this.#open);
    if (opening !== undefined && isClosed) {
      const lines = [...this.#held.slice(1), statement].flatMap(({ tokens }) => tokens.slice(0, 1));
      const tokens = [...this.#held, statement].flatMap((one) => one.tokens);
      const before = tokens.length - statement.tokens.length;
      const arrow = statement.arrow < 0 ? -1 : before + statement.arrow;
      this.#held = [];
      return { statement: { ...first, tokens, arrow, end: statement.end }, opening, lines };
    }
    if (isPart && statement.arrow < 0 && this.#held.length < MOST_HELD) {
      this.#held.push(statement);
      this.#open = openAfter(statement.tokens, this.#open);
      return [];
    }
    const settled = this.take();
    return this.#hold(statement) ? settled : [...settled, statement];
  }

  /** True where a brace closes one of theirs, after the tokens of a statement that follows them. */
  closedBy(brace: Token, after: readonly Token[]): boolean {
    return this.#held.length > 0 && openAfter(after, this.#open).some((opening) => closes(brace, opening));
  }

  /** True where they begin at a line's indent, so that a line as deep may be a part of them. */
  beginAt(indent: number): boolean {
    return this.#held[0]?.tokens[0]?.indent === indent;
  }

  /** Those that are held, when nothing can follow. */
  take(): readonly RawStatement[] {
    const held = this.#held;
    this.#held = [];
    return held;
  }

  #hold(statement: RawStatement): boolean {
    const { tokens, body } = statement;
    // One that has its arrow has come to its end: `lower(Email -> personalEmail.address`.
    if (body.length > 0 || tokens.some(({ tokenType }) => tokenType === kinds.arrow)) return false;
    this.#open = openAfter(tokens, []);
    if (this.#open.length === 0) return false;
    this.#held.push(statement);
    return true;
  }
}

/** True where the first bracket that some tokens close and do not open is the last of those that are open. */
function closesFirst(tokens: readonly Token[], open: readonly Token[]): boolean {
  const own: Token[] = [];
  for (const token of tokens) {
    if (isOpening(token)) own.push(token);
    else if (isClosing(token) && own.pop() === undefined) {
      const last = open.at(-1);
      return last !== undefined && closes(token, last);
    }
  }
  return false;
}

function openAfter(tokens: readonly Token[], before: readonly Token[]): Token[] {
  const open = [...before];
  for (const token of tokens) {
    const last = open.at(-1);
    if (isOpening(token)) open.push(token);
    else if (isClosing(token) && last !== undefined && closes(token, last)) open.pop();
  }
  return open;
}
