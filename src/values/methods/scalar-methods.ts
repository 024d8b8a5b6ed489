import { compareBigDecimals, negateBigDecimal } from "../big-decimal.js";
import { doubleOf, isNumber, longOf } from "../coerce.js";
import { compareDoubles } from "../compare.js";
import { javaEquals } from "../identity.js";
import { bigInteger, double, float, integer, long } from "../make.js";
import type { BigDecimal, BigNumber, Character, JavaNumber, SmallNumber, Value } from "../value.js";
import {
  anything,
  type JavaMethod,
  type Kind,
  method0,
  method1,
  NULL_ARGUMENT,
  notComparable,
  onlyNull,
  type Thrown,
} from "./method.js";

const number: Kind<JavaNumber> = {
  name: "number",
  read: (value) => (typeof value === "object" && value !== null && isNumber(value) ? { of: value } : undefined),
};

const floating: Kind<SmallNumber> = {
  name: "double",
  read: (value) =>
    typeof value === "object" && (value?.kind === "double" || value?.kind === "float") ? { of: value } : undefined,
};

const bigDecimalOnly: Kind<BigDecimal> = {
  name: "bigdecimal",
  read: (value) => (typeof value === "object" && value?.kind === "bigdecimal" ? { of: value } : undefined),
};

const bigNumber: Kind<BigDecimal | BigNumber> = {
  name: "biginteger",
  read: (value) =>
    typeof value === "object" && value?.kind === "biginteger" ? { of: value } : bigDecimalOnly.read(value),
};

const truth: Kind<boolean> = {
  name: "boolean",
  read: (value) => (typeof value === "boolean" ? { of: value } : undefined),
};

const letter: Kind<Character> = {
  name: "character",
  read: (value) => (typeof value === "object" && value?.kind === "character" ? { of: value } : undefined),
};

/** Numbers, booleans and characters. Java compares a number only with one of its own kind. */
export const SCALAR_METHODS: readonly JavaMethod[] = [
  method1(number, "compareTo", anything, compareNumbers),
  method0(number, "intValue", (n) => integer(Number(BigInt.asIntN(32, longOf(n))))),
  method0(number, "longValue", (n) => long(longOf(n))),
  method0(number, "doubleValue", (n) => double(doubleOf(n))),
  method0(number, "floatValue", (n) => float(n.kind === "float" ? n.value : doubleOf(n))),
  method0(floating, "isNaN", (n) => Number.isNaN(n.value)),
  method0(floating, "isInfinite", (n) => Math.abs(n.value) === Number.POSITIVE_INFINITY),
  method0(bigNumber, "abs", (n) => {
    if (n.kind === "bigdecimal") return n.unscaled < 0n ? negateBigDecimal(n) : n;
    return bigInteger(n.value < 0n ? -n.value : n.value);
  }),
  method1(bigDecimalOnly, "abs", onlyNull, () => NULL_ARGUMENT),
  method1(bigNumber, "add", onlyNull, () => NULL_ARGUMENT),
  method1(truth, "compareTo", anything, (mine, other) => {
    if (typeof other !== "boolean") return other === null ? NULL_ARGUMENT : notComparable(other);
    return integer(Number(mine) - Number(other));
  }),
  method1(letter, "compareTo", anything, (mine, other) => {
    if (other === null) return NULL_ARGUMENT;
    if (typeof other !== "object" || other.kind !== "character") return notComparable(other);
    return integer(mine.unit - other.unit);
  }),
];

function compareNumbers(mine: JavaNumber, other: Value): Value | Thrown {
  if (other === null) return NULL_ARGUMENT;
  if (typeof other !== "object" || !isNumber(other) || other.kind !== mine.kind) return notComparable(other);
  if (mine.kind === "bigdecimal" && other.kind === "bigdecimal") return integer(compareBigDecimals(mine, other));
  if (mine.kind === "bigdecimal" || other.kind === "bigdecimal") return notComparable(other);
  // Byte and Short subtract; the others say which side they are on.
  if (mine.kind === "byte" || mine.kind === "short") return integer(Number(mine.value) - Number(other.value));
  if (mine.kind === "float" || mine.kind === "double") {
    return integer(
      javaEquals(mine, other) ? 0 : compareDoubles(Number(mine.value), Number(other.value)) || zeroOrder(mine),
    );
  }
  return integer(mine.value < other.value ? -1 : mine.value > other.value ? 1 : 0);
}

/** -0.0 comes before 0.0. */
function zeroOrder(mine: JavaNumber): number {
  return mine.kind !== "bigdecimal" && Object.is(mine.value, -0) ? -1 : 1;
}
