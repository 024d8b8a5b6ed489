/**
 * The decimal digits of a double as JDK 17 chooses them. They are not always the shortest that read back (JDK 19
 * changed that): 2e23 has seventeen. So JavaScript's own digits do not do, and the old algorithm (Steele and White's
 * free-format printing, with Java's stopping rules and its two special cases) is followed here step by step.
 */
export interface DecimalDigits {
  /** Without trailing zeros beyond what the algorithm leaves. */
  readonly digits: string;
  /** The value is 0.DIGITS × 10^exponent. */
  readonly exponent: number;
}

const buffer = new DataView(new ArrayBuffer(8));

/** How many low digits of 2^index say nothing, by how far the value's last bit lies above the units. */
const INSIGNIFICANT = [
  0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 9, 10, 10, 10, 11,
  11, 11, 12, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15, 15, 16, 16, 16, 17, 17, 17, 18, 18, 18, 19,
];

/** Digits of a finite value over zero; `single` where it is a float. */
export function digitsOfDouble(value: number, single: boolean): DecimalDigits {
  const { fraction, exponent, significantBits } = unpack(value, single);
  const tailZeros = trailingZeros(fraction);
  const fractionBits = 53 - tailZeros;
  const tinyBits = Math.max(0, fractionBits - exponent - 1);
  // A whole number that fits in 63 bits: its digits are those of the integer, less what its precision does not reach.
  if (exponent <= 62 && exponent >= -21 && tinyBits === 0 && fractionBits < 64) {
    const skipped = exponent > significantBits ? (INSIGNIFICANT[exponent - significantBits - 1] ?? 0) : 0;
    const whole = exponent >= 52 ? fraction << BigInt(exponent - 52) : fraction >> BigInt(52 - exponent);
    return wholeDigits(whole, skipped);
  }
  return fractionalDigits(fraction >> BigInt(tailZeros), fractionBits, tinyBits, exponent, significantBits, fraction);
}

function unpack(value: number, single: boolean) {
  if (single) {
    buffer.setFloat32(0, value);
    const bits = buffer.getUint32(0);
    let fraction = bits & 0x7fffff;
    let exponent = (bits >>> 23) & 0xff;
    let significantBits = 24;
    if (exponent === 0) {
      const leading = Math.clz32(fraction);
      fraction <<= leading - 8;
      exponent = 1 - (leading - 8);
      significantBits = 32 - leading;
    } else fraction |= 0x800000;
    return { fraction: BigInt(fraction) << 29n, exponent: exponent - 127, significantBits };
  }
  buffer.setFloat64(0, value);
  const bits = buffer.getBigUint64(0);
  let fraction = bits & 0xfffffffffffffn;
  let exponent = Number(bits >> 52n) & 0x7ff;
  let significantBits = 53;
  if (exponent === 0) {
    significantBits = fraction.toString(2).length;
    fraction <<= BigInt(53 - significantBits);
    exponent = 1 - (53 - significantBits);
  } else fraction |= 0x10000000000000n;
  return { fraction, exponent: exponent - 1023, significantBits };
}

function trailingZeros(bits: bigint): number {
  const low = Number(bits & 0xffffffffn) | 0;
  if (low !== 0) return 31 - Math.clz32(low & -low);
  const high = Number(bits >> 32n) | 0;
  return 63 - Math.clz32(high & -high);
}

function wholeDigits(whole: bigint, skipped: number): DecimalDigits {
  let kept = whole;
  if (skipped > 0) {
    const unit = 10n ** BigInt(skipped);
    const rest = kept % unit;
    kept /= unit;
    if (rest >= unit / 2n) kept += 1n;
  }
  const digits = kept.toString();
  return { digits: digits.replace(/0+$/, ""), exponent: digits.length + skipped };
}

/** Bits of 5^n, as many as Java's table has; over it three a power are assumed. */
const FIVE_BITS = [
  0, 3, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28, 31, 33, 35, 38, 40, 42, 45, 47, 49, 52, 54, 56, 59, 61,
];

function fiveBits(power: number): number {
  return FIVE_BITS[power] ?? power * 3;
}

function fractionalDigits(
  bits: bigint,
  fractionBits: number,
  tinyBits: number,
  exponent: number,
  significantBits: number,
  fraction: bigint,
): DecimalDigits {
  let decimalExponent = estimateDecimalExponent(fraction, exponent);
  // value = B / S × 10^decimalExponent, and M is half a unit in the last place over the same S.
  const B5 = Math.max(0, -decimalExponent);
  let B2 = B5 + tinyBits + exponent;
  const S5 = Math.max(0, decimalExponent);
  let S2 = S5 + tinyBits;
  let M2 = B2 - significantBits;
  B2 -= fractionBits - 1;
  const common = Math.min(B2, S2);
  B2 -= common;
  S2 -= common;
  M2 -= common;
  // Below a power of two the next number is only half as far away.
  if (fractionBits === 1) M2 -= 1;
  if (M2 < 0) {
    B2 -= M2;
    S2 -= M2;
    M2 = 0;
  }
  const bBits = fractionBits + B2 + fiveBits(B5);
  const tenSBits = S2 + 1 + fiveBits(S5 + 1);
  // Java computes in int, long or big integers by size, and overflows in the first two: so does this.
  const width = bBits < 64 && tenSBits < 64 ? (bBits < 32 && tenSBits < 32 ? 32 : 64) : 0;
  const S = (5n ** BigInt(S5)) << BigInt(S2);
  let B = (bits * 5n ** BigInt(B5)) << BigInt(B2);
  let M = (5n ** BigInt(B5)) << BigInt(M2);
  const tens = S * 10n;
  let low = false;
  let high = false;
  const step = (): string => {
    const digit = B / S;
    B = 10n * (B % S);
    M = wrap(M * 10n, width);
    low = M > 0n ? B < M : true;
    high = M > 0n ? (width === 0 ? B + M >= tens : wrap(B + M, width) > tens) : true;
    return digit.toString();
  };
  let digits = step();
  if (digits === "0" && !high) {
    decimalExponent -= 1;
    digits = "";
  }
  // With an exponent there is always a digit after the point.
  if (decimalExponent < -3 || decimalExponent >= 8) {
    low = false;
    high = false;
  }
  while (!low && !high) digits += step();
  if (high) {
    const half = B * 2n - tens;
    const odd = (digits.charCodeAt(digits.length - 1) & 1) === 1;
    if (!low || half > 0n || (half === 0n && odd)) {
      const rounded = roundUp(digits);
      return { digits: rounded.digits, exponent: decimalExponent + 1 + rounded.carry };
    }
  }
  return { digits, exponent: decimalExponent + 1 };
}

function wrap(value: bigint, width: number): bigint {
  return width === 0 ? value : BigInt.asIntN(width, value);
}

function roundUp(digits: string): { digits: string; carry: number } {
  const nines = /9*$/.exec(digits)?.[0].length ?? 0;
  // Java leaves the zeros that a carry makes.
  if (nines === digits.length) return { digits: `1${"0".repeat(nines - 1)}`, carry: 1 };
  const at = digits.length - nines - 1;
  return { digits: digits.slice(0, at) + String(Number(digits[at]) + 1) + "0".repeat(nines), carry: 0 };
}

/** A cheap logarithm; one too high at most. */
function estimateDecimalExponent(fraction: bigint, exponent: number): number {
  const mantissa = Number(fraction) / 2 ** 52;
  return Math.floor((mantissa - 1.5) * 0.289529654 + 0.176091259 + exponent * 0.301029995663981);
}
