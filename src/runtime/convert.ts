import { numberRow, type SourceRow } from "../compiler/assignability.js";
import { type Coercion, coercions } from "../compiler/coercions.js";
import { records } from "../diagnostics/records.js";
import type { Field, XdmType } from "../schema/index.js";
import type { Span } from "../text/index.js";
import { isProblem, parseXdmDate, parseXdmDateTime, printDate, printDateTimeMillis } from "../values/dates/index.js";
import {
  type DateTime,
  type Failure,
  failure,
  itemsOf,
  type JavaNumber,
  numberText,
  type Value,
} from "../values/index.js";
import { narrow, toFiniteNumber, toWholeNumber, type WholeType } from "./convert-number.js";
import { type FidelityLevel, weakest } from "./fidelity.js";
import { dateTimeOfMilliseconds } from "./instant.js";
import { hasFailed, type Loss, lossOf } from "./loss.js";
import type { XdmValue } from "./xdm-value.js";

/** What a value became, as its target takes it. */
export interface Converted {
  /** Null where the value was null, or an object or array of which nothing is left. */
  readonly value: XdmValue | null;
  readonly fidelity: FidelityLevel;
  /** Which conversion made it; of an object, an array or a map that of the whole. */
  readonly by: Coercion;
  /** What was lost inside an object, an array or a map. */
  readonly losses: readonly Loss[];
  /** True where one of them is a value that could not be converted. */
  readonly damaged: boolean;
}

/**
 * Converts a value to a field's type, by the table of Adobe's batch ingestion (help/ingestion/batch-ingestion/overview.md)
 * and what Data Prep documents of its own (booleans and dates from text: help/data-prep/data-handling.md; object copy:
 * help/data-prep/functions.md). What the table leaves blank fails. Without a field the value is taken as it is.
 */
export function convert(value: Value, field: Field | null, span: Span | null = null): Converted | Failure {
  if (value === null) return intact(null, coercions.asItIs);
  if (field === null) return keepAsIs(value);
  switch (field.type) {
    case "string":
      return toText(value);
    case "boolean":
      return toBoolean(value);
    case "byte":
    case "short":
    case "int":
    case "long":
      return toWhole(value, field.type);
    case "number":
      return toNumber(value);
    case "date":
    case "date-time":
      return toDate(value, field.type);
    case "object":
      return toObject(value, field, span);
    case "map":
      return toMap(value, field, span);
    case "array":
      return toArray(value, field, span);
  }
}

/** What the table calls a value: its rows are kinds of source. At run time a date is a date-time, and a map a struct. */
type SourceKind = Exclude<SourceRow, "date" | "map"> | "regex";

function sourceKind(value: Exclude<Value, null>): SourceKind {
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
    case "float":
    case "double":
    case "bigdecimal":
      return numberRow(value.kind);
    case "character":
      return "string";
    case "datetime":
      return "timestamp";
    case "array":
    case "list":
    case "set":
    case "range":
      return "array";
    case "map":
      return "struct";
    case "pattern":
      return "regex";
  }
}

const SOURCE_WORDS: Readonly<Record<SourceKind, string>> = {
  string: "A text",
  int: "An integer",
  long: "A long",
  double: "A decimal number",
  boolean: "A boolean",
  timestamp: "A date-time",
  array: "An array",
  struct: "An object",
  regex: "A regular expression",
};

const TARGET_WORDS: Readonly<Record<XdmType, string>> = {
  string: "a string",
  boolean: "a boolean",
  byte: "a byte",
  short: "a short",
  int: "an int",
  long: "a long",
  number: "a number",
  date: "a date",
  "date-time": "a date-time",
  object: "an object",
  array: "an array",
  map: "a map",
};

function refuse(value: Exclude<Value, null>, to: XdmType): Failure {
  const kind = sourceKind(value);
  return failure(records.XM5100, { from: SOURCE_WORDS[kind], to: TARGET_WORDS[to], advice: advise(kind, to) });
}

function advise(from: SourceKind, to: XdmType): string | null {
  if (from === "boolean") return 'Say the words yourself: iif(…, "true", "false").';
  if (from === "timestamp" && to === "string") return "Print it with format(…, \"yyyy-MM-dd'T'HH:mm:ssXXX\").";
  if (from === "int" && (to === "date" || to === "date-time")) return "Only a long is read as milliseconds since 1970.";
  if (from === "array") return "Take one item, as in a[0], or join(…) the items.";
  return null;
}

/** A value of which nothing was lost. */
function intact(value: XdmValue | null, by: Coercion): Converted {
  return { value, fidelity: by.fidelity.level, by, losses: [], damaged: false };
}

function toText(value: Exclude<Value, null>): Converted | Failure {
  const plain = plainText(value);
  if (plain !== null) return intact(plain, coercions.textToText);
  if (!isNumber(value)) return refuse(value, "string");
  const isDecimal = sourceKind(value) === "double";
  return intact(numberText(value), isDecimal ? coercions.decimalToText : coercions.wholeToText);
}

/** What `toBoolean` reads a text as; null where it is neither. */
export function booleanOf(text: string): boolean | null {
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : null;
}

const TRUE = new Set(["y", "yes", "Y", "YES", "on", "ON", "true", "TRUE"]);
const FALSE = new Set(["n", "no", "N", "NO", "off", "OFF", "false", "FALSE"]);

function toBoolean(value: Exclude<Value, null>): Converted | Failure {
  if (typeof value === "boolean") return intact(value, coercions.booleanToBoolean);
  const text = plainText(value);
  if (text === null) return refuse(value, "boolean");
  const read = booleanOf(text);
  if (read !== null) return intact(read, coercions.textToBoolean);
  return failure(records.XM5101, { text });
}

function toWhole(value: Exclude<Value, null>, type: WholeType): Converted | Failure {
  const from = isNumber(value) ? value : plainText(value);
  if (from === null) return refuse(value, type);
  const result = toWholeNumber(from, type, TARGET_WORDS[type]);
  return hasFailed(result) ? result : intact(result.value, result.coercion);
}

function toNumber(value: Exclude<Value, null>): Converted | Failure {
  const from = isNumber(value) ? value : plainText(value);
  if (from === null) return refuse(value, "number");
  const result = toFiniteNumber(from);
  return hasFailed(result) ? result : intact(result.value, result.coercion);
}

function toDate(value: Exclude<Value, null>, type: "date" | "date-time"): Converted | Failure {
  const text = plainText(value);
  if (text !== null) {
    const parsed = type === "date" ? parseXdmDate(text) : parseXdmDateTime(text);
    if (isProblem(parsed)) return failure(records.XM5105, { why: parsed.problem });
    return intact(print(parsed, type), isListedForm(text) ? coercions.textToDate : coercions.isoTextToDate);
  }
  if (typeof value === "object" && value.kind === "datetime") {
    return intact(print(value, type), type === "date" ? coercions.dateTimeToDate : coercions.dateTimeToDateTime);
  }
  if (typeof value === "object" && value.kind === "long") {
    const milliseconds = value.value;
    if (milliseconds < -LAST_SECOND * 1000n || milliseconds >= (LAST_SECOND + 1n) * 1000n) {
      return failure(records.XM5105, { why: `${milliseconds} milliseconds since 1970 is beyond the year 9999` });
    }
    return intact(print(dateTimeOfMilliseconds(milliseconds), type), coercions.longToDate);
  }
  return refuse(value, type);
}

/**
 * Whether a text that was read as a date is written in one of the listed formats. The other forms that are read all begin
 * with `yyyy-MM-dd` and a time.
 */
export function isListedForm(text: string): boolean {
  return !/^.{10}[ T]/.test(text) || !/^\d{4}-/.test(text) || LISTED_TIME.test(text);
}

/** What follows `yyyy-MM-dd` in the listed formats: ` HH:mm:ssZ`, ` HH:mm:ss.SSS[Z]`, `'T'HH:mm:ss'Z'`, `'T'HH:mm:ss.SSSX`. */
const LISTED_TIME = /^.{10}(?: .{8}(?:[+-]\d{4}|\.\d{3}(?:[+-]\d{4})?)|T.{8}(?:Z|\.\d{3}(?:Z|[+-]\d\d(?:\d\d)?)))$/;

/** 9999-12-31T23:59:59Z: XDM's dates have four digits for the year. */
const LAST_SECOND = 253_402_300_799n;

function print(value: DateTime, type: "date" | "date-time"): string {
  return type === "date" ? printDate(value) : printDateTimeMillis(value);
}

/** Children of the same name are copied, each converted to its own type; the rest is left out and told. */
function toObject(value: Exclude<Value, null>, field: Field, span: Span | null): Converted | Failure {
  const fields = entriesOf(value);
  if (fields === null) return refuse(value, "object");
  if (field.fields.size === 0) return keepAsIs(value);
  const gathered = gather(span, coercions.objectToObject);
  const children = new Map<string, XdmValue>();
  for (const [name, child] of field.fields) {
    const found = fields.get(name);
    if (found === undefined) continue;
    const converted = gathered.add(name, convert(found, child, span), found);
    if (converted !== null) children.set(name, converted);
  }
  for (const name of fields.keys()) {
    if (!field.fields.has(name)) gathered.leaveOut(name, field.name, fields.get(name) ?? null);
  }
  return gathered.result(children.size === 0 ? null : children);
}

/** Every entry's value is converted to the map's type. */
function toMap(value: Exclude<Value, null>, field: Field, span: Span | null): Converted | Failure {
  const fields = entriesOf(value);
  if (fields === null) return refuse(value, "map");
  const gathered = gather(span, coercions.objectToMap);
  const entries = new Map<string, XdmValue>();
  for (const [name, child] of fields) {
    const converted = gathered.add("{*}", convert(child, field.values, span), child);
    if (converted !== null) entries.set(name, converted);
  }
  return gathered.result(entries.size === 0 ? null : entries);
}

/** Item by item. Nulls are left out, since no XDM array holds one. */
function toArray(value: Exclude<Value, null>, field: Field, span: Span | null): Converted | Failure {
  const items = itemsOf(value);
  if (items === undefined) return refuse(value, "array");
  const gathered = gather(span, coercions.arrayToArray);
  const converted: XdmValue[] = [];
  for (const item of items) {
    const kept = gathered.add("[*]", convert(item, field.items, span), item);
    if (kept !== null) converted.push(kept);
  }
  return gathered.result(converted.length === 0 ? null : converted);
}

/** Where no schema says what a field is, a value keeps its kind. */
function keepAsIs(value: Exclude<Value, null>): Converted | Failure {
  const text = plainText(value);
  if (text !== null) return intact(text, coercions.asItIs);
  if (typeof value === "boolean") return intact(value, coercions.asItIs);
  if (isNumber(value)) {
    if (value.kind === "long" || value.kind === "biginteger") return intact(narrow(value.value), coercions.asItIs);
    const result = toFiniteNumber(value);
    return hasFailed(result) ? result : intact(result.value, result.coercion);
  }
  if (typeof value === "object" && value.kind === "datetime")
    return intact(print(value, "date-time"), coercions.dateTimeAsItIs);
  const items = itemsOf(value);
  if (items !== undefined) {
    const gathered = gather(null, coercions.asItIs);
    const kept = items.flatMap((item) => gathered.add("[*]", convert(item, null), item) ?? []);
    return gathered.result(kept.length === 0 ? null : kept);
  }
  const fields = entriesOf(value);
  if (fields === null) return refuse(value, "string");
  const gathered = gather(null, coercions.asItIs);
  const kept = new Map<string, XdmValue>();
  for (const [name, child] of fields) {
    const one = gathered.add(name, convert(child, null), child);
    if (one !== null) kept.set(name, one);
  }
  return gathered.result(kept.size === 0 ? null : kept);
}

/** Collects what happens to the parts of one value. */
function gather(span: Span | null, coercion: Coercion) {
  let fidelity: FidelityLevel = coercion.fidelity.level;
  let damaged = false;
  const losses: Loss[] = [];
  return {
    add(part: string, converted: Converted | Failure, value: Value): XdmValue | null {
      if (hasFailed(converted)) {
        damaged = true;
        losses.push({ ...lossOf(converted, span, part), value });
        return null;
      }
      fidelity = weakest(fidelity, converted.fidelity);
      damaged ||= converted.damaged;
      for (const loss of converted.losses) losses.push({ ...loss, part: join(part, loss.part) });
      return converted.value;
    },
    leaveOut(child: string, target: string, value: Value): void {
      const { code, message } = failure(records.XM5110, { target });
      losses.push({ code, message, span, part: child, value });
    },
    result: (value: XdmValue | null): Converted => ({
      value,
      fidelity,
      by: coercion,
      losses,
      damaged,
    }),
  };
}

function join(parent: string, child: string): string {
  return /^(?:[[{]|$)/.test(child) ? parent + child : `${parent}.${child}`;
}

function plainText(value: Exclude<Value, null>): string | null {
  if (typeof value === "string") return value;
  return typeof value === "object" && value.kind === "character" ? String.fromCharCode(value.unit) : null;
}

function isNumber(value: Exclude<Value, null>): value is JavaNumber {
  if (typeof value !== "object") return false;
  const kind = sourceKind(value);
  return kind === "int" || kind === "long" || kind === "double";
}

/** The fields of an object; keys that are no texts have no place in one. */
function entriesOf(value: Exclude<Value, null>): ReadonlyMap<string, Value> | null {
  if (typeof value !== "object" || value.kind !== "map") return null;
  const fields = new Map<string, Value>();
  for (const { key, value: field } of value.entries.values()) {
    if (typeof key === "string") fields.set(key, field);
  }
  return fields;
}
