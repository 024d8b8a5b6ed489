import { isNumber, longOf } from "./coerce.js";
import { keyOf } from "./identity.js";
import { stripStart } from "./java-text.js";
import { arrayOf, byte, integer } from "./make.js";
import type { Value } from "./value.js";

/**
 * `object.name`: a map's entry, a list's or array's item by number, or one of the few bean getters that plain values
 * have, which win over a map's key. Undefined where there is nothing: the lenient engine reads that as null.
 */
export function getProperty(object: Value, key: Value): Value | undefined {
  if (object === null) return undefined;
  if (typeof object === "string") return textProperty(object, key);
  if (typeof object === "boolean") return undefined;
  switch (object.kind) {
    case "map":
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

/** `object[key]`: as `object.key`, but of a map always the key's value, never a getter's. */
export function getItem(object: Value, key: Value): Value | undefined {
  if (typeof object === "object" && object?.kind === "map") return object.entries.get(keyOf(key))?.value;
  return getProperty(object, key);
}

function textProperty(text: string, key: Value): Value | undefined {
  switch (key) {
    case "empty":
      return text === "";
    case "blank":
      return stripStart(text) === "";
    case "bytes":
      return utf8Bytes(text);
    default:
      return undefined;
  }
}

/** Numbers are cut towards zero, floating ones within 32 bits; anything else is no index. */
function indexOf(key: Value): number | undefined {
  if (key === null || typeof key !== "object" || !isNumber(key)) return undefined;
  if (key.kind === "float" || key.kind === "double") {
    return Math.trunc(Math.min(Math.max(key.value, -0x80000000), 0x7fffffff)) || 0;
  }
  return Number(BigInt.asIntN(32, longOf(key)));
}

/**
 * `a.0`: after a dot digits are a number; so they find items of lists, and not the text key "0" of a map. JEXL lets the
 * number wrap at 32 bits.
 */
export function memberKey(name: string): Value {
  if (!/^(?:0|[1-9]\d*)$/.test(name)) return name;
  let value = 0;
  for (let at = 0; at < name.length; at++) value = (Math.imul(value, 10) + name.charCodeAt(at) - 48) | 0;
  return integer(value);
}

function utf8Bytes(text: string): Value {
  return arrayOf(
    "byte",
    [...new TextEncoder().encode(text)].map((unit) => byte(unit)),
  );
}
