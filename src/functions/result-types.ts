import { commonTypeOf } from "../values/common-type.js";
import type { Type } from "../values/index.js";
import type { WrittenArgument } from "./function-record.js";

const ANY: Type = { kind: "any" };

// What functions give that hand on one of their arguments: their own `returns` can only say that it is some value.

/** One of its arguments, or of the items of the one array that it is given: `coalesce`, `first`, `max`. */
export function oneOfThem(args: readonly Type[]): Type {
  const [only, ...more] = args;
  return only?.kind === "array" && more.length === 0 ? only.items : commonTypeOf(args);
}

/** An array of one type of items; of none nothing is known of what may come into it. */
function arrayOf(items: readonly Type[]): Type {
  return { kind: "array", items: items.length === 0 ? ANY : commonTypeOf(items) };
}

/** An array of all arguments but the first: `to_array`. */
export function arrayOfValues([, ...values]: readonly Type[]): Type {
  return arrayOf(values);
}

/** The array that it is given, with other values: `add_to_array`. */
export function arrayWithValues([array, ...values]: readonly Type[]): Type {
  return arrayOf([...itemsOf(array), ...values]);
}

/** The items of all arrays that it is given: `join_arrays`, and what hands its one array on. */
export function arrayOfAll(arrays: readonly Type[]): Type {
  return arrayOf(arrays.flatMap(itemsOf));
}

function itemsOf(array: Type | undefined): readonly Type[] {
  if (array === undefined || array.kind === "null") return [];
  return [array.kind === "array" ? array.items : ANY];
}

/** An object of keys and values given in turn: `to_object`. A key that is computed may be any. */
export function objectOfPairs(args: readonly Type[], written: readonly WrittenArgument[]): Type {
  const fields = new Map<string, Type>();
  for (const [at, key] of written.entries()) {
    if (at % 2 === 1) continue;
    if (key.kind !== "text") return { kind: "object", fields: null };
    fields.set(key.text, args[at + 1] ?? ANY);
  }
  return { kind: "object", fields };
}

/** A map of keys and values given in turn, or of the fields of the one object that it is given: `to_map`. */
export function mapOfPairs(args: readonly Type[]): Type {
  const [only] = args;
  if (args.length === 1) return { kind: "map", values: only === undefined ? ANY : valuesOf(only) };
  return { kind: "map", values: commonTypeOf(args.filter((_, at) => at % 2 === 1)) };
}

/** The objects of an array, each under one of its fields: `array_to_map`. */
export function mapOfItems([array]: readonly Type[]): Type {
  return { kind: "map", values: array?.kind === "array" ? array.items : ANY };
}

/** One of the three forms of `object_to_map`: of an object, of an array's objects, of keys and values in turn. */
export function mapOfObject(args: readonly Type[]): Type {
  const [first] = args;
  if (args.length > 1 && first?.kind === "any") return { kind: "map", values: ANY };
  return first?.kind === "array" ? mapOfItems(args) : mapOfPairs(args);
}

/** The entries of several maps: `add_to_map`. */
export function mapOfAll(maps: readonly Type[]): Type {
  return { kind: "map", values: commonTypeOf(maps.map(valuesOf)) };
}

/** The value of a key, or of each of several: `map_get_values`. */
export function valueOfKey([map, key]: readonly Type[], [, written]: readonly WrittenArgument[]): Type {
  if (map === undefined || key === undefined) return ANY;
  if (key.kind === "array") return { kind: "array", items: valuesOf(map) };
  if (isOpen(key)) return ANY;
  if (map.kind !== "object" || written?.kind !== "text") return valuesOf(map);
  return map.fields?.get(written.text) ?? ANY;
}

function valuesOf(type: Type): Type {
  if (type.kind === "map") return type.values;
  return type.kind === "object" && type.fields !== null ? commonTypeOf([...type.fields.values()]) : ANY;
}

function isOpen({ kind }: Type): boolean {
  return kind === "any";
}

/** One of its two arms: `iif`. */
export function oneOfTheArms([, ...arms]: readonly Type[]): Type {
  return commonTypeOf(arms);
}

/** One of the values behind its options, or the default, or null: `decode`. */
export function oneOfTheValues([, ...options]: readonly Type[]): Type {
  return commonTypeOf(options.filter((_type, at) => at % 2 === 1 || at === options.length - 1));
}
