import { isNumber } from "./coerce.js";
import { hashOrder } from "./java-hash.js";
import { arrayOf, listOf, mapOf, setOf } from "./make.js";
import type { JavaArray, JavaMap, JavaSet, List, Value } from "./value.js";

/**
 * `[1, 2]`: a Java array of the kind that its items have in common; primitive where no null is among them, `Number` for
 * mixed numbers, `Object` for the rest and for no items. `extended` (`[1, 2, ...]`) makes a list.
 */
export function arrayLiteral(items: readonly Value[], extended: boolean): JavaArray | List {
  if (extended) return listOf(items);
  return arrayOf(commonComponent(items), items);
}

function commonComponent(items: readonly Value[]): string {
  let common: string | null = null;
  let numbers = true;
  let primitive = true;
  for (const item of items) {
    if (item === null) {
      numbers = false;
      primitive = false;
      continue;
    }
    const itemClass = classOf(item);
    if (common === null) {
      common = itemClass;
      numbers = numbers && isNumber(item);
    } else if (common !== itemClass) {
      if (!numbers || !isNumber(item)) return "Object";
      common = "Number";
    }
  }
  if (common === null) return "Object";
  return (primitive ? PRIMITIVES.get(common) : undefined) ?? common;
}

const PRIMITIVES: ReadonlyMap<string, string> = new Map([
  ["Boolean", "boolean"],
  ["Byte", "byte"],
  ["Short", "short"],
  ["Integer", "int"],
  ["Long", "long"],
  ["Float", "float"],
  ["Double", "double"],
  ["Character", "char"],
]);

/** Java's class of a value; those of java.lang without their package. */
export function classOf(value: Exclude<Value, null>): string {
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Boolean";
  switch (value.kind) {
    case "byte":
      return "Byte";
    case "short":
      return "Short";
    case "integer":
      return "Integer";
    case "long":
      return "Long";
    case "float":
      return "Float";
    case "double":
      return "Double";
    case "character":
      return "Character";
    case "biginteger":
      return "java.math.BigInteger";
    case "bigdecimal":
      return "java.math.BigDecimal";
    case "array":
      return `${value.component}[]`;
    case "list":
      return "java.util.ArrayList";
    case "map":
      return "java.util.HashMap";
    case "set":
      return "java.util.HashSet";
    case "range":
      return "org.apache.commons.jexl3.internal.IntegerRange";
    case "datetime":
      return "java.time.ZonedDateTime";
    case "pattern":
      return "java.util.regex.Pattern";
  }
}

/** `{'a': 1}`: a HashMap, so in the order of Java's hashes. */
export function mapLiteral(entries: readonly (readonly [Value, Value])[]): JavaMap {
  const distinct = [...mapOf(entries).entries.values()];
  return mapOf(
    hashOrder(distinct, (entry) => entry.key, entries.length).map((entry): [Value, Value] => [entry.key, entry.value]),
  );
}

/** `{1, 2}`: a HashSet, so in the order of Java's hashes. */
export function setLiteral(items: readonly Value[]): JavaSet {
  return setOf(hashOrder([...setOf(items).items.values()], (item) => item, items.length));
}
