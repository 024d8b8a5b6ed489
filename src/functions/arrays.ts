import { functions as codes } from "../diagnostics/functions.js";
import { sizeOfCollection } from "../values/collection-operators.js";
import { isFailure, itemsOf, MISSING, sizeOf as sizeOfValue, type Value } from "../values/index.js";
import { countsAsNull } from "./counts-as-null.js";
import { assumed, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { any, array, bool, collection, integerKind, lazyRest, optional, variadic, whenNull } from "./kinds.js";
import { arrayOfAll, arrayOfValues, arrayWithValues, oneOfThem } from "./result-types.js";

const DOCS = "Data Prep functions";

export const coalesce = fn({
  name: "coalesce",
  category: "Arrays",
  summary: "The first of its arguments that is not null.",
  notes: [
    "One single array is looked through item by item.",
    "The empty text and false are not null, and are returned as they are.",
  ],
  assumptions: [
    { about: "an argument that fails", chosen: "it counts as null", refused: "the whole call fails" },
    {
      about: "arguments after the first hit",
      chosen: "they are not evaluated",
      refused: "all are, and one that fails is the result",
    },
    { about: "an array among several arguments", chosen: "it is one value", refused: "it is looked through" },
    { about: "nothing but nulls", chosen: "null", refused: "an error" },
  ],
  params: { input: lazyRest },
  returns: any,
  typeOf: oneOfThem,
  onNull: "handled",
  fidelity: verified(`${DOCS}, coalesce`),
  examples: [
    { expr: 'coalesce(null, null, null, "first", null, "second")', gives: "first" },
    {
      expr: "coalesce(subscriptions.hasPromotion)",
      context: { subscriptions: { hasPromotion: [null, true, null, false, true] } },
      gives: true,
    },
    { expr: 'coalesce(date("?"), "unknown")', gives: "unknown", fidelity: assumed("a failure counts as null") },
    { expr: "coalesce(null, null)", gives: null, fidelity: assumed("nothing but nulls gives null") },
  ],
  run: ({ input: inputs }, { onSuppressed }) => {
    for (const input of inputs) {
      const value = input();
      if (value === null || value === MISSING) continue;
      if (isFailure(value) && countsAsNull(value)) {
        onSuppressed?.(value);
        continue;
      }
      if (inputs.length > 1 || isFailure(value)) return value;
      return (itemsOf(value) ?? [value]).find((item) => item !== null) ?? null;
    }
    return null;
  },
});

export const toArray = fn({
  name: "to_array",
  category: "Arrays",
  summary: "An array of values; the first argument says whether nulls are kept.",
  assumptions: [
    { about: "no values", chosen: "an empty array", refused: "null, or an error" },
    { about: "null as the first argument", chosen: "nulls are left out", refused: "null" },
  ],
  params: { includeNulls: bool, values: variadic(any, 0) },
  returns: array,
  typeOf: arrayOfValues,
  onNull: "handled",
  fidelity: verified(`${DOCS}, to_array`),
  examples: [
    { expr: "to_array(false, 1, null, 2, 3)", gives: [1, 2, 3] },
    { expr: "to_array(true, 1, null)", gives: [1, null] },
    { expr: "to_array(true)", gives: [], fidelity: assumed("no values, no items") },
  ],
  run: ({ includeNulls, values }) => (includeNulls === true ? values : values.filter((value) => value !== null)),
});

export const sizeOf = fn({
  name: "size_of",
  category: "Arrays",
  summary: "The number of an array's items, an object's keys or a text's characters.",
  assumptions: [
    { about: "null items", chosen: "they count", refused: "they are left out" },
    { about: "a text", chosen: "the number of its characters, as JEXL's size()", refused: "1, or an error" },
    { about: "null, and a number", chosen: "0, as JEXL's size()", refused: "null, or an error" },
  ],
  params: { input: any },
  returns: integerKind,
  onNull: "handled",
  fidelity: verified(`${DOCS}, size_of`),
  examples: [
    { expr: "size_of([1, 2, 3, 4])", gives: 4 },
    { expr: 'size_of("abc")', gives: 3, fidelity: assumed("as JEXL's size()") },
    { expr: "size_of(null)", gives: 0, fidelity: assumed("as JEXL's size()") },
  ],
  run: ({ input }) => sizeOfValue(input),
});

const ONE_ARRAY: readonly Assumption[] = [
  {
    about: "arrays",
    chosen: "one single array is looked into; of several arguments an array is one",
    refused: "arrays are looked into wherever they stand",
  },
  { about: "nothing to choose from", chosen: "null", refused: "an error" },
];

export const first = fn({
  name: "first",
  category: "Arrays",
  summary: "The first of its arguments, or of the items of one array.",
  assumptions: ONE_ARRAY,
  params: { input: variadic(any) },
  returns: any,
  typeOf: oneOfThem,
  onNull: "handled",
  nullWhen: "where there is no first value",
  fidelity: verified(`${DOCS}, first`),
  examples: [
    { expr: 'first("1", "2", "3")', gives: "1" },
    { expr: "first([])", gives: null },
    { expr: "first([7, 8])", gives: 7, fidelity: assumed("one single array is looked into") },
  ],
  run: ({ input }) => spread(input).at(0) ?? null,
});

export const last = fn({
  name: "last",
  category: "Arrays",
  summary: "The last of its arguments, or of the items of one array.",
  assumptions: ONE_ARRAY,
  params: { input: variadic(any) },
  returns: any,
  typeOf: oneOfThem,
  onNull: "handled",
  nullWhen: "where there is no last value",
  fidelity: verified(`${DOCS}, last`),
  examples: [
    { expr: 'last("1", "2", "3")', gives: "3" },
    { expr: "last([])", gives: null, fidelity: assumed("as first()") },
  ],
  run: ({ input }) => spread(input).at(-1) ?? null,
});

/** The items of one array given alone, or the arguments themselves. */
export function spread(values: readonly Value[]): readonly Value[] {
  const only = values.length === 1 ? values[0] : undefined;
  return (only === undefined ? undefined : itemsOf(only)) ?? values;
}

const NULL_IS_EMPTY: Assumption = { about: "a null array", chosen: "it counts as empty", refused: "null" };

export const addToArray = fn({
  name: "add_to_array",
  category: "Arrays",
  summary: "An array with values added at its end.",
  assumptions: [
    NULL_IS_EMPTY,
    { about: "an array among the values", chosen: "it is added as one item", refused: "its items are added" },
  ],
  params: { array: whenNull(array, []), values: variadic(any, 0) },
  returns: array,
  typeOf: arrayWithValues,
  onNull: "handled",
  fidelity: verified(`${DOCS}, add_to_array`),
  examples: [
    { expr: "add_to_array(['a', 'b'], 'c', 'd')", gives: ["a", "b", "c", "d"] },
    { expr: "add_to_array(null, 1)", gives: [1], fidelity: assumed("a null array counts as empty") },
  ],
  run: ({ array, values }) => [...array, ...values],
});

/** Arrays are joined up to this many items: a few ranges of a million would exhaust the memory. */
const ITEMS = 5_000_000;
const TOO_MANY = { functionName: "join_arrays", what: "make more items than any record holds", limit: ITEMS };

export const joinArrays = fn({
  name: "join_arrays",
  category: "Arrays",
  summary: "The items of several arrays, one after the other.",
  assumptions: [NULL_IS_EMPTY],
  params: { array: whenNull(collection, null), values: variadic(collection, 0) },
  returns: array,
  typeOf: arrayOfAll,
  onNull: "handled",
  fails: [codes.XM5016],
  fidelity: verified(`${DOCS}, join_arrays`),
  examples: [
    { expr: "join_arrays(['a', 'b'], ['c'], ['d', 'e'])", gives: ["a", "b", "c", "d", "e"] },
    { expr: "join_arrays(null, [1])", gives: [1], fidelity: assumed("a null array counts as empty") },
  ],
  run: ({ array, values }, call) => {
    const arrays = [array, ...values];
    const count = arrays.reduce((sum, items) => sum + (sizeOfCollection(items) ?? 0), 0);
    if (count > ITEMS) return call.fail(codes.XM5016, TOO_MANY);
    return arrays.flatMap((items) => itemsOf(items) ?? []);
  },
});

const UPDATE: readonly Assumption[] = [
  {
    about: "records that are inserted",
    chosen: "the array as it is: what it does to a profile's array shows only on the platform",
    refused: "the array merged with the profile's, which no preview knows",
  },
];

export const upsertArrayAppend = fn({
  name: "upsert_array_append",
  category: "Arrays",
  summary: "An array whose items are to be added to those that the profile has.",
  assumptions: UPDATE,
  params: { array },
  returns: array,
  typeOf: arrayOfAll,
  onNull: "null",
  fidelity: verified(`${DOCS}, upsert_array_append`),
  examples: [{ expr: "upsert_array_append([123, 456])", gives: [123, 456] }],
  run: ({ array }) => array,
});

export const upsertArrayReplace = fn({
  name: "upsert_array_replace",
  category: "Arrays",
  summary: "An array that is to take the place of the one that the profile has.",
  notes: ["The documentation's sample still has the position to replace from, which it does not describe any more."],
  assumptions: UPDATE,
  params: { array, index: optional(integerKind, null) },
  returns: array,
  typeOf: (args) => arrayOfAll(args.slice(0, 1)),
  onNull: "null",
  fidelity: verified(`${DOCS}, upsert_array_replace`),
  examples: [
    { expr: "upsert_array_replace([123, 456])", gives: [123, 456] },
    { expr: "upsert_array_replace([123, 456], 1)", gives: [123, 456] },
  ],
  run: ({ array }) => array,
});
