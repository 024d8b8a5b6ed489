import type { Field } from "./pattern-parts.js";
import type { Zone } from "./zones.js";

/** A part of the day as English names it: minutes of the day, `to` not in it. Source: Unicode CLDR, day periods of `en`. */
export interface DayPeriod {
  readonly name: string;
  readonly narrow: string;
  readonly from: number;
  readonly to: number;
}

const FIELD_COUNT = 27;

/** What has been read from a text so far: fields by number, a zone, a part of the day. Reused from text to text. */
export class Reading {
  private readonly values = new Float64Array(FIELD_COUNT);
  /** One bit a field. */
  present = 0;
  zone: Zone | null = null;
  dayPeriod: DayPeriod | null = null;
  /** A failure that optional sections do not swallow. */
  fatal: string | null = null;

  clear(): void {
    this.present = 0;
    this.zone = null;
    this.dayPeriod = null;
    this.fatal = null;
  }

  has(field: Field): boolean {
    return (this.present & (1 << field)) !== 0;
  }

  /** The field's value; only where it is present. */
  get(field: Field): number {
    return this.values[field] ?? 0;
  }

  /** Sets a field; false where it already has another value. */
  set(field: Field, value: number): boolean {
    const same = !this.has(field) || this.get(field) === value;
    this.put(field, value);
    return same;
  }

  put(field: Field, value: number): void {
    this.values[field] = value;
    this.present |= 1 << field;
  }

  remove(field: Field): void {
    this.present &= ~(1 << field);
  }

  take(field: Field): number {
    this.remove(field);
    return this.get(field);
  }

  save(): Saved {
    const { present, zone, dayPeriod } = this;
    return { values: this.values.slice(), present, zone, dayPeriod };
  }

  restore(saved: Saved): void {
    this.values.set(saved.values);
    this.present = saved.present;
    this.zone = saved.zone;
    this.dayPeriod = saved.dayPeriod;
  }
}

interface Saved {
  readonly values: Float64Array;
  readonly present: number;
  readonly zone: Zone | null;
  readonly dayPeriod: DayPeriod | null;
}
