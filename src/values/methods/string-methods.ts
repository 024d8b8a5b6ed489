import { tooManyItems } from "../coerce.js";
import { javaLowerCase, javaUpperCase } from "../java-case.js";
import { javaHash } from "../java-hash.js";
import { javaTrim } from "../java-parse.js";
import { compareIgnoringCase, compareTexts, stripEnd, stripStart } from "../java-text.js";
import { MOST_ITEMS } from "../limits.js";
import { arrayOf, byte, character, integer } from "../make.js";
import type { JavaRegex } from "../regex/index.js";
import { textOf } from "../text.js";
import { joinedLength, LONGEST_TEXT, replacedLength, textTooLong } from "../text-length.js";
import type { Failure, Value } from "../value.js";
import { withPattern } from "../with-pattern.js";
import { formatText } from "./format.js";
import {
  anything,
  boolean,
  char,
  int,
  type JavaMethod,
  method0,
  method1,
  method2,
  NULL_ARGUMENT,
  onlyNull,
  outOfRange,
  Thrown,
  text,
  textOrNull,
  variadic,
} from "./method.js";

/**
 * java.lang.String, as far as expressions may use it (facts on calls). The first record whose arguments suit is
 * called.
 */
export const STRING_METHODS: readonly JavaMethod[] = [
  method0(text, "length", (s) => integer(s.length)),
  method0(text, "isEmpty", (s) => s === ""),
  method0(text, "isBlank", (s) => stripStart(s) === ""),
  method0(text, "toUpperCase", javaUpperCase),
  method0(text, "toLowerCase", javaLowerCase),
  // With a Locale, of which there is none here.
  method1(text, "toUpperCase", onlyNull, () => NULL_ARGUMENT),
  method1(text, "toLowerCase", onlyNull, () => NULL_ARGUMENT),
  method0(text, "trim", javaTrim),
  method0(text, "strip", (s) => stripEnd(stripStart(s))),
  method0(text, "stripLeading", stripStart),
  method0(text, "stripTrailing", stripEnd),
  method0(text, "toString", (s) => s),
  method0(text, "intern", (s) => s),
  method0(text, "hashCode", (s) => integer(javaHash(s))),
  method0(text, "toCharArray", (s) =>
    s.length > MOST_ITEMS
      ? tooManyItems()
      : arrayOf(
          "char",
          Array.from({ length: s.length }, (_, at) => character(s.charCodeAt(at))),
        ),
  ),
  method0(text, "getBytes", (s) => arrayOf("byte", [...new TextEncoder().encode(s)].map(byte))),

  method1(text, "charAt", int, (s, at) =>
    at >= 0 && at < s.length ? character(s.charCodeAt(at)) : outOfRange(at, s.length - 1),
  ),
  method1(text, "codePointAt", int, (s, at) =>
    at >= 0 && at < s.length ? integer(s.codePointAt(at) ?? 0) : outOfRange(at, s.length - 1),
  ),
  method1(text, "substring", int, (s, from) => substring(s, from, s.length)),
  method2(text, "substring", [int, int], substring),
  method1(text, "repeat", int, repeat),

  method1(text, "equals", anything, (s, other) => s === other),
  method1(text, "contentEquals", textOrNull, (s, other) => (other === null ? NULL_ARGUMENT : s === other)),
  method1(text, "equalsIgnoreCase", textOrNull, (s, other) => other !== null && compareIgnoringCase(s, other) === 0),
  method1(text, "compareTo", textOrNull, (s, other) =>
    other === null ? NULL_ARGUMENT : integer(compareTexts(s, other)),
  ),
  method1(text, "compareTo", anything, (_, other) => new Thrown(`a text cannot be compared with ${textOf(other)}`)),
  method1(text, "compareToIgnoreCase", textOrNull, (s, other) =>
    other === null ? NULL_ARGUMENT : integer(compareIgnoringCase(s, other)),
  ),

  method1(text, "concat", textOrNull, (s, other) => (other === null ? NULL_ARGUMENT : joined([s, other]))),
  method1(text, "contains", textOrNull, (s, part) => (part === null ? NULL_ARGUMENT : s.includes(part))),
  method1(text, "startsWith", textOrNull, (s, part) => (part === null ? NULL_ARGUMENT : s.startsWith(part))),
  method2(text, "startsWith", [textOrNull, int], (s, part, from) => {
    if (from < 0) return false;
    return part === null ? NULL_ARGUMENT : from <= s.length && s.startsWith(part, from);
  }),
  method1(text, "endsWith", textOrNull, (s, part) => (part === null ? NULL_ARGUMENT : s.endsWith(part))),

  method1(text, "indexOf", int, (s, unit) => integer(indexOf(s, codePoint(unit), 0))),
  method2(text, "indexOf", [int, int], (s, unit, from) => integer(indexOf(s, codePoint(unit), from))),
  method1(text, "indexOf", textOrNull, (s, part) => (part === null ? NULL_ARGUMENT : integer(s.indexOf(part)))),
  method2(text, "indexOf", [textOrNull, int], (s, part, from) =>
    part === null ? NULL_ARGUMENT : integer(indexOf(s, part, from)),
  ),
  method1(text, "lastIndexOf", int, (s, unit) => integer(lastIndexOf(s, codePoint(unit), s.length))),
  method2(text, "lastIndexOf", [int, int], (s, unit, from) => integer(lastIndexOf(s, codePoint(unit), from))),
  method1(text, "lastIndexOf", textOrNull, (s, part) => (part === null ? NULL_ARGUMENT : integer(s.lastIndexOf(part)))),
  method2(text, "lastIndexOf", [textOrNull, int], (s, part, from) =>
    part === null ? NULL_ARGUMENT : integer(lastIndexOf(s, part, from)),
  ),

  method2(text, "replace", [char, char], (s, from, to) => s.replaceAll(from, () => to)),
  method2(text, "replace", [textOrNull, textOrNull], (s, from, to) =>
    from === null || to === null ? NULL_ARGUMENT : replace(s, from, to),
  ),
  method2(text, "replaceAll", [textOrNull, textOrNull], (s, pattern, to) =>
    // Java looks at the replacement only once there is something to replace.
    usePattern(pattern, (regex) => replaceAll(regex, s, to)),
  ),
  method2(text, "replaceFirst", [textOrNull, textOrNull], (s, pattern, to) =>
    to === null ? NULL_ARGUMENT : usePattern(pattern, (regex) => replaced(regex.replaceFirst(s, to))),
  ),
  method1(text, "matches", textOrNull, (s, pattern) => usePattern(pattern, (regex) => regex.matches(s))),
  method1(text, "split", textOrNull, (s, pattern) =>
    usePattern(pattern, (regex) => arrayOf("String", regex.split(s, 0))),
  ),
  method2(text, "split", [textOrNull, int], (s, pattern, limit) =>
    usePattern(pattern, (regex) => arrayOf("String", regex.split(s, limit))),
  ),

  variadic(text, "regionMatches", ["boolean", "integer", "string", "integer", "integer"], regionMatches),
  method1(text, "valueOf", anything, (_, value) => valueText(value)),
  variadic(text, "join", ["string", "any…"], (_, args) => join(args)),
  variadic(text, "format", ["string", "any…"], (_, [first, ...rest]) => {
    if (typeof first === "string") return formatText(first, spread(rest));
    // Before a format and a value a null is the Locale.
    if (first !== null) return undefined;
    return rest.length > 1 && typeof rest[0] === "string" ? formatText(rest[0], spread(rest.slice(1))) : NULL_ARGUMENT;
  }),
  variadic(text, "formatted", ["any…"], (s, args) => formatText(s, spread(args))),
];

function substring(s: string, from: number, to: number): string | Thrown {
  if (from < 0 || from > s.length) return outOfRange(from, s.length);
  if (to < from || to > s.length) return outOfRange(to, s.length);
  return s.slice(from, to);
}

function repeat(s: string, count: number): string | Thrown | Failure {
  if (count < 0) return new Thrown(`the count ${count} is below zero`);
  return s.length * count > LONGEST_TEXT ? textTooLong() : s.repeat(count);
}

function joined(parts: readonly string[], separator = ""): string | Failure {
  return joinedLength(parts, separator) > LONGEST_TEXT ? textTooLong() : parts.join(separator);
}

function replace(s: string, from: string, to: string): string | Failure {
  return replacedLength(s, from, to) > LONGEST_TEXT ? textTooLong() : s.replaceAll(from, () => to);
}

function codePoint(unit: number): string {
  return unit >= 0 && unit <= 0x10ffff ? String.fromCodePoint(unit) : "\u{10ffff}\u{10ffff}";
}

function indexOf(s: string, part: string, from: number): number {
  if (from > s.length) return part === "" ? s.length : -1;
  return s.indexOf(part, Math.max(from, 0));
}

function lastIndexOf(s: string, part: string, from: number): number {
  return from < 0 ? -1 : s.lastIndexOf(part, from);
}

function replaceAll(regex: JavaRegex, s: string, to: string | null): string | Thrown {
  if (to !== null) return replaced(regex.replaceAll(s, to));
  const marked = regex.replaceAll(s, "$0-");
  return marked === s ? s : NULL_ARGUMENT;
}

function usePattern<T extends Value>(
  pattern: string | null,
  use: (regex: JavaRegex) => T | Thrown,
): T | Thrown | Failure {
  return pattern === null ? NULL_ARGUMENT : withPattern(pattern, use);
}

function replaced(result: string | { readonly message: string }): string | Thrown {
  return typeof result === "string" ? result : new Thrown(result.message);
}

function regionMatches(s: string, args: readonly Value[]): boolean | Thrown | undefined {
  const folds = args.length === 5 ? boolean.read(args[0] ?? null) : { of: false };
  const [start, other, otherStart, length] = args.length === 5 ? args.slice(1) : args;
  if (args.length < 4 || args.length > 5) return undefined;
  const from = int.read(start ?? null);
  const part = textOrNull.read(other ?? null);
  const partFrom = int.read(otherStart ?? null);
  const size = int.read(length ?? null);
  if (!folds || !from || !part || !partFrom || !size) return undefined;
  // Java meets the null only where the indexes of this text do not decide already.
  const isOutside = from.of < 0 || partFrom.of < 0 || from.of + size.of > s.length;
  if (part.of === null) return folds.of && isOutside ? false : NULL_ARGUMENT;
  if (isOutside || partFrom.of + size.of > part.of.length) return false;
  if (size.of <= 0) return true;
  const mine = s.slice(from.of, from.of + size.of);
  const theirs = part.of.slice(partFrom.of, partFrom.of + size.of);
  return folds.of ? compareIgnoringCase(mine, theirs) === 0 : mine === theirs;
}

/** `String.valueOf`: a char array gives its characters. */
function valueText(value: Value): string {
  if (typeof value === "object" && value?.kind === "array" && value.component === "char") {
    return value.items.map(textOf).join("");
  }
  return textOf(value);
}

/** `String.join` of texts, or of one list or array of texts. */
function join(args: readonly Value[]): string | Thrown | Failure | undefined {
  const [separator, ...rest] = args;
  if (separator === undefined || (separator !== null && typeof separator !== "string")) return undefined;
  const parts = args.length === 2 ? membersOf(rest[0] ?? null) : rest;
  if (parts === undefined || (parts === rest && !rest.every(isTextOrNull))) return undefined;
  if (separator === null) return NULL_ARGUMENT;
  const texts: string[] = [];
  for (const part of parts) {
    if (part !== null && typeof part !== "string") {
      return parts === rest ? undefined : new Thrown(`${textOf(part)} is not text`);
    }
    texts.push(textOf(part));
  }
  return joined(texts, separator);
}

function isTextOrNull(value: Value): boolean {
  return value === null || typeof value === "string";
}

function membersOf(value: Value): readonly Value[] | undefined {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return undefined;
  if (value.kind === "list" || (value.kind === "array" && value.component === "String")) return value.items;
  return value.kind === "set" ? [...value.items.values()] : undefined;
}

/** One array of objects alone, or null, takes the place of the arguments. */
function spread(args: readonly Value[]): readonly Value[] | null {
  const [only] = args;
  if (args.length === 1 && only === null) return null;
  if (args.length !== 1 || only === null || typeof only !== "object" || only.kind !== "array") return args;
  return /^[a-z]+$/.test(only.component) ? args : only.items;
}
