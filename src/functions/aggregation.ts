import { functions as codes } from "../diagnostics/functions.js";
import { compareBigDecimals } from "../values/big-decimal.js";
import { doubleOf, isNumber } from "../values/coerce.js";
import { type BigDecimal, bigDecimal, type Failure, type JavaNumber, type Value } from "../values/index.js";
import { spread } from "./arrays.js";
import { assumed, type Call, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { any, kindName, variadic } from "./kinds.js";
import { oneOfThem } from "./result-types.js";

const DOCS = "Data Prep functions";

const ASSUMPTIONS: readonly Assumption[] = [
  { about: "nulls", chosen: "they are left out", refused: "one null makes the result null, or fails" },
  {
    about: "numbers of different kinds",
    chosen: "they compare by their values, and the one found keeps its kind",
    refused: "an error: Java's Integer and Double have no common order",
  },
  {
    about: "texts among numbers, or other kinds that do not mix",
    chosen: "a failure",
    refused: "all are compared as texts",
  },
  {
    about: "one array as the only argument",
    chosen: "its items are compared; among several arguments an array fails",
    refused: "an array is a value like any other",
  },
];

export const min = fn({
  name: "min",
  category: "Aggregation",
  summary: "The least of its arguments: of numbers, texts, dates or booleans.",
  assumptions: ASSUMPTIONS,
  params: { options: variadic(any) },
  returns: any,
  typeOf: oneOfThem,
  onNull: "handled",
  nullWhen: "where all values are null",
  fails: [codes.XM5013],
  fidelity: verified(`${DOCS}, min`),
  examples: [
    { expr: "min(3, 1, 4)", gives: 1 },
    { expr: "min(3, null, 1.5)", gives: 1.5, fidelity: assumed("nulls are left out") },
    { expr: 'min(1, "a")', fails: "XM5013", fidelity: assumed("kinds do not mix") },
  ],
  run: ({ options }, call) => extreme("min", options, -1, call),
});

export const max = fn({
  name: "max",
  category: "Aggregation",
  summary: "The greatest of its arguments: of numbers, texts, dates or booleans.",
  assumptions: ASSUMPTIONS,
  params: { options: variadic(any) },
  returns: any,
  typeOf: oneOfThem,
  onNull: "handled",
  nullWhen: "where all values are null",
  fails: [codes.XM5013],
  fidelity: verified(`${DOCS}, max`),
  examples: [
    { expr: "max(3, 1, 4)", gives: 4 },
    { expr: 'max("a", "B")', gives: "a" },
    { expr: "max([1, 2])", gives: 2, fidelity: assumed("one single array is looked through") },
  ],
  run: ({ options }, call) => extreme("max", options, 1, call),
});

/** The value on the wanted side (-1 the least, 1 the greatest); of equal ones the first. */
function extreme(
  functionName: string,
  options: readonly Value[],
  side: -1 | 1,
  call: Call<typeof codes.XM5013>,
): Value | Failure {
  let best: Value = null;
  for (const option of spread(options)) {
    if (option === null) continue;
    const order = best === null ? side : compareNaturally(option, best);
    if (order === undefined) {
      return call.fail(codes.XM5013, { functionName, left: kindName(best), right: kindName(option) });
    }
    if (Math.sign(order) === side) best = option;
  }
  return best;
}

/** Below, at or above zero; undefined where the two have no common order. */
function compareNaturally(left: Value, right: Value): number | undefined {
  if (typeof left === "string" && typeof right === "string") return left < right ? -1 : left > right ? 1 : 0;
  if (typeof left === "boolean" && typeof right === "boolean") return Number(left) - Number(right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  const leftDate = dateOf(left);
  const rightDate = dateOf(right);
  if (leftDate === undefined || rightDate === undefined) return undefined;
  return leftDate.epochSecond - rightDate.epochSecond || leftDate.nano - rightDate.nano;
}

function dateOf(value: Value) {
  return typeof value === "object" && value?.kind === "datetime" ? value : undefined;
}

function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  const leftWhole = exactWhole(left);
  const rightWhole = exactWhole(right);
  if (leftWhole !== undefined && rightWhole !== undefined)
    return leftWhole < rightWhole ? -1 : leftWhole > rightWhole ? 1 : 0;
  const leftExact = exactDecimal(left, leftWhole);
  const rightExact = exactDecimal(right, rightWhole);
  if (leftExact !== undefined && rightExact !== undefined) return compareBigDecimals(leftExact, rightExact);
  return compareDoubles(doubleOf(left), doubleOf(right));
}

/** `Double.compare`, but for the sign of zero: NaN is above every number. */
function compareDoubles(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  return left < right ? -1 : left > right ? 1 : 0;
}

function exactDecimal(value: JavaNumber, whole: bigint | undefined): BigDecimal | undefined {
  if (whole !== undefined) return bigDecimal(whole, 0);
  return value.kind === "bigdecimal" ? value : undefined;
}

function exactWhole(value: JavaNumber): bigint | undefined {
  switch (value.kind) {
    case "byte":
    case "short":
    case "integer":
      return BigInt(value.value);
    case "long":
    case "biginteger":
      return value.value;
    default:
      return undefined;
  }
}
