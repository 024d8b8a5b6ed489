import { widthOf } from "../text/terminal-text.js";
import { type CommentQueue, printComments } from "./comment-queue.js";
import type { Comment } from "./tree.js";

/** Where a part is printed. */
export interface Room {
  /** Of the line that the part stands in: what goes on below it is indented deeper, or closes a bracket there. */
  readonly indent: number;
  /** The column where it begins. */
  readonly used: number;
  /** The columns that have to be left for what follows on its last line. */
  readonly tail: number;
}

/** Something that gets lines of its own, with the comments around it. */
export interface Part {
  /** Offsets in the file. */
  readonly start: number;
  readonly end: number;
  readonly print: (room: Room) => string;
}

export interface Brackets {
  readonly open: string;
  readonly close: string;
}

export const BRACES: Brackets = { open: "{", close: "}" };
export const SQUARE: Brackets = { open: "[", close: "]" };

/**
 * A bracketed list with one part a line, each with its comments, and with the blank lines between them. `end` is the
 * offset behind the closing bracket.
 */
export function printList(
  queue: CommentQueue,
  { open, close }: Brackets,
  parts: readonly Part[],
  end: number,
  indent: number,
): string {
  const inner = indent + 2;
  const lines = [open];
  let last = -1;
  const add = (text: string, start: number, to: number) => {
    if (last >= 0 && queue.isBlankBetween(last, start)) lines.push("");
    lines.push(pad(inner) + text);
    last = to;
  };
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    const { comments, text } = printPart(queue, part, { indent: inner, used: inner, tail: isLast ? 0 : 1 });
    for (const comment of comments) add(printComments([comment]), comment.span.start, comment.span.end);
    // What ends where the list does has no bracket after it: the comment there is not the list's.
    const trailing = part.end < end ? queue.after(part.end) : [];
    add(`${text}${isLast ? "" : ","}${printTrailing(trailing)}`, part.start, trailing.at(-1)?.span.end ?? part.end);
  }
  for (const comment of queue.before(end)) add(printComments([comment]), comment.span.start, comment.span.end);
  lines.push(pad(indent) + close);
  return lines.join("\n");
}

/** A part with the comments that stand above it: those before it, or all where those inside find no place there. */
export function printPart(
  queue: CommentQueue,
  part: Part,
  room: Room,
): { readonly comments: readonly Comment[]; readonly text: string } {
  const mark = queue.mark();
  const comments = queue.before(part.start);
  const text = part.print(room);
  if (!queue.startsBefore(part.end)) return { comments, text };
  queue.reset(mark);
  const all = queue.before(part.end);
  return { comments: all, text: part.print(room) };
}

/** The comments that follow something on its line. */
export function printTrailing(comments: readonly Comment[]): string {
  return comments.length === 0 ? "" : `  ${printComments(comments)}`;
}

/** The white space of an indent, or of what is missing to a column: none where it is passed already. */
export function pad(width: number): string {
  return " ".repeat(Math.max(0, width));
}

/** How many columns a text takes: wide letters two, combining marks none. */
export function columnsOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : widthOf(text);
}
