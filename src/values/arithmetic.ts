import { values } from "../diagnostics/values.js";
import {
  addBigDecimals,
  divideBigDecimals,
  exactLongOf,
  multiplyBigDecimals,
  negateBigDecimal,
  remainderOfBigDecimals,
  subtractBigDecimals,
} from "./big-decimal.js";
import {
  failed,
  isNumber,
  nullOperand,
  type Operation,
  toBigDecimal,
  toBigInteger,
  toDouble,
  toLong,
  tooLarge,
  toText,
  wrongKind,
} from "./coerce.js";
import { MOST_DIGITS } from "./limits.js";
import { bigInteger, byte, double, float, integer, long, short, wholeNumber } from "./make.js";
import { LONGEST_TEXT, textTooLong } from "./text-length.js";
import {
  type BigDecimal,
  type BigNumber,
  type Failure,
  failure,
  type JavaNumber,
  type SmallNumber,
  type Value,
} from "./value.js";

// `+ - * / %`, the bit operators and the signs, as JexlArithmetic of JEXL 3.2.1 computes them. Lenient arithmetic
// (`strict` false) reads null as 0 and gives 0.0 for a division by zero.

/** Adds, or joins texts: two texts always; in strict mode one text is enough, in lenient only one that is no number. */
export function add(left: Value, right: Value, strict: boolean): Value | Failure {
  const operation: Operation = { operator: "+", strict };
  if (left === null && right === null) return strict ? nullOperand(operation) : integer(0);
  const joins = strict
    ? typeof left === "string" || typeof right === "string"
    : typeof left === "string" && typeof right === "string";
  if (!joins) {
    const sum = compute(operation, left, right);
    if (!isNotANumber(sum)) return sum;
    if (strict && (left === null || right === null)) return nullOperand(operation);
  }
  const first = toText(left, operation);
  if (failed(first)) return first;
  const second = toText(right, operation);
  return failed(second) ? second : joinTexts(first, second);
}

function joinTexts(first: string, second: string): string | Failure {
  return first.length + second.length > LONGEST_TEXT ? textTooLong() : first + second;
}

export function subtract(left: Value, right: Value, strict: boolean): Value | Failure {
  return calculate({ operator: "-", strict }, left, right);
}

export function multiply(left: Value, right: Value, strict: boolean): Value | Failure {
  return calculate({ operator: "*", strict }, left, right);
}

/** Lenient division that has no result (a zero divisor, a list) is 0.0; text that is no number still fails. */
export function divide(left: Value, right: Value, strict: boolean): Value | Failure {
  return lenientZero(calculate({ operator: "/", strict }, left, right), strict);
}

/** The sign is the dividend's, but for BigIntegers, whose modulus is never negative. */
export function remainder(left: Value, right: Value, strict: boolean): Value | Failure {
  return lenientZero(calculate({ operator: "%", strict }, left, right), strict);
}

function lenientZero(result: Value | Failure, strict: boolean): Value | Failure {
  if (strict || !isFailed(result) || result.code === values.XM5050.code) return result;
  return double(0);
}

function isFailed(result: Value | Failure): result is Failure {
  return typeof result === "object" && result !== null && result.kind === "failure";
}

function isNotANumber(result: Value | Failure): boolean {
  return isFailed(result) && result.code === values.XM5050.code;
}

function calculate(operation: Operation, left: Value, right: Value): Value | Failure {
  if (left === null && right === null) return operation.strict ? nullOperand(operation) : integer(0);
  return compute(operation, left, right);
}

function compute(operation: Operation, left: Value, right: Value): Value | Failure {
  if (isWhole64(left) && isWhole64(right)) return computeLongs(operation, left, right);
  if (hasKind(left, "bigdecimal") || hasKind(right, "bigdecimal")) return computeDecimals(operation, left, right);
  if (readsAsFloating(left) || readsAsFloating(right)) return computeDoubles(operation, left, right);
  return computeWholes(operation, left, right);
}

type Whole64 = SmallNumber | BigNumber;

/** Byte, Short, Integer and Long. */
function isWhole64(value: Value): value is Whole64 {
  if (value === null || typeof value !== "object") return false;
  return value.kind === "integer" || value.kind === "long" || value.kind === "short" || value.kind === "byte";
}

function hasKind(value: Value, kind: JavaNumber["kind"]): boolean {
  return typeof value === "object" && value !== null && value.kind === kind;
}

/** Floating numbers, and text with a point or an exponent. */
function readsAsFloating(value: Value): boolean {
  if (typeof value === "string") return /^[+-]?\d*(?:\.\d*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)$/.test(value);
  return hasKind(value, "double") || hasKind(value, "float");
}

/** Long where an operand is Long, else Integer while it fits; what does not fit in 64 bits is a BigInteger. */
function computeLongs(operation: Operation, left: Whole64, right: Whole64): Value | Failure {
  const x = left.value;
  const y = right.value;
  if (typeof x === "number" && typeof y === "number") {
    const quick = quickWhole(operation.operator, x, y);
    if (quick !== undefined) return integer(quick);
  }
  const result = wholeResult(operation, BigInt(x), BigInt(y), false);
  if (typeof result !== "bigint") return result;
  if (BigInt.asIntN(64, result) !== result) return operation.operator === "/" ? long(result) : bigInteger(result);
  const narrow = typeof x === "number" && typeof y === "number" && BigInt.asIntN(32, result) === result;
  return narrow ? integer(Number(result)) : long(result);
}

/** The result of two Integers where it is one; -0 and whatever needs more care are left to the exact way. */
function quickWhole(operator: string, x: number, y: number): number | undefined {
  let result: number;
  switch (operator) {
    case "+":
      result = x + y;
      break;
    case "-":
      result = x - y;
      break;
    case "*":
      result = x * y;
      break;
    case "/":
      result = Math.trunc(x / y);
      break;
    default:
      result = x % y;
  }
  return result === (result | 0) ? result : undefined;
}

function wholeResult(operation: Operation, x: bigint, y: bigint, modulus: boolean): bigint | Failure {
  switch (operation.operator) {
    case "+":
      return x + y;
    case "-":
      return x - y;
    case "*":
      return x * y;
    case "/":
      return y === 0n ? zeroDivisor(operation) : x / y;
    default: {
      // BigInteger.mod takes a modulus over zero only.
      if (y === 0n || (modulus && y < 0n)) return zeroDivisor(operation);
      const rest = x % y;
      return modulus && rest < 0n ? rest + y : rest;
    }
  }
}

function zeroDivisor({ operator }: Operation): Failure {
  return failure(values.XM5054, { operator });
}

function computeDecimals(operation: Operation, left: Value, right: Value): Value | Failure {
  const x = toBigDecimal(left, operation);
  if (failed(x)) return x;
  const y = toBigDecimal(right, operation);
  if (failed(y)) return y;
  const result = decimalResult(operation.operator, x, y);
  if (result === undefined) {
    return y.unscaled === 0n ? zeroDivisor(operation) : tooLarge("The number", "Java's BigDecimal allows");
  }
  return narrowDecimal(left, right, result);
}

function decimalResult(operator: string, x: BigDecimal, y: BigDecimal): BigDecimal | undefined {
  switch (operator) {
    case "+":
      return addBigDecimals(x, y);
    case "-":
      return subtractBigDecimals(x, y);
    case "*":
      return multiplyBigDecimals(x, y);
    case "/":
      return divideBigDecimals(x, y);
    default:
      return remainderOfBigDecimals(x, y);
  }
}

/** Beside a whole number of 64 bits or a character, a result without fraction becomes Integer or Long. */
function narrowDecimal(left: Value, right: Value, result: BigDecimal): Value {
  if (!isNumberable(left) && !isNumberable(right)) return result;
  const exact = exactLongOf(result);
  return exact === undefined ? result : wholeNumber(exact);
}

function isNumberable(value: Value): boolean {
  return isWhole64(value) || (typeof value === "object" && value !== null && value.kind === "character");
}

function computeDoubles(operation: Operation, left: Value, right: Value): Value | Failure {
  const x = toDouble(left, operation);
  if (failed(x)) return x;
  const y = toDouble(right, operation);
  if (failed(y)) return y;
  switch (operation.operator) {
    case "+":
      return double(x + y);
    case "-":
      return double(x - y);
    case "*":
      return double(x * y);
    case "/":
      return y === 0 ? zeroDivisor(operation) : double(x / y);
    default:
      return y === 0 ? zeroDivisor(operation) : double(x % y);
  }
}

let longest: bigint | undefined;

function isTooLong(value: bigint): boolean {
  // Most numbers are small; the bound itself takes half a megabyte.
  if (BigInt.asIntN(64, value) === value) return false;
  longest ??= 1n << BigInt(Math.ceil(MOST_DIGITS * Math.log2(10)));
  return value > longest || value < -longest;
}

/** Text, booleans, characters, null and BigIntegers: computed without limit, narrowed unless a BigInteger took part. */
function computeWholes(operation: Operation, left: Value, right: Value): Value | Failure {
  const x = toBigInteger(left, operation);
  if (failed(x)) return x;
  const y = toBigInteger(right, operation);
  if (failed(y)) return y;
  const result = wholeResult(operation, x, y, true);
  if (typeof result !== "bigint") return result;
  if (isTooLong(result)) return tooLarge("The number", "a million digits");
  if (hasKind(left, "biginteger") || hasKind(right, "biginteger")) return bigInteger(result);
  if (BigInt.asIntN(64, result) !== result) return bigInteger(result);
  return hasKind(left, "long") || hasKind(right, "long") ? long(result) : wholeNumber(result);
}

/** `& | ^`: on 64 bits, always a Long. */
export function combineBits(operator: "&" | "|" | "^", left: Value, right: Value, strict: boolean): Value | Failure {
  const operation: Operation = { operator, strict };
  const x = toLong(left, operation);
  if (failed(x)) return x;
  const y = toLong(right, operation);
  if (failed(y)) return y;
  return long(operator === "&" ? x & y : operator === "|" ? x | y : x ^ y);
}

/** `~x`: a Long. */
export function complement(value: Value, strict: boolean): Value | Failure {
  const bits = toLong(value, { operator: "~", strict });
  return failed(bits) ? bits : long(~bits);
}

/** `-x`: numbers keep their kind (and wrap), booleans turn; null stays null. */
export function negate(value: Value, strict: boolean): Value | Failure {
  const operation: Operation = { operator: "-", strict };
  if (value === null) return strict ? nullOperand(operation) : null;
  if (typeof value === "boolean") return !value;
  if (!isNumber(value)) return wrongKind(value, "numbers and booleans", operation);
  switch (value.kind) {
    case "byte":
      return byte(-value.value);
    case "short":
      return short(-value.value);
    case "integer":
      return integer(-value.value);
    case "long":
      return long(-value.value);
    case "biginteger":
      return bigInteger(-value.value);
    case "float":
      return float(-value.value);
    case "double":
      return double(-value.value);
    case "bigdecimal":
      return negateBigDecimal(value);
  }
}

/** `+x`: numbers as they are, but Byte, Short and Character become Integers; null stays null. */
export function positivize(value: Value, strict: boolean): Value | Failure {
  const operation: Operation = { operator: "+", strict };
  if (value === null) return strict ? nullOperand(operation) : null;
  if (typeof value === "boolean") return value;
  if (typeof value === "object" && value.kind === "character") return integer(value.unit);
  if (!isNumber(value)) return wrongKind(value, "numbers and booleans", operation);
  return value.kind === "byte" || value.kind === "short" ? integer(value.value) : value;
}
