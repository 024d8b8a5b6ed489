import { functions as codes } from "../diagnostics/functions.js";
import { sizeOfCollection } from "../values/collection-operators.js";
import { isFailure, MISSING, objectOf, type Value } from "../values/index.js";
import { assumed, fn, verified } from "./define.js";
import { any, bool, object, optional, scalarText, text, texts, variadic, whenNull } from "./kinds.js";

const DOCS = "Data Prep functions";

export const isEmpty = fn({
  name: "is_empty",
  category: "Objects",
  summary: "Whether an array or object has nothing in it, a text no characters, or a value is null.",
  notes: [
    "Of arrays and objects the contents count, not whether they are null; a number or a space is not empty (assumed).",
  ],
  params: { input: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, is_empty`),
  examples: [
    { expr: "is_empty([1, null, 2, 3])", gives: false },
    { expr: "is_empty(null)", gives: true, fidelity: assumed("null is empty") },
    { expr: 'is_empty("")', gives: true, fidelity: assumed("the empty text is empty") },
    { expr: "is_empty(0)", gives: false, fidelity: assumed("a number is not empty") },
  ],
  run: ({ input }) => input === null || input === "" || sizeOfCollection(input) === 0,
});

export const toObject = fn({
  name: "to_object",
  category: "Objects",
  summary: "An object of keys and values, given in turn.",
  notes: ["Of a key that comes twice the last value counts; a missing value or a null key fails (assumed)."],
  params: { keysAndValues: variadic(any) },
  returns: object,
  onNull: "handled",
  fails: [codes.XM5009],
  fidelity: verified(`${DOCS}, to_object`),
  examples: [
    {
      expr: 'to_object("firstName", "John", "lastName", "Doe")',
      gives: { firstName: "John", lastName: "Doe" },
    },
    { expr: 'to_object("firstName")', fails: "XM5009", fidelity: assumed("a key without a value fails") },
  ],
  run: ({ keysAndValues }, call) => {
    const paired = pairUp("to_object", keysAndValues);
    return "why" in paired ? call.fail(codes.XM5009, paired) : objectOf(paired.fields);
  },
});

interface Unpaired {
  readonly functionName: string;
  readonly why: string;
}

/** Keys and values out of arguments in turn. */
export function pairUp(
  functionName: string,
  values: readonly Value[],
): { readonly fields: readonly (readonly [string, Value])[] } | Unpaired {
  if (values.length % 2 !== 0) return { functionName, why: "the last key has no value" };
  const fields: (readonly [string, Value])[] = [];
  for (let at = 0; at < values.length; at += 2) {
    const key = values[at] ?? null;
    const name = key === null ? undefined : scalarText(key);
    if (name === undefined) return { functionName, why: `key ${at / 2 + 1} is ${key === null ? "null" : "no text"}` };
    fields.push([name, values[at + 1] ?? null]);
  }
  return { fields };
}

export const getValues = fn({
  name: "get_values",
  category: "Objects",
  summary: "One value out of a text such as `firstName - John, lastName - Cena`.",
  notes: [
    "A null or empty delimiter is `:` between key and value, and `,` between the pairs.",
    "Delimiters are plain text; keys and values are trimmed; a key that is not there gives null (assumed).",
  ],
  params: {
    string: text,
    key: text,
    valueDelimiter: whenNull(text, ":"),
    fieldDelimiter: optional(text, ","),
  },
  returns: text,
  onNull: "null",
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

/** The pairs of a text; one without the delimiter is skipped, and of a key that comes twice the last counts (assumed). */
export function fieldsOfText(text: string, valueDelimiter: string, fieldDelimiter: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split(fieldDelimiter)) {
    const at = pair.indexOf(valueDelimiter);
    if (at >= 0) fields.set(pair.slice(0, at).trim(), pair.slice(at + valueDelimiter.length).trim());
  }
  return fields;
}

export const containsKey = fn({
  name: "contains_key",
  aliases: ["is_set"],
  category: "Objects",
  summary: 'Whether the source record has a path, given as text: `"evars.evar.field1"`.',
  notes: [
    "A key whose value is null is there; `[0]` picks an item; `\\.` is a dot in a name (assumed).",
    "An argument that is no text is there when it is not null (assumed).",
    "is_set is the old name.",
  ],
  params: { path: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, contains_key`),
  examples: [
    {
      expr: 'contains_key("evars.evar.field1")',
      context: { evars: { evar: { field1: "x" } } },
      gives: true,
    },
    { expr: 'contains_key("evars.field2")', context: { evars: { evar: {} } }, gives: false },
    { expr: 'contains_key("a")', context: { a: null }, gives: true, fidelity: assumed("the name says key") },
  ],
  run: ({ path }, call) => {
    if (typeof path !== "string") return path !== null;
    const found = call.lookup(path);
    return found !== MISSING && !isFailure(found);
  },
});

export const nullify = fn({
  name: "nullify",
  category: "Objects",
  summary: "Null, so that the target is left out of the record.",
  params: {},
  returns: any,
  onNull: "handled",
  fidelity: verified(`${DOCS}, nullify`),
  examples: [{ expr: "nullify()", gives: null }],
  run: () => null,
});

export const strToObject = fn({
  name: "str_to_object",
  category: "Objects",
  summary: "An object out of a text such as `firstName - John; lastName - Cena`.",
  notes: [
    "A null or empty delimiter is `:` between key and value, and `,` between the pairs.",
    "Delimiters are plain text; a pair without one is skipped; of a key that comes twice the last value counts (assumed).",
  ],
  params: { string: text, valueDelimiter: optional(text, ":"), fieldDelimiter: optional(text, ",") },
  returns: object,
  onNull: "null",
  fidelity: verified(`${DOCS}, str_to_object`),
  examples: [
    {
      expr: 'str_to_object("firstName - John ; lastName - ; phone - 123 456 7890", "-", ";")',
      gives: { firstName: "John", lastName: "", phone: "123 456 7890" },
    },
  ],
  run: ({ string, valueDelimiter, fieldDelimiter }) =>
    objectOf(fieldsOfText(string, valueDelimiter || ":", fieldDelimiter || ",")),
});

export const getKeys = fn({
  name: "get_keys",
  category: "Objects",
  summary: "The keys of an object, in its order.",
  notes: ["A map literal keeps Java's order of its keys, as JEXL does (assumed)."],
  params: { object },
  returns: texts,
  onNull: "null",
  fidelity: verified(`${DOCS}, get_keys`),
  examples: [{ expr: "get_keys(book)", context: { book: { title: "1984", price: 9 } }, gives: ["title", "price"] }],
  run: ({ object }) => [...object.entries.values()].map(({ key }) => (key === null ? null : (scalarText(key) ?? null))),
});
