import { printDateTime } from "./dates/date-time.js";
import { parseExactBigDecimalText } from "./java-parse.js";
import { writeJson } from "./json.js";
import {
  arrayOf,
  bigInteger,
  byte,
  character,
  double,
  fieldOf,
  float,
  listOf,
  long,
  mapOf,
  setOf,
  short,
} from "./make.js";
import { numberText } from "./number-text.js";
import { textOf } from "./text.js";
import type { JavaMap, JavaNumber, Value } from "./value.js";

/**
 * The JSON of evaluation cases. In a context `{"$java": "long", "v": …}` stands for a value of that Java kind, because
 * JSON cannot tell one number kind from another; in a result what JSON cannot hold is a string.
 */
export function readMarkedJson(value: Value): { readonly value: Value } | { readonly problem: string } {
  try {
    return { value: unmark(value) };
  } catch (error) {
    if (error instanceof UnknownMarker) return { problem: error.message };
    throw error;
  }
}

class UnknownMarker extends Error {}

function unmark(value: Value): Value {
  if (value === null || typeof value !== "object") return value;
  if (value.kind === "list") return listOf(value.items.map(unmark));
  if (value.kind !== "map") return value;
  const marker = fieldOf(value, "$java");
  if (typeof marker === "string") return markedValue(marker, value);
  return mapOf([...value.entries.values()].map((entry): [Value, Value] => [entry.key, unmark(entry.value)]));
}

function markedValue(marker: string, holder: JavaMap): Value {
  const content = fieldOf(holder, "v") ?? null;
  const text = textOf(content);
  const unknown = (): never => {
    throw new UnknownMarker(`the marker {"$java": ${JSON.stringify(marker)}, "v": ${text}} stands for no value`);
  };
  const whole = (): bigint => (/^[+-]?\d+$/.test(text) ? BigInt(text.replace("+", "")) : unknown());
  switch (marker) {
    case "byte":
      return byte(Number(whole()));
    case "short":
      return short(Number(whole()));
    case "int":
    case "integer":
      return { kind: "integer", value: Number(BigInt.asIntN(32, whole())) };
    case "long":
      return long(whole());
    case "bigint":
      return bigInteger(whole());
    case "bigdec":
      return parseExactBigDecimalText(text) ?? unknown();
    case "float":
      return float(Number(text));
    case "double":
      return double(Number(text));
    case "char":
      return text.length === 1 ? character(text.charCodeAt(0)) : unknown();
    case "set":
      return setOf(itemsOf(content).map(unmark));
    case "list":
      return listOf(itemsOf(content).map(unmark));
    default:
      return marker.endsWith("[]") ? markedArray(marker.slice(0, -2), content) : unknown();
  }
}

function markedArray(component: string, content: Value): Value {
  const items = itemsOf(content).map((item) => {
    if (item === null || typeof item !== "object" || (item.kind !== "integer" && item.kind !== "long")) {
      return typeof item === "object" ? unmark(item) : item;
    }
    switch (component) {
      case "long":
      case "Long":
        return long(item.value);
      case "double":
      case "Double":
        return double(Number(item.value));
      case "float":
      case "Float":
        return float(Number(item.value));
      case "byte":
        return byte(Number(item.value));
      case "short":
        return short(Number(item.value));
      default:
        return item;
    }
  });
  return arrayOf(component, items);
}

function itemsOf(content: Value): readonly Value[] {
  return content !== null && typeof content === "object" && content.kind === "list" ? content.items : [];
}

/**
 * A result as JSON text: whole numbers beyond 2^53, every BigInteger and BigDecimal, NaN and the infinities are
 * strings; date-times are `yyyy-MM-dd'T'HH:mm:ss` with `Z` or their offset, as the function cases write them.
 */
export function toMarkedJson(value: Value): string {
  return writeJson(value, { number: numberJson, dateTime: printDateTime });
}

function numberJson(number: JavaNumber): string {
  const text = numberText(number);
  switch (number.kind) {
    case "byte":
    case "short":
    case "integer":
      return text;
    case "float":
    case "double":
      return Number.isFinite(number.value) ? text : JSON.stringify(text);
    case "long":
      return Number.isSafeInteger(Number(number.value)) ? text : JSON.stringify(text);
    case "biginteger":
    case "bigdecimal":
      return JSON.stringify(text);
  }
}
