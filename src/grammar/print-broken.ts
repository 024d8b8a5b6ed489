import { type CommentQueue, printComments } from "./comment-queue.js";
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
import {
  BRACES,
  type Brackets,
  columnsOf,
  type Part,
  pad,
  printList,
  printPart,
  printTrailing,
  type Room,
  SQUARE,
} from "./print-list.js";
import type { Binary, Call, Conditional, Expression } from "./tree.js";

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
        return this.#list(call(`${printCallHead(expression)}(`), this.#arguments(expression), end, room);
      case "array": {
        const parts = this.#items(expression.items);
        return this.#list(SQUARE, expression.extended ? [...parts, ellipsis(end)] : parts, end, room);
      }
      case "set":
        return this.#list(BRACES, this.#items(expression.items), end, room);
      case "map": {
        if (expression.entries.length === 0) return flat;
        const keys = printEntryKeys(expression.entries);
        const parts = expression.entries.map(({ key, value }, at): Part => {
          const head = `${keys[at]}: `;
          const print = (inner: Room) => head + this.print(value, { ...inner, used: inner.used + columnsOf(head) });
          return { start: key.span.start, end: value.span.end, print };
        });
        return this.#list(BRACES, parts, end, room);
      }
      case "group":
        return this.#list(ROUND, this.#items([expression.expression]), end, room);
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
          this.#list(SQUARE, this.#items([expression.index]), end, inner),
        );
      case "method-call":
        return this.#after(expression.object, flat, end, room, (inner) => {
          const list = expression.arguments.map(printExpression).join(", ");
          const object = printOperand(expression.object, POSTFIX);
          const head = flat.slice(object.length, flat.length - list.length - 1);
          return this.#list(call(head), this.#items(expression.arguments), end, inner);
        });
      case "invoke": {
        const list = expression.arguments.map(printExpression).join(", ");
        const head = flat.slice(0, flat.length - list.length - 1);
        return this.#list(call(head), this.#items(expression.arguments), end, room);
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
    return this.#list(ROUND, this.#items([expression]), expression.span.end, room);
  }

  #items(expressions: readonly Expression[]): readonly Part[] {
    return expressions.map((one) => ({
      start: one.span.start,
      end: one.span.end,
      print: (room) => this.print(one, room),
    }));
  }

  /** The arguments of a call; what is given in pairs stands in pairs. */
  #arguments(called: Call): readonly Part[] {
    const parts = this.#items(called.arguments);
    const leading = called.namespace === null ? LEADING_PAIRS.get(called.callee.text) : undefined;
    if (leading === undefined) return parts;
    const paired = parts.slice(0, leading);
    for (let at = leading; at < parts.length; ) {
      const pair = this.#pair(called.arguments[at], parts[at + 1]);
      const first = parts[at];
      if (pair !== null) paired.push(pair);
      else if (first !== undefined) paired.push(first);
      at += pair === null ? 1 : 2;
      // What follows a pair that is apart would not be in step.
      if (pair === null && at < parts.length) return parts;
    }
    return paired;
  }

  /** Null where the two cannot share a line. */
  #pair(key: Expression | undefined, value: Part | undefined): Part | null {
    if (key === undefined || value === undefined) return null;
    const { start } = key.span;
    const head = `${printExpression(key)}, `;
    if (columnsOf(head) > WIDEST_KEY || this.#queue.hasBetween(start, value.start)) return null;
    return {
      start,
      end: value.end,
      print: (room) => head + value.print({ ...room, used: room.used + columnsOf(head) }),
    };
  }

  #list(brackets: Brackets, parts: readonly Part[], end: number, { indent }: Room): string {
    return parts.length === 0 ? brackets.open + brackets.close : printList(this.#queue, brackets, parts, end, indent);
  }

  /** `) == "us"`: what is compared or calculated with a broken list stands beside its closing bracket, where it fits. */
  #beside(lines: readonly string[], [, second]: readonly WrappedOperand[], tail: number): string | null {
    const text = lines.join("\n");
    const last = text.slice(text.lastIndexOf("\n") + 1);
    if (second === undefined || last === text || !/^\s*[)\]}]+$/.test(last)) return null;
    const { operator, expression, wrap } = second;
    if (CHOOSING.has(operator) || this.#queue.startsBefore(expression.span.end)) return null;
    const flat = printExpression(expression);
    const right = ` ${operator} ${wrap ? `(${flat})` : flat}`;
    return columnsOf(last) + columnsOf(right) + tail <= this.#width ? text + right : null;
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
      const beside = at === 1 && isLast ? this.#beside(lines, operands, tail) : null;
      if (beside !== null) return beside;
      const room = { indent: inner, used: isFirst ? used : head.length, tail: isLast ? tail : 0 };
      // Nothing stands above the first one: a comment that finds no place in it comes above the second.
      const { comments, text } = isFirst
        ? { comments: [], text: part.print(room) }
        : printPart(this.#queue, part, room);
      for (const comment of comments) lines.push(pad(inner) + printComments([comment]));
      // What follows the last one may have to come before its comment: a comma.
      lines.push(head + text + (isLast ? "" : printTrailing(this.#queue.after(part.end))));
    }
    return lines.join("\n");
  }
}

/** The functions whose arguments are pairs, with how many stand before them. */
const LEADING_PAIRS: ReadonlyMap<string, number> = new Map([
  ["decode", 1],
  ["arrays_to_object", 0],
  ["to_map", 0],
  ["to_object", 0],
]);

/** A wider key has a line of its own. */
const WIDEST_KEY = 60;

/** What these join are cases, each of which has a line. */
const CHOOSING: ReadonlySet<string> = new Set(["and", "or", "&&", "||", "?:", "??", "?", ":"]);

const ROUND = call("(");

function call(open: string): Brackets {
  return { open, close: ")" };
}

/** The end of a list that may grow: `[1, ...]`. */
function ellipsis(end: number): Part {
  return { start: end, end, print: () => "..." };
}

/** The operands of what is broken at once: operators of one level, and a choice with the choices in its last arm. */
function chainOf(expression: Binary | Conditional): readonly WrappedOperand[] {
  return expression.kind === "binary" ? operandsOf(expression) : conditionalOperands(expression);
}
