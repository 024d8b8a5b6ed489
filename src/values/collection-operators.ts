import { doubleOf, failed, isNumber, longOf, toLong, tooLarge, toText } from "./coerce.js";
import { equal } from "./compare.js";
import { javaEquals, keyOf } from "./identity.js";
import { MOST_ITEMS } from "./limits.js";
import { integer, long, rangeOf } from "./make.js";
import { textOf } from "./text.js";
import type { Failure, IntegerRange, Value } from "./value.js";
import { withPattern } from "./with-pattern.js";

/** `=~ !~ =^ !^ =$ !$`, `empty`, `size` and ranges. */

/** `value =~ container`: a full match of a pattern, or membership; anything else is `==`. */
export function isIn(value: Value, container: Value, strict: boolean): boolean | Failure {
  if (value === null || container === null) return value === container;
  if (typeof container === "string") return matchesPattern(value, container);
  if (typeof container === "object") {
    switch (container.kind) {
      case "pattern":
        return matchesPattern(value, container.source);
      case "map":
        return membersOf(value, "map").every((member) => container.entries.has(keyOf(member)));
      case "set":
        return membersOf(value, "collection").every((member) => container.items.has(keyOf(member)));
      case "list": {
        const keys = new Set(container.items.map(keyOf));
        return membersOf(value, "collection").every((member) => keys.has(keyOf(member)));
      }
      // An array is no collection in Java: it holds the value itself or not.
      case "array":
        return container.items.some((item) => javaEquals(item, value));
      case "range":
        return value !== null && typeof value === "object" && value.kind === "range"
          ? isInRange(integer(value.from), container) && isInRange(integer(value.to), container)
          : membersOf(value, "collection").every((member) => isInRange(member, container));
      default:
        break;
    }
  }
  return equal(value, container, strict);
}

/** A map in a map and a collection in a collection ask for every member; anything else is one member. */
function membersOf(value: Value, holder: "map" | "collection"): readonly Value[] {
  if (value === null || typeof value !== "object") return [value];
  if (value.kind === "map" && holder === "map") return [...value.entries.values()].map((entry) => entry.key);
  if (holder === "collection") {
    if (value.kind === "list") return value.items;
    if (value.kind === "set") return [...value.items.values()];
    if (value.kind === "range") return isWritable(value) ? [...rangeItems(value)] : [value];
  }
  return [value];
}

export function isInRange(value: Value, { from, to }: IntegerRange): boolean {
  if (value === null || typeof value !== "object" || !isNumber(value)) return false;
  const whole = Number(BigInt.asIntN(32, longOf(value)));
  return whole >= Math.min(from, to) && whole <= Math.max(from, to);
}

function matchesPattern(value: Exclude<Value, null>, source: string): boolean | Failure {
  return withPattern(source, (regex) => regex.matches(textOf(value)));
}

/** `left =^ right` and `left =$ right`: for text on the left; anything else is `==`. */
export function startsOrEndsWith(operator: "=^" | "=$", left: Value, right: Value, strict: boolean): boolean | Failure {
  if (left === null || right === null) return left === right;
  if (typeof left !== "string") return equal(left, right, strict);
  const affix = toText(right, { operator, strict });
  if (failed(affix)) return affix;
  return operator === "=^" ? left.startsWith(affix) : left.endsWith(affix);
}

/** `empty x`: null, no text, zero, NaN, and lists, maps, sets and arrays without items. */
export function isEmpty(value: Value): boolean {
  if (value === null) return true;
  if (typeof value === "string") return value === "";
  if (isNumber(value)) {
    const number = doubleOf(value);
    return number === 0 || Number.isNaN(number);
  }
  return sizeOfCollection(value) === 0;
}

/** `size x`: characters of a text, items of a collection; 0 for everything else. Java's size of a long range wraps. */
export function sizeOf(value: Value): number {
  if (typeof value === "string") return value.length;
  const size = sizeOfCollection(value) ?? 0;
  return size > 0x7fffffff ? Number(BigInt.asIntN(32, BigInt(size))) : size;
}

/** Undefined for what is no collection. */
export function sizeOfCollection(value: Value): number | undefined {
  if (value === null || typeof value !== "object") return undefined;
  switch (value.kind) {
    case "list":
    case "array":
      return value.items.length;
    case "map":
      return value.entries.size;
    case "set":
      return value.items.size;
    case "range":
      return Math.abs(value.to - value.from) + 1;
    default:
      return undefined;
  }
}

/** A range is lazy; only one of at most a million members is ever written out. */
export function isWritable({ from, to }: IntegerRange): boolean {
  return Math.abs(to - from) < MOST_ITEMS;
}

/** The items of an array, a list, a set or a range; undefined of anything else, and of a range too long to write out. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (value === null || typeof value !== "object") return undefined;
  switch (value.kind) {
    case "array":
    case "list":
      return value.items;
    case "set":
      return [...value.items.values()];
    case "range":
      return isWritable(value) ? [...rangeItems(value)] : undefined;
    default:
      return undefined;
  }
}

/** The members of a range in its order. */
export function* rangeItems({ from, to }: IntegerRange): Iterable<Value> {
  const step = from <= to ? 1 : -1;
  const ofIntegers = from === (from | 0) && to === (to | 0);
  for (let item = from; item !== to + step; item += step) yield ofIntegers ? integer(item) : long(item);
}

/**
 * `from..to`: of Integers, or of Longs where an end lies beyond 32 bits. Ends beyond 2^53 are refused (assumed: nobody
 * maps one).
 */
export function makeRange(from: Value, to: Value, strict: boolean): IntegerRange | Failure {
  const operation = { operator: "..", strict };
  const first = toLong(from, operation);
  if (failed(first)) return first;
  const last = toLong(to, operation);
  if (failed(last)) return last;
  const range = rangeOf(Number(first), Number(last));
  if (Number.isSafeInteger(range.from) && Number.isSafeInteger(range.to)) return range;
  return tooLarge("The end of the range", "2^53");
}
