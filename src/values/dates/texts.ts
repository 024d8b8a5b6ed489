import type { DateLocale } from "./locale.js";
import { Field, type TextStyle } from "./pattern-parts.js";

/** The texts of one field in one style. */
export interface Texts {
  /** By value; a value without text is printed as a number. */
  readonly printed: ReadonlyMap<number, string>;
  /** Longest first; null where the field has no texts. Of values that share a text Java reads the last: `J` is July. */
  readonly readable: readonly (readonly [text: string, value: number])[] | null;
}

const NONE: Texts = { printed: new Map(), readable: null };

const cache = new WeakMap<DateLocale, Map<number, Texts>>();
const STYLES: readonly TextStyle[] = ["short", "full", "narrow"];

export function textsOf(field: Field, style: TextStyle, locale: DateLocale): Texts {
  let fields = cache.get(locale);
  if (fields === undefined) {
    fields = new Map();
    cache.set(locale, fields);
  }
  const key = field * STYLES.length + STYLES.indexOf(style);
  let texts = fields.get(key);
  if (texts === undefined) {
    texts = buildTexts(field, style, locale);
    fields.set(key, texts);
  }
  return texts;
}

function buildTexts(field: Field, style: TextStyle, locale: DateLocale): Texts {
  switch (field) {
    case Field.month:
      return texts(pick(style, locale.monthsShort, locale.months), 1);
    case Field.weekday:
      return texts(pick(style, locale.weekdaysShort, locale.weekdays), 1);
    case Field.quarter:
      if (style === "full") return texts(["1st quarter", "2nd quarter", "3rd quarter", "4th quarter"], 1);
      return texts(style === "short" ? ["Q1", "Q2", "Q3", "Q4"] : ["1", "2", "3", "4"], 1);
    case Field.era:
      if (style === "full") return texts(["Before Christ", "Anno Domini"], 0);
      return texts(style === "short" ? ["BC", "AD"] : ["B", "A"], 0);
    case Field.halfDay:
      return texts(locale.halves, 0);
    default:
      return NONE;
  }
}

function pick(style: TextStyle, short: readonly string[], full: readonly string[]): readonly string[] {
  return style === "full" ? full : style === "short" ? short : full.map((name) => name.slice(0, 1));
}

function texts(names: readonly string[], first: number): Texts {
  const printed = new Map(names.map((name, index) => [first + index, name]));
  const values = new Map(names.map((name, index) => [name, first + index]));
  return { printed, readable: [...values].sort(([a], [b]) => b.length - a.length) };
}
