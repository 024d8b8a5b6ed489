import { dateTimeAt, OFFSET_UTC } from "../../values/dates/index.js";
import type { DateTime } from "../../values/index.js";

export type Unit = "MILLIS" | "MICROS" | "NANOS";

interface Scale {
  readonly second: bigint;
  readonly nanos: number;
}

const SCALES: Readonly<Record<Unit, Scale>> = {
  MILLIS: { second: 1000n, nanos: 1_000_000 },
  MICROS: { second: 1_000_000n, nanos: 1000 },
  NANOS: { second: 1_000_000_000n, nanos: 1 },
};

const DAY = 86_400;

/** A count of units since 1970-01-01T00:00:00, in UTC. */
export function instantOf(value: bigint, unit: Unit): DateTime {
  const { second, nanos } = SCALES[unit];
  const rest = value % second;
  const part = rest < 0n ? rest + second : rest;
  return dateTimeAt(OFFSET_UTC, Number((value - part) / second), Number(part) * nanos);
}

/** Midnight, UTC, of a day counted from 1970-01-01. */
export function dateOfDays(days: number): DateTime {
  return dateTimeAt(OFFSET_UTC, days * DAY, 0);
}

/** The Julian day of 1970-01-01. */
const JULIAN_EPOCH = 2_440_588n;

/** Impala's and older Spark's timestamps: the day, and the nanoseconds of the day. Taken as UTC (assumed). */
export function instantOfInt96(value: bigint): DateTime {
  const nanos = BigInt.asUintN(64, value);
  const days = BigInt.asIntN(32, value >> 64n) - JULIAN_EPOCH;
  const second = SCALES.NANOS.second;
  return dateTimeAt(OFFSET_UTC, Number(days) * DAY + Number(nanos / second), Number(nanos % second));
}
