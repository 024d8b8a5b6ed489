import type {
  DateForm,
  Reading,
  SampleNumber,
  SamplePlace,
  SampleValue,
  Tally,
  TextProfile,
} from "../compiler/index.js";
import { dateFormsOf } from "./profile-dates.js";

/** Counts values, and keeps the first. */
class Counter {
  count = 0;
  first: SampleValue | null = null;

  add(text: string, place: SamplePlace): void {
    this.count++;
    this.first ??= { text, ...place };
  }

  get tally(): Tally {
    return { count: this.count, first: this.first };
  }
}

/** What one text spells; it depends on the text alone, so that a text that comes again is not looked at again. */
export interface TextFacts {
  readonly filled: boolean;
  readonly untrimmed: boolean;
  readonly upperCase: boolean;
  readonly integer: boolean;
  /** Of what spells a number. */
  readonly number: number | null;
  readonly leadingZeros: boolean;
  readonly boolean: boolean;
  readonly dates: readonly DateForm[];
  readonly email: boolean;
  readonly phone: boolean;
}

/** As texts become numbers in a record: blanks around them are cut. */
const INTEGER = /^[+-]?\d{1,400}$/;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const EMAIL = /^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/;
/** With what tells it from other numbers: a plus, or brackets, blanks, dashes, dots or slashes between its digits. */
const PHONE = /^(?:\+[\d(]|\(?\d+[)\s./-])[\d\s()./-]*$/;
/** Three groups of digits as in dates of any order. */
const DATE_LIKE = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?!\d)/;

/** The words that become a boolean in a record, exactly as they are written; the runtime's own list is not loaded here. */
const BOOLEANS: ReadonlySet<string> = new Set(
  ["y", "yes", "on", "true", "n", "no", "off", "false"].flatMap((word) => [word, word.toUpperCase()]),
);

export function factsOf(text: string): TextFacts {
  const trimmed = text.trim();
  const first = trimmed.charCodeAt(0);
  // Nothing that begins with a letter is a number or a date; most texts are words.
  const isNumeric = first <= 0x39 && trimmed.length > 0;
  const integer = isNumeric && INTEGER.test(trimmed);
  const number = integer || (isNumeric && DECIMAL.test(trimmed)) ? Number(trimmed) : null;
  const dates = isNumeric ? dateFormsOf(text) : [];
  const isPhone = isNumeric && (number === null || trimmed.startsWith("+")) && dates.length === 0;
  return {
    filled: trimmed !== "",
    untrimmed: trimmed !== text && trimmed !== "",
    upperCase: text.toLowerCase() !== text,
    integer,
    number: number !== null && Number.isFinite(number) ? number : null,
    leadingZeros: integer && /^[+-]?0\d/.test(trimmed),
    boolean: BOOLEANS.has(text),
    dates,
    email: !isNumeric || number === null ? trimmed.includes("@") && EMAIL.test(trimmed) : false,
    phone:
      isPhone && trimmed.length <= 30 && PHONE.test(trimmed) && !DATE_LIKE.test(trimmed) && hasPhoneDigits(trimmed),
  };
}

/** E.164 has at most 15 digits; without a plus, fewer than 9 are a postal code or a part of a number. */
function hasPhoneDigits(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  return digits >= (text.startsWith("+") ? 7 : 9) && digits <= 15;
}

/** Counts for one way to read. */
class ReadingCounter {
  fits = 0;
  misfit: SampleValue | null = null;

  add(fits: boolean, text: string, place: SamplePlace): void {
    if (fits) this.fits++;
    else this.misfit ??= { text, ...place };
  }
}

/** From this share on a reading is what a place is meant to hold, and the rest are mistakes. */
const LIKELY = 0.9;

/** Gathers the texts of one place. */
export class TextGatherer {
  #count = 0;
  #empty = 0;
  #filled = 0;
  readonly #blank = new Counter();
  readonly #untrimmed = new Counter();
  readonly #upperCase = new Counter();
  readonly #email = new Counter();
  readonly #phone = new Counter();
  readonly #leadingZeros = new Counter();
  readonly #integer = new ReadingCounter();
  readonly #decimal = new ReadingCounter();
  readonly #boolean = new ReadingCounter();
  readonly #dates = new Map<DateForm, ReadingCounter>();
  #firstFilled: SampleValue | null = null;
  #longest: SampleValue | null = null;
  #shortest: SampleValue | null = null;
  #smallest: SampleNumber | null = null;
  #largest: SampleNumber | null = null;

  add(text: string, place: SamplePlace, facts: TextFacts): void {
    this.#count++;
    if (this.#longest === null || text.length > this.#longest.text.length) this.#longest = { text, ...place };
    if (this.#shortest === null || text.length < this.#shortest.text.length) this.#shortest = { text, ...place };
    if (text === "") this.#empty++;
    else if (!facts.filled) this.#blank.add(text, place);
    if (!facts.filled) return;
    if (facts.untrimmed) this.#untrimmed.add(text, place);
    if (facts.upperCase) this.#upperCase.add(text, place);
    if (facts.email) this.#email.add(text, place);
    if (facts.phone) this.#phone.add(text, place);
    if (facts.leadingZeros) this.#leadingZeros.add(text, place);
    this.#integer.add(facts.integer, text, place);
    this.#decimal.add(facts.number !== null, text, place);
    this.#boolean.add(facts.boolean, text, place);
    if (facts.dates.length > 0 || this.#dates.size > 0) this.#addDates(facts.dates, text, place);
    if (facts.number !== null) this.#addNumber(facts.number, text, place);
    this.#firstFilled ??= { text, ...place };
    this.#filled++;
  }

  #addDates(forms: readonly DateForm[], text: string, place: SamplePlace): void {
    for (const form of forms) {
      if (this.#dates.has(form)) continue;
      const counter = new ReadingCounter();
      // A form that is seen later than at the first text did not fit that one.
      counter.misfit = this.#firstFilled;
      this.#dates.set(form, counter);
    }
    for (const [form, counter] of this.#dates) counter.add(forms.includes(form), text, place);
  }

  #addNumber(value: number, text: string, place: SamplePlace): void {
    if (this.#smallest === null || value < this.#smallest.value) this.#smallest = { text, value, ...place };
    if (this.#largest === null || value > this.#largest.value) this.#largest = { text, value, ...place };
  }

  /** Null where there was no text. */
  get profile(): TextProfile | null {
    if (this.#longest === null || this.#shortest === null) return null;
    const readings = this.#readings();
    const isLikely = ({ fits, of }: Reading) => fits >= of * LIKELY;
    return {
      count: this.#count,
      empty: this.#empty,
      blank: this.#blank.tally,
      untrimmed: this.#untrimmed.tally,
      upperCase: this.#upperCase.tally,
      longest: this.#longest,
      shortest: this.#shortest,
      filled: this.#filled,
      readings: readings.filter(isLikely),
      rareReadings: readings.filter((reading) => !isLikely(reading)),
      email: this.#email.tally,
      phone: this.#phone.tally,
      leadingZeros: this.#leadingZeros.tally,
      smallest: this.#smallest,
      largest: this.#largest,
    };
  }

  #readings(): readonly Reading[] {
    const of = this.#filled;
    const simple: Reading[] = [
      { kind: "integer", of, fits: this.#integer.fits, misfit: this.#integer.misfit },
      { kind: "decimal", of, fits: this.#decimal.fits, misfit: this.#decimal.misfit },
      { kind: "boolean", of, fits: this.#boolean.fits, misfit: this.#boolean.misfit },
    ];
    const dates = [...this.#dates].map(
      ([form, { fits, misfit }]): Reading => ({ kind: "date", ...form, of, fits, misfit }),
    );
    // Sorting is stable: of equal ones the order above decides, and of dates the one in which they are tried.
    return [...simple, ...dates].filter(({ fits }) => fits > 0).toSorted((a, b) => b.fits - a.fits);
  }
}
