import { functions as codes } from "../diagnostics/functions.js";
import { type Failure, itemsOf } from "../values/index.js";
import { javaTrim } from "../values/java-parse.js";
import { compareIgnoringCase, isJavaWhitespace, stripEnd, stripStart } from "../values/java-text.js";
import { joinedLength, LONGEST_TEXT, replacedLength } from "../values/text-length.js";
import { assumed, type Call, fn, verified } from "./define.js";
import { any, bool, integerKind, optional, scalarText, text, texts, variadic, whenNull } from "./kinds.js";
import { useRegex } from "./regex-argument.js";

const DOCS = "Data Prep functions";

/** Makes a text whose length is known beforehand, or fails: a million-fold padding is a mistake. */
function makeText(
  functionName: string,
  length: number,
  call: Call<typeof codes.XM5010>,
  make: () => string,
): string | Failure {
  return length > LONGEST_TEXT ? call.fail(codes.XM5010, { functionName, length, limit: LONGEST_TEXT }) : make();
}

export const concat = fn({
  name: "concat",
  category: "String",
  summary: "Puts texts together, in order.",
  notes: ["A null counts as the empty text (assumed).", "A date-time is written as `2019-10-17T11:55:12Z` (assumed)."],
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
    const parts = strings.map((string) => string ?? "");
    return makeText("concat", joinedLength(parts), call, () => parts.join(""));
  },
});

export const explode = fn({
  name: "explode",
  category: "String",
  summary: "Splits a text at the matches of a Java regular expression; every part is kept, empty ones too.",
  notes: ["Empty parts stay in every position, also at the end (assumed)."],
  params: { string: text, regex: optional(text, ",") },
  returns: texts,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified(`${DOCS}, explode; java.util.regex`),
  examples: [
    { expr: 'explode("Hi, there!", " ")', gives: ["Hi,", "there!"] },
    { expr: 'explode("a.b.c", "\\\\.")', gives: ["a", "b", "c"] },
    { expr: 'explode("a,,b,")', gives: ["a", "", "b", ""], fidelity: assumed("empty parts are kept") },
    { expr: 'explode("")', gives: [""], fidelity: assumed("Java's split of the empty text") },
    { expr: 'explode("a", "(")', fails: "XM5004" },
  ],
  run: ({ string, regex }, call) => useRegex("explode", regex, call, (compiled) => compiled.split(string, -1)),
});

export const instr = fn({
  name: "instr",
  category: "String",
  summary: "The place of a text in another, counted from 0; -1 where it is not.",
  notes: [
    "The start counts from 0 and is included; the result always counts from the text's own start (assumed).",
    "Not found, or fewer occurrences than asked for, is -1; an empty text is found at the start (assumed).",
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
  notes: ["All occurrences are replaced; an empty text to find changes nothing (assumed)."],
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
  notes: [
    "A start below 0 is 0, a length below 0 gives the empty text, and what lies past the end is left out (assumed).",
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

export const lower = fn({
  name: "lower",
  aliases: ["lcase"],
  category: "String",
  summary: "A text in lower case.",
  params: { input: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, lower`),
  examples: [
    { expr: 'lower("HeLLo")', gives: "hello" },
    { expr: 'lcase("HeLLo")', gives: "hello" },
    { expr: "lower(null)", gives: null, fidelity: assumed("null in, null out") },
  ],
  run: ({ input }) => input.toLowerCase(),
});

export const upper = fn({
  name: "upper",
  aliases: ["ucase"],
  category: "String",
  summary: "A text in upper case.",
  params: { input: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, upper`),
  examples: [
    { expr: 'upper("HeLLo")', gives: "HELLO" },
    { expr: 'ucase("straße")', gives: "STRASSE" },
  ],
  run: ({ input }) => input.toUpperCase(),
});

export const split = fn({
  name: "split",
  category: "String",
  summary: "Splits a text at each character of the separator; empty parts are left out.",
  notes: [
    "Every character of the separator separates by itself; explode() takes a regular expression and keeps empty parts.",
    "A null or empty separator means white space (assumed).",
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
    const separators = new Set(separator.split(""));
    const separates = (unit: string) => (separator === "" ? isJavaWhitespace(unit) : separators.has(unit));
    const parts: string[] = [];
    let start = 0;
    for (let at = 0; at <= input.length; at++) {
      if (at < input.length && !separates(input.charAt(at))) continue;
      if (at > start) parts.push(input.slice(start, at));
      start = at + 1;
    }
    return parts;
  },
});

export const join = fn({
  name: "join",
  category: "String",
  summary: "Puts the items of an array together, with a separator between them.",
  notes: ["A null item counts as the empty text; arguments that are no array count as items (assumed)."],
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

const PADDING_NOTES = [
  "A null or empty padding counts as one space.",
  "A text that is longer already stays as it is, and a null text stays null (assumed).",
];

export const lpad = fn({
  name: "lpad",
  category: "String",
  summary: "Pads a text on the left to a length.",
  notes: PADDING_NOTES,
  params: { input: text, count: integerKind, padding: whenNull(text, " ") },
  returns: text,
  onNull: "null",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, lpad`),
  examples: [
    { expr: 'lpad("bat", 8, "yz")', gives: "yzyzybat" },
    { expr: 'lpad("bat", 5, null)', gives: "  bat" },
    { expr: 'lpad("bat", 2, "yz")', gives: "bat", fidelity: assumed("a short length leaves the text as it is") },
    { expr: 'lpad("bat", 2000000000, "yz")', fails: "XM5010", fidelity: assumed("xdmap's own limit") },
  ],
  run: ({ input, count, padding }, call) => makeText("lpad", count, call, () => input.padStart(count, padding || " ")),
});

export const rpad = fn({
  name: "rpad",
  category: "String",
  summary: "Pads a text on the right to a length.",
  notes: PADDING_NOTES,
  params: { input: text, count: integerKind, padding: whenNull(text, " ") },
  returns: text,
  onNull: "null",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, rpad`),
  examples: [
    { expr: 'rpad("bat", 8, "yz")', gives: "batyzyzy" },
    { expr: 'rpad("bat", 5, "")', gives: "bat  " },
  ],
  run: ({ input, count, padding }, call) => makeText("rpad", count, call, () => input.padEnd(count, padding || " ")),
});

export const left = fn({
  name: "left",
  category: "String",
  summary: "The first characters of a text.",
  notes: ["A count over the length gives the whole text, one below 0 the empty text (assumed)."],
  params: { string: text, count: integerKind },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, left`),
  examples: [
    { expr: 'left("abcde", 2)', gives: "ab" },
    { expr: 'left("ab", 9)', gives: "ab", fidelity: assumed("a count over the length gives the whole text") },
  ],
  run: ({ string, count }) => string.slice(0, Math.max(0, count)),
});

export const right = fn({
  name: "right",
  category: "String",
  summary: "The last characters of a text.",
  notes: ["A count over the length gives the whole text, one below 0 the empty text (assumed)."],
  params: { string: text, count: integerKind },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, right`),
  examples: [
    { expr: 'right("abcde", 2)', gives: "de" },
    { expr: 'right("ab", -1)', gives: "", fidelity: assumed("a count below 0 gives the empty text") },
  ],
  run: ({ string, count }) => string.slice(Math.max(0, string.length - Math.max(0, count))),
});

export const ltrim = fn({
  name: "ltrim",
  category: "String",
  summary: "A text without the white space at its start.",
  notes: ["White space is Java's Character.isWhitespace: a no-break space is none (assumed)."],
  params: { string: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, ltrim`),
  examples: [{ expr: 'ltrim(" hello")', gives: "hello" }],
  run: ({ string }) => stripStart(string),
});

export const rtrim = fn({
  name: "rtrim",
  category: "String",
  summary: "A text without the white space at its end.",
  notes: ["White space is Java's Character.isWhitespace: a no-break space is none (assumed)."],
  params: { string: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, rtrim`),
  examples: [{ expr: 'rtrim("hello ")', gives: "hello" }],
  run: ({ string }) => stripEnd(string),
});

export const trim = fn({
  name: "trim",
  category: "String",
  summary: "A text without the white space at its ends.",
  notes: ["As Java's trim, everything up to U+0020 goes; a no-break space stays (assumed)."],
  params: { string: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, trim`),
  examples: [
    { expr: 'trim(" hello ")', gives: "hello" },
    { expr: 'trim("\\u00a0x")', gives: "\u00a0x", fidelity: assumed("Java's trim") },
  ],
  run: ({ string }) => javaTrim(string),
});

export const equals = fn({
  name: "equals",
  category: "String",
  summary: "Whether a text is the same as another, letter case included.",
  notes: ["On a null the result is null, of a null argument false (assumed)."],
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
  notes: ["On a null the result is null, of a null argument false (assumed).", "`ß` is not the same as `SS`."],
  style: "method",
  params: { string1: text, string2: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, equalsIgnoreCase`),
  examples: [
    { expr: '"string1".equalsIgnoreCase("STRING1")', gives: true },
    { expr: '"ß".equalsIgnoreCase("SS")', gives: false },
  ],
  run: ({ string1, string2 }) =>
    string1 === null ? null : typeof string2 === "string" && compareIgnoringCase(string1, string2) === 0,
});
