import { functions as codes } from "../diagnostics/functions.js";
import { tooManyItems } from "../values/coerce.js";
import { itemsOf } from "../values/index.js";
import { javaLowerCase, javaUpperCase } from "../values/java-case.js";
import { compareIgnoringCase, isJavaWhitespace } from "../values/java-text.js";
import { MOST_ITEMS } from "../values/limits.js";
import { joinedLength, LONGEST_TEXT, replacedLength } from "../values/text-length.js";
import { assumed, documented, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { any, bool, integerKind, optional, scalarText, text, texts, variadic, whenNull } from "./kinds.js";
import { makeText } from "./make-text.js";
import { knownRegex, runRegex, useRegex } from "./regex-argument.js";

const DOCS = "Data Prep functions";

export const concat = fn({
  name: "concat",
  category: "String",
  summary: "Puts texts together, in order.",
  assumptions: [
    {
      about: "a null",
      chosen: "it counts as the empty text",
      refused: "the result is null, or the word null stands in it",
    },
    {
      about: "a date-time",
      chosen: "it is written as `2019-10-17T11:55:12Z`, with its offset where that is not zero",
      refused: "java.util.Date's text, `Fri Sep 25 15:17:31 PDT 2020`, which an old page shows",
    },
  ],
  params: { strings: variadic(text) },
  returns: text,
  onNull: "handled",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, concat`),
  examples: [
    { expr: 'concat("Hi, ", "there", "!")', gives: "Hi, there!" },
    { expr: 'concat("a", null, 1, true)', gives: "a1true", fidelity: assumed("a null counts as the empty text") },
  ],
  run: ({ strings }, call) => {
    let joined = "";
    let length = 0;
    for (const string of strings) {
      if (string === null) continue;
      length += string.length;
      if (length <= LONGEST_TEXT) joined += string;
    }
    return makeText("concat", length, call, () => joined);
  },
});

export const explode = fn({
  name: "explode",
  category: "String",
  summary: "Splits a text at the matches of a Java regular expression; every part is kept, empty ones too.",
  assumptions: [
    {
      about: "empty parts",
      chosen: "they stay in every position, also at the end",
      refused: "those at the end are dropped, as Java's String.split does without a limit",
    },
    { about: "the empty text", chosen: "one empty part", refused: "no part" },
  ],
  params: { string: text, regex: optional(text, ",") },
  returns: texts,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified("Java 17, java.util.regex"),
  examples: [
    { expr: 'explode("Hi, there!", " ")', gives: ["Hi,", "there!"] },
    { expr: 'explode("a.b.c", "\\\\.")', gives: ["a", "b", "c"] },
    { expr: 'explode("a,,b,")', gives: ["a", "", "b", ""], fidelity: assumed("empty parts are kept") },
    { expr: 'explode("")', gives: [""], fidelity: assumed("Java's split of the empty text") },
    { expr: 'explode("a", "(")', fails: "XM5004", fidelity: assumed("a failure, not null without a word") },
  ],
  prepare: ({ regex }) => {
    const known = knownRegex(regex);
    if (known === undefined) return undefined;
    return ({ string }, call) => runRegex("explode", known, call, (compiled) => compiled.split(string, -1));
  },
  run: ({ string, regex }, call) => useRegex("explode", regex, call, (compiled) => compiled.split(string, -1)),
});

export const instr = fn({
  name: "instr",
  category: "String",
  summary: "The place of a text in another, counted from 0; -1 where it is not.",
  assumptions: [
    {
      about: "the start",
      chosen: "it counts from 0 and is included; the result counts from the text's own start",
      refused: "it counts from 1, or the result counts from it",
    },
    { about: "not found", chosen: "-1", refused: "null, or 0 as in SQL" },
    {
      about: "the occurrence",
      chosen: "below 1, or where there are fewer, -1; an empty text is found at the start",
      refused: "below 1 counts as 1; an empty text is found nowhere",
    },
  ],
  params: {
    input: text,
    substring: text,
    startPosition: optional(integerKind, 0),
    occurrence: optional(integerKind, 1),
  },
  returns: integerKind,
  onNull: "null",
  fidelity: verified(`${DOCS}, instr`),
  examples: [
    { expr: 'instr("adobe.com", "com")', gives: 6 },
    { expr: 'instr("a-b-c-d", "-", 3, 2)', gives: 5 },
    { expr: 'instr("adobe", "x")', gives: -1, fidelity: assumed("not found is -1") },
  ],
  run: ({ input, substring, startPosition, occurrence }) => {
    const start = Math.max(0, startPosition);
    if (occurrence < 1 || start > input.length) return -1;
    if (substring === "") return start;
    let at = input.indexOf(substring, start);
    for (let found = 1; found < occurrence && at >= 0; found++) at = input.indexOf(substring, at + 1);
    return at;
  },
});

export const replacestr = fn({
  name: "replacestr",
  category: "String",
  summary: "Replaces every occurrence of a text by another; no regular expression.",
  assumptions: [
    { about: "how many are replaced", chosen: "all", refused: "only the first" },
    { about: "the text to find", chosen: "it is taken literally", refused: "it is a regular expression" },
    {
      about: "an empty text to find",
      chosen: "the text stays as it is",
      refused: "the replacement goes between all characters",
    },
  ],
  params: { input: text, toFind: text, toReplace: text },
  returns: text,
  onNull: "null",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, replacestr`),
  examples: [
    { expr: 'replacestr("This is a string re test", "re", "replace")', gives: "This is a string replace test" },
    { expr: 'replacestr("a.b.c", ".", "")', gives: "abc", fidelity: assumed("all occurrences, literally") },
  ],
  run: ({ input, toFind, toReplace }, call) => {
    if (toFind === "") return input;
    const length = replacedLength(input, toFind, toReplace);
    return makeText("replacestr", length, call, () => input.replaceAll(toFind, () => toReplace));
  },
});

export const substr = fn({
  name: "substr",
  category: "String",
  summary: "A part of a text, from a start (counted from 0) and of a length.",
  assumptions: [
    {
      about: "a part that lies outside of the text",
      chosen: "a start below 0 is 0, a length below 0 gives the empty text, what lies past the end is left out",
      refused: "Java's substring: an error",
    },
  ],
  params: { input: text, startIndex: integerKind, length: integerKind },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, substr`),
  examples: [
    { expr: 'substr("This is a substring test", 7, 8)', gives: " a subst" },
    { expr: 'substr("abc", 1, 100)', gives: "bc", fidelity: assumed("what lies past the end is left out") },
  ],
  run: ({ input, startIndex, length }) => {
    const start = Math.max(0, startIndex);
    return input.slice(start, start + Math.max(0, length));
  },
});

const NO_LANGUAGE: Assumption = {
  about: "the language",
  chosen: "letters change as in no special language (Java's Locale.ROOT): `I` and `i` are one pair",
  refused: "as in the server's language, in Turkish `I` and `ı`",
};

export const lower = fn({
  name: "lower",
  aliases: ["lcase"],
  category: "String",
  summary: "A text in lower case.",
  assumptions: [NO_LANGUAGE],
  params: { input: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, lower`),
  examples: [
    { expr: 'lower("HeLLo")', gives: "hello" },
    { expr: 'lcase("HeLLo")', gives: "hello" },
    { expr: 'lower("ΟΔΥΣΣΕΥΣ")', gives: "οδυσσευς" },
    { expr: "lower(null)", gives: null, fidelity: assumed("null in, null out") },
  ],
  run: ({ input }) => javaLowerCase(input),
});

export const upper = fn({
  name: "upper",
  aliases: ["ucase"],
  category: "String",
  summary: "A text in upper case.",
  assumptions: [NO_LANGUAGE],
  params: { input: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, upper`),
  examples: [
    { expr: 'upper("HeLLo")', gives: "HELLO" },
    { expr: 'ucase("straße")', gives: "STRASSE" },
  ],
  run: ({ input }) => javaUpperCase(input),
});

export const split = fn({
  name: "split",
  category: "String",
  summary: "Splits a text at each character of the separator; empty parts are left out.",
  notes: [
    "Every character of the separator separates by itself; explode() takes a regular expression and keeps empty parts.",
  ],
  assumptions: [
    { about: "a null or empty separator", chosen: "white space separates", refused: "null, or the text in one piece" },
    { about: "the empty text", chosen: "no part", refused: "one empty part, as explode() gives" },
    {
      about: "a backslash as separator",
      chosen: 'the literal `"\\\\"` is one backslash and separates as it stands',
      refused: "the separator needs a second backslash of its own, as in a regular expression",
    },
  ],
  params: { input: text, separator: whenNull(text, "") },
  returns: texts,
  onNull: "null",
  fidelity: verified(`${DOCS}, split`),
  examples: [
    { expr: 'split("Hello world", " ")', gives: ["Hello", "world"] },
    { expr: 'split("a,,b;c", ",;")', gives: ["a", "b", "c"] },
    { expr: 'split("", ",")', gives: [], fidelity: assumed("no text, no parts") },
  ],
  run: ({ input, separator }) => {
    const parts = separator.length === 1 ? splitAtUnit(input, separator) : splitAtAny(input, separator);
    return parts.length > MOST_ITEMS ? tooManyItems() : parts;
  },
});

/** Stops when there are too many parts, as splitAtUnit does. */
function splitAtAny(input: string, separator: string): readonly string[] {
  const separators = new Set(separator.split(""));
  const separates = (unit: string) => (separator === "" ? isJavaWhitespace(unit) : separators.has(unit));
  const parts: string[] = [];
  let start = 0;
  for (let at = 0; at <= input.length && parts.length <= MOST_ITEMS; at++) {
    if (at < input.length && !separates(input.charAt(at))) continue;
    if (at > start) parts.push(input.slice(start, at));
    start = at + 1;
  }
  return parts;
}

function splitAtUnit(input: string, unit: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let at = input.indexOf(unit); at >= 0 && parts.length <= MOST_ITEMS; at = input.indexOf(unit, start)) {
    if (at > start) parts.push(input.slice(start, at));
    start = at + 1;
  }
  if (start < input.length) parts.push(input.slice(start));
  return parts;
}

export const join = fn({
  name: "join",
  category: "String",
  summary: "Puts the items of an array together, with a separator between them.",
  assumptions: [
    { about: "a null item", chosen: "it counts as the empty text", refused: "it is left out, or is the word null" },
    { about: "arguments that are no array", chosen: "they count as items", refused: "an error" },
    { about: "an empty array", chosen: "the empty text", refused: "null" },
  ],
  params: { separator: text, objects: variadic(any) },
  returns: text,
  onNull: "handled",
  fails: [codes.XM5003, codes.XM5010],
  fidelity: verified(`${DOCS}, join`),
  examples: [
    { expr: 'join(" ", to_array(true, "Hello", "world"))', gives: "Hello world" },
    { expr: 'join("-", "a", null, 1)', gives: "a--1", fidelity: assumed("loose arguments are items, null is empty") },
    { expr: 'join(",", [])', gives: "", fidelity: assumed("no items, no text") },
  ],
  run: ({ separator, objects }, call) => {
    if (separator === null || (objects.length === 1 && objects[0] === null)) return null;
    const parts: string[] = [];
    for (const item of objects.flatMap((value) => itemsOf(value) ?? [value])) {
      const part = item === null ? "" : scalarText(item);
      if (part === undefined) {
        return call.fail(codes.XM5003, {
          functionName: "join",
          argument: "objects",
          wanted: "text",
          found: "an array with arrays or objects in it",
          text: null,
        });
      }
      parts.push(part);
    }
    return makeText("join", joinedLength(parts, separator), call, () => parts.join(separator));
  },
});

const NULLS_IN_EQUALS: readonly Assumption[] = [
  {
    about: "a call on a null",
    chosen: "null; in strict mode a failure",
    refused: "false, or a failure in lenient mode too",
  },
  { about: "a null argument", chosen: "false, as Java's equals has it", refused: "null" },
];

export const equals = fn({
  name: "equals",
  category: "String",
  summary: "Whether a text is the same as another, letter case included.",
  assumptions: NULLS_IN_EQUALS,
  style: "method",
  params: { string1: text, string2: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, equals`),
  examples: [
    { expr: '"string1".equals("STRING1")', gives: false },
    { expr: '"a".equals(null)', gives: false, fidelity: assumed("Java's contract of equals") },
  ],
  run: ({ string1, string2 }) => (string1 === null ? null : string1 === string2),
});

export const equalsIgnoreCase = fn({
  name: "equalsIgnoreCase",
  category: "String",
  summary: "Whether a text is the same as another, letter case apart.",
  notes: ["`ß` is not the same as `SS`."],
  assumptions: NULLS_IN_EQUALS,
  style: "method",
  params: { string1: text, string2: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, equalsIgnoreCase`),
  examples: [
    { expr: '"string1".equalsIgnoreCase("STRING1")', gives: true },
    { expr: '"ß".equalsIgnoreCase("SS")', gives: false },
    { expr: '"İ".equalsIgnoreCase("i")', gives: true, fidelity: documented("Java 17, java.lang.String") },
    { expr: '"𐐀".equalsIgnoreCase("𐐨")', gives: true, fidelity: documented("Java 17, java.lang.String") },
  ],
  run: ({ string1, string2 }) =>
    string1 === null ? null : typeof string2 === "string" && compareIgnoringCase(string1, string2) === 0,
});
