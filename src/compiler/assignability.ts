import type { Fidelity } from "../functions/index.js";
import type { Field, XdmType } from "../schema/index.js";
import type { NumberKind, Type } from "../values/index.js";
import { type Coercion, coercions } from "./coercions.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/**
 * What the platform makes of a value of one type in a field of another, by the conversion table that Adobe documents for
 * batch ingestion, with what Data Prep documents besides (text to boolean and dates, object copy).
 *
 * - `allowed`: it stays what it is; `converted`: it becomes the field's type
 * - `lossy`: it is converted, and part of it may be lost: a fraction, what lies beyond the field's bounds
 * - `blank`: the table leaves the field blank
 * - `impossible`: the table says that it is not converted, or no reading of it allows it
 * - `unknown`: nobody documents it
 */
export type Relation = "allowed" | "converted" | "lossy" | "blank" | "impossible" | "unknown";

export interface Assignability {
  readonly relation: Relation;
  /** Why, in one sentence without its full stop. */
  readonly why: string;
  /** How surely that is known. */
  readonly label: Fidelity;
  /** What to do instead, where it is not simply allowed. */
  readonly hint: string | null;
}

/** The kinds of source that the table has rows for. */
export type SourceRow =
  | "string"
  | "int"
  | "long"
  | "double"
  | "boolean"
  | "date"
  | "timestamp"
  | "array"
  | "struct"
  | "map";

/** The row of a type; null for one that may be any. */
export function rowOf(type: Type): SourceRow | "number" | null {
  switch (type.kind) {
    case "string":
    case "boolean":
    case "array":
    case "map":
      return type.kind;
    case "object":
      return "struct";
    case "datetime":
      return type.of === "date" ? "date" : "timestamp";
    case "number":
      return type.of === "number" ? "number" : numberRow(type.of);
    case "any":
    case "null":
    case "regex":
    case "lambda":
      return null;
  }
}

/** The row of a kind of number: the table has three for Java's eight. */
export function numberRow(kind: NumberKind): "int" | "long" | "double" {
  switch (kind) {
    case "byte":
    case "short":
    case "integer":
      return "int";
    case "long":
    case "biginteger":
      return "long";
    case "float":
    case "double":
    case "bigdecimal":
      return "double";
  }
}

/** One cell of the table: a value of this type in a field of that one, whatever is inside of either. */
export function assignabilityOf(source: Type, target: Pick<Field, "type">): Assignability {
  const row = rowOf(source);
  const words = { source: typeInWords(source), target: fieldInWords(target) };
  if (row === null)
    return by("allowed", coercions.asItIs, "of a value of any type nothing is known before it is there");
  switch (row) {
    case "string":
      return ofText(target.type, words);
    case "int":
    case "long":
    case "double":
    case "number":
      return ofNumber(row, target.type, words);
    case "boolean":
      if (target.type === "boolean") return by("allowed", coercions.booleanToBoolean, "a boolean stays as it is");
      return impossible("the platform's conversion table says that a boolean becomes nothing else", TABLE, null);
    case "date":
    case "timestamp":
      return ofDate(row, target.type, words);
    case "array":
      if (target.type === "array") return by("allowed", coercions.arrayToArray, "an array is converted item by item");
      return impossible("the platform's conversion table says that an array becomes nothing else", TABLE, null);
    case "struct":
    case "map":
      return ofObject(target.type, words);
  }
}

interface Words {
  readonly source: string;
  readonly target: string;
}

const TABLE: Fidelity = coercions.textToText.fidelity;
const NOT_COVERED: Fidelity = { level: "assumed", source: "batch ingestion, table of type conversions: not covered" };
const LEFT_BLANK: Fidelity = coercions.dateTimeToDate.fidelity;

function by(
  relation: Relation,
  { does, fidelity }: Coercion,
  why: string = does,
  hint: string | null = null,
): Assignability {
  return { relation, why, label: fidelity, hint };
}

function impossible(why: string, label: Fidelity, hint: string | null): Assignability {
  return { relation: "impossible", why, label, hint };
}

function blank(hint: string): Assignability {
  const why = "the platform's conversion table leaves such a field blank";
  return { relation: "blank", why, label: LEFT_BLANK, hint };
}

function unknown(why: string, hint: string): Assignability {
  return { relation: "unknown", why, label: NOT_COVERED, hint };
}

const toArray = (): Assignability =>
  unknown("what becomes of a single value there is not documented", "Make it an array: `to_array(true, …)`.");

const toContainer = ({ source, target }: Words): Assignability =>
  impossible(`${source} has no fields to fill ${target} with`, TABLE, null);

function ofText(target: XdmType, words: Words): Assignability {
  switch (target) {
    case "string":
      return by("allowed", coercions.textToText);
    case "boolean":
      return by("converted", coercions.textToBoolean);
    case "byte":
    case "short":
    case "int":
    case "long":
      return by("converted", coercions.textToWhole);
    case "number":
      return by("converted", coercions.textToNumber);
    case "date":
    case "date-time":
      return by("converted", coercions.textToDate);
    case "object":
    case "map":
      return toContainer(words);
    case "array":
      return toArray();
  }
}

function ofNumber(row: "int" | "long" | "double" | "number", target: XdmType, words: Words): Assignability {
  switch (target) {
    case "string":
      return by("converted", row === "double" ? coercions.decimalToText : coercions.wholeToText);
    case "boolean":
      return unknown("which numbers count as true is not documented", "Compare it in the expression: `… != 0`.");
    case "byte":
    case "short":
    case "int":
    case "long":
      return toWhole(row, target);
    case "number":
      return by(row === "int" || row === "long" ? "converted" : "allowed", coercions.numberToNumber);
    case "date":
    case "date-time":
      if (row === "long" || row === "number") return by("converted", coercions.longToDate);
      return blank("Only a long counts as a time, in milliseconds since 1970; from text, use `date`.");
    case "object":
    case "map":
      return toContainer(words);
    case "array":
      return toArray();
  }
}

function toWhole(row: "int" | "long" | "double" | "number", target: "byte" | "short" | "int" | "long"): Assignability {
  if (row === "double") {
    return by(
      "lossy",
      coercions.fractionToWhole,
      "how it is rounded is not documented",
      "Map it to a field of type `number`, or make sure that the source holds whole numbers only.",
    );
  }
  // There is no function that gives a byte: an integer there is what anybody writes.
  if (row === "long" && target !== "long") {
    return {
      relation: "lossy",
      why: "what becomes of a number beyond its bounds is not documented",
      label: NOT_COVERED,
      hint: "Map it to a field of a wider type, or make sure that the source holds small numbers only.",
    };
  }
  return by(row === "number" ? "converted" : "allowed", coercions.wholeToWhole);
}

function ofDate(row: "date" | "timestamp", target: XdmType, words: Words): Assignability {
  switch (target) {
    case "date":
      if (row === "date") return by("allowed", coercions.dateTimeToDateTime, "a date stays as it is");
      return by("converted", coercions.dateTimeToDate);
    case "date-time":
      if (row === "timestamp") return by("allowed", coercions.dateTimeToDateTime);
      return blank('Give it a time: `date(format(…, "yyyy-MM-dd"), "yyyy-MM-dd")`.');
    case "string":
      return blank('Say how it is written: `format(…, "yyyy-MM-dd")`.');
    case "boolean":
      return unknown("what a date-time becomes there is not documented", "Compare it in the expression.");
    case "byte":
    case "short":
    case "int":
    case "long":
    case "number":
      return blank('Take a part of it as a number: `date_part("year", …)`.');
    case "object":
    case "map":
      return toContainer(words);
    case "array":
      return toArray();
  }
}

function ofObject(target: XdmType, { source, target: wanted }: Words): Assignability {
  switch (target) {
    case "object":
      return by("allowed", coercions.objectToObject);
    case "map":
      return by("converted", coercions.objectToMap);
    case "array":
      return toArray();
    case "boolean":
      return unknown(
        `whether ${source} counts as true is not documented`,
        "Ask for one field of it, or `is_empty(…)`.",
      );
    default:
      return impossible(`${source} is not turned into ${wanted}`, TABLE, null);
  }
}
