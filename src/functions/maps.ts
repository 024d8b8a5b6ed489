import { functions as codes } from "../diagnostics/functions.js";
import { fieldOf, itemsOf, type JavaMap, keyOf, listOf, mapOf, type Value } from "../values/index.js";
import { assumed, documented, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { any, array, bool, kindName, map, scalarText, text, variadic } from "./kinds.js";
import { NULL_KEY, ODD_COUNT, pairUp } from "./pairs.js";
import { mapOfAll, mapOfItems, mapOfPairs, valueOfKey } from "./result-types.js";

const DOCS = "Data Prep functions";

const FIRST_WINS: Assumption = {
  about: "a key that comes twice",
  chosen: "the first value stays, as add_to_map() is documented",
  refused: "the last one counts",
};

const NULL_MAP: Assumption = { about: "a null map or key", chosen: "the result is null", refused: "an error" };

export const mapGetValues = fn({
  name: "map_get_values",
  category: "Objects",
  summary: "The value of a key of a map; of an array of keys, their values without repetitions.",
  notes: ["Keys that are no text are read as text: 1 finds the key `1`."],
  assumptions: [
    {
      about: "an array of keys",
      chosen: "an array of the distinct values in the order of the keys, without those of absent keys",
      refused: "a map of the entries, as the documented sample prints it",
    },
    { about: "one key that is not there", chosen: "null", refused: "an error" },
    NULL_MAP,
  ],
  params: { map, key: any },
  returns: any,
  typeOf: valueOfKey,
  onNull: "null",
  nullWhen: "where the map has no such key",
  fails: [codes.XM5003],
  fidelity: verified(`${DOCS}, map_get_values`),
  examples: [
    {
      expr: 'map_get_values(book_details, "author")',
      context: { book_details: { author: "George R. R. Martin", price: 17.99 } },
      gives: "George R. R. Martin",
    },
    {
      expr: 'map_get_values(book_details, ["price", "publisher", "author"])',
      context: { book_details: { author: "George R. R. Martin", price: 17.99 } },
      gives: [17.99, "George R. R. Martin"],
      fidelity: assumed("an array of the distinct values in the order of the keys"),
    },
  ],
  run: ({ map, key }, call) => {
    const wanted = keysOf(key);
    if (wanted === null) return call.fail(codes.XM5003, noKey("map_get_values", key));
    const find = byText(map);
    if (typeof wanted === "string") return find(wanted) ?? null;
    return listOf(distinct(wanted.map(find).filter((value) => value !== undefined)));
  },
});

export const mapHasKeys = fn({
  name: "map_has_keys",
  category: "Objects",
  summary: "Whether a map has a key; of an array of keys, whether it has one of them.",
  notes: ["Keys that are no text are read as text: 1 finds the key `1`. A key whose value is null is there."],
  assumptions: [NULL_MAP],
  params: { map, key: any },
  returns: bool,
  onNull: "null",
  fails: [codes.XM5003],
  fidelity: verified(`${DOCS}, map_has_keys`),
  examples: [
    {
      expr: 'map_has_keys(book_details, "author")',
      context: { book_details: { author: "George R. R. Martin", price: 17.99 } },
      gives: true,
    },
    {
      expr: 'map_has_keys(book_details, ["publisher", "price"])',
      context: { book_details: { author: "George R. R. Martin", price: 17.99 } },
      gives: true,
      fidelity: documented(`${DOCS}, map_has_keys`),
    },
  ],
  run: ({ map, key }, call) => {
    const wanted = keysOf(key);
    if (wanted === null) return call.fail(codes.XM5003, noKey("map_has_keys", key));
    const find = byText(map);
    return (typeof wanted === "string" ? [wanted] : wanted).some((name) => find(name) !== undefined);
  },
});

/** The texts of one key or of several; null where one of them is a collection. Nulls among several name nothing. */
function keysOf(key: Value): string | readonly string[] | null {
  if (key === null) return [];
  const items = itemsOf(key);
  if (items === undefined) return scalarText(key) ?? null;
  const texts: string[] = [];
  for (const item of items) {
    if (item === null) continue;
    const one = scalarText(item);
    if (one === undefined) return null;
    texts.push(one);
  }
  return texts;
}

/** Looks values up by their keys' text. An index is made at the first key that is no text, and only once. */
function byText(map: JavaMap): (name: string) => Value | undefined {
  let others: ReadonlyMap<string, Value> | undefined;
  return (name) => {
    const direct = fieldOf(map, name);
    if (direct !== undefined) return direct;
    others ??= textKeys(map);
    return others.get(name);
  };
}

function textKeys(map: JavaMap): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>();
  for (const { key, value } of map.entries.values()) {
    const name = key === null || typeof key === "string" ? undefined : scalarText(key);
    if (name !== undefined && !values.has(name)) values.set(name, value);
  }
  return values;
}

function distinct(values: readonly Value[]): readonly Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const identity = keyOf(value);
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function noKey(functionName: string, key: Value) {
  return { functionName, argument: "key", wanted: "text or an array of texts", found: kindName(key), text: null };
}

export const addToMap = fn({
  name: "add_to_map",
  category: "Objects",
  summary: "The entries of several maps in one map; of a key that comes twice the first value stays.",
  assumptions: [
    { about: "a null among the maps", chosen: "it is passed over; nothing but nulls gives null", refused: "an error" },
    { about: "one single map", chosen: "a copy of it", refused: "an error" },
  ],
  params: { map: variadic(map) },
  returns: map,
  typeOf: mapOfAll,
  onNull: "handled",
  fidelity: verified(`${DOCS}, add_to_map`),
  examples: [
    {
      expr: "add_to_map(book, other)",
      context: {
        book: { author: "George R. R. Martin" },
        other: { author: "Neil Gaiman", publisher: "William Morrow" },
      },
      gives: { author: "George R. R. Martin", publisher: "William Morrow" },
    },
    {
      expr: "add_to_map(null, book)",
      context: { book: { price: 17.99 } },
      gives: { price: 17.99 },
      fidelity: assumed("a null is passed over"),
    },
  ],
  run: ({ map: maps }) => {
    const given = maps.filter((one) => one !== null);
    return given.length === 0 ? null : firstOf(given.flatMap(entriesOf));
  },
});

export const toMap = fn({
  name: "to_map",
  category: "Map",
  summary: "A map of keys and values, given in turn.",
  notes: ["Keys become text. A null given alone gives null."],
  assumptions: [
    FIRST_WINS,
    ODD_COUNT,
    NULL_KEY,
    { about: "a map as a value", chosen: "it is taken", refused: "an error, as object_to_map() is documented" },
    { about: "one single object", chosen: "a map of its fields", refused: "an error: a key without a value" },
  ],
  params: { objectInput: variadic(any) },
  returns: map,
  typeOf: mapOfPairs,
  onNull: "handled",
  fails: [codes.XM5009],
  fidelity: verified(`${DOCS}, to_map`),
  examples: [
    { expr: 'to_map("firstName", "John", "lastName", "Doe")', gives: { firstName: "John", lastName: "Doe" } },
    { expr: "to_map(null)", gives: null },
    { expr: 'to_map("firstName")', fails: "XM5009", fidelity: assumed("a key without a value fails") },
  ],
  run: ({ objectInput }, call) => {
    const [only] = objectInput;
    if (objectInput.length === 1) {
      if (only === null || only === undefined) return null;
      if (isMap(only)) return withTextKeys(only);
    }
    const paired = pairUp("to_map", objectInput);
    return "why" in paired ? call.fail(codes.XM5009, paired) : firstOf(paired.fields);
  },
});

export const arrayToMap = fn({
  name: "array_to_map",
  category: "Map",
  summary: "A map of the objects of an array, each under the value of one of its fields.",
  notes: ["A null array or key gives null."],
  assumptions: [
    FIRST_WINS,
    {
      about: "an item without the field, or with a null there",
      chosen: "it is passed over",
      refused: "an error, or an entry without a key",
    },
  ],
  params: { input: array, key: text },
  returns: map,
  typeOf: mapOfItems,
  onNull: "null",
  fidelity: verified(`${DOCS}, array_to_map`),
  examples: [
    {
      expr: 'array_to_map(addresses, "type")',
      context: { addresses: [{ type: "home" }, { type: "work" }] },
      gives: { home: { type: "home" }, work: { type: "work" } },
    },
  ],
  run: ({ input, key }) => byAttribute(input, key),
});

/** The objects of an array by the text of one field: the first of those with the same text. */
export function byAttribute(items: readonly Value[], attribute: string): JavaMap {
  const fields: (readonly [string, Value])[] = [];
  for (const item of items) {
    const value = isMap(item) ? fieldOf(item, attribute) : undefined;
    const name = value === undefined || value === null ? undefined : scalarText(value);
    if (name !== undefined) fields.push([name, item]);
  }
  return firstOf(fields);
}

export function isMap(value: Value | undefined): value is JavaMap {
  return typeof value === "object" && value !== null && value.kind === "map";
}

/** A map of entries, of which the first of each key stays. */
export function firstOf(entries: readonly (readonly [Value, Value])[]): JavaMap {
  const seen = new Set<string>();
  return mapOf(
    entries.filter(([key]) => {
      const identity = keyOf(key);
      if (seen.has(identity)) return false;
      seen.add(identity);
      return true;
    }),
  );
}

function entriesOf(map: JavaMap): readonly (readonly [Value, Value])[] {
  return [...map.entries.values()].map(({ key, value }) => [key, value]);
}

/** The same map with its keys as texts; what has none, a null key or a collection, is left out. */
export function withTextKeys(map: JavaMap): JavaMap {
  const fields: (readonly [string, Value])[] = [];
  for (const { key, value } of map.entries.values()) {
    const name = key === null ? undefined : scalarText(key);
    if (name !== undefined) fields.push([name, value]);
  }
  return firstOf(fields);
}
