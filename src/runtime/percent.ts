/** A percentage as it was given, held exactly: 0.1 % of 1,000 rows is one row. */
export interface Percent {
  readonly text: string;
  /** In millionths of a percent. */
  readonly millionths: number;
}

const MILLION = 1_000_000;

/** Reads `5`, `5%` or `0.25`: from 0 to 100, with six decimals at most. */
export function readPercent(text: string): { readonly percent: Percent } | { readonly why: string } {
  const match = /^(\d{1,3})(?:\.(\d{1,6}))?\s*%?$/.exec(text.trim());
  if (match === null) return { why: "it must be a percentage such as 5 or 0.25" };
  const [, whole = "0", decimals = ""] = match;
  const millionths = Number(whole) * MILLION + Number(decimals.padEnd(6, "0"));
  if (millionths > 100 * MILLION) return { why: "it must be a percentage from 0 to 100" };
  return { percent: { text: decimals === "" ? String(Number(whole)) : `${Number(whole)}.${decimals}`, millionths } };
}

/** A percentage from 0 to 100 as a number; decimals beyond six are rounded. */
export function percentOf(value: number): Percent {
  const millionths = Math.round(value * MILLION);
  return { text: String(millionths / MILLION), millionths };
}

/** Whether a part of a whole is more than a percentage of it. Nothing is a part of nothing. */
export function exceeds(part: number, whole: number, { millionths }: Percent): boolean {
  return BigInt(part) * BigInt(100 * MILLION) > BigInt(millionths) * BigInt(whole);
}

/** A share in percent, with as many decimals as it takes to tell it from the limit that it exceeds. */
export function shareOf(part: number, whole: number, { millionths }: Percent): string {
  const share = (part * 100) / whole;
  for (const decimals of [1, 2, 3, 4, 5, 6]) {
    const text = share.toFixed(decimals);
    if (Number(text) * MILLION > millionths) return String(Number(text));
  }
  return String(share);
}
