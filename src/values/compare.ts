import { values } from "../diagnostics/values.js";
import { compareBigDecimals } from "./big-decimal.js";
import { failed, type Operation, toBigDecimal, toBigInteger, toBoolean, toDouble, toLong, toText } from "./coerce.js";
import { javaEquals } from "./identity.js";
import { kindName } from "./kind-name.js";
import { type Failure, failure, type Value } from "./value.js";

/**
 * `== != < > <= >=` of JEXL 3.2.1: one ladder of kinds, from BigDecimal down to text. A null equals only null and is in
 * no order with anything.
 */
export function equal(left: Value, right: Value, strict: boolean): boolean | Failure {
  const operation: Operation = { operator: "==", strict };
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === "boolean" || typeof right === "boolean") {
    const first = toBoolean(left, operation);
    const second = toBoolean(right, operation);
    return failed(first) ? first : failed(second) ? second : first === second;
  }
  const order = compare(operation, left, right);
  return typeof order === "number" ? order === 0 : order;
}

export type OrderOperator = "<" | ">" | "<=" | ">=";

export function ordered(operator: OrderOperator, left: Value, right: Value, strict: boolean): boolean | Failure {
  if (sameObject(left, right)) return operator === "<=" || operator === ">=";
  if (left === null || right === null) return false;
  const order = compare({ operator, strict }, left, right);
  if (typeof order !== "number") return order;
  switch (operator) {
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}

/** Java compares references first. Small values are one object there as well; elsewhere it makes no difference. */
function sameObject(left: Value, right: Value): boolean {
  return left === right;
}

type Present = Exclude<Value, null>;

function compare(operation: Operation, left: Present, right: Present): number | Failure {
  const leftKind = kindName(left);
  const rightKind = kindName(right);
  const either = (...kinds: readonly string[]) => kinds.includes(leftKind) || kinds.includes(rightKind);
  if (either("bigdecimal")) return both(left, right, operation, toBigDecimal, compareBigDecimals);
  if (either("biginteger")) return both(left, right, operation, toBigInteger, compareNatural);
  if (either("float", "double")) return both(left, right, operation, toDouble, compareDoubles);
  if (either("integer", "long", "short", "byte", "character")) {
    return both(left, right, operation, toLong, compareNatural);
  }
  if (either("string")) return both(left, right, operation, toText, compareTexts);
  if (operation.operator === "==") return javaEquals(left, right) ? 0 : -1;
  if (leftKind === "boolean" && rightKind === "boolean") return Number(left) - Number(right);
  if (typeof left === "object" && typeof right === "object" && left.kind === "datetime" && right.kind === "datetime") {
    return compareNatural(left.epochSecond, right.epochSecond) || compareNatural(left.nano, right.nano);
  }
  return failure(values.XM5052, { operator: operation.operator, left: leftKind, right: rightKind });
}

function both<T extends number | bigint | string | Parameters<typeof compareBigDecimals>[0]>(
  left: Present,
  right: Present,
  operation: Operation,
  coerce: (value: Value, operation: Operation) => T | Failure,
  order: (left: T, right: T) => number,
): number | Failure {
  const first = coerce(left, operation);
  if (isFailed(first)) return first;
  const second = coerce(right, operation);
  return isFailed(second) ? second : order(first, second);
}

function isFailed<T>(result: T | Failure): result is Failure {
  return typeof result === "object" && result !== null && "kind" in result && result.kind === "failure";
}

function compareNatural<T extends number | bigint>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** NaN is below every number and equal to itself. */
export function compareDoubles(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1;
  return Number.isNaN(right) ? 1 : compareNatural(left, right);
}

/** By UTF-16 units, as Java does and JavaScript too. */
function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
