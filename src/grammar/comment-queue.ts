import type { Comment } from "./tree.js";

/** The comments of a file in their order, taken by the printer as it passes their places. */
export class CommentQueue {
  readonly #comments: readonly Comment[];
  readonly #text: string;
  #next = 0;

  constructor(comments: readonly Comment[], text: string) {
    this.#comments = comments;
    this.#text = text;
  }

  /** Those that begin before an offset. */
  before(offset: number): Comment[] {
    const start = this.#next;
    while ((this.#comments[this.#next]?.span.start ?? Number.POSITIVE_INFINITY) < offset) this.#next++;
    return this.#comments.slice(start, this.#next);
  }

  /** True where the next one begins before an offset. */
  startsBefore(offset: number): boolean {
    return (this.#comments[this.#next]?.span.start ?? Number.POSITIVE_INFINITY) < offset;
  }

  /** Where it stands, for `reset`. */
  mark(): number {
    return this.#next;
  }

  reset(mark: number): void {
    this.#next = mark;
  }

  /** True where one begins between two offsets, wherever the queue stands. */
  hasBetween(start: number, end: number): boolean {
    return (this.#comments[this.#indexAt(start)]?.span.start ?? Number.POSITIVE_INFINITY) < end;
  }

  /** True where one of those between two offsets silences a finding: it must stay before the same statement. */
  silencesBetween(start: number, end: number): boolean {
    for (let at = this.#indexAt(start); ; at++) {
      const comment = this.#comments[at];
      if (comment === undefined || comment.span.start >= end) return false;
      if (comment.text.includes("xdmap-ignore")) return true;
    }
  }

  /** A place with the brackets around it, which only comments and commas keep apart from it; itself without them. */
  withBrackets(
    place: { readonly start: number; readonly end: number },
    { open, close }: { readonly open: string; readonly close: string },
  ): { readonly start: number; readonly end: number } {
    let start = place.start;
    for (let next = this.#indexAt(place.start) - 1; start > 0; ) {
      const comment = this.#comments[next];
      if (comment?.span.end === start) {
        start = comment.span.start;
        next -= 1;
      } else if (/\s/.test(this.#text.charAt(start - 1))) start -= 1;
      else break;
    }
    let end = place.end;
    for (let next = this.#indexAt(place.end); end < this.#text.length; ) {
      const comment = this.#comments[next];
      if (comment?.span.start === end) {
        end = comment.span.end;
        next += 1;
      } else if (/[\s,]/.test(this.#text.charAt(end))) end += 1;
      else break;
    }
    const stand = this.#text.startsWith(open, start - open.length) && this.#text.startsWith(close, end);
    return stand ? { start: start - open.length, end: end + close.length } : place;
  }

  /** The index of the first one from an offset on. */
  #indexAt(offset: number): number {
    let low = 0;
    let high = this.#comments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#comments[middle]?.span.start ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Those that follow an offset on its line, with nothing but commas between, and begin before another. */
  after(offset: number, limit = Number.POSITIVE_INFINITY): readonly Comment[] {
    let next = this.#next;
    let end = offset;
    for (let comment = this.#comments[next]; comment !== undefined; comment = this.#comments[next]) {
      const { span } = comment;
      if (span.start < end || span.start >= limit || !/^[ \t,]*$/.test(this.#text.slice(end, span.start))) break;
      end = span.end;
      next += 1;
    }
    // What follows them in the middle of a line begins a line of its own, and they are above it.
    if (!/^[ \t,]*(?:\r|\n|$)/.test(this.#text.slice(end, end + 200))) return [];
    const found = this.#comments.slice(this.#next, next);
    this.#next = next;
    return found;
  }

  rest(): Comment[] {
    return this.before(Number.POSITIVE_INFINITY);
  }

  /** True where the text holds a blank line between two places. */
  isBlankBetween(start: number, end: number): boolean {
    return start < end && /\n[ \t\f]*\r?\n|\r[ \t\f]*\r/.test(this.#text.slice(start, end));
  }
}

/** Comments of one line. */
export function printComments(comments: readonly Comment[]): string {
  return comments.map(printComment).join(" ");
}

/** A comment as it is printed: a `///` that describes nothing becomes an ordinary one. */
function printComment({ text }: Comment): string {
  return text.startsWith("///") && !text.startsWith("////") ? `//${text.slice(3)}` : text;
}
