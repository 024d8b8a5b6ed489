import { isNumber, longOf } from "./coerce.js";
import { keyOf } from "./identity.js";
import { arrayOf, byte, integer } from "./make.js";
import type { Value } from "./value.js";

/**
 * `object.name` and `object[key]`: a map's entry, a list's or array's item by number, or one of the few bean getters
 * that plain values have. Undefined where there is nothing: the lenient engine reads that as null.
 */
export function getProperty(object: Value, key: Value): Value | undefined {
  if (object === null) return undefined;
  if (typeof object === "string")
    return key === "empty" ? object === "" : key === "bytes" ? utf8Bytes(object) : undefined;
  if (typeof object === "boolean") return undefined;
  switch (object.kind) {
    case "map":
      // Java's getter `isEmpty` wins over a key of that name.
      if (key === "empty") return object.entries.size === 0;
      return object.entries.get(keyOf(key))?.value;
    case "list":
    case "array": {
      const index = indexOf(key);
      if (index !== undefined) return object.items[index];
      return key === "empty" && object.kind === "list" ? object.items.length === 0 : undefined;
    }
    case "set":
      return key === "empty" ? object.items.size === 0 : undefined;
    case "range":
      return rangeProperty(object.from, object.to, key);
    default:
      return undefined;
  }
}

function rangeProperty(from: number, to: number, key: Value): Value | undefined {
  switch (key) {
    case "empty":
      return false;
    case "min":
      return integer(Math.min(from, to));
    case "max":
      return integer(Math.max(from, to));
    default:
      return undefined;
  }
}

/** Numbers are cut towards zero; anything else is no index. */
function indexOf(key: Value): number | undefined {
  if (key === null || typeof key !== "object" || !isNumber(key)) return undefined;
  return Number(BigInt.asIntN(32, longOf(key)));
}

/** `a.0`: after a dot digits are a number; so they find items of lists, and not the text key "0" of a map. */
export function memberKey(name: string): Value {
  return /^(?:0|[1-9]\d{0,9})$/.test(name) && Number(name) <= 0x7fffffff ? integer(Number(name)) : name;
}

function utf8Bytes(text: string): Value {
  return arrayOf(
    "byte",
    [...new TextEncoder().encode(text)].map((unit) => byte(unit)),
  );
}
