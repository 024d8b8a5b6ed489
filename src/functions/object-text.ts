import { objectOf } from "../values/index.js";
import { assumed, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { object, optional, text, whenNull } from "./kinds.js";

const DOCS = "Data Prep functions";

const PAIRS_IN_TEXT: readonly Assumption[] = [
  { about: "the delimiters", chosen: "they are plain text", refused: "they are regular expressions" },
  { about: "a pair without a delimiter", chosen: "it is skipped", refused: "a key with a null value, or an error" },
  { about: "a key that comes twice", chosen: "the last value counts", refused: "the first one stays" },
  { about: "a pair with nothing after its delimiter", chosen: "the value is the empty text", refused: "it is null" },
];

export const getValues = fn({
  name: "get_values",
  category: "Objects",
  summary: "One value out of a text such as `firstName - John, lastName - Cena`.",
  notes: [
    "A null or empty delimiter is `:` between key and value, and `,` between the pairs. Keys and values are trimmed.",
  ],
  assumptions: [...PAIRS_IN_TEXT, { about: "a key that is not there", chosen: "null", refused: "the empty text" }],
  params: {
    string: text,
    key: text,
    valueDelimiter: whenNull(text, ":"),
    fieldDelimiter: optional(text, ","),
  },
  returns: text,
  onNull: "null",
  nullWhen: "where the text has no such key",
  fidelity: verified(`${DOCS}, get_values`),
  examples: [
    {
      expr: 'get_values("firstName - John , lastName - Cena , phone - 555 420 8692", "firstName", "-", ",")',
      gives: "John",
    },
    { expr: 'get_values("a:1,b:2", "b", null)', gives: "2" },
    { expr: 'get_values("a:1,b:2", "c", ":")', gives: null, fidelity: assumed("an absent key gives null") },
  ],
  run: ({ string, key, valueDelimiter, fieldDelimiter }) =>
    fieldsOfText(string, valueDelimiter || ":", fieldDelimiter || ",").get(key.trim()) ?? null,
});

export const strToObject = fn({
  name: "str_to_object",
  category: "Objects",
  summary: "An object out of a text such as `firstName - John; lastName - Cena`.",
  notes: [
    "A null or empty delimiter is `:` between key and value, and `,` between the pairs. Keys and values are trimmed.",
  ],
  assumptions: PAIRS_IN_TEXT,
  params: { string: text, valueDelimiter: optional(text, ":"), fieldDelimiter: optional(text, ",") },
  returns: object,
  onNull: "null",
  fidelity: verified(`${DOCS}, str_to_object`),
  examples: [
    {
      expr: 'str_to_object("firstName - John ; lastName - ; phone - 123 456 7890", "-", ";")',
      gives: { firstName: "John", lastName: "", phone: "123 456 7890" },
    },
    { expr: 'str_to_object("a:1,b,a:2")', gives: { a: "2" }, fidelity: assumed("skipped, and the last one counts") },
  ],
  run: ({ string, valueDelimiter, fieldDelimiter }) =>
    objectOf(fieldsOfText(string, valueDelimiter || ":", fieldDelimiter || ",")),
});

function fieldsOfText(text: string, valueDelimiter: string, fieldDelimiter: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split(fieldDelimiter)) {
    const at = pair.indexOf(valueDelimiter);
    if (at >= 0) fields.set(pair.slice(0, at).trim(), pair.slice(at + valueDelimiter.length).trim());
  }
  return fields;
}
