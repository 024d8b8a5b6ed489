import { digitsOfDouble } from "./double-digits.js";
import type { BigDecimal, JavaNumber } from "./value.js";

/** Java's text of a number: `Integer.toString`, `Double.toString` of JDK 17, `BigDecimal.toString`… */
export function numberText(number: JavaNumber): string {
  switch (number.kind) {
    case "byte":
    case "short":
    case "integer":
      return String(number.value);
    case "long":
    case "biginteger":
      return number.value.toString();
    case "float":
      return floatingText(number.value, true);
    case "double":
      return floatingText(number.value, false);
    case "bigdecimal":
      return bigDecimalText(number);
  }
}

/** `Double.toString` (or `Float.toString`) of JDK 17: plain from 1e-3 up to 1e7, else with an exponent. */
export function floatingText(value: number, single = false): string {
  if (Number.isNaN(value)) return "NaN";
  if (value === Number.POSITIVE_INFINITY) return "Infinity";
  if (value === Number.NEGATIVE_INFINITY) return "-Infinity";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  if (value === 0) return `${sign}0.0`;
  const { digits, exponent } = digitsOfDouble(Math.abs(value), single);
  if (exponent > 0 && exponent < 8) {
    const whole = digits.slice(0, exponent).padEnd(exponent, "0");
    return `${sign}${whole}.${digits.slice(exponent) || "0"}`;
  }
  if (exponent <= 0 && exponent > -3) return `${sign}0.${"0".repeat(-exponent)}${digits}`;
  return `${sign}${digits.slice(0, 1)}.${digits.slice(1) || "0"}E${exponent - 1}`;
}

/** `BigDecimal.toString`: scientific where the scale is negative or the first digit is far behind the point. */
function bigDecimalText({ unscaled, scale }: BigDecimal): string {
  const sign = unscaled < 0n ? "-" : "";
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString();
  if (scale === 0) return sign + digits;
  const adjusted = digits.length - 1 - scale;
  if (scale > 0 && adjusted >= -6) {
    const padded = digits.padStart(scale + 1, "0");
    return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const exponent = adjusted === 0 ? "" : `E${adjusted > 0 ? "+" : ""}${adjusted}`;
  return `${sign}${digits.slice(0, 1)}${fraction}${exponent}`;
}
