import { MOST_DIGITS } from "./limits.js";
import { bigDecimal } from "./make.js";
import type { BigDecimal } from "./value.js";

/**
 * java.math.BigDecimal with MathContext.DECIMAL128: 34 digits, halves to even, and Java's rules for the scale of each
 * result. An operation that Java refuses with an ArithmeticException gives undefined.
 */

const PRECISION = 34;
const INT_MAX = 0x7fffffff;

export const BIG_DECIMAL_ZERO: BigDecimal = bigDecimal(0n, 0);

/** How many decimal digits: 1 for zero. */
function precisionOf({ unscaled }: BigDecimal): number {
  return digitCount(unscaled);
}

function digitCount(value: bigint): number {
  return (value < 0n ? -value : value).toString().length;
}

function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

/** 34 digits at most, halves to even. */
export function roundToDecimal128(number: BigDecimal): BigDecimal {
  let { unscaled, scale } = number;
  let excess = digitCount(unscaled) - PRECISION;
  // Rounding 99…9 up makes one digit more, so it may take a second turn.
  while (excess > 0) {
    unscaled = divideHalfEven(unscaled, powerOfTen(excess), false);
    scale -= excess;
    excess = digitCount(unscaled) - PRECISION;
  }
  return unscaled === number.unscaled && scale === number.scale ? number : bigDecimal(unscaled, scale);
}

/** `sticky`: digits that are no longer there followed, so a half is over the half. */
function divideHalfEven(value: bigint, divisor: bigint, sticky: boolean): bigint {
  const quotient = value / divisor;
  const rest = value - quotient * divisor;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  const away = twice > divisor || (twice === divisor && (sticky || (quotient & 1n) === 1n));
  return away ? quotient + (value < 0n ? -1n : 1n) : quotient;
}

function checked(number: BigDecimal): BigDecimal | undefined {
  return Math.abs(number.scale) > INT_MAX && number.unscaled !== 0n ? undefined : number;
}

function stripZerosTo(number: BigDecimal, scale: number): BigDecimal {
  let { unscaled, scale: current } = number;
  while (current > scale && unscaled !== 0n && unscaled % 10n === 0n) {
    unscaled /= 10n;
    current -= 1;
  }
  return bigDecimal(unscaled, current);
}

function rescaled(number: BigDecimal, scale: number): BigDecimal {
  return scale <= number.scale ? number : bigDecimal(number.unscaled * powerOfTen(scale - number.scale), scale);
}

export function negateBigDecimal(number: BigDecimal): BigDecimal {
  return bigDecimal(-number.unscaled, number.scale);
}

export function addBigDecimals(left: BigDecimal, right: BigDecimal): BigDecimal | undefined {
  if (left.unscaled === 0n || right.unscaled === 0n) return addZero(left, right);
  const [first, second] = alignForSum(left, right);
  const scale = Math.max(first.scale, second.scale);
  return checked(
    roundToDecimal128(bigDecimal(rescaled(first, scale).unscaled + rescaled(second, scale).unscaled, scale)),
  );
}

/** A sum with zero keeps the larger scale, as far as 34 digits allow. */
function addZero(left: BigDecimal, right: BigDecimal): BigDecimal {
  const preferred = Math.max(left.scale, right.scale);
  if (left.unscaled === 0n && right.unscaled === 0n) return bigDecimal(0n, preferred);
  const result = roundToDecimal128(left.unscaled === 0n ? right : left);
  if (result.scale > preferred) return stripZerosTo(result, preferred);
  const room = PRECISION - precisionOf(result);
  return rescaled(result, Math.min(preferred, result.scale + Math.max(room, 0)));
}

/** Where the smaller number lies wholly behind the last digit kept, only its sign counts. */
function alignForSum(left: BigDecimal, right: BigDecimal): readonly [BigDecimal, BigDecimal] {
  const leftIsBig = left.scale < right.scale;
  const big = leftIsBig ? left : right;
  const small = leftIsBig ? right : left;
  const lastPlace = big.scale - precisionOf(big) + PRECISION;
  const smallFirstPlace = small.scale - precisionOf(small) + 1;
  if (smallFirstPlace <= big.scale + 2 || smallFirstPlace <= lastPlace + 2) return [left, right];
  const sign = small.unscaled < 0n ? -1n : 1n;
  return [big, bigDecimal(sign, Math.max(big.scale, lastPlace) + 3)];
}

export function subtractBigDecimals(left: BigDecimal, right: BigDecimal): BigDecimal | undefined {
  return addBigDecimals(left, negateBigDecimal(right));
}

export function multiplyBigDecimals(left: BigDecimal, right: BigDecimal): BigDecimal | undefined {
  return checked(roundToDecimal128(bigDecimal(left.unscaled * right.unscaled, left.scale + right.scale)));
}

/** Undefined for a zero divisor. */
export function divideBigDecimals(left: BigDecimal, right: BigDecimal): BigDecimal | undefined {
  const preferred = left.scale - right.scale;
  if (right.unscaled === 0n) return undefined;
  if (left.unscaled === 0n) return bigDecimal(0n, Math.min(Math.max(preferred, -INT_MAX - 1), INT_MAX));
  const { quotient, exact } = divideTo(left, right, PRECISION);
  if (exact) return checked(roundToDecimal128(stripZerosTo(quotient, preferred)));
  const excess = precisionOf(quotient) - PRECISION;
  const rounded = divideHalfEven(quotient.unscaled, powerOfTen(excess), true);
  return checked(roundToDecimal128(bigDecimal(rounded, quotient.scale - excess)));
}

/** The quotient cut off after more than `digits` digits, and whether that is all of it. */
function divideTo(left: BigDecimal, right: BigDecimal, digits: number): { quotient: BigDecimal; exact: boolean } {
  const shift = Math.max(0, digits + 2 + precisionOf(right) - precisionOf(left));
  const numerator = left.unscaled * powerOfTen(shift);
  const quotient = numerator / right.unscaled;
  return {
    quotient: bigDecimal(quotient, left.scale - right.scale + shift),
    exact: quotient * right.unscaled === numerator,
  };
}

/**
 * `remainder(right, DECIMAL128)`: what the whole part of the quotient leaves. Undefined for a zero divisor, and where
 * that whole part has more than 34 digits ("Division impossible").
 */
export function remainderOfBigDecimals(left: BigDecimal, right: BigDecimal): BigDecimal | undefined {
  if (right.unscaled === 0n) return undefined;
  const preferred = left.scale - right.scale;
  // The exact remainder would take more digits than there is room for.
  if (Math.abs(preferred) > 100_000) return undefined;
  if (left.unscaled === 0n || compareMagnitudes(left, right) < 0)
    return minusProduct(left, bigDecimal(0n, preferred), right);
  let whole = cutQuotient(left, right, preferred);
  if (whole.scale < 0 && compareMagnitudes(minusProduct(left, whole, right), right) >= 0) return undefined;
  if (whole.scale > 0) whole = bigDecimal(whole.unscaled / powerOfTen(whole.scale), 0);
  const room = PRECISION - precisionOf(whole);
  whole =
    preferred > whole.scale && room > 0
      ? rescaled(whole, whole.scale + Math.min(room, preferred - whole.scale))
      : stripZerosTo(whole, preferred);
  return minusProduct(left, whole, right);
}

/** The quotient with 34 digits at most, cut towards zero. */
function cutQuotient(left: BigDecimal, right: BigDecimal, preferred: number): BigDecimal {
  const { quotient, exact } = divideTo(left, right, PRECISION);
  const stripped = exact ? stripZerosTo(quotient, preferred) : quotient;
  const excess = precisionOf(stripped) - PRECISION;
  return excess <= 0 ? stripped : bigDecimal(stripped.unscaled / powerOfTen(excess), stripped.scale - excess);
}

/** left - factor × right, exactly. */
function minusProduct(left: BigDecimal, factor: BigDecimal, right: BigDecimal): BigDecimal {
  const product = bigDecimal(factor.unscaled * right.unscaled, factor.scale + right.scale);
  const scale = Math.max(left.scale, product.scale);
  return bigDecimal(rescaled(left, scale).unscaled - rescaled(product, scale).unscaled, scale);
}

function compareMagnitudes(left: BigDecimal, right: BigDecimal): number {
  return compareBigDecimals(magnitudeOf(left), magnitudeOf(right));
}

function magnitudeOf(number: BigDecimal): BigDecimal {
  return number.unscaled < 0n ? negateBigDecimal(number) : number;
}

/** By value: 1.0 and 1.00 are equal. */
export function compareBigDecimals(left: BigDecimal, right: BigDecimal): number {
  const leftSign = left.unscaled === 0n ? 0 : left.unscaled < 0n ? -1 : 1;
  const rightSign = right.unscaled === 0n ? 0 : right.unscaled < 0n ? -1 : 1;
  if (leftSign !== rightSign) return leftSign < rightSign ? -1 : 1;
  if (leftSign === 0) return 0;
  const leftPlace = precisionOf(left) - left.scale;
  const rightPlace = precisionOf(right) - right.scale;
  if (leftPlace !== rightPlace) return (leftPlace < rightPlace ? -1 : 1) * leftSign;
  const scale = Math.max(left.scale, right.scale);
  const difference = rescaled(left, scale).unscaled - rescaled(right, scale).unscaled;
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

/** `toBigInteger`, cut towards zero; undefined where it would have more than a million digits. */
export function wholePartOf(number: BigDecimal): bigint | undefined {
  if (number.scale <= 0) return number.scale < -MOST_DIGITS ? undefined : number.unscaled * powerOfTen(-number.scale);
  if (precisionOf(number) <= number.scale) return 0n;
  return number.unscaled / powerOfTen(number.scale);
}

/** The number as a whole one where it has no fraction and fits in 64 bits: `longValueExact`. */
export function exactLongOf(number: BigDecimal): bigint | undefined {
  if (number.unscaled === 0n) return 0n;
  if (precisionOf(number) - number.scale > 19) return undefined;
  if (precisionOf(number) <= number.scale) return undefined;
  const whole = wholePartOf(number);
  if (whole === undefined || BigInt.asIntN(64, whole) !== whole) return undefined;
  return compareBigDecimals(bigDecimal(whole, 0), number) === 0 ? whole : undefined;
}
