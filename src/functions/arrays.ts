import { isFailure, itemsOf, MISSING, sizeOf as sizeOfValue, type Value } from "../values/index.js";
import { countsAsNull } from "./counts-as-null.js";
import { assumed, fn, verified } from "./define.js";
import { any, array, bool, integerKind, lazyRest, variadic, whenNull } from "./kinds.js";

const DOCS = "Data Prep functions";

export const coalesce = fn({
  name: "coalesce",
  category: "Arrays",
  summary: "The first of its arguments that is not null.",
  notes: [
    "An argument that fails counts as null, and what comes after the first hit is not evaluated (assumed).",
    "One single array is looked through item by item.",
    "The empty text and false are not null, and are returned as they are.",
  ],
  params: { inputs: lazyRest },
  returns: any,
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
  run: ({ inputs }, { onSuppressed }) => {
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
  params: { includeNulls: bool, values: variadic(any, 0) },
  returns: array,
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
  notes: ["Nulls count as items; of null, and of a number, it is 0 (assumed)."],
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

export const first = fn({
  name: "first",
  category: "Arrays",
  summary: "The first of its arguments, or of the items of one array.",
  notes: ["One single array is looked into; of several arguments arrays are items (assumed)."],
  params: { inputs: variadic(any) },
  returns: any,
  onNull: "handled",
  fidelity: verified(`${DOCS}, first`),
  examples: [
    { expr: 'first("1", "2", "3")', gives: "1" },
    { expr: "first([])", gives: null },
    { expr: "first([7, 8])", gives: 7, fidelity: assumed("one single array is looked into") },
  ],
  run: ({ inputs }) => spread(inputs).at(0) ?? null,
});

export const last = fn({
  name: "last",
  category: "Arrays",
  summary: "The last of its arguments, or of the items of one array.",
  notes: ["One single array is looked into; of several arguments arrays are items (assumed)."],
  params: { inputs: variadic(any) },
  returns: any,
  onNull: "handled",
  fidelity: verified(`${DOCS}, last`),
  examples: [
    { expr: 'last("1", "2", "3")', gives: "3" },
    { expr: "last([])", gives: null, fidelity: assumed("as first()") },
  ],
  run: ({ inputs }) => spread(inputs).at(-1) ?? null,
});

/** The items of one array given alone, or the arguments themselves. */
export function spread(values: readonly Value[]): readonly Value[] {
  const only = values.length === 1 ? values[0] : undefined;
  return (only === undefined ? undefined : itemsOf(only)) ?? values;
}

export const addToArray = fn({
  name: "add_to_array",
  category: "Arrays",
  summary: "An array with values added at its end.",
  notes: ["A null array counts as empty; an array among the values is added as one item (assumed)."],
  params: { array: whenNull(array, []), values: variadic(any, 0) },
  returns: array,
  onNull: "handled",
  fidelity: verified(`${DOCS}, add_to_array`),
  examples: [
    { expr: "add_to_array(['a', 'b'], 'c', 'd')", gives: ["a", "b", "c", "d"] },
    { expr: "add_to_array(null, 1)", gives: [1], fidelity: assumed("a null array counts as empty") },
  ],
  run: ({ array, values }) => [...array, ...values],
});

export const joinArrays = fn({
  name: "join_arrays",
  category: "Arrays",
  summary: "The items of several arrays, one after the other.",
  notes: ["A null array counts as empty (assumed)."],
  params: { array: whenNull(array, []), values: variadic(array, 0) },
  returns: array,
  onNull: "handled",
  fidelity: verified(`${DOCS}, join_arrays`),
  examples: [
    { expr: "join_arrays(['a', 'b'], ['c'], ['d', 'e'])", gives: ["a", "b", "c", "d", "e"] },
    { expr: "join_arrays(null, [1])", gives: [1], fidelity: assumed("a null array counts as empty") },
  ],
  run: ({ array, values }) => [...array, ...values.flatMap((items) => items ?? [])],
});
