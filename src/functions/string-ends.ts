import { functions as codes } from "../diagnostics/functions.js";
import { javaTrim } from "../values/java-parse.js";
import { stripEnd, stripStart } from "../values/java-text.js";
import { assumed, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { integerKind, text, whenNull } from "./kinds.js";
import { makeText } from "./make-text.js";

const DOCS = "Data Prep functions";

const PADDING_NOTES = ["A null or empty padding counts as one space."];

const PADDING: readonly Assumption[] = [
  { about: "a count below the text's length", chosen: "the text stays as it is", refused: "it is cut to the count" },
  { about: "a null text", chosen: "null, as Apache's StringUtils has it", refused: "the padding alone" },
];

export const lpad = fn({
  name: "lpad",
  category: "String",
  summary: "Pads a text on the left to a length.",
  notes: PADDING_NOTES,
  assumptions: PADDING,
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
  assumptions: PADDING,
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

const COUNT_OUT_OF_RANGE: Assumption = {
  about: "a count over the text's length or below 0",
  chosen: "the whole text; the empty text",
  refused: "an error, as Java's substring has it",
};

export const left = fn({
  name: "left",
  category: "String",
  summary: "The first characters of a text.",
  assumptions: [COUNT_OUT_OF_RANGE],
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
  assumptions: [COUNT_OUT_OF_RANGE],
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

const WHITE_SPACE: Assumption = {
  about: "what white space is",
  chosen: "what Java's Character.isWhitespace holds for it: also U+3000, not the no-break space",
  refused: "only what Java's trim cuts, up to U+0020; or the no-break space too",
};

export const ltrim = fn({
  name: "ltrim",
  category: "String",
  summary: "A text without the white space at its start.",
  assumptions: [WHITE_SPACE],
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
  assumptions: [WHITE_SPACE],
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
  assumptions: [
    {
      about: "what white space is",
      chosen: "everything up to U+0020, as Java's trim has it; a no-break space stays",
      refused: "Unicode's white space, as Java's strip has it",
    },
  ],
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
