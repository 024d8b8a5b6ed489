/** Milliseconds. */
const FIRST = 500;
const LONGEST = 20_000;
/** What is added to `Retry-After`, so that those who were told the same do not come back at once. */
const SPREAD = 250;

/**
 * How long to wait before the next try: full jitter, from nothing to a bound that doubles with every try up to 20 s
 * ("Exponential Backoff And Jitter", AWS Architecture Blog). `tries` counts those made, from 1.
 */
export function backOff(tries: number, random: () => number): number {
  return random() * Math.min(LONGEST, FIRST * 2 ** Math.min(tries - 1, 10));
}

/**
 * What `Retry-After` asks for, in milliseconds: seconds, or a date (RFC 9110, 10.2.3), which is compared with the server's
 * own `Date`, because clocks differ. Null where it is absent or neither.
 */
export function retryAfter(headers: Headers, now: number, random: () => number): number | null {
  const text = headers.get("retry-after")?.trim() ?? "";
  if (text === "") return null;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000 + random() * SPREAD;
  const at = readDate(text);
  if (at === null) return null;
  return Math.max(0, at - (dateOf(headers) ?? now)) + random() * SPREAD;
}

/** The server's clock, in milliseconds since 1970. */
export function dateOf(headers: Headers): number | null {
  return readDate(headers.get("date") ?? "");
}

/** `Date.parse` takes "-5" for a day of the year 2001, so a text has to look like an HTTP date first. */
function readDate(text: string): number | null {
  const date = /^[A-Z][a-z]{2,8},? .*\d\d:\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : date;
}
