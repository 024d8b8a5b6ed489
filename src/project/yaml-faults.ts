import type { ErrorCode } from "yaml";

/** What is wrong with a text that is no YAML, and what to do about it. */
export interface Fault {
  readonly why: string;
  readonly advice: string;
}

const indentation: Fault = {
  why: "this is not indented like what it belongs to",
  advice: "Begin the keys of one section in the same column.",
};
const quoted: Fault = {
  why: "a text cannot begin with this character",
  advice: 'Put the text in quotes, as in `delimiter: ","`.',
};
const properties: Fault = {
  why: "anchors (`&`), aliases (`*`) and tags (`!`) cannot stand together like this",
  advice: "Write the value itself, or put a text that begins with such a character in quotes.",
};
const unexpected: Fault = {
  why: "this is not expected here: the value before it is over, or the keys before it stand further right",
  advice: "Begin the keys of one section in the same column, and put the whole of a value in quotes.",
};

/** Of a quote or a bracket that nothing closes. */
export const unclosed: Readonly<Record<"quote" | "bracket", Fault>> = {
  quote: {
    why: "this quote is not closed",
    advice: 'Close it; as a character of its own, a quote stands in the other quotes: `"\'"`.',
  },
  bracket: {
    why: "this bracket is not closed",
    advice: "Close it; as a character of its own, a bracket stands in quotes.",
  },
};

/** By the code of the YAML reader. */
const faults: Readonly<Record<ErrorCode, Fault>> = {
  ALIAS_PROPS: properties,
  BAD_ALIAS: {
    why: "`*` and `&` begin the name of an alias or an anchor, and no such name follows",
    advice: 'Put a text that begins with one of them in quotes, as in `delimiter: "*"`.',
  },
  BAD_COLLECTION_TYPE: properties,
  BAD_DIRECTIVE: {
    why: "a line that begins with `%` is a directive, and this is none",
    advice: "Take the line out.",
  },
  BAD_DQ_ESCAPE: {
    why: "in double quotes `\\` begins an escape, and there is none like this",
    advice: "Use single quotes, or write `\\\\`; paths are written with `/`.",
  },
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: properties,
  BAD_SCALAR_START: quoted,
  BLOCK_AS_IMPLICIT_KEY: {
    why: "after this value comes another key or a colon, on the same line or on one that is indented deeper",
    advice:
      "Begin each key on a line of its own, in the column of its section; a text with a colon and a blank needs quotes.",
  },
  BLOCK_IN_FLOW: {
    why: "inside brackets there can be no lists and keys by indentation",
    advice: "Write the whole value in brackets, or none of it.",
  },
  DUPLICATE_KEY: { why: "a key is given twice", advice: "Keep one of the two." },
  IMPOSSIBLE: unexpected,
  KEY_OVER_1024_CHARS: { why: "a key has more than 1,024 characters", advice: "Look for a quote that is not closed." },
  MISSING_CHAR: {
    why: "a comma, a colon or a blank is missing",
    advice:
      "Items in brackets have commas between them; after a key stand a colon and a blank, after the `-` of a list a blank.",
  },
  MULTILINE_IMPLICIT_KEY: {
    why: "here should be a key with a colon and a blank after it, on one line",
    advice: "Write a blank after the colon of a key, and after the `-` of a list.",
  },
  MULTIPLE_ANCHORS: properties,
  MULTIPLE_DOCS: { why: "a second document begins here", advice: "Keep one document." },
  MULTIPLE_TAGS: properties,
  NON_STRING_KEY: { why: "a key is a text", advice: "Put it in quotes." },
  RESOURCE_EXHAUSTION: { why: "it is nested too deeply", advice: "Write it flatter." },
  TAB_AS_INDENT: { why: "a tab cannot indent", advice: "Indent with blanks." },
  TAG_RESOLVE_FAILED: {
    why: "`!` begins a tag, and there is none of this name",
    advice: "Take the tag out, or put a text that begins with `!` in quotes.",
  },
  UNEXPECTED_TOKEN: unexpected,
};

export function faultOf(code: ErrorCode): Fault {
  return faults[code];
}
