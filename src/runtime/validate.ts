import { brokenLimits, isEnforced, lengthOf, type TextLimit, testsOf } from "../compiler/text-limits.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import { type Field, pathSegment } from "../schema/index.js";
import { isXdmObject, type XdmObject, type XdmValue } from "./xdm-value.js";

/** The keywords of XDM schemas that a record is held against. */
export type Constraint = "required" | "minimum" | "maximum" | TextLimit;

/** Where a record breaks its schema. */
export interface Violation {
  /** With the index of each item: `productListItems[1].SKU`. */
  readonly path: string;
  /** The same with `[*]`. */
  readonly pattern: string;
  readonly constraint: Constraint;
  readonly code: string;
  readonly message: string;
  /** False where the platform takes the row all the same. */
  readonly rejects: boolean;
}

/** A place in a record: its path with indexes and with `[*]`, how deep it is, and whether an array is above it. */
interface Place {
  readonly path: string;
  readonly pattern: string;
  readonly depth: number;
  readonly inArray: boolean;
}

/**
 * Holds a record against its schema, as the platform does when it takes rows in. A required field counts only where its
 * parent is there (help/xdm/ui/fields/required.md). What of a text's limits is not enforced is told and rejects nothing.
 */
export function validate(record: XdmObject, root: Field): readonly Violation[] {
  const found: Violation[] = [];
  checkObject(record, root, { path: "", pattern: "", depth: 0, inArray: false }, found);
  return found;
}

/** Whether a value breaks the rules of its field, wherever in the record it is. */
export function breaksRules(value: XdmValue, field: Field): boolean {
  const found: Violation[] = [];
  checkValue(value, field, { path: "", pattern: "", depth: 1, inArray: false }, found);
  return found.length > 0;
}

/** The test that a text of a field has to pass; null where any will do. */
export function textRule(field: Field): ((text: string) => boolean) | null {
  const { pattern, format } = testsOf(field);
  const { minLength, maxLength } = field;
  const allowed = field.enum === null ? null : new Set(field.enum);
  const tests: ((text: string) => boolean)[] = [];
  if (allowed !== null) tests.push((text) => allowed.has(text));
  if (pattern !== null) tests.push(pattern);
  if (format !== null) tests.push(format);
  // A character takes one or two units.
  if (minLength !== null) tests.push((text) => text.length >= 2 * minLength || [...text].length >= minLength);
  if (maxLength !== null) tests.push((text) => text.length <= maxLength || [...text].length <= maxLength);
  const [first, second, ...more] = tests;
  if (first === undefined) return null;
  if (second === undefined) return first;
  if (more.length === 0) return (text) => first(text) && second(text);
  return (text) => tests.every((test) => test(text));
}

function checkObject(object: XdmObject, field: Field, at: Place, found: Violation[]): void {
  for (const name of requiredOf(field)) {
    if (object.has(name)) continue;
    const place = below(at, name);
    found.push(violation(place, "required", diagnostic(records.XM5120, null, { path: place.path })));
  }
  for (const [name, value] of object) {
    const child = field.fields.get(name);
    if (child !== undefined) checkValue(value, child, below(at, name), found);
  }
}

function below(at: Place, name: string): Place {
  const segment = pathSegment(name);
  const dot = at.path === "" ? "" : ".";
  return {
    path: `${at.path}${dot}${segment}`,
    pattern: `${at.pattern}${dot}${segment}`,
    depth: at.depth + 1,
    inArray: at.inArray,
  };
}

function checkValue(value: XdmValue, field: Field, at: Place, found: Violation[]): void {
  if (typeof value === "object") {
    if (!isXdmObject(value)) {
      const items = field.items;
      if (items === null) return;
      for (const [index, item] of value.entries()) {
        const place = { ...at, path: `${at.path}[${index}]`, pattern: `${at.pattern}[*]`, inArray: true };
        checkValue(item, items, place, found);
      }
    } else if (field.values !== null) {
      for (const [key, item] of value) checkValue(item, field.values, below(at, key), found);
    } else {
      checkObject(value, field, at, found);
    }
    return;
  }
  if (typeof value === "string") checkText(value, field, at, found);
  else if (typeof value !== "boolean") checkNumber(value, field, at, found);
}

function checkText(value: string, field: Field, at: Place, found: Violation[]): void {
  const isRoot = at.depth === 1 && !at.inArray;
  for (const limit of brokenLimits(value, field)) {
    const rejects = isEnforced(limit, isRoot);
    found.push({ ...violation(at, limit, textFinding(limit, value, field, at.path, rejects)), rejects });
  }
}

function textFinding(limit: TextLimit, value: string, field: Field, path: string, rejects: boolean): Diagnostic {
  switch (limit) {
    case "enum": {
      const values = field.enum ?? [];
      const shown = values.slice(0, 5).join(", ");
      const allowed = values.length > 5 ? `${shown}, …` : shown;
      return diagnostic(rejects ? records.XM5127 : records.XM5128, null, { path, value, allowed });
    }
    case "pattern":
      return diagnostic(records.XM5121, null, { path, value, pattern: field.pattern ?? "" });
    case "format":
      return diagnostic(records.XM5122, null, { path, value, format: field.format ?? "" });
    case "minLength": {
      const minLength = field.minLength ?? 0;
      return diagnostic(records.XM5125, null, { path, value, length: lengthOf(value), minLength });
    }
    case "maxLength": {
      const maxLength = field.maxLength ?? 0;
      return diagnostic(records.XM5126, null, { path, value, length: lengthOf(value), maxLength });
    }
  }
}

function checkNumber(value: number | bigint, field: Field, at: Place, found: Violation[]): void {
  const { path } = at;
  const { minimum, maximum } = field;
  if (minimum !== null && value < minimum) {
    const parameters = { path, value: String(value), minimum: String(minimum) };
    found.push(violation(at, "minimum", diagnostic(records.XM5123, null, parameters)));
  }
  if (maximum !== null && value > maximum) {
    const parameters = { path, value: String(value), maximum: String(maximum) };
    found.push(violation(at, "maximum", diagnostic(records.XM5124, null, parameters)));
  }
}

function violation(
  { path, pattern }: Place,
  constraint: Constraint,
  { code, message }: { readonly code: string; readonly message: string },
): Violation {
  return { path, pattern, constraint, code, message, rejects: true };
}

const required = new WeakMap<Field, readonly string[]>();

/** The names that an object of the field has to have. */
export function requiredOf(field: Field): readonly string[] {
  const known = required.get(field);
  if (known !== undefined) return known;
  const names = [...field.fields.values()].filter((child) => child.required).map(({ name }) => name);
  required.set(field, names);
  return names;
}
