import { add } from "../arithmetic.js";
import { isNumber, tooManyItems } from "../coerce.js";
import {
  isEmpty,
  isIn,
  isInRange,
  itemsOf,
  sizeOf,
  sizeOfCollection,
  startsOrEndsWith,
} from "../collection-operators.js";
import { javaEquals, keyOf } from "../identity.js";
import { javaHash } from "../java-hash.js";
import { kindName } from "../kind-name.js";
import { arrayOf, integer, listOf, setOf } from "../make.js";
import { textOf } from "../text.js";
import type { Failure, Value } from "../value.js";
import {
  anything,
  array,
  boolean,
  int,
  type JavaMethod,
  type Kind,
  list,
  map,
  method0,
  method1,
  method2,
  NULL_ARGUMENT,
  onlyNull,
  outOfRange,
  present,
  range,
  set,
  Thrown,
} from "./method.js";

/**
 * Lists, arrays, maps and sets. Values do not change here: `add` and `remove` give what Java gives, and the list stays
 * as it is.
 */
export const COLLECTION_METHODS: readonly JavaMethod[] = [
  method0(list, "size", (l) => integer(l.items.length)),
  method0(list, "isEmpty", (l) => l.items.length === 0),
  method0(list, "toArray", (l) => arrayOf("Object", l.items)),
  method1(list, "toArray", onlyNull, () => NULL_ARGUMENT),
  method1(list, "toArray", int, () => NO_ARRAY),
  method1(list, "get", int, (l, at) => itemAt(l.items, at)),
  method1(list, "contains", anything, (l, item) => indexOfItem(l.items, item) >= 0),
  method1(list, "indexOf", anything, (l, item) => integer(indexOfItem(l.items, item))),
  method1(list, "lastIndexOf", anything, (l, item) => integer(l.items.findLastIndex((one) => javaEquals(one, item)))),
  method2(list, "subList", [int, int], (l, from, to) => {
    if (from < 0 || to > l.items.length || from > to) return outOfRange(from < 0 ? from : to, l.items.length);
    return listOf(l.items.slice(from, to));
  }),
  method1(list, "add", anything, () => true),
  method2(list, "add", [int, anything], (l, at) =>
    at < 0 || at > l.items.length ? outOfRange(at, l.items.length) : null,
  ),
  method1(list, "remove", anything, (l, item) => {
    if (typeof item === "object" && (item?.kind === "integer" || item?.kind === "short" || item?.kind === "byte")) {
      return itemAt(l.items, item.value);
    }
    return indexOfItem(l.items, item) >= 0;
  }),

  method0(array, "size", (a) => integer(a.items.length)),
  method1(array, "get", int, (a, at) => itemAt(a.items, at)),
  method1(array, "contains", anything, (a, item) => indexOfItem(a.items, item) >= 0),
  method1(array, "indexOf", anything, (a, item) => integer(indexOfItem(a.items, item))),
  // JEXL finds these in its wrapper of arrays and then calls them on the array itself, which has none.
  method0(array, "isEmpty", () => NOT_OF_ARRAYS),
  method2(array, "subList", [int, int], () => NOT_OF_ARRAYS),
  method1(array, "add", anything, () => NOT_OF_ARRAYS),
  method0(array, "toArray", () => NOT_OF_ARRAYS),
  method1(array, "remove", anything, () => NOT_OF_ARRAYS),
  method1(array, "lastIndexOf", anything, () => NOT_OF_ARRAYS),

  method0(map, "size", (m) => integer(m.entries.size)),
  method0(map, "isEmpty", (m) => m.entries.size === 0),
  method1(map, "get", anything, (m, key) => m.entries.get(keyOf(key))?.value ?? null),
  method1(map, "containsKey", anything, (m, key) => m.entries.has(keyOf(key))),
  // What they give is Java's answer; the map itself stays as it is.
  method1(map, "remove", anything, (m, key) => m.entries.get(keyOf(key))?.value ?? null),
  method2(map, "remove", [anything, anything], (m, key, value) => {
    const entry = m.entries.get(keyOf(key));
    return entry !== undefined && javaEquals(entry.value, value);
  }),
  method2(map, "replace", [anything, anything], (m, key) => m.entries.get(keyOf(key))?.value ?? null),
  method0(map, "keySet", (m) => setOf([...m.entries.values()].map((entry) => entry.key))),
  method0(map, "values", (m) => listOf([...m.entries.values()].map((entry) => entry.value))),

  method0(set, "size", (s) => integer(s.items.size)),
  method0(set, "isEmpty", (s) => s.items.size === 0),
  method1(set, "contains", anything, (s, item) => s.items.has(keyOf(item))),
  method1(set, "add", anything, (s, item) => !s.items.has(keyOf(item))),
  method1(set, "remove", anything, (s, item) => s.items.has(keyOf(item))),
  method0(set, "toArray", (s) => arrayOf("Object", [...s.items.values()])),
  method1(set, "toArray", onlyNull, () => NULL_ARGUMENT),
  method1(set, "toArray", int, () => NO_ARRAY),

  method0(range, "isEmpty", () => false),
  method0(range, "size", (r) => integer(sizeOf(r))),
  method1(range, "contains", anything, (r, item) => isInRange(item, r)),
  method1(range, "add", anything, () => UNCHANGING),
  method1(range, "remove", anything, () => UNCHANGING),
  method1(range, "toArray", onlyNull, () => NULL_ARGUMENT),
  method1(range, "toArray", int, () => NO_ARRAY),
  method0(range, "toArray", (r) => {
    const items = itemsOf(r);
    return items === undefined ? tooManyItems() : arrayOf("Object", items);
  }),
];

const NO_ARRAY = new Thrown("the argument is no array");
const UNCHANGING = new Thrown("a range cannot be changed");
const NOT_OF_ARRAYS = new Thrown("Java's arrays do not have it");

function itemAt(items: readonly Value[], at: number): Value | Thrown {
  return items[at] ?? (at >= 0 && at < items.length ? null : outOfRange(at, items.length - 1));
}

function indexOfItem(items: readonly Value[], item: Value): number {
  return items.findIndex((one) => javaEquals(one, item));
}

/** A parameter of Java's Integer, which no other kind of number suits. */
const integerOrNull: Kind<number | null> = {
  name: "integer",
  read: (value) => {
    if (value === null) return { of: null };
    return typeof value === "object" && value.kind === "integer" ? { of: value.value } : undefined;
  },
};

/** What every value has. */
export const COMMON_METHODS: readonly JavaMethod[] = [
  method0(present, "toString", textOf),
  method1(present, "equals", anything, (value, other) => javaEquals(value, other)),
  method0(present, "hashCode", (value) => integer(javaHash(value))),
];

/**
 * JEXL looks among its own operators last, with the value in front of the arguments: `5.size()` is 1, `x.contains(y)`
 * asks what `y =~ x` asks.
 */
export const OPERATOR_METHODS: readonly JavaMethod[] = [
  method0(present, "size", (value) => integer(knownSize(value) ?? 1)),
  method1(present, "size", integerOrNull, (value, otherwise) => {
    const size = knownSize(value) ?? otherwise;
    return size === null ? null : integer(size);
  }),
  method0(present, "isEmpty", isEmpty),
  method1(present, "isEmpty", boolean, isEmptyOr),
  method1(present, "isEmpty", onlyNull, isEmptyOr),
  method0(present, "empty", isEmpty),
  // JEXL finds the equals() of its arithmetic itself, which is equal to no value.
  method0(present, "equals", () => false),
  method1(present, "contains", anything, (container, value) => isInHolder(value, container)),
  method1(present, "matches", anything, (value, container) => isInHolder(value, container)),
  {
    receiver: present.name,
    name: "add",
    parameters: [anything.name],
    call: (target, args, strict) =>
      target === null || args.length !== 1 ? undefined : add(target, args[0] ?? null, strict),
  },
  method1(present, "startsWith", anything, (value, part) => affix("=^", value, part)),
  method1(present, "endsWith", anything, (value, part) => affix("=$", value, part)),
];

const HOLDERS: ReadonlySet<string> = new Set(["string", "pattern", "map", "set", "list", "range"]);

/** `=~` without its last resort: what holds nothing has no answer. */
function isInHolder(value: Value, container: Value): Value | Failure {
  if (value === null || container === null) return value === container;
  return HOLDERS.has(kindName(container)) ? isIn(value, container, false) : null;
}

/** Whether it is empty, or the second where nobody can say. */
function isEmptyOr(value: Exclude<Value, null>, otherwise: boolean | null): boolean | null {
  const canTell = typeof value === "string" || isNumber(value) || sizeOfCollection(value) !== undefined;
  return canTell ? isEmpty(value) : otherwise;
}

function knownSize(value: Value): number | undefined {
  return typeof value === "string" || sizeOfCollection(value) !== undefined ? sizeOf(value) : undefined;
}

function affix(operator: "=^" | "=$", value: Value, part: Value) {
  if (part === null) return false;
  return typeof value === "string" ? startsOrEndsWith(operator, value, part, false) : null;
}
