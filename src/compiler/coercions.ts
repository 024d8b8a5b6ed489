import type { Fidelity } from "../functions/index.js";

/** One kind of conversion of a value into its target's type, and how surely its behaviour is known. */
export interface Coercion {
  readonly from: string;
  readonly to: string;
  /** What xdmap makes of the value. */
  readonly does: string;
  /** Of an assumed one: what Data Prep may do instead. */
  readonly refused?: string;
  readonly fidelity: Fidelity;
}

const BATCH = "batch ingestion, table of type conversions";
const FORMATS = "data format handling of Data Prep";
const BLANK = `${BATCH}: left blank`;

/** Every conversion that a preview makes. `docs/fidelity.md` prints them. */
export const coercions = {
  textToText: {
    from: "text",
    to: "string",
    does: "stays as it is",
    fidelity: documented(BATCH),
  },
  wholeToText: {
    from: "whole number",
    to: "string",
    does: "its digits",
    fidelity: documented(BATCH),
  },
  decimalToText: {
    from: "decimal number",
    to: "string",
    does: "Java's text: `1234.0`, `1.0E7`",
    refused: "`1234`, `10000000`",
    fidelity: assumed(`${BATCH}: converted, the text is not shown`),
  },
  textToBoolean: {
    from: "text",
    to: "boolean",
    does: "`y yes Y YES on ON true TRUE` are true, `n no N NO off OFF false FALSE` false; any other text fails",
    fidelity: documented(`${FORMATS}, booleans`),
  },
  booleanToBoolean: {
    from: "boolean",
    to: "boolean",
    does: "stays as it is",
    refused: "is not converted: the table has no row for it",
    fidelity: assumed(BLANK),
  },
  textToWhole: {
    from: "text",
    to: "byte, short, int, long",
    does: "digits with a sign or without, within the type's bounds",
    fidelity: documented(BATCH),
  },
  wholeToWhole: {
    from: "whole number",
    to: "byte, short, int, long",
    does: "stays as it is, within the type's bounds",
    fidelity: documented(BATCH),
  },
  decimalToWhole: {
    from: "decimal number without a fraction",
    to: "byte, short, int, long",
    does: "the same number",
    fidelity: documented(BATCH),
  },
  fractionToWhole: {
    from: "decimal number with a fraction",
    to: "byte, short, int, long",
    does: "the fraction is cut off: 2.9 is 2",
    refused: "it is rounded, or fails",
    fidelity: assumed(`${BATCH}: converted, the rounding is not shown`),
  },
  textToNumber: {
    from: "text",
    to: "number",
    does: "digits with a point and an exponent or without",
    fidelity: documented(BATCH),
  },
  spacedTextToNumber: {
    from: "text with white space around the digits",
    to: "byte, short, int, long, number",
    does: "the white space is cut off",
    refused: "it fails, as Java's parsers of whole numbers do",
    fidelity: assumed(`${BATCH}: converted, white space is not mentioned`),
  },
  numberToNumber: {
    from: "number",
    to: "number",
    does: "stays as it is; NaN and the infinities fail",
    fidelity: documented(BATCH),
  },
  largeWholeToNumber: {
    from: "whole number that no double holds exactly",
    to: "number",
    does: "the nearest double",
    refused: "it fails, or keeps its digits",
    fidelity: assumed(`${BATCH}: converted, the precision is not mentioned`),
  },
  textToDate: {
    from: "text in one of the 18 listed formats",
    to: "date, date-time",
    does: "the first format that fits reads it, in UTC where it names no zone",
    fidelity: documented(`${FORMATS}, dates`),
  },
  isoTextToDate: {
    from: "text in another form of ISO 8601, or `yyyy-MM-dd HH:mm` with seconds or without",
    to: "date, date-time",
    does: "is read, in UTC where it names no zone",
    refused: "it fails: the list does not have it",
    fidelity: assumed(`${FORMATS}, dates: samples of the page need it`),
  },
  dateTimeToDateTime: {
    from: "date-time",
    to: "date-time",
    does: "is printed with milliseconds where it has any, and with its own offset",
    fidelity: documented(BATCH),
  },
  dateTimeToDate: {
    from: "date-time",
    to: "date",
    does: "the date at its own offset",
    refused: "it fails, or is the date in UTC",
    fidelity: assumed(BLANK),
  },
  longToDate: {
    from: "long",
    to: "date, date-time",
    does: "milliseconds since 1970, in UTC; an int fails",
    fidelity: documented(BATCH),
  },
  objectToObject: {
    from: "object",
    to: "object",
    does: "children of the same name are copied, each converted to its own type",
    fidelity: documented(`${BATCH}; Data Prep functions, object copy`),
  },
  objectToMap: {
    from: "object",
    to: "map",
    does: "each value is converted to the map's type",
    refused: "maps are not supported, as the page on data formats says against the troubleshooting guide",
    fidelity: assumed(`${BATCH}; ${FORMATS}, maps`),
  },
  arrayToArray: {
    from: "array",
    to: "array",
    does: "item by item, nulls left out",
    refused: "it is not converted: the table has no row for it",
    fidelity: assumed(BLANK),
  },
  asItIs: {
    from: "any value",
    to: "a field that no schema describes",
    does: "nothing is converted: it keeps its kind",
    fidelity: documented("JSON has the same kinds"),
  },
  dateTimeAsItIs: {
    from: "date-time",
    to: "a field that no schema describes",
    does: "is printed as into a date-time",
    refused: "it is printed otherwise, as milliseconds or as a date",
    fidelity: assumed("no page speaks of it"),
  },
} as const satisfies Readonly<Record<string, Coercion>>;

function documented(source: string): Fidelity {
  return { level: "documented", source };
}

function assumed(source: string): Fidelity {
  return { level: "assumed", source };
}

/** The table in `docs/fidelity.md`, in Markdown. */
export function renderCoercions(): string {
  const rows = Object.values<Coercion>(coercions).map(({ from, to, does, refused, fidelity }) => {
    const becomes = refused === undefined ? does : `${does} (refused: ${refused})`;
    return `| ${from} | ${to} | ${becomes} | ${fidelity.level}: ${fidelity.source} |`;
  });
  return ["| from | into | becomes | known |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
