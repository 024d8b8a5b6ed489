import type { DateForm } from "../compiler/index.js";
import {
  compileDatePattern,
  type DatePattern,
  EXTRA_PATTERNS,
  LISTED_PATTERNS,
  OFFSET_PATTERNS,
  OFFSET_UTC,
} from "../values/dates/index.js";

interface CompiledForm {
  readonly form: DateForm;
  readonly compiled: DatePattern;
}

/** The forms by the shape of the texts that they read: few are worth trying on any one text. */
const byShape = new Map<string, readonly CompiledForm[]>();

/** Compiled when the first text of their shape comes. */
function formsOf(shape: string): readonly CompiledForm[] {
  let forms = byShape.get(shape);
  if (forms === undefined) {
    const compile = (patterns: readonly string[], listed: boolean, readByItself: boolean) =>
      patterns
        .filter((pattern) => shapeOfPattern(pattern) === shape)
        .flatMap((pattern) => compileForm(pattern, listed, readByItself));
    forms = [
      ...compile(LISTED_PATTERNS, true, true),
      ...compile(EXTRA_PATTERNS, false, true),
      ...compile(OFFSET_PATTERNS, false, false),
    ];
    byShape.set(shape, forms);
  }
  return forms;
}

/** ISO 8601 by what stands between day and time and by the digits of the fraction, others by what stands between numbers. */
function shapeOfPattern(pattern: string): string {
  const [, between] = /^yyyy-MM-dd('T'| |$)/.exec(pattern) ?? [];
  if (between !== undefined) return `iso ${between.replaceAll("'", "")}${pattern.split("S").length - 1}`;
  return /[-/.]/.exec(pattern)?.[0] ?? "digits";
}

function shapeOfText(text: string): string | null {
  const iso = /^[+-]?\d{4,}-\d\d-\d\d(?:([T ])\d\d:\d\d(?::\d\d(?:\.(\d+))?)?|$)/.exec(text);
  if (iso !== null) return `iso ${iso[1] ?? ""}${iso[2]?.length ?? 0}`;
  const [, separator] = /^\d+([-/.]|$)/.exec(text) ?? [];
  return separator === "" ? "digits" : (separator ?? null);
}

function compileForm(pattern: string, listed: boolean, readByItself: boolean): CompiledForm[] {
  const compiled = compileDatePattern(pattern, "java");
  if (!("pattern" in compiled)) return [];
  const form = { pattern, listed, readByItself, hasTime: /[Hh]/.test(pattern) };
  return [{ form, compiled: compiled.pattern }];
}

/** The longest text that any of the forms reads: `yyyy-MM-ddTHH:mm:ss.SSSSSSSSS` with an offset of seconds. */
const LONGEST = 40;
const NO_FORMS: readonly DateForm[] = [];

/** The forms that read a text as a date, in the order in which Data Prep tries them. */
export function dateFormsOf(text: string): readonly DateForm[] {
  if (text.length < 8 || text.length > LONGEST) return NO_FORMS;
  const shape = shapeOfText(text);
  if (shape === null) return NO_FORMS;
  const fits = formsOf(shape).filter(({ compiled }) => compiled.tryDateTime(text, OFFSET_UTC) !== null);
  return fits.length === 0 ? NO_FORMS : fits.map(({ form }) => form);
}
