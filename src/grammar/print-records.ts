import { spanText } from "../text/index.js";
import type { CommentQueue } from "./comment-queue.js";
import { readEscapes } from "./escapes.js";
import { printExpression } from "./print-expression.js";
import { BRACES, type Brackets, columnsOf, type Part, printList, type Room, SQUARE } from "./print-list.js";
import { printString, printTarget } from "./print-names.js";
import { isTargetName } from "./reserved-words.js";
import type { DataEntry, DataRecord, DataValue, SourceField, SourceType, Table, Word } from "./tree.js";

/** One of a bracketed list: an entry of a record, a field of a source block, a row of a table. */
export interface Item extends Part {
  /** On one line. */
  readonly flat: () => string;
}

/** Prints bracketed lists of data: on one line where they fit and hold neither comments nor blank lines. */
export class RecordPrinter {
  readonly #queue: CommentQueue;
  readonly #width: number;

  constructor(queue: CommentQueue, width: number) {
    this.#queue = queue;
    this.#width = width;
  }

  /** `end` is the offset behind the closing bracket. */
  list(brackets: Brackets, items: readonly Item[], end: number, { indent, used, tail }: Room): string {
    const flat = printFlat(brackets, items);
    const fits = used + columnsOf(flat) + tail <= this.#width && !flat.includes("\n");
    if (fits && !this.#queue.startsBefore(end) && !this.#holdsBlankLine(items)) return flat;
    return printList(this.#queue, brackets, items, end, indent);
  }

  #holdsBlankLine(items: readonly Item[]): boolean {
    return items.some((item, at) => {
      const before = items[at - 1];
      return before !== undefined && this.#queue.isBlankBetween(before.end, item.start);
    });
  }

  /** The entries of a record, to be listed. */
  recordItems({ entries }: DataRecord): readonly Item[] {
    return entries.map((entry) => this.#after(`${printKey(entry)}: `, this.#value(entry.value), entry.span));
  }

  /** The rows of a table, to be listed; `else` comes last. */
  tableItems({ entries, otherwise }: Table): readonly Item[] {
    const rows = entries.map(({ key, value, span }) =>
      this.#text(`${printExpression(key)}: ${printExpression(value)}`, span),
    );
    return otherwise === null ? rows : [...rows, this.#text(`else: ${printExpression(otherwise)}`, otherwise.span)];
  }

  /** The fields of a source block, to be listed. */
  fieldItems(fields: readonly SourceField[]): readonly Item[] {
    return fields.map(({ name, type, span }) => this.#after(`${printFieldName(name)}: `, this.#type(type, span), span));
  }

  /** The rows of a `given`, or what is expected of them: each with what stands before its record. */
  item(head: string, record: DataRecord | null, place: Place): Item {
    return record === null ? this.#text(head, place) : this.#after(head, this.#value(record), place);
  }

  #type(type: SourceType, place: Place): Item {
    switch (type.kind) {
      case "scalar":
        return this.#text(type.name.text, place);
      case "array": {
        const items = this.#type(type.items, type.span);
        const { start, end } = type.span;
        const print = (room: Room) => `${items.print({ ...room, tail: room.tail + 2 })}[]`;
        return { start, end, flat: () => `${items.flat()}[]`, print };
      }
      case "object":
        return this.#nested(BRACES, this.fieldItems(type.fields), type.span);
    }
  }

  #value(value: DataValue): Item {
    switch (value.kind) {
      case "record":
        return this.#nested(BRACES, this.recordItems(value), value.span);
      case "list":
        return this.#nested(
          SQUARE,
          value.items.map((item) => this.#value(item)),
          value.span,
        );
      case "text":
        return this.#text(printText(value.value, value.span), value.span);
      case "number":
        return this.#text(value.text, value.span);
      case "boolean":
        return this.#text(String(value.value), value.span);
      case "null":
        return this.#text(value.because === null ? "null" : `null because ${value.because.text}`, value.span);
      case "missing":
        return this.#text("missing", value.span);
    }
  }

  #nested(brackets: Brackets, items: readonly Item[], { start, end }: Place): Item {
    const print = (room: Room) => this.list(brackets, items, end, room);
    return { start, end, flat: () => printFlat(brackets, items), print };
  }

  #after(head: string, item: Item, { start, end }: Place): Item {
    const print = (room: Room) => head + item.print({ ...room, used: room.used + columnsOf(head) });
    return { start, end, flat: () => head + item.flat(), print };
  }

  #text(text: string, { start, end }: Place): Item {
    return { start, end, flat: () => text, print: () => text };
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

function printKey({ key }: DataEntry): string {
  return key.kind === "literal" ? printText(key.name.text, key.name.span) : printTarget(key.path);
}

/** A field's name takes quotes where it is no plain one. What begins with a digit may be read as a number. */
function printFieldName({ text, span }: Word): string {
  return isTargetName(text) && !/^\p{N}/u.test(text) ? text : printText(text, span);
}

/** A text of a record, in double quotes and otherwise as its author escaped it, where the place in the file says so. */
export function printText(value: string, span: Word["span"]): string {
  const written = spanText(span);
  const inside = written.slice(1, -1);
  const own = written.length > 1 && written.startsWith('"') && written.endsWith('"') && !/[\r\n]/.test(inside);
  return own && readEscapes(inside, '"', "/") === value ? written : printString(value);
}

function printFlat({ open, close }: Brackets, items: readonly Item[]): string {
  if (items.length === 0) return open + close;
  const space = open === "{" ? " " : "";
  return `${open}${space}${items.map((item) => item.flat()).join(", ")}${space}${close}`;
}
