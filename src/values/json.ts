import { type JsonBuilder, type JsonProblem, readJson } from "../text/index.js";
import { isWritable, rangeItems } from "./collection-operators.js";
import { printDateTimeMillis } from "./dates/date-time.js";
import { DEEPEST_JSON } from "./limits.js";
import { double, wholeNumber } from "./make.js";
import { numberText } from "./number-text.js";
import { textOf } from "./text.js";
import type { DateTime, JavaNumber, Value } from "./value.js";

/**
 * Reads one JSON text. Whole numbers become Integer, Long or BigInteger by size, numbers with a point or an exponent
 * Double; of duplicate keys the last counts; `__proto__` is a key as any other.
 */
export function parseJson(text: string): { readonly value: Value } | { readonly problem: JsonProblem } {
  const read = readJson(text, valueBuilder, DEEPEST_JSON);
  return "root" in read ? { value: read.root } : read;
}

type Entries = Map<string, { readonly key: Value; readonly value: Value }>;

const valueBuilder: JsonBuilder<Value, Value[], Entries> = {
  null: () => null,
  boolean: (value) => value,
  number: (digits, isWhole) => {
    if (!isWhole) return double(Number(digits));
    return wholeNumber(digits.length < 16 ? BigInt(Number(digits)) : BigInt(digits));
  },
  string: (value) => value,
  openList: () => [],
  addItem: (list, item) => list.push(item),
  closeList: (items) => ({ kind: "list", items }),
  openObject: () => new Map(),
  addMember: (entries, key, value) => entries.set(`'${key}`, { key, value }),
  closeObject: (entries) => ({ kind: "map", entries }),
};

/** How a kind of JSON writes what JSON itself has no form for. */
export interface JsonForm {
  readonly number: (number: JavaNumber) => string;
  /** The text of a date-time, without quotes. */
  readonly dateTime: (value: DateTime) => string;
}

const plainForm: JsonForm = {
  number: (number) => {
    const isFloating = number.kind === "double" || number.kind === "float";
    return isFloating && !Number.isFinite(number.value) ? "null" : numberText(number);
  },
  dateTime: printDateTimeMillis,
};

/**
 * A value as JSON text, without spaces. Numbers keep Java's text (2.0, 1.0E7, 2.50); NaN and the infinities, which JSON
 * has not, are null; lists, arrays, sets and ranges are arrays (a range of millions is the text `1..2000000`), characters texts, map
 * keys their text, date-times ISO 8601.
 */
export function toJson(value: Value): string {
  return writeJson(value, plainForm);
}

export function writeJson(value: Value, form: JsonForm): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  switch (value.kind) {
    case "list":
    case "array":
      return arrayJson(value.items, form);
    case "set":
      return arrayJson(value.items.values(), form);
    case "map": {
      const fields: string[] = [];
      for (const entry of value.entries.values()) {
        fields.push(`${JSON.stringify(textOf(entry.key))}:${writeJson(entry.value, form)}`);
      }
      return `{${fields.join(",")}}`;
    }
    case "range":
      return isWritable(value) ? arrayJson(rangeItems(value), form) : `"${value.from}..${value.to}"`;
    case "datetime":
      return JSON.stringify(form.dateTime(value));
    case "character":
    case "pattern":
      return JSON.stringify(textOf(value));
    default:
      return form.number(value);
  }
}

function arrayJson(items: Iterable<Value>, form: JsonForm): string {
  const texts: string[] = [];
  for (const item of items) texts.push(writeJson(item, form));
  return `[${texts.join(",")}]`;
}
