import { exactLongOf } from "../values/big-decimal.js";
import { isNumber } from "../values/coerce.js";
import { isWritable } from "../values/collection-operators.js";
import { isProblem, parseDate, printDateTime } from "../values/dates/index.js";
import {
  type DateTime,
  type Failure,
  integer,
  itemsOf,
  type JavaMap,
  listOf,
  type Outcome,
  type Type,
  textOf,
  type Value,
} from "../values/index.js";
import { parseLongText } from "../values/java-parse.js";
import type { DirectParameter } from "./direct-call.js";

/** What a value cannot be read as. */
export const MISMATCH: unique symbol = Symbol("mismatch");

/** How a parameter stands in an implementation: its type, and the way out of JEXL's values. */
export interface Reader<T> {
  readonly type: Type;
  /** As messages name it: "a whole number". */
  readonly label: string;
  readonly read: (value: Exclude<Value, null>) => T | typeof MISMATCH;
}

/** A kind that a result can have as well: with the way back. */
export interface Kind<T> extends Reader<T> {
  readonly write: (value: T) => Value;
}

/** Scalars in Java's text form, dates as Data Prep prints them; no collections. */
export const text: Kind<string> = {
  type: { kind: "string" },
  label: "text",
  read: (value) => scalarText(value) ?? MISMATCH,
  write: (value) => value,
};

/** A whole number of 32 bits, also out of text or of a decimal without a fraction. */
export const integerKind: Kind<number> = {
  type: { kind: "number", of: "integer" },
  label: "a whole number",
  read: (value) => {
    const whole = wholeOf(value);
    return whole !== undefined && BigInt.asIntN(32, whole) === whole ? Number(whole) : MISMATCH;
  },
  write: (value) => integer(value),
};

/** A whole number of 64 bits. */
export const longKind: Kind<bigint> = {
  type: { kind: "number", of: "long" },
  label: "a whole number",
  read: (value) => {
    const whole = wholeOf(value);
    return whole !== undefined && BigInt.asIntN(64, whole) === whole ? whole : MISMATCH;
  },
  write: (value) => ({ kind: "long", value }),
};

export const bool: Kind<boolean> = {
  type: { kind: "boolean" },
  label: "true or false",
  read: (value) => {
    if (typeof value === "boolean") return value;
    if (typeof value !== "string") return MISMATCH;
    const word = value.trim().toLowerCase();
    return word === "true" ? true : word === "false" ? false : MISMATCH;
  },
  write: (value) => value,
};

/** A date-time, or text that date() reads without a format. */
export const datetime: Kind<DateTime> = {
  type: { kind: "datetime" },
  label: "a date-time",
  read: (value) => {
    if (typeof value === "object" && value.kind === "datetime") return value;
    if (typeof value !== "string") return MISMATCH;
    const read = parseDate(value);
    return isProblem(read) ? MISMATCH : read;
  },
  write: (value) => value,
};

/** Any value; null is one. */
export const any: Kind<Value> = {
  type: { kind: "any" },
  label: "a value",
  read: (value) => value,
  write: (value) => value,
};

/** The items of a list, an array, a set or a range. */
export const array: Kind<readonly Value[]> = {
  type: { kind: "array", items: { kind: "any" } },
  label: "an array",
  read: (value) => itemsOf(value) ?? MISMATCH,
  write: (value) => listOf(value),
};

/** The same as it is: a range of a million items takes room only when it is written out. */
export const collection: Reader<Value> = {
  type: array.type,
  label: array.label,
  read: (value) => (isCollection(value) ? value : MISMATCH),
};

function isCollection(value: Exclude<Value, null>): boolean {
  if (typeof value !== "object") return false;
  if (value.kind === "range") return isWritable(value);
  return value.kind === "list" || value.kind === "array" || value.kind === "set";
}

export const object: Kind<JavaMap> = {
  type: { kind: "object", fields: null },
  label: "an object",
  read: (value) => (typeof value === "object" && value.kind === "map" ? value : MISMATCH),
  write: (value) => value,
};

/** An object whose keys are data: XDM's maps. At run time there is no difference. */
export const map: Kind<JavaMap> = { ...object, type: { kind: "map", values: { kind: "any" } }, label: "a map" };

/** A result of texts; as a parameter, every item must be one. */
export const texts: Kind<readonly (string | null)[]> = {
  type: { kind: "array", items: { kind: "string" } },
  label: "an array of texts",
  read: (value) => {
    const items = itemsOf(value)?.map((item) => (item === null ? null : scalarText(item)));
    if (items === undefined) return MISMATCH;
    const found: (string | null)[] = [];
    for (const item of items) {
      if (item === undefined) return MISMATCH;
      found.push(item);
    }
    return found;
  },
  write: (value) => listOf(value),
};

/** A parameter that may be left out; a null there counts as left out. */
export interface OptionalParameter<T, D> {
  readonly role: "optional";
  readonly kind: Reader<T>;
  readonly otherwise: D;
  readonly mayBeAbsent: boolean;
}

export function optional<T, D extends T | null>(kind: Reader<T>, otherwise: D): OptionalParameter<T, D> {
  return { role: "optional", kind, otherwise, mayBeAbsent: true };
}

/** A parameter that must be given, and whose null stands for a value. */
export function whenNull<T>(kind: Reader<T>, otherwise: T): OptionalParameter<T, T> {
  return { role: "optional", kind, otherwise, mayBeAbsent: false };
}

/** Any number of arguments from here on; `least` of them must be given. */
export interface VariadicParameter<T> {
  readonly role: "variadic";
  readonly kind: Reader<T>;
  readonly least: 0 | 1;
}

export function variadic<T>(kind: Reader<T>, least: 0 | 1 = 1): VariadicParameter<T> {
  return { role: "variadic", kind, least };
}

/** An argument that the function evaluates itself, or not at all. Its failures reach the function. */
export interface LazyParameter {
  readonly role: "lazy";
  readonly kind: Reader<Value>;
  readonly variadic: boolean;
}

export const lazy: LazyParameter & { readonly variadic: false } = { role: "lazy", kind: any, variadic: false };
export const lazyRest: LazyParameter & { readonly variadic: true } = { role: "lazy", kind: any, variadic: true };

/** An argument written as a lambda of one parameter: `x -> x > 0`. */
export interface LambdaParameter {
  readonly role: "lambda";
}

export const lambda: LambdaParameter = { role: "lambda" };

export type ParameterKind =
  | Reader<unknown>
  | OptionalParameter<unknown, unknown>
  | VariadicParameter<unknown>
  | LazyParameter
  | LambdaParameter;

export type LazyArgument = () => Outcome;

/** A lambda's value for one item. A missing one is null. */
export type AppliedLambda = (item: Value) => Value | Failure;

/** A scalar's text as Data Prep's functions see it, or undefined for a collection. */
export function scalarText(value: Exclude<Value, null>): string | undefined {
  if (typeof value !== "object") return textOf(value);
  switch (value.kind) {
    case "array":
    case "list":
    case "map":
    case "set":
    case "range":
      return undefined;
    case "datetime":
      return printDateTime(value);
    default:
      return textOf(value);
  }
}

/** The whole number that a value is or spells, undefined where it is none; of decimals only one of 64 bits. */
function wholeOf(value: Exclude<Value, null>): bigint | undefined {
  if (typeof value === "string") return parseLongText(value.trim());
  if (!isNumber(value)) return undefined;
  switch (value.kind) {
    case "long":
    case "biginteger":
      return value.value;
    case "bigdecimal":
      return exactLongOf(value);
    default:
      return Number.isInteger(value.value) ? BigInt(value.value) : undefined;
  }
}

/** A value's kind as messages name it. */
export function kindName(value: Value): string {
  if (value === null) return "null";
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "true or false";
  switch (value.kind) {
    case "array":
    case "list":
    case "range":
      return "an array";
    case "set":
      return "a set";
    case "map":
      return "an object";
    case "datetime":
      return "a date-time";
    case "pattern":
      return "a regular expression";
    case "character":
      return "a character";
    case "float":
    case "double":
    case "bigdecimal":
      return "a decimal number";
    default:
      return "a whole number";
  }
}

/** Whether what an implementation gives is the value itself. */
export function isPlainKind(kind: object): boolean {
  const plain: readonly object[] = [text, bool, datetime, any, object, map];
  return plain.includes(kind);
}

/** What is read by a look at the value, in a word. */
export function wordFor(kind: Reader<unknown>): DirectParameter["kind"] {
  switch (kind) {
    case text:
      return "text";
    case integerKind:
      return "integer";
    case bool:
      return "boolean";
    case datetime:
      return "datetime";
    case any:
      return "any";
    default:
      return "other";
  }
}
