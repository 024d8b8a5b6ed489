import { columns as codes } from "../diagnostics/columns.js";
import type { Report } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import type { SourceBlock, SourceField, SourceType } from "../grammar/index.js";
import { nearest, type Span } from "../text/index.js";
import type { Type } from "../values/index.js";
import { openingWord } from "./headers.js";
import { describeRows, type SampleValue, type SourceProfile, type ValueProfile } from "./source-profile.js";
import type { SourceShape } from "./source-shape.js";

/** A level of the source: the columns, or the fields of an object within. */
interface Level {
  readonly path: readonly string[];
  readonly declared: readonly SourceField[];
  readonly found: ReadonlyMap<string, Type>;
  readonly profiles: ReadonlyMap<string, ValueProfile>;
  /** What marks the level as a whole. */
  readonly owner: Span;
}

interface Comparison {
  readonly sample: SourceShape;
  readonly profile: SourceProfile | null;
  readonly report: Report;
}

const NONE: ReadonlyMap<string, ValueProfile> = new Map();

/** Holds a `source` block against the sample: what it declares that is not there, what is there besides, and other types. */
export function compareWithSample(block: SourceBlock, sample: SourceShape, report: Report): void {
  const profile = sample.profile ?? null;
  const level: Level = {
    path: [],
    declared: block.fields,
    found: sample.columns,
    profiles: profile?.columns ?? NONE,
    owner: openingWord(block.span, "source"),
  };
  compareLevel(level, { sample, profile, report });
}

function compareLevel({ path, declared, found, profiles, owner }: Level, comparison: Comparison): void {
  const { sample, report } = comparison;
  const known = new Set(declared.map(({ name }) => name.text));
  const others = [...found.keys()].filter((name) => !known.has(name));
  for (const { name, type } of declared) {
    const at = [...path, name.text];
    if (found.has(name.text)) {
      compareType(at, type, found.get(name.text) ?? null, profiles.get(name.text) ?? null, name.span, comparison);
      continue;
    }
    // In records that were not looked at the field may still come.
    const severity = sample.firstRecords === undefined ? {} : { severity: "info" as const };
    const near = nearest(name.text, others);
    report(names.XM2026, name.span, { column: at.join("."), sample: labelOf(sample), near }, severity);
  }
  const columns = others.map((name) => [...path, name].join("."));
  if (columns.length > 0) report(names.XM2027, owner, { columns, sample: sample.label });
}

function labelOf({ label, firstRecords }: SourceShape): string {
  return firstRecords === undefined ? label : `the start of ${label} (${firstRecords} records)`;
}

function compareType(
  path: readonly string[],
  declared: SourceType,
  found: Type | null,
  profile: ValueProfile | null,
  place: Span,
  comparison: Comparison,
): void {
  if (profile !== null && reportMisfits(path, declared, profile, place, comparison)) return;
  if (declared.kind === "object" && found?.kind === "object" && found.fields !== null) {
    const profiles = profile?.fields ?? NONE;
    compareLevel({ path, declared: declared.fields, found: found.fields, profiles, owner: place }, comparison);
  }
  if (declared.kind === "array" && found?.kind === "array") {
    const last = path.at(-1) ?? "";
    const items = [...path.slice(0, -1), `${last}[*]`];
    compareType(items, declared.items, found.items, profile?.items ?? null, place, comparison);
  }
}

/** Whether values of another kind than the declared one were reported. */
function reportMisfits(
  path: readonly string[],
  declared: SourceType,
  profile: ValueProfile,
  place: Span,
  { profile: whole, report }: Comparison,
): boolean {
  const { count, first } = misfitsOf(declared, profile);
  if (count === 0 || first === null || whole === null) return false;
  const of = profile.places - profile.nulls - profile.missing;
  report(codes.XM2041, place, {
    column: path.join("."),
    declared: wordOf(declared),
    count,
    of,
    rows: describeRows(whole),
    sample: whole.label,
    first,
    found: suggestionOf(profile),
  });
  return true;
}

function wordOf(type: SourceType): string {
  switch (type.kind) {
    case "scalar":
      return type.name.text;
    case "array":
      return `${wordOf(type.items)}[]`;
    case "object":
      return "an object";
  }
}

interface Misfits {
  readonly count: number;
  readonly first: SampleValue | null;
}

/** The values that are not what is declared. Null and what is missing fit every type. */
function misfitsOf(declared: SourceType, profile: ValueProfile): Misfits {
  switch (declared.kind) {
    case "array":
      return addUp(profile, ["text", "number", "boolean", "object"]);
    case "object":
      return addUp(profile, ["text", "number", "boolean", "list"]);
    case "scalar":
      return misfitsOfScalar(declared.name.text, profile);
  }
}

type Kind = "text" | "number" | "boolean" | "list" | "object";

function addUp(profile: ValueProfile, kinds: readonly Kind[], inTexts: Misfits = NO_MISFIT): Misfits {
  const counts: Readonly<Record<Kind, number>> = {
    text: profile.texts?.count ?? 0,
    number: profile.numbers?.count ?? 0,
    boolean: profile.booleans,
    list: profile.lists,
    object: profile.objects,
  };
  const count = kinds.reduce((sum, kind) => sum + counts[kind], inTexts.count);
  const first = profile.firsts.find(({ kind }) => kinds.includes(kind));
  return { count, first: inTexts.first ?? first ?? null };
}

const NO_MISFIT: Misfits = { count: 0, first: null };

function misfitsOfScalar(word: string, profile: ValueProfile): Misfits {
  // JSON tells a text that spells a number from a number; a CSV holds nothing but texts.
  const isText = profile.numbers === null && profile.booleans === 0;
  switch (word) {
    case "string":
      return addUp(profile, ["number", "boolean", "list", "object"]);
    case "integer":
    case "long":
      return addUp(profile, ["boolean", "list", "object"], isText ? misread(profile, "integer") : fractions(profile));
    case "decimal":
    case "number":
      return addUp(profile, ["boolean", "list", "object"], isText ? misread(profile, "decimal") : allTexts(profile));
    case "boolean":
      return addUp(profile, ["number", "list", "object"], isText ? misread(profile, "boolean") : allTexts(profile));
    case "any":
      return NO_MISFIT;
    default:
      return addUp(profile, ["number", "boolean", "list", "object"], undated(profile));
  }
}

function misread({ texts, values }: ValueProfile, kind: "integer" | "decimal" | "boolean"): Misfits {
  if (texts === null) return NO_MISFIT;
  const reading = [...texts.readings, ...texts.rareReadings].find((one) => one.kind === kind);
  if (reading !== undefined) return { count: reading.of - reading.fits, first: reading.misfit };
  const first = values.find(({ kind, text }) => kind === "text" && text.trim() !== "") ?? null;
  return { count: texts.filled, first };
}

function allTexts({ texts, firsts }: ValueProfile): Misfits {
  return { count: texts?.count ?? 0, first: firsts.find(({ kind }) => kind === "text") ?? null };
}

function fractions(profile: ValueProfile): Misfits {
  const { numbers } = profile;
  const texts = allTexts(profile);
  const count = texts.count + (numbers === null ? 0 : numbers.count - numbers.integers);
  return { count, first: texts.first ?? numbers?.firstFraction ?? null };
}

/** A date has a year, and most have a month and a day in digits. Which form it has is for `date()` to say, not for its type. */
const FEWEST_DIGITS = 3;

function undated({ values }: ValueProfile): Misfits {
  let count = 0;
  let first: SampleValue | null = null;
  for (const value of values) {
    if (value.kind !== "text" || value.text.trim() === "") continue;
    if (value.text.replace(/\D/g, "").length >= FEWEST_DIGITS) continue;
    count += value.count;
    first ??= value;
  }
  return { count, first };
}

/** The type that all values have, where there is one. */
function suggestionOf({ texts, numbers, booleans, lists, objects }: ValueProfile): string | null {
  const kinds = [texts !== null, numbers !== null, booleans > 0, lists > 0, objects > 0].filter(Boolean).length;
  if (kinds !== 1 || lists > 0 || objects > 0) return null;
  if (booleans > 0) return "boolean";
  if (numbers !== null) return numbers.integers === numbers.count ? "integer" : "decimal";
  const best = texts?.readings[0];
  if (best === undefined || best.fits < best.of) return "string";
  return best.kind === "date" ? (best.hasTime ? "timestamp" : "date") : best.kind;
}
