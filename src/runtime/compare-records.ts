import type { Field } from "../schema/index.js";
import { isProblem, parseXdmDateTime } from "../values/dates/index.js";
import { itemsOf, textOf, type Value } from "../values/index.js";
import { isXdmObject, type XdmValue } from "./xdm-value.js";

/** A name of a field, or the index of an item. */
export type RecordStep = string | number;

export type XdmLeaf = string | number | bigint | boolean;

/** A value that holds no others, with the way to it. */
export interface PlacedLeaf {
  readonly steps: readonly RecordStep[];
  readonly value: XdmLeaf;
}

/** The leaves of a record by their places. What is null or empty is none: no record holds it. */
export function leavesOfValue(value: XdmValue | null): ReadonlyMap<string, PlacedLeaf> {
  const leaves = new Map<string, PlacedLeaf>();
  const add = (inner: XdmValue | null, steps: readonly RecordStep[]): void => {
    if (inner === null) return;
    if (typeof inner !== "object") leaves.set(JSON.stringify(steps), { steps, value: inner });
    else if (isXdmObject(inner)) for (const [name, child] of inner) add(child, [...steps, name]);
    else for (const [at, item] of inner.entries()) add(item, [...steps, at]);
  };
  add(value, []);
  return leaves;
}

/**
 * A value of JSON as it stands in a record. Whole numbers beyond what a JavaScript number holds keep their digits. Nulls in
 * arrays keep their place, as an empty object, so that what comes after them does not move.
 */
export function xdmOfJson(value: Value): XdmValue | null {
  if (value === null || typeof value === "boolean" || typeof value === "string") return value;
  const items = itemsOf(value);
  if (items !== undefined) return items.map((item) => xdmOfJson(item) ?? NOTHING);
  switch (value.kind) {
    case "map": {
      const fields = new Map<string, XdmValue>();
      for (const entry of value.entries.values()) {
        const field = xdmOfJson(entry.value);
        if (field !== null) fields.set(textOf(entry.key), field);
      }
      return fields;
    }
    case "integer":
      return value.value;
    case "double":
      // JSON has no infinity: what reads so is a number that no double holds, and a record would keep it as null.
      return Number.isFinite(value.value) ? value.value : textOf(value);
    case "long":
    case "biginteger":
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : value.value;
    default:
      return isNumberText(textOf(value)) ? Number(textOf(value)) : textOf(value);
  }
}

const NOTHING: XdmValue = new Map<string, XdmValue>();

function isNumberText(text: string): boolean {
  return text.trim() !== "" && Number.isFinite(Number(text));
}

/** `instant`: another text of the same point in time. `type`: JSON has them as values of different types. */
export type LeafRelation = "same" | "instant" | "value" | "type";

/**
 * Holds two leaves against each other: numbers by value, and dates by their instant where the field is one, be it written as
 * text or as milliseconds since 1970.
 */
export function compareLeaves(one: XdmLeaf, other: XdmLeaf, isDate: boolean): LeafRelation {
  if (isNumber(one) && isNumber(other)) return isSameNumber(one, other) ? "same" : "value";
  if (one === other) return "same";
  if (isDate) {
    const [first, second] = [instantOf(one), instantOf(other)];
    if (first !== null && first === second) return "instant";
  }
  return typeof one === typeof other ? "value" : "type";
}

function isNumber(value: XdmLeaf): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

function isSameNumber(one: number | bigint, other: number | bigint): boolean {
  // `==` compares a bigint with a number by value, and converts neither.
  // biome-ignore lint/suspicious/noDoubleEquals: it is what is meant
  return one == other;
}

function instantOf(leaf: XdmLeaf): string | null {
  if (typeof leaf === "boolean") return null;
  if (isNumber(leaf)) {
    const milliseconds = Number(leaf);
    if (!Number.isSafeInteger(milliseconds)) return null;
    const second = Math.floor(milliseconds / 1000);
    return `${second}.${(milliseconds - second * 1000) * 1_000_000}`;
  }
  const read = parseXdmDateTime(leaf);
  return isProblem(read) ? null : `${read.epochSecond}.${read.nano}`;
}

/** Whether a value at this place is a date: by its field, or where none is known by the look of both texts. */
export function isDateField(field: Field | null, one: XdmLeaf, other: XdmLeaf): boolean {
  if (field !== null) return field.type === "date" || field.type === "date-time";
  return [one, other].every((value) => typeof value === "string" && DATE_TEXT.test(value));
}

const DATE_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The field below another; null where the schema does not say. */
export function fieldBelow(field: Field | null, steps: readonly RecordStep[]): Field | null {
  let at: Field | null = field;
  for (const step of steps) {
    if (at === null) return null;
    at = typeof step === "number" ? at.items : (at.fields.get(step) ?? at.values);
  }
  return at;
}

/** The value at a place; null where there is none. */
export function valueAt(value: XdmValue | null, steps: readonly RecordStep[]): XdmValue | null {
  let at: XdmValue | null = value;
  for (const step of steps) {
    if (at === null || typeof at !== "object") return null;
    if (isXdmObject(at)) at = typeof step === "string" ? (at.get(step) ?? null) : null;
    else at = typeof step === "number" ? (at[step] ?? null) : null;
  }
  return at;
}

/** The worst relation of two values, leaf by leaf; `missing` where one has a leaf that the other has not. */
export function compareTrees(
  one: XdmValue | null,
  other: XdmValue | null,
  field: Field | null,
): LeafRelation | "missing" {
  const [mine, theirs] = [leavesOfValue(one), leavesOfValue(other)];
  let worst: LeafRelation | "missing" = "same";
  for (const key of new Set([...mine.keys(), ...theirs.keys()])) {
    const [left, right] = [mine.get(key), theirs.get(key)];
    const found: LeafRelation | "missing" =
      left === undefined || right === undefined
        ? "missing"
        : compareLeaves(left.value, right.value, isDateField(fieldBelow(field, left.steps), left.value, right.value));
    if (WORSE.indexOf(found) > WORSE.indexOf(worst)) worst = found;
  }
  return worst;
}

const WORSE: readonly (LeafRelation | "missing")[] = ["same", "instant", "value", "type", "missing"];
