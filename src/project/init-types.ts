import { isAlwaysNull, type Reading, type ValueProfile } from "../compiler/index.js";
import type { Type } from "../values/index.js";

/** Where a type in a `source` block comes from; null where the sample does not tell one. */
export function typeWord(type: Type, profile: ValueProfile | null, flat: boolean): string | null {
  switch (type.kind) {
    case "boolean":
      return "boolean";
    case "string":
      return profile === null ? "string" : wordOfTexts(profile, flat);
    case "number":
      return wordOfNumber(type.of);
    case "datetime":
      return type.of === "date" ? "date" : "timestamp";
    case "any":
    case "null":
    case "array":
    case "object":
    case "map":
    case "regex":
    case "lambda":
      return null;
  }
}

function wordOfNumber(of: string): string {
  if (of === "byte" || of === "short" || of === "integer") return "integer";
  if (of === "long" || of === "biginteger") return "long";
  return of === "number" ? "number" : "decimal";
}

const INTEGER = 2 ** 31;

/** In JSON, texts that spell numbers are texts on purpose; it has no other way to write a date. */
function wordOfTexts({ texts, values }: ValueProfile, flat: boolean): string {
  const best = texts?.readings[0];
  if (texts === null || best === undefined || best.fits < best.of) return "string";
  if (best.kind === "date") return best.hasTime ? "timestamp" : "date";
  if (!flat) return "string";
  switch (best.kind) {
    case "integer": {
      if (texts.leadingZeros.count > 0 || texts.longest.text.length > 18) return "string";
      const { smallest, largest } = texts;
      return Math.abs(smallest?.value ?? 0) < INTEGER && Math.abs(largest?.value ?? 0) < INTEGER ? "integer" : "long";
    }
    case "decimal":
      return "decimal";
    case "boolean":
      // `y` and `no` may be anything: a code, a country.
      return values.every(({ text }) => /^(?:true|false)$/i.test(text)) ? "boolean" : "string";
  }
}

/** How a text becomes a date. */
export type DatePattern =
  | { readonly kind: "pattern"; readonly pattern: string }
  /** Both fit every value: nothing tells the day from the month. */
  | { readonly kind: "either"; readonly patterns: readonly string[] }
  /** `pattern` is what reads the most of them, if any does. */
  | { readonly kind: "unknown"; readonly why: string; readonly pattern: string | null };

/** The pattern that reads every text, if it is the only one that a person might mean. */
export function datePatternOf(profile: ValueProfile | null): DatePattern {
  if (profile === null || isAlwaysNull(profile) || profile.texts === null || profile.texts.filled === 0) {
    return { kind: "unknown", why: "the sample has no value to tell its form", pattern: null };
  }
  const { readings, rareReadings, filled } = profile.texts;
  const dates = [...readings, ...rareReadings].filter((one): one is DateReading => one.kind === "date");
  const fitting = dates.filter(({ fits }) => fits === filled);
  const [best] = fitting;
  if (best === undefined) {
    const [most] = dates;
    if (most === undefined)
      return { kind: "unknown", why: "its texts are dates of no form that is known", pattern: null };
    const seen = most.misfit === null ? "" : `; not ${JSON.stringify(most.misfit.text)} in line ${most.misfit.line}`;
    const why = `${most.pattern} reads ${most.fits} of ${filled} values${seen}`;
    return { kind: "unknown", why, pattern: most.pattern };
  }
  const days = fitting.filter(({ hasTime }) => !hasTime).map(({ pattern }) => pattern);
  if (days.length > 1) return { kind: "either", patterns: days };
  const swapped = SWAPPED.get(best.pattern);
  if (swapped !== undefined && profile.values.every(({ text }) => isEitherWay(text))) {
    return { kind: "either", patterns: [best.pattern, swapped] };
  }
  return { kind: "pattern", pattern: best.pattern };
}

type DateReading = Extract<Reading, { kind: "date" }>;

/** Month first, and the same with the day first, which is as usual elsewhere. */
const SWAPPED: ReadonlyMap<string, string> = new Map([
  ["M/dd/yyyy", "dd/M/yyyy"],
  ["M/dd/yyyy hh:mm:ss a", "dd/M/yyyy hh:mm:ss a"],
  ["MM-dd-yyyy", "dd-MM-yyyy"],
]);

/** Whether the second number could be a month too. */
function isEitherWay(text: string): boolean {
  const second = /^\s*\d+\D(\d+)/.exec(text)?.[1];
  return second === undefined || Number(second) <= 12;
}
