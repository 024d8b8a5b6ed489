import { functions as codes } from "../diagnostics/functions.js";
import { sizeOfCollection } from "../values/collection-operators.js";
import {
  callMethod,
  isFailure,
  itemsOf,
  listOf,
  MISSING,
  type Outcome,
  objectOf,
  type Value,
} from "../values/index.js";
import { assumed, fn, verified } from "./define.js";
import type { FunctionRecord } from "./function-record.js";
import { any, array, bool, type Kind, kindName, map, object, scalarText, texts, variadic } from "./kinds.js";
import { byAttribute, firstOf, isMap, withTextKeys } from "./maps.js";
import { NULL_KEY, ODD_COUNT, pairUp } from "./pairs.js";
import { mapOfObject, objectOfPairs } from "./result-types.js";

const DOCS = "Data Prep functions";

export const isEmpty = fn({
  name: "is_empty",
  category: "Objects",
  summary: "Whether an array or object has nothing in it, a text no characters, or a value is null.",
  assumptions: [
    {
      about: "nulls inside of an array or object",
      chosen: "they are contents as any other: `[null]` is not empty",
      refused: "an array of nothing but nulls is empty",
    },
    { about: "null and the empty text", chosen: "they are empty", refused: "null, or an error" },
    {
      about: "a number, a boolean, a space",
      chosen: "they are not empty",
      refused: "0 is empty, as JEXL's empty says",
    },
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
  assumptions: [
    { about: "a key that comes twice", chosen: "the last value counts", refused: "the first one stays" },
    ODD_COUNT,
    NULL_KEY,
  ],
  params: { input: variadic(any) },
  returns: object,
  typeOf: objectOfPairs,
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
  run: ({ input }, call) => {
    const paired = pairUp("to_object", input);
    return "why" in paired ? call.fail(codes.XM5009, paired) : objectOf(paired.fields);
  },
});

export const nullify = fn({
  name: "nullify",
  category: "Objects",
  summary: "Null, so that the target is left out of the record.",
  params: {},
  returns: any,
  typeOf: () => ({ kind: "null" }),
  onNull: "handled",
  fidelity: verified(`${DOCS}, nullify`),
  examples: [{ expr: "nullify()", gives: null }],
  run: () => null,
});

export const getKeys: FunctionRecord = fn({
  name: "get_keys",
  category: "Objects",
  summary: "The keys of an object, in its order.",
  assumptions: [
    {
      about: "the order of a map literal's keys",
      chosen: "that of the literal, as in the documented sample",
      refused: "the order of Java's HashMap, which JEXL makes of it",
    },
    { about: "a null object", chosen: "null", refused: "an empty array" },
  ],
  params: { object },
  returns: texts,
  onNull: "null",
  fidelity: verified(`${DOCS}, get_keys`),
  examples: [
    { expr: "get_keys(book)", context: { book: { title: "1984", price: 9 } }, gives: ["title", "price"] },
    { expr: 'get_keys({"book1": "Pride and Prejudice", "book2": "1984"})', gives: ["book1", "book2"] },
  ],
  forCall: ([argument, ...more]) =>
    argument?.kind === "map" && more.length === 0 ? keysInOrder([...new Set(argument.keys)]) : null,
  run: ({ object }) => [...object.entries.values()].map(({ key }) => (key === null ? null : (scalarText(key) ?? null))),
});

/** get_keys() of a map literal, whose keys JEXL puts into another order. */
function keysInOrder(written: readonly string[]): FunctionRecord {
  return {
    ...getKeys,
    invoke: (args, context) => {
      const keys = getKeys.invoke(args, context);
      return keys === null || keys === MISSING || isFailure(keys) ? keys : listOf(written);
    },
  };
}

export const get = fn({
  name: "get",
  category: "Objects",
  style: "method",
  summary: "The value of a key of an object.",
  notes: ["It is Java's Map.get, and List.get of an array: `items.get(0)`."],
  assumptions: [
    { about: "a key that is not there", chosen: "null", refused: "an error" },
    { about: "a null in place of the object", chosen: "null; an error in strict mode", refused: "null always" },
  ],
  params: { object: any, key: any },
  returns: any,
  onNull: "null",
  nullWhen: "where the object has no such key",
  fails: [codes.XM5003],
  fidelity: verified(`${DOCS}, str_to_object`),
  examples: [
    {
      expr: 'str_to_object("firstName - John ; lastName - ; phone - 123 456 7890", "-", ";").get("firstName")',
      gives: "John",
    },
    { expr: 'address.get("street")', context: { address: { city: "Paris" } }, gives: null },
  ],
  run: ({ object, key }, call) => {
    const found = callMethod(object, "get", [key]);
    return found ?? call.fail(codes.XM5003, { ...NO_OBJECT, found: kindName(object), text: null });
  },
});

const NO_OBJECT = { functionName: "get", argument: "object", wanted: "an object" };

const objects: Kind<readonly Value[]> = { ...array, type: { kind: "array", items: object.type } };

export const arraysToObject = fn({
  name: "arrays_to_object",
  aliases: ["arrays_to_objects"],
  category: "Objects",
  summary: "An array of objects out of keys and arrays in turn: the first object has the first item of each array.",
  assumptions: [
    {
      about: "arrays of different lengths",
      chosen: "there are as many objects as the longest has items, with nulls for what the others lack",
      refused: "as many as the shortest has, or an error",
    },
    { about: "no arguments, and null arrays", chosen: "they have no items", refused: "null, or an error" },
    { about: "a key that comes twice", chosen: "the last array counts", refused: "the first one stays" },
    ODD_COUNT,
    NULL_KEY,
  ],
  params: { input: variadic(any, 0) },
  returns: objects,
  onNull: "handled",
  fails: [codes.XM5003, codes.XM5009, codes.XM5016],
  fidelity: verified(`${DOCS}, arrays_to_object`),
  examples: [
    {
      expr: "arrays_to_objects('sku', explode(\"id1|id2\", '\\\\|'), 'price', [22.5, 14.35])",
      gives: [
        { sku: "id1", price: 22.5 },
        { sku: "id2", price: 14.35 },
      ],
    },
    {
      expr: 'arrays_to_object("a", [1, 2], "b", [3])',
      gives: [
        { a: 1, b: 3 },
        { a: 2, b: null },
      ],
      fidelity: assumed("nulls for what the shorter array lacks"),
    },
    { expr: 'arrays_to_object("a")', fails: "XM5009", fidelity: assumed("a key without an array fails") },
  ],
  run: ({ input }, call) => {
    const paired = pairUp("arrays_to_object", input);
    if ("why" in paired) return call.fail(codes.XM5009, paired);
    const longest = paired.fields.reduce((most, [, value]) => Math.max(most, sizeOfCollection(value) ?? 0), 0);
    if (longest * paired.fields.length > CELLS) return call.fail(codes.XM5016, TOO_MANY);
    const columns: (readonly [string, readonly Value[]])[] = [];
    for (const [name, value] of paired.fields) {
      const items = value === null ? [] : itemsOf(value);
      if (items === undefined) {
        const found = { found: kindName(value), text: value === null ? null : (scalarText(value) ?? null) };
        return call.fail(codes.XM5003, { ...NO_ARRAY, ...found });
      }
      columns.push([name, items]);
    }
    return Array.from({ length: longest }, (_, at) =>
      objectOf(columns.map(([name, items]) => [name, items[at] ?? null])),
    );
  },
});

const NO_ARRAY = { functionName: "arrays_to_object", argument: "input", wanted: "an array after each key" };

/** Every key takes room in every object: beyond this many in all, the call is a mistake. */
const CELLS = 5_000_000;
const TOO_MANY = { functionName: "arrays_to_object", what: "make more fields than any record holds", limit: CELLS };

export const objectToMap: FunctionRecord = fn({
  name: "object_to_map",
  category: "Objects",
  summary: "A map of keys and values in turn, of an object's fields, or of an array's objects by one of their fields.",
  notes: [
    'Three forms: `object_to_map("first", "Ada", "last", "Lovelace")`, `object_to_map(address)`, and ' +
      '`object_to_map(addresses, "type")`, where each object of the array is found under its type.',
    "Keys become text. A null given first gives null.",
  ],
  assumptions: [
    {
      about: "the field of the third form without quotes, as the documented sample has it",
      chosen: "a bare name is the field, unless a column of that name has a value",
      refused: "it is always a column, or always a field",
    },
    {
      about: "a key that comes twice",
      chosen: "the first value stays, as add_to_map() is documented",
      refused: "the last one counts",
    },
    {
      about: "an item of the array without the field",
      chosen: "it is passed over",
      refused: "an error, or an entry without a key",
    },
    {
      about: "a map as a value, which the documentation excepts",
      chosen: "it is taken: at run time a map is an object as any other",
      refused: "an error, or null in its place",
    },
    ODD_COUNT,
    NULL_KEY,
  ],
  params: { key: any, anyType: variadic(any, 0) },
  returns: map,
  typeOf: mapOfObject,
  onNull: "handled",
  fails: [codes.XM5003, codes.XM5009],
  fidelity: verified(`${DOCS}, object_to_map`),
  examples: [
    { expr: 'object_to_map("firstName", "John", "lastName", "Doe")', gives: { firstName: "John", lastName: "Doe" } },
    {
      expr: "object_to_map(address)",
      context: { address: { City: "san jose", State: "CA" } },
      gives: { City: "san jose", State: "CA" },
    },
    {
      expr: 'object_to_map(addresses, "type")',
      context: { addresses: [{ type: "home" }, { type: "work" }] },
      gives: { home: { type: "home" }, work: { type: "work" } },
    },
    {
      expr: "object_to_map(addresses, type)",
      context: { addresses: [{ type: "home" }] },
      gives: { home: { type: "home" } },
      fidelity: assumed("a bare name is the field"),
    },
  ],
  forCall: ([, attribute, ...more]) =>
    attribute?.kind === "name" && more.length === 0 ? byBareName(attribute.name) : null,
  run: ({ key, anyType }, call) => {
    const wrong = (wanted: string, value: Value) =>
      call.fail(codes.XM5003, {
        functionName: "object_to_map",
        argument: "key",
        wanted,
        found: kindName(value),
        text: value === null ? null : (scalarText(value) ?? null),
      });
    if (anyType.length === 0) return key === null ? null : isMap(key) ? withTextKeys(key) : wrong("an object", key);
    const items = itemsOf(key);
    const [attribute = null] = anyType;
    if (items !== undefined && anyType.length === 1) {
      const field = attribute === null ? null : scalarText(attribute);
      if (field === undefined) return wrong("a field's name after an array", attribute);
      return field === null ? null : byAttribute(items, field);
    }
    if (key === null && anyType.length === 1) return null;
    const paired = pairUp("object_to_map", [key, ...anyType]);
    return "why" in paired ? call.fail(codes.XM5009, paired) : firstOf(paired.fields);
  },
});

/** object_to_map(addresses, type): after an array, a name that no column has a value for is the field itself. */
function byBareName(name: string): FunctionRecord {
  return {
    ...objectToMap,
    invoke: ([items, column, ...more], context) => {
      if (items === undefined || column === undefined) return objectToMap.invoke([], context);
      const given = items();
      const isArray = given !== MISSING && !isFailure(given) && itemsOf(given) !== undefined;
      const field = (): Outcome => {
        const value = column();
        return isArray && (value === null || value === MISSING) ? name : value;
      };
      return objectToMap.invoke([() => given, field, ...more], context);
    },
  };
}
