import { values } from "../diagnostics/values.js";
import { BIG_DECIMAL_ZERO, wholePartOf } from "./big-decimal.js";
import { parseBigDecimalText, parseBigIntegerText, parseDoubleText, parseLongText } from "./java-parse.js";
import { kindName } from "./kind-name.js";
import { bigDecimal } from "./make.js";
import { floatingText, numberText } from "./number-text.js";
import { textOf } from "./text.js";
import { type BigDecimal, type Failure, failure, type JavaNumber, type Value } from "./value.js";

/**
 * How JEXL reads an operand as another kind (facts on values and coercion; JexlArithmetic of 3.2.1). `strict` refuses
 * null. A failure tells apart text that is no number (XM5050) from kinds that never are (XM5051), because lenient
 * division turns only the second into 0.0.
 */
export interface Operation {
  /** As messages write it: `+`, `==`. */
  readonly operator: string;
  readonly strict: boolean;
}

export function isNumber(value: Value): value is JavaNumber {
  if (value === null || typeof value !== "object") return false;
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
    case "float":
    case "double":
    case "bigdecimal":
      return true;
    default:
      return false;
  }
}

/** True, false, or a failure for null under strict arithmetic. */
export function toBoolean(value: Value, operation: Operation): boolean | Failure {
  if (typeof value === "boolean") return value;
  if (value === null) return operation.strict ? nullOperand(operation) : false;
  return isTruthy(value);
}

/** Whether a value counts as true: everything but null, false, zero, NaN, no text and the text `false`. */
export function isTruthy(value: Value): boolean {
  if (value === null) return false;
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "" && value !== "false";
  if (!isNumber(value)) return true;
  const number = doubleOf(value);
  return number !== 0 && !Number.isNaN(number);
}

/** A number as the nearest double: what `Double.parseDouble(number.toString())` gives. */
export function doubleOf(number: JavaNumber): number {
  switch (number.kind) {
    case "byte":
    case "short":
    case "integer":
    case "double":
      return number.value;
    // JEXL goes through the text, so that 0.1f is 0.1 and not 0.10000000149011612.
    case "float":
      return Number(floatingText(number.value, true));
    case "long":
    case "biginteger":
      return Number(number.value);
    case "bigdecimal":
      return Number(numberText(number));
  }
}

/** `Number.longValue`: cut towards zero; floating numbers saturate, big ones keep their low 64 bits. */
export function longOf(number: JavaNumber): bigint {
  switch (number.kind) {
    case "byte":
    case "short":
    case "integer":
      return BigInt(number.value);
    case "float":
    case "double":
      return saturatedLong(number.value);
    case "long":
      return number.value;
    case "biginteger":
      return BigInt.asIntN(64, number.value);
    case "bigdecimal":
      return BigInt.asIntN(64, wholePartOf(number) ?? 0n);
  }
}

const LONG_MAX = 2n ** 63n - 1n;

function saturatedLong(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return LONG_MAX;
  if (value <= -(2 ** 63)) return -LONG_MAX - 1n;
  return BigInt(Math.trunc(value));
}

export function toLong(value: Value, operation: Operation): bigint | Failure {
  if (value === null) return operation.strict ? nullOperand(operation) : 0n;
  if (isNumber(value)) return longOf(value);
  if (typeof value === "string") {
    return value === "" ? 0n : (parseLongText(value) ?? notANumber(value, "a whole number of 64 bits", operation));
  }
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (value.kind === "character") return BigInt(value.unit);
  return wrongKind(value, "whole numbers", operation);
}

export function toBigInteger(value: Value, operation: Operation): bigint | Failure {
  if (value === null) return operation.strict ? nullOperand(operation) : 0n;
  if (isNumber(value)) {
    if (value.kind === "biginteger") return value.value;
    if (value.kind !== "bigdecimal") return longOf(value);
    return wholePartOf(value) ?? tooLarge("The whole part of the number", "a million digits");
  }
  if (typeof value === "string") {
    return value === "" ? 0n : (parseBigIntegerText(value) ?? notANumber(value, "a whole number", operation));
  }
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (value.kind === "character") return BigInt(value.unit);
  return wrongKind(value, "numbers", operation);
}

export function toBigDecimal(value: Value, operation: Operation): BigDecimal | Failure {
  if (value === null) return operation.strict ? nullOperand(operation) : BIG_DECIMAL_ZERO;
  if (isNumber(value)) {
    if (value.kind === "bigdecimal") return value;
    if (value.kind === "double" && Number.isNaN(value.value)) return BIG_DECIMAL_ZERO;
    const text = numberText(value);
    return parseBigDecimalText(text) ?? notANumber(text, "a decimal number", operation);
  }
  if (typeof value === "string") {
    return value === ""
      ? BIG_DECIMAL_ZERO
      : (parseBigDecimalText(value) ?? notANumber(value, "a decimal number", operation));
  }
  if (typeof value === "boolean") return bigDecimal(value ? 10n : 0n, 1);
  if (value.kind === "character") return bigDecimal(BigInt(value.unit), 0);
  return wrongKind(value, "numbers", operation);
}

export function toDouble(value: Value, operation: Operation): number | Failure {
  if (value === null) return operation.strict ? nullOperand(operation) : 0;
  if (isNumber(value)) return doubleOf(value);
  if (typeof value === "string") {
    return value === "" ? Number.NaN : (parseDoubleText(value) ?? notANumber(value, "a number", operation));
  }
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value.kind === "character") return value.unit;
  return wrongKind(value, "numbers", operation);
}

/** JEXL's text of an operand: null and NaN are no text. */
export function toText(value: Value, operation: Operation): string | Failure {
  if (typeof value === "string") return value;
  if (value === null) return operation.strict ? nullOperand(operation) : "";
  if (typeof value === "object" && value.kind === "double" && Number.isNaN(value.value)) return "";
  return textOf(value);
}

export function nullOperand(operation: Operation): Failure {
  return failure(values.XM5053, { operator: operation.operator });
}

function notANumber(text: string, wanted: string, { operator }: Operation): Failure {
  return failure(values.XM5050, { operator, text, wanted });
}

export function wrongKind(value: Value, wanted: string, { operator }: Operation): Failure {
  return failure(values.XM5051, { operator, kind: kindName(value), wanted });
}

export function tooLarge(what: string, limit: string): Failure {
  return failure(values.XM5060, { what, limit });
}

export function tooManyItems(): Failure {
  return tooLarge("The array", "a million items");
}

/** Tells a failure from what a coercion gives otherwise. */
export function failed(result: boolean | bigint | number | string | BigDecimal | Failure): result is Failure {
  return typeof result === "object" && result.kind === "failure";
}
