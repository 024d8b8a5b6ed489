import { printCount } from "../text/index.js";

/**
 * What the first rows of a sample hold, place by place: what a type does not say. It says nothing of rows that were not
 * looked at, so a finding that comes of it names how many were.
 */
export interface SourceProfile {
  /** How messages name what was looked at: `orders.csv`, or `orders.csv and 2 more`. */
  readonly label: string;
  /** How many rows were looked at; never 0. */
  readonly rows: number;
  /** False where there are more rows than were looked at. */
  readonly complete: boolean;
  /** From a CSV: every value is text, a dot in a column's name is part of it, and only text profiles are of interest. */
  readonly flat: boolean;
  /** By column, or by top-level field, in the order of the header or of the first row that has it. */
  readonly columns: ReadonlyMap<string, ValueProfile>;
}

/** What was found at one place: a column, a field of an object, or the items of a list. */
export interface ValueProfile {
  /**
   * How many values there could be: the rows for a column, the objects around a field, the items for the items of lists.
   * It is missing + nulls + texts + numbers + booleans + lists + objects.
   */
  readonly places: number;
  /** The field is not there; never in a CSV. */
  readonly missing: number;
  /** Null; in a CSV an empty cell, unless `--empty-cell string` makes it an empty text. */
  readonly nulls: number;
  readonly texts: TextProfile | null;
  readonly numbers: NumberProfile | null;
  readonly booleans: number;
  readonly lists: number;
  readonly objects: number;
  /** The items of all lists here; null where there is no item. */
  readonly items: ValueProfile | null;
  /** The fields of all objects here. */
  readonly fields: ReadonlyMap<string, ValueProfile>;
  /**
   * The different texts, numbers and booleans in the order they come, each with its first place; at most
   * `DISTINCT_LIMIT`, and `allValues` says whether these are all. Numbers are as they are written.
   */
  readonly values: readonly DistinctValue[];
  readonly allValues: boolean;
  /** Where the first value is that is null or missing. */
  readonly firstAbsent: SamplePlace | null;
  /** Where the first value of each kind is that there is, for messages about mixed types. */
  readonly firsts: readonly FirstOfKind[];
}

/** How many different values of a place are kept. */
export const DISTINCT_LIMIT = 1000;

/** A row of a sample. */
export interface SamplePlace {
  /** As messages name it. */
  readonly file: string;
  /** From 1, the header counted. */
  readonly line: number;
}

/** A value of a sample, as it is written there; never shortened. */
export interface SampleValue extends SamplePlace {
  readonly text: string;
}

export interface DistinctValue extends SampleValue {
  readonly kind: "text" | "number" | "boolean";
  readonly count: number;
}

export interface FirstOfKind extends SampleValue {
  readonly kind: "text" | "number" | "boolean" | "list" | "object";
}

/** How many values something is true of, and the first of them. */
export interface Tally {
  readonly count: number;
  readonly first: SampleValue | null;
}

export interface TextProfile {
  /** How many texts there are, the empty ones included. */
  readonly count: number;
  /** Nothing in them. */
  readonly empty: number;
  /** White space and nothing else. */
  readonly blank: Tally;
  /** White space before or after something. */
  readonly untrimmed: Tally;
  /** `lower` would change it. */
  readonly upperCase: Tally;
  /** The text of the most UTF-16 units. */
  readonly longest: SampleValue;
  readonly shortest: SampleValue;
  /** The texts that are neither empty nor blank: what the readings below are counted of. */
  readonly filled: number;
  /**
   * What the filled texts spell, where at least nine of ten do, the best first: of equal ones integer before decimal
   * before boolean before date, and dates in the order in which Data Prep tries their patterns.
   */
  readonly readings: readonly Reading[];
  /** What fewer of them spell, in the same order. */
  readonly rareReadings: readonly Reading[];
  readonly email: Tally;
  readonly phone: Tally;
  /** Whole numbers with a zero too many in front, as in `00123`: postal codes and keys rather than numbers. */
  readonly leadingZeros: Tally;
  /** Of the texts that spell numbers. */
  readonly smallest: SampleNumber | null;
  readonly largest: SampleNumber | null;
}

/** One way to read the texts of a place. */
export type Reading = {
  /** How many of the filled texts it fits. */
  readonly fits: number;
  readonly of: number;
  /** The first text that it does not fit; null where it fits all. */
  readonly misfit: SampleValue | null;
} & ({ readonly kind: "integer" | "decimal" | "boolean" } | ({ readonly kind: "date" } & DateForm));

/** A form of dates. */
export interface DateForm {
  readonly pattern: string;
  /**
   * One of the 18 patterns that Data Prep documents; the others are those that `date(text)` reads as well here
   * (`readByItself`), and ISO 8601 with an offset, which only fields and `date(text, pattern)` read.
   */
  readonly listed: boolean;
  readonly readByItself: boolean;
  readonly hasTime: boolean;
}

export interface SampleNumber extends SampleValue {
  /** As a double: large integers are not exact. */
  readonly value: number;
}

export interface NumberProfile {
  readonly count: number;
  /** How many have no fraction. */
  readonly integers: number;
  readonly firstFraction: SampleValue | null;
  readonly smallest: SampleNumber;
  readonly largest: SampleNumber;
}

/** Whether the place is null or missing in every row that was looked at, or in all objects around it. */
export function isAlwaysNull({ places, nulls, missing }: ValueProfile): boolean {
  return places > 0 && nulls + missing === places;
}

/** The reading that fits every filled text; null where none does, or where there is no text. */
export function unanimousReading(place: ValueProfile): Reading | null {
  const [best] = place.texts?.readings ?? [];
  return best !== undefined && best.fits === best.of ? best : null;
}

/** What a message calls a reading: `whole numbers`, `dates as yyyy-MM-dd`. */
export function describeReading(reading: Reading): string {
  switch (reading.kind) {
    case "integer":
      return "whole numbers";
    case "decimal":
      return "numbers";
    case "boolean":
      return "true or false";
    case "date":
      return `${reading.hasTime ? "times" : "dates"} as ${reading.pattern}`;
  }
}

/** How many rows were looked at, as a message says it: `all 200 rows`, `the first 10,000 rows`. */
export function describeRows({ rows, complete }: SourceProfile): string {
  const count = printCount(rows);
  if (!complete) return `the first ${count} ${rows === 1 ? "row" : "rows"}`;
  return rows === 1 ? "its only row" : `all ${count} rows`;
}
