import { pad } from "./print-broken.js";
import { LINE_WIDTH, printExpression } from "./print-expression.js";
import { printString, printTarget } from "./print-names.js";
import { isTargetName } from "./reserved-words.js";
import type { DataEntry, DataRecord, DataValue, SourceField, SourceType, Table } from "./tree.js";

/** One line of a bracketed list: an entry of a record, a field of a source block, a row of a table. */
export interface Item {
  readonly text: (indent: number) => string;
  /** Offsets in the file, for the comments around it. */
  readonly start: number;
  readonly end: number;
}

/** The entries of a record, to be listed. */
export function recordItems({ entries }: DataRecord): readonly Item[] {
  return entries.map((entry) => ({
    text: (indent) => printEntry(entry, indent),
    start: entry.span.start,
    end: entry.span.end,
  }));
}

/** The rows of a table, to be listed; `else` comes last. */
export function tableItems({ entries, otherwise }: Table): readonly Item[] {
  const rows: Item[] = entries.map(({ key, value, span }) => ({
    text: () => `${printExpression(key)}: ${printExpression(value)}`,
    start: span.start,
    end: span.end,
  }));
  if (otherwise === null) return rows;
  const { start, end } = otherwise.span;
  return [...rows, { text: () => `else: ${printExpression(otherwise)}`, start, end }];
}

/** The fields of a source block, to be listed. */
export function fieldItems(fields: readonly SourceField[]): readonly Item[] {
  return fields.map(({ name, type, span }) => ({
    text: (indent) => {
      // What begins with a digit may be read as a number.
      const key = isTargetName(name.text) && !/^\p{N}/u.test(name.text) ? name.text : printString(name.text);
      return `${key}: ${printType(type, indent)}`;
    },
    start: span.start,
    end: span.end,
  }));
}

function printType(type: SourceType, indent: number): string {
  switch (type.kind) {
    case "scalar":
      return type.name.text;
    case "array":
      return `${printType(type.items, indent)}[]`;
    case "object":
      return printItems("{", fieldItems(type.fields), "}", indent);
  }
}

/** A record, on one line where it fits. */
export function printRecord(record: DataRecord, indent: number): string {
  return printItems("{", recordItems(record), "}", indent);
}

function printEntry({ key, value }: DataEntry, indent: number): string {
  const name = key.kind === "literal" ? printString(key.name.text) : printTarget(key.path);
  return `${name}: ${printValue(value, indent)}`;
}

function printValue(value: DataValue, indent: number): string {
  switch (value.kind) {
    case "record":
      return printRecord(value, indent);
    case "list": {
      const items = value.items.map((item) => ({
        text: (inner: number) => printValue(item, inner),
        start: item.span.start,
        end: item.span.end,
      }));
      return printItems("[", items, "]", indent);
    }
    case "text":
      return printString(value.value);
    case "number":
      return value.text;
    case "boolean":
      return String(value.value);
    case "null":
      return value.because === null ? "null" : `null because ${value.because.text}`;
    case "missing":
      return "missing";
  }
}

/** On one line where it fits, else one item a line. */
function printItems(open: string, items: readonly Item[], close: string, indent: number): string {
  const flat = printFlat(open, items, close);
  if (indent + flat.length <= LINE_WIDTH - 20 && !flat.includes("\n")) return flat;
  const body = items.map((item) => `${pad(indent + 2)}${item.text(indent + 2)}`).join(",\n");
  return `${open}\n${body}\n${pad(indent)}${close}`;
}

/** A bracketed list on one line. */
export function printFlat(open: string, items: readonly Item[], close: string): string {
  if (items.length === 0) return open + close;
  const space = open === "{" ? " " : "";
  return `${open}${space}${items.map((item) => item.text(0)).join(", ")}${space}${close}`;
}
