import { isWritable, rangeItems } from "./collection-operators.js";
import { printDateTimeMillis } from "./dates/date-time.js";
import { double, wholeNumber } from "./make.js";
import { numberText } from "./number-text.js";
import { textOf } from "./text.js";
import type { JavaNumber, Value } from "./value.js";

/**
 * JSON with Java's number kinds. The reader is our own: `JSON.parse` loses what a number looked like (2.0 and 2, whole
 * numbers over 2^53), and the readers that keep it recurse, so that a deeply nested text ends the program.
 */

/** Nesting over this is refused, so that whatever walks the value later cannot run out of stack. */
const DEEPEST = 1000;

export interface JsonProblem {
  /** What was expected: one sentence. */
  readonly message: string;
  /** Where, in UTF-16 units from 0. */
  readonly offset: number;
}

/**
 * Reads one JSON text (RFC 8259). Whole numbers become Integer, Long or BigInteger by size, numbers with a point or an
 * exponent Double; of duplicate keys the last counts; `__proto__` is a key as any other.
 */
export function parseJson(text: string): { readonly value: Value } | { readonly problem: JsonProblem } {
  const reader = new JsonReader(text);
  const value = reader.readDocument();
  return reader.problem === null ? { value } : { problem: reader.problem };
}

type Open =
  | { readonly kind: "list"; readonly items: Value[] }
  | {
      readonly kind: "map";
      readonly entries: Map<string, { readonly key: Value; readonly value: Value }>;
      key: string;
    };

class JsonReader {
  problem: JsonProblem | null = null;
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  readDocument(): Value {
    const open: Open[] = [];
    while (this.problem === null) {
      let value = this.startValue(open);
      // A bracket was opened: its first item or key comes next.
      if (value === undefined) continue;
      for (;;) {
        const holder = open.at(-1);
        if (holder === undefined) {
          this.skipSpace();
          if (this.problem === null && this.at < this.text.length)
            this.fail("Something follows the end of the JSON value.");
          return value;
        }
        if (holder.kind === "list") holder.items.push(value);
        else holder.entries.set(`'${holder.key}`, { key: holder.key, value });
        if (!this.endOfHolder(holder)) break;
        open.pop();
        value = closed(holder);
      }
    }
    return null;
  }

  /** A scalar, an empty holder, or undefined where a holder was opened. */
  private startValue(open: Open[]): Value | undefined {
    this.skipSpace();
    const unit = this.text.charCodeAt(this.at);
    if (unit === 0x7b || unit === 0x5b) {
      if (open.length >= DEEPEST) return this.fail(`The JSON is nested more than ${DEEPEST} levels deep.`);
      this.at += 1;
      this.skipSpace();
      const holder: Open = unit === 0x5b ? { kind: "list", items: [] } : { kind: "map", entries: new Map(), key: "" };
      if (this.text.charCodeAt(this.at) === unit + 2) {
        this.at += 1;
        return closed(holder);
      }
      if (holder.kind === "map") this.readKey(holder);
      open.push(holder);
      return undefined;
    }
    if (unit === 0x22) return this.readString();
    if (unit === 0x2d || (unit >= 0x30 && unit <= 0x39)) return this.readNumber();
    if (this.text.startsWith("true", this.at)) return this.take(4, true);
    if (this.text.startsWith("false", this.at)) return this.take(5, false);
    if (this.text.startsWith("null", this.at)) return this.take(4, null);
    return this.fail(
      this.at >= this.text.length ? "The JSON ends before its value does." : "A JSON value was expected.",
    );
  }

  private take<V>(length: number, value: V): V {
    this.at += length;
    return value;
  }

  /** After an item: true at the closing bracket; false where another item follows (a key is read). */
  private endOfHolder(holder: Open): boolean {
    this.skipSpace();
    const unit = this.text.charCodeAt(this.at);
    if (unit === (holder.kind === "list" ? 0x5d : 0x7d)) return this.take(1, true);
    if (unit !== 0x2c) {
      const end = holder.kind === "list" ? "]" : "}";
      this.fail(
        this.at >= this.text.length ? `The JSON ends before its \`${end}\`.` : `\`,\` or \`${end}\` was expected.`,
      );
      return false;
    }
    this.at += 1;
    if (holder.kind === "map") {
      this.skipSpace();
      this.readKey(holder);
    }
    return false;
  }

  private readKey(holder: { key: string }): void {
    if (this.text.charCodeAt(this.at) !== 0x22) {
      this.fail("A key in double quotes was expected.");
      return;
    }
    holder.key = this.readString();
    this.skipSpace();
    if (this.text.charCodeAt(this.at) === 0x3a) this.at += 1;
    else this.fail("`:` was expected after the key.");
  }

  private readString(): string {
    const start = this.at + 1;
    let at = start;
    for (; at < this.text.length; at++) {
      const unit = this.text.charCodeAt(at);
      if (unit === 0x22) {
        this.at = at + 1;
        return this.text.slice(start, at);
      }
      if (unit === 0x5c || unit < 0x20) break;
    }
    return this.readEscapedString(start, at);
  }

  private readEscapedString(start: number, firstEscape: number): string {
    let result = this.text.slice(start, firstEscape);
    let at = firstEscape;
    while (at < this.text.length) {
      const unit = this.text.charCodeAt(at);
      if (unit === 0x22) {
        this.at = at + 1;
        return result;
      }
      if (unit < 0x20) {
        this.at = at;
        this.fail("A control character in a text must be written as an escape.");
        return "";
      }
      if (unit !== 0x5c) {
        let end = at + 1;
        while (end < this.text.length && isPlain(this.text.charCodeAt(end))) end += 1;
        result += this.text.slice(at, end);
        at = end;
        continue;
      }
      const letter = this.text.charAt(at + 1);
      const plain = ESCAPES.get(letter);
      const hex = letter === "u" ? /^[0-9a-fA-F]{4}/.exec(this.text.slice(at + 2, at + 6))?.[0] : undefined;
      if (plain === undefined && hex === undefined) {
        this.at = at;
        this.fail("Unknown escape in a text.");
        return "";
      }
      result += plain ?? String.fromCharCode(Number.parseInt(hex ?? "", 16));
      at += plain === undefined ? 6 : 2;
    }
    this.at = start - 1;
    this.fail("This text has no closing quote.");
    return "";
  }

  private readNumber(): Value {
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (found === null) return this.fail("A digit was expected.") ?? null;
    const [digits, fraction] = found;
    this.at += digits.length;
    if (/[\w.]/.test(this.text.charAt(this.at))) return this.fail("This is not a JSON number.") ?? null;
    if (fraction) return double(Number(digits));
    return digits.length < 16 ? wholeNumber(BigInt(Number(digits))) : wholeNumber(BigInt(digits));
  }

  private skipSpace(): void {
    for (; this.at < this.text.length; this.at++) {
      const unit = this.text.charCodeAt(this.at);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    }
  }

  /** Keeps the first problem. */
  private fail(message: string): undefined {
    this.problem ??= { message, offset: this.at };
    return undefined;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)((?:\.\d+)?(?:[eE][+-]?\d+)?)/y;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

function isPlain(unit: number): boolean {
  return unit >= 0x20 && unit !== 0x22 && unit !== 0x5c;
}

function closed(holder: Open): Value {
  return holder.kind === "list" ? { kind: "list", items: holder.items } : { kind: "map", entries: holder.entries };
}

/**
 * A value as JSON text, without spaces. Numbers keep Java's text (2.0, 1.0E7, 2.50); NaN and the infinities, which JSON
 * has not, are null; lists, arrays, sets and ranges are arrays (a range of millions is its text), characters texts, map
 * keys their text, date-times ISO 8601.
 */
export function toJson(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return JSON.stringify(value);
  switch (value.kind) {
    case "list":
    case "array":
      return arrayJson(value.items);
    case "set":
      return arrayJson(value.items.values());
    case "map": {
      const fields: string[] = [];
      for (const entry of value.entries.values()) {
        fields.push(`${JSON.stringify(textOf(entry.key))}:${toJson(entry.value)}`);
      }
      return `{${fields.join(",")}}`;
    }
    case "range":
      return isWritable(value) ? arrayJson(rangeItems(value)) : JSON.stringify(textOf(value));
    case "datetime":
      return JSON.stringify(printDateTimeMillis(value));
    case "character":
    case "pattern":
      return JSON.stringify(textOf(value));
    default:
      return numberJson(value);
  }
}

function arrayJson(items: Iterable<Value>): string {
  const texts: string[] = [];
  for (const item of items) texts.push(toJson(item));
  return `[${texts.join(",")}]`;
}

function numberJson(number: JavaNumber): string {
  if ((number.kind === "double" || number.kind === "float") && !Number.isFinite(number.value)) return "null";
  return numberText(number);
}
