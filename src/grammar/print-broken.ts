import { widthOf } from "../text/terminal-text.js";
import { type CommentQueue, printComment } from "./comment-queue.js";
import {
  conditionalOperands,
  operandsOf,
  POSTFIX,
  printCallHead,
  printEntryKeys,
  printExpression,
  printOperand,
  printParameters,
  UNARY,
  type WrappedOperand,
  wrapped,
} from "./print-expression.js";
import type { Binary, Conditional, Expression } from "./tree.js";

/** Where a part of an expression is printed. */
interface Room {
  /** Of the line that the part stands in: what goes on below it is indented deeper, or closes a bracket there. */
  readonly indent: number;
  /** The column where it begins. */
  readonly used: number;
  /** The columns that have to be left for what follows on its last line. */
  readonly tail: number;
}

/** A part of an expression that gets lines of its own, with the comments around it. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly print: (room: Room) => string;
}

/**
 * Prints expressions over several lines where one is too long or holds comments: calls and literals with one item a line,
 * chains of operators and choices with one operand a line, the loosest operator first. Every line but the first is
 * indented deeper than the statement, or begins with a closing bracket, so that the line rule reads it back as one
 * statement. Comments stay beside the part they were written at; the queue must stand at the first one inside.
 */
export class ExpressionPrinter {
  readonly #queue: CommentQueue;
  readonly #width: number;

  constructor(queue: CommentQueue, width: number) {
    this.#queue = queue;
    this.#width = width;
  }

  print(expression: Expression, room: Room): string {
    const holdsComments = this.#queue.startsBefore(expression.span.end);
    const flat = printExpression(expression);
    if (!holdsComments && room.used + columnsOf(flat) + room.tail <= this.#width) return flat;
    return this.#broken(expression, flat, room);
  }

  #broken(expression: Expression, flat: string, room: Room): string {
    const { end } = expression.span;
    switch (expression.kind) {
      case "call":
        return this.#list(`${printCallHead(expression)}(`, this.#items(expression.arguments), ")", end, room);
      case "array": {
        const parts = this.#items(expression.items);
        return this.#list("[", expression.extended ? [...parts, ellipsis(end)] : parts, "]", end, room);
      }
      case "set":
        return this.#list("{", this.#items(expression.items), "}", end, room);
      case "map": {
        if (expression.entries.length === 0) return flat;
        const keys = printEntryKeys(expression.entries);
        const parts = expression.entries.map(({ key, value }, at): Part => {
          const head = `${keys[at]}: `;
          const print = (inner: Room) => head + this.print(value, { ...inner, used: inner.used + columnsOf(head) });
          return { start: key.span.start, end: value.span.end, print };
        });
        return this.#list("{", parts, "}", end, room);
      }
      case "group":
        return this.#list("(", this.#items([expression.expression]), ")", end, room);
      case "binary":
      case "conditional":
        return this.#chain(chainOf(expression), room);
      case "unary": {
        const text = printOperand(expression.operand, UNARY);
        const sign = flat.slice(0, flat.length - text.length);
        return sign + this.#operand(expression.operand, UNARY, { ...room, used: room.used + sign.length });
      }
      case "lambda": {
        const head = `${printParameters(expression.parameters)} -> `;
        return head + this.print(expression.body, { ...room, used: room.used + columnsOf(head) });
      }
      case "member":
      case "wildcard":
        return this.#after(expression.object, flat, end, room, null);
      case "index":
        return this.#after(expression.object, flat, end, room, (inner) =>
          this.#list("[", this.#items([expression.index]), "]", end, inner),
        );
      case "method-call":
        return this.#after(expression.object, flat, end, room, (inner) => {
          const list = expression.arguments.map(printExpression).join(", ");
          const object = printOperand(expression.object, POSTFIX);
          const head = flat.slice(object.length, flat.length - list.length - 1);
          return this.#list(head, this.#items(expression.arguments), ")", end, inner);
        });
      case "invoke": {
        const list = expression.arguments.map(printExpression).join(", ");
        const head = flat.slice(0, flat.length - list.length - 1);
        return this.#list(head, this.#items(expression.arguments), ")", end, room);
      }
      default:
        return flat;
    }
  }

  /** What stands after an object: on its last line, or broken itself where that is too long. */
  #after(object: Expression, flat: string, end: number, room: Room, broken: ((room: Room) => string) | null): string {
    const suffix = flat.slice(printOperand(object, POSTFIX).length);
    const text = this.#operand(object, POSTFIX, { ...room, tail: 0 });
    const last = text.slice(text.lastIndexOf("\n") + 1);
    const used = (last === text ? room.used : 0) + columnsOf(last);
    const fits = used + columnsOf(suffix) + room.tail <= this.#width && !this.#queue.startsBefore(end);
    return text + (broken === null || fits ? suffix : broken({ ...room, used }));
  }

  #operand(expression: Expression, least: number, room: Room): string {
    if (!wrapped(expression, least)) return this.print(expression, room);
    return this.#parenthesized(expression, room);
  }

  #parenthesized(expression: Expression, room: Room): string {
    const flat = `(${printExpression(expression)})`;
    const fits = room.used + columnsOf(flat) + room.tail <= this.#width;
    if (fits && !this.#queue.startsBefore(expression.span.end)) return flat;
    return this.#list("(", this.#items([expression]), ")", expression.span.end, room);
  }

  #items(expressions: readonly Expression[]): readonly Part[] {
    return expressions.map((one) => ({
      start: one.span.start,
      end: one.span.end,
      print: (room) => this.print(one, room),
    }));
  }

  /** A bracketed list with one item a line. */
  #list(open: string, parts: readonly Part[], close: string, end: number, { indent }: Room): string {
    if (parts.length === 0) return open + close;
    const inner = indent + 2;
    const lines = [open];
    for (const [at, part] of parts.entries()) {
      const isLast = at === parts.length - 1;
      const { comments, text } = this.#part(part, { indent: inner, used: inner, tail: isLast ? 0 : 1 });
      for (const comment of comments) lines.push(pad(inner) + comment);
      // What ends where the list does has no bracket after it: the comment there is not the list's.
      const trailing = part.end < end ? this.#queue.after(part.end) : undefined;
      lines.push(
        pad(inner) + text + (isLast ? "" : ",") + (trailing === undefined ? "" : `  ${printComment(trailing)}`),
      );
    }
    for (const comment of this.#queue.before(end)) lines.push(pad(inner) + printComment(comment));
    lines.push(pad(indent) + close);
    return lines.join("\n");
  }

  /** Operands with one a line, each after its operator. */
  #chain(operands: readonly WrappedOperand[], { indent, used, tail }: Room): string {
    const lines: string[] = [];
    for (const [at, { operator, expression, wrap }] of operands.entries()) {
      const isFirst = at === 0;
      const isLast = at === operands.length - 1;
      const inner = isFirst ? indent : indent + 2;
      const head = isFirst ? "" : `${pad(inner)}${operator} `;
      const part: Part = {
        start: expression.span.start,
        end: expression.span.end,
        print: (room) => (wrap ? this.#parenthesized(expression, room) : this.print(expression, room)),
      };
      const room = { indent: inner, used: isFirst ? used : head.length, tail: isLast ? tail : 0 };
      // Nothing stands above the first one: a comment that finds no place in it comes above the second.
      const { comments, text } = isFirst ? { comments: [], text: part.print(room) } : this.#part(part, room);
      for (const comment of comments) lines.push(pad(inner) + comment);
      // What follows the last one may have to come before its comment: a comma.
      const trailing = isLast ? undefined : this.#queue.after(part.end);
      lines.push(head + text + (trailing === undefined ? "" : `  ${printComment(trailing)}`));
    }
    return lines.join("\n");
  }

  /** A part with the comments that stand above it: those before it, or all where those inside find no place there. */
  #part(part: Part, room: Room): { readonly comments: readonly string[]; readonly text: string } {
    const mark = this.#queue.mark();
    const before = this.#queue.before(part.start);
    const text = part.print(room);
    if (!this.#queue.startsBefore(part.end)) return { comments: before.map(printComment), text };
    this.#queue.reset(mark);
    const all = this.#queue.before(part.end);
    return { comments: all.map(printComment), text: part.print(room) };
  }
}

/** The end of a list that may grow: `[1, ...]`. */
function ellipsis(end: number): Part {
  return { start: end, end, print: () => "..." };
}

/** The operands of what is broken at once: operators of one level, and a choice with the choices in its last arm. */
function chainOf(expression: Binary | Conditional): readonly WrappedOperand[] {
  return expression.kind === "binary" ? operandsOf(expression) : conditionalOperands(expression);
}

/** The white space of an indent, or of what is missing to a column: none where it is passed already. */
export function pad(width: number): string {
  return " ".repeat(Math.max(0, width));
}

/** How many columns a text takes: wide letters two, combining marks none. */
export function columnsOf(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : widthOf(text);
}
