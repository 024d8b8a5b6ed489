import { PartsBuilder } from "./parts-builder.js";
import { Field, type OffsetPart, type Part, type TextStyle } from "./pattern-parts.js";

/**
 * How a pattern's letters read: `java` is DateTimeFormatter of Java 17; `adobe` is Data Prep's letter table, where `u` is
 * the weekday, `S` counts milliseconds and `F` is the week of the month (assumed: the table mixes two generations of Java).
 * No weekday has four digits and no millisecond four: from there on `u` and `S` are Java's year and fraction of a second.
 */
export type Dialect = "java" | "adobe";

export interface PatternProblem {
  readonly message: string;
  /** Where in the pattern, in UTF-16 units. */
  readonly offset: number;
}

type Letter = (count: number) => Part | string;

/** The most digits of a number. */
const FAR = 19;
/** A limit of ours: sections nest, and reading them nests too. */
const MOST_UNITS = 1000;

/** Reads a pattern's text. Source of the grammar: java.time.format.DateTimeFormatterBuilder.appendPattern, Java 17. */
export function parsePattern(pattern: string, dialect: Dialect): readonly Part[] | PatternProblem {
  if (pattern.length > MOST_UNITS) {
    return { message: `a pattern has ${MOST_UNITS} characters at most`, offset: MOST_UNITS };
  }
  const parts = new PartsBuilder();
  const letters = dialect === "java" ? JAVA_LETTERS : ADOBE_LETTERS;
  let position = 0;

  const runEnd = (start: number): number => {
    let end = start + 1;
    while (end < pattern.length && pattern[end] === pattern[start]) end++;
    return end;
  };

  while (position < pattern.length) {
    const char = pattern.charAt(position);
    if (isLetter(char)) {
      let start = position;
      let end = runEnd(start);
      if (char === "p") {
        const width = end - start;
        if (!isLetter(pattern.charAt(end))) {
          return { message: "the pad letter `p` stands before nothing that it could pad", offset: start };
        }
        start = end;
        end = runEnd(start);
        parts.padNext(width);
      }
      const letter = pattern.charAt(start);
      const read = letters.get(letter);
      if (read === undefined) {
        return {
          message: `\`${letter}\` is not a letter of date patterns; text is quoted: \`'${letter}'\``,
          offset: start,
        };
      }
      const part = read(end - start);
      if (typeof part === "string") return { message: `\`${pattern.slice(start, end)}\`: ${part}`, offset: start };
      if (!parts.append(part)) {
        return { message: "a number cannot follow a padded number without something between them", offset: start };
      }
      position = end;
    } else if (char === "'") {
      const close = closingQuote(pattern, position);
      if (close === null) return { message: "the quoted text is not closed", offset: position };
      const text = pattern.slice(position + 1, close).replaceAll("''", "'");
      parts.append({ kind: "literal", text: text === "" ? "'" : text });
      position = close + 1;
    } else if (char === "[") {
      parts.open();
      position++;
    } else if (char === "]") {
      if (!parts.close()) return { message: "`]` closes no `[`", offset: position };
      position++;
    } else if (char === "{" || char === "}" || char === "#") {
      return { message: `\`${char}\` is reserved in date patterns; quote it as \`'${char}'\``, offset: position };
    } else {
      parts.append({ kind: "literal", text: char });
      position++;
    }
  }
  return parts.finish();
}

function isLetter(char: string): boolean {
  return /^[A-Za-z]$/.test(char);
}

/** The quote that ends the literal opened at `open`; doubled quotes inside are text. */
function closingQuote(pattern: string, open: number): number | null {
  let position = open + 1;
  while (position < pattern.length) {
    if (pattern[position] === "'") {
      if (pattern[position + 1] !== "'") return position;
      position++;
    }
    position++;
  }
  return null;
}

const TOO_MANY = "too many letters";

function number(field: Field, count: number): Part {
  return count === 1
    ? { kind: "number", field, least: 1, most: FAR, sign: "normal", following: 0 }
    : fixed(field, count, count);
}

function fixed(field: Field, least: number, most: number): Part {
  return { kind: "number", field, least, most, sign: "notNegative", following: 0 };
}

/** One or two digits, as most fields of a clock and calendar. */
function small(field: Field): Letter {
  return (count) => (count <= 2 ? number(field, count) : TOO_MANY);
}

/** Two letters are the last two digits of a year from 2000 on. */
function year(field: Field): Letter {
  return (count) => {
    if (count === 2) return { kind: "reduced", field, following: 0 };
    // Java does not look at the number of `Y`.
    if (count > FAR && field !== Field.weekYear) return TOO_MANY;
    return { kind: "number", field, least: count, most: FAR, sign: count < 4 ? "normal" : "exceedsPad", following: 0 };
  };
}

function styled(count: number, make: (style: TextStyle) => Part): Part | string {
  if (count > 5) return TOO_MANY;
  return make(count === 4 ? "full" : count === 5 ? "narrow" : "short");
}

/** Digits for one and two letters, a name for more. */
function named(field: Field, digits: (count: number) => Part = (count) => number(field, count)): Letter {
  return (count) => (count <= 2 ? digits(count) : styled(count, (style) => ({ kind: "text", field, style })));
}

function offset(letter: "X" | "x"): Letter {
  return (count) => {
    if (count > 5) return TOO_MANY;
    const colon = count === 3 || count === 5;
    const none = letter === "X" ? "Z" : count === 1 ? "+00" : colon ? "+00:00" : "+0000";
    const seconds = count > 3 ? "ifAny" : "never";
    return { kind: "offset", minutes: count === 1 ? "ifAny" : "always", seconds, colon, none };
  };
}

const HHMM: OffsetPart = { kind: "offset", minutes: "always", seconds: "never", colon: false, none: "+0000" };
const HHMMSS: OffsetPart = { kind: "offset", minutes: "always", seconds: "ifAny", colon: true, none: "Z" };

function fraction(count: number): Part | string {
  return count <= 9 ? { kind: "fraction", width: count, following: 0 } : "a second has nine decimal places at most";
}

const wide =
  (field: Field): Letter =>
  (count) =>
    count <= FAR ? fixed(field, count, FAR) : TOO_MANY;

const julianDay: Letter = (count) =>
  count <= FAR
    ? { kind: "number", field: Field.julianDay, least: count, most: FAR, sign: "normal", following: 0 }
    : TOO_MANY;

const weekdayName: Letter = named(Field.weekday);
const localWeekday: Letter = named(Field.weekday, (count) => fixed(Field.localWeekday, count, count));

const JAVA_LETTERS: ReadonlyMap<string, Letter> = new Map<string, Letter>([
  ["G", (count) => styled(count, (style) => ({ kind: "text", field: Field.era, style }))],
  ["u", year(Field.year)],
  ["y", year(Field.yearOfEra)],
  ["Y", year(Field.weekYear)],
  ["Q", named(Field.quarter)],
  ["q", named(Field.quarter)],
  ["M", named(Field.month)],
  ["L", named(Field.month)],
  ["w", (count) => (count <= 2 ? fixed(Field.weekOfYear, count, 2) : TOO_MANY)],
  ["W", (count) => (count === 1 ? fixed(Field.weekOfMonth, 1, 1) : TOO_MANY)],
  [
    "D",
    (count) => (count === 1 ? number(Field.dayOfYear, 1) : count <= 3 ? fixed(Field.dayOfYear, count, 3) : TOO_MANY),
  ],
  ["d", small(Field.day)],
  ["F", (count) => (count === 1 ? number(Field.alignedDayInMonth, 1) : TOO_MANY)],
  ["g", julianDay],
  ["E", (count) => (count <= 2 ? { kind: "text", field: Field.weekday, style: "short" } : weekdayName(count))],
  ["e", localWeekday],
  [
    "c",
    (count) =>
      count === 2
        ? "write one letter or three to five"
        : count === 1
          ? fixed(Field.localWeekday, 1, 1)
          : localWeekday(count),
  ],
  ["a", (count) => (count === 1 ? { kind: "text", field: Field.halfDay, style: "short" } : TOO_MANY)],
  [
    "B",
    (count) =>
      count === 1 || count === 4 || count === 5
        ? styled(count, (style) => ({ kind: "dayPeriod", style }))
        : "write one, four or five letters",
  ],
  ["H", small(Field.hour)],
  ["k", small(Field.clockHour)],
  ["K", small(Field.hourOfHalf)],
  ["h", small(Field.clockHourOfHalf)],
  ["m", small(Field.minute)],
  ["s", small(Field.second)],
  ["S", fraction],
  ["A", wide(Field.milliOfDay)],
  ["n", wide(Field.nano)],
  ["N", wide(Field.nanoOfDay)],
  ["V", (count) => (count === 2 ? { kind: "zoneId" } : "write two letters")],
  ["z", (count) => (count <= 4 ? { kind: "zoneText", full: count === 4, generic: false } : TOO_MANY)],
  [
    "v",
    (count) =>
      count === 1 || count === 4 ? { kind: "zoneText", full: count === 4, generic: true } : "write one or four letters",
  ],
  [
    "O",
    (count) => (count === 1 || count === 4 ? { kind: "gmtOffset", full: count === 4 } : "write one or four letters"),
  ],
  ["X", offset("X")],
  ["x", offset("x")],
  [
    "Z",
    (count) => (count < 4 ? HHMM : count === 4 ? { kind: "gmtOffset", full: true } : count === 5 ? HHMMSS : TOO_MANY),
  ],
]);

const ADOBE_LETTERS: ReadonlyMap<string, Letter> = new Map<string, Letter>([
  ...JAVA_LETTERS,
  ["u", (count) => (count < 4 ? fixed(Field.weekday, count, count) : year(Field.year)(count))],
  ["F", (count) => (count === 1 ? number(Field.alignedWeekOfMonth, 1) : TOO_MANY)],
  ["S", (count) => (count < 4 ? fixed(Field.milli, count, count === 3 ? 3 : FAR) : fraction(count))],
]);
