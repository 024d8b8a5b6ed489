import { dateTimeAt, OFFSET_UTC } from "../values/dates/index.js";
import type { DateTime } from "../values/index.js";

/** The date-time, in UTC, that a long stands for: milliseconds since 1970. */
export function dateTimeOfMilliseconds(value: bigint): DateTime {
  const milliseconds = ((value % 1000n) + 1000n) % 1000n;
  return dateTimeAt(OFFSET_UTC, Number((value - milliseconds) / 1000n), Number(milliseconds) * 1_000_000);
}
