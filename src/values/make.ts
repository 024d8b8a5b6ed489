import { keyOf } from "./identity.js";
import type {
  BigDecimal,
  BigNumber,
  Character,
  IntegerRange,
  JavaArray,
  JavaMap,
  JavaSet,
  List,
  Pattern,
  SmallNumber,
  Value,
} from "./value.js";

/** The makers of values. They are the only place that decides how a kind is laid out. */

export function byte(value: number): SmallNumber {
  return { kind: "byte", value: (value << 24) >> 24 };
}

export function short(value: number): SmallNumber {
  return { kind: "short", value: (value << 16) >> 16 };
}

/** A Java Integer; wraps to 32 bits as Java's cast does. */
export function integer(value: number): SmallNumber {
  return { kind: "integer", value: value | 0 };
}

/** A Java Long; wraps to 64 bits as Java's cast does. */
export function long(value: bigint | number): BigNumber {
  return { kind: "long", value: BigInt.asIntN(64, BigInt(value)) };
}

export function bigInteger(value: bigint): BigNumber {
  return { kind: "biginteger", value };
}

/** A Java Float: rounded to 32 bits. */
export function float(value: number): SmallNumber {
  return { kind: "float", value: Math.fround(value) };
}

export function double(value: number): SmallNumber {
  return { kind: "double", value };
}

export function bigDecimal(unscaled: bigint, scale: number): BigDecimal {
  return { kind: "bigdecimal", unscaled, scale };
}

export function character(unit: number): Character {
  return { kind: "character", unit: unit & 0xffff };
}

export function pattern(source: string): Pattern {
  return { kind: "pattern", source };
}

/** The narrowest of Integer, Long and BigInteger that holds a whole number: how JEXL reads literals and JSON. */
export function wholeNumber(value: bigint): SmallNumber | BigNumber {
  if (BigInt.asIntN(32, value) === value) return { kind: "integer", value: Number(value) };
  if (BigInt.asIntN(64, value) === value) return { kind: "long", value };
  return { kind: "biginteger", value };
}

export function listOf(items: readonly Value[]): List {
  return { kind: "list", items };
}

/** A Java array of `component`: `int`, `String`, `Object`… */
export function arrayOf(component: string, items: readonly Value[]): JavaArray {
  return { kind: "array", component, items };
}

/** A map in the order given; a key that comes again keeps its first place and takes the last value. */
export function mapOf(entries: Iterable<readonly [Value, Value]>): JavaMap {
  const byKey = new Map<string, { readonly key: Value; readonly value: Value }>();
  for (const [key, value] of entries) {
    const identity = keyOf(key);
    byKey.set(identity, { key: byKey.get(identity)?.key ?? key, value });
  }
  return { kind: "map", entries: byKey };
}

/** A map with text keys: a JSON object, a record. */
export function objectOf(fields: Iterable<readonly [string, Value]>): JavaMap {
  return mapOf(fields);
}

export function setOf(items: Iterable<Value>): JavaSet {
  const byKey = new Map<string, Value>();
  for (const item of items) {
    const identity = keyOf(item);
    if (!byKey.has(identity)) byKey.set(identity, item);
  }
  return { kind: "set", items: byKey };
}

/** Both ends are in it; descending where `from` is over `to`. */
export function rangeOf(from: number, to: number): IntegerRange {
  return { kind: "range", from, to };
}

/** The field of a map with text keys, or undefined where it has none. */
export function fieldOf(map: JavaMap, name: string): Value | undefined {
  return map.entries.get(keyOf(name))?.value;
}
