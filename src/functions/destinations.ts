import { functions as codes } from "../diagnostics/functions.js";
import { isTruthy } from "../values/coerce.js";
import { type Failure, isFailure, itemsOf, type Value } from "../values/index.js";
import { LONGEST_TEXT } from "../values/text-length.js";
import { assumed, documented, fn, verified } from "./define.js";
import { itemText } from "./destination-text.js";
import { type AppliedLambda, any, array, lambda, text } from "./kinds.js";

const DOCS = "Data Prep functions";

/** Lambdas inside lambdas multiply: this many applications, all of one outer call together, are enough for any record. */
const APPLICATIONS = 1_000_000;
/** An array may stand in many places of another: no result is written out beyond this many items. */
const ITEMS = 1_000_000;

const NULL_ARRAY = { about: "a null array", chosen: "the result is null", refused: "an empty result" };

export const arrayToString = fn({
  name: "array_to_string",
  category: "Arrays",
  scope: "destination",
  summary: "Puts the items of an array together, with a separator between them; arrays inside are flattened.",
  notes: ["Objects are written as `{'id':123,'name':'Acme'}`, and date-times as milliseconds since 1970."],
  assumptions: [
    { about: "a null item", chosen: "it counts as the empty text", refused: "it is left out, or is the word null" },
    { about: "a value that is no array", chosen: "it counts as the one item", refused: "an error" },
    {
      about: "a quote inside a text of an object",
      chosen: "it is written with a backslash before it",
      refused: "it is written as it is",
    },
    NULL_ARRAY,
  ],
  params: { separator: text, array: any },
  returns: text,
  onNull: "null",
  fails: [codes.XM5010],
  fidelity: verified(`${DOCS}, array_to_string`),
  examples: [
    { expr: 'array_to_string(";", ["Hello", "world"])', gives: "Hello;world" },
    {
      expr: "array_to_string('_', organizations)",
      context: {
        organizations: [
          { id: 123, orgName: "Acme Inc" },
          { id: 456, orgName: "Superstar Inc" },
        ],
      },
      gives: "{'id':123,'orgName':'Acme Inc'}_{'id':456,'orgName':'Superstar Inc'}",
    },
    { expr: "array_to_string('-', [1, [2.5, [true]]])", gives: "1-2.5-true" },
    { expr: "array_to_string('-', [1, null])", gives: "1-", fidelity: assumed("a null item is the empty text") },
  ],
  run: ({ separator, array }, call) => {
    const parts: string[] = [];
    let length = 0;
    for (const item of leavesOf([array])) {
      const part = itemText(item);
      length += part.length + (parts.length === 0 ? 0 : separator.length);
      if (length > LONGEST_TEXT) {
        return call.fail(codes.XM5010, { functionName: "array_to_string", length, limit: LONGEST_TEXT });
      }
      parts.push(part);
    }
    return parts.join(separator);
  },
});

export const flattenArray = fn({
  name: "flattenArray",
  category: "Arrays",
  scope: "destination",
  summary: "The items of an array, and of all arrays inside it, as one array.",
  assumptions: [{ about: "a null item", chosen: "it stays", refused: "it is left out" }, NULL_ARRAY],
  params: { array },
  returns: array,
  onNull: "null",
  fails: [codes.XM5016],
  fidelity: verified(`${DOCS}, flattenArray`),
  examples: [
    {
      expr: "flattenArray([[['a', 'b'], ['c', 'd']], [['e'], ['f']]])",
      gives: ["a", "b", "c", "d", "e", "f"],
    },
    { expr: "flattenArray([1, [null]])", gives: [1, null], fidelity: assumed("a null item stays") },
  ],
  run: ({ array }, call) => {
    const items: Value[] = [];
    for (const item of leavesOf(array)) {
      items.push(item);
      if (items.length > ITEMS) return call.fail(codes.XM5016, tooMany("flattenArray"));
    }
    return items;
  },
});

export const filterArray = fn({
  name: "filterArray",
  category: "Arrays",
  scope: "destination",
  summary: "The items of an array for which a lambda holds.",
  notes: ["What the lambda gives is read as JEXL reads a condition."],
  assumptions: [NULL_ARRAY],
  params: { array, predicate: lambda },
  returns: array,
  onNull: "null",
  fails: [codes.XM5016],
  fidelity: verified(`${DOCS}, filterArray`),
  examples: [
    { expr: "filterArray([5, -6, 0, 7], x -> x > 0)", gives: [5, 7] },
    {
      expr: "filterArray(organizations, org -> org.founded > 2000).size()",
      context: { organizations: [{ founded: 1990 }, { founded: 2004 }, { founded: 2021 }] },
      gives: 2,
    },
  ],
  run: ({ array, predicate }, call) => {
    const kept: Value[] = [];
    const stopped = applyToEach(array, predicate, (held, item) => {
      if (isTruthy(held)) kept.push(item);
    });
    return stopped === TOO_OFTEN ? call.fail(codes.XM5016, tooOften("filterArray")) : (stopped ?? kept);
  },
});

export const transformArray = fn({
  name: "transformArray",
  category: "Arrays",
  scope: "destination",
  summary: "What a lambda makes of each item of an array.",
  assumptions: [NULL_ARRAY],
  params: { array, predicate: lambda },
  returns: array,
  onNull: "null",
  fails: [codes.XM5016],
  fidelity: verified(`${DOCS}, transformArray`),
  examples: [
    { expr: "transformArray([5, 6, 7], x -> x + 1)", gives: [6, 7, 8] },
    {
      expr: "array_to_string('_', transformArray(organizations, org -> ucase(org.orgName)))",
      context: { organizations: [{ orgName: "Acme Inc" }, { orgName: "Energy Corp" }] },
      gives: "ACME INC_ENERGY CORP",
      fidelity: documented("destinations, calculated fields"),
    },
  ],
  run: ({ array, predicate }, call) => {
    const made: Value[] = [];
    const stopped = applyToEach(array, predicate, (value) => made.push(value));
    if (stopped === TOO_OFTEN) return call.fail(codes.XM5016, tooOften("transformArray"));
    if (stopped !== null) return stopped;
    return hasMoreThan(ITEMS, made) ? call.fail(codes.XM5016, tooMany("transformArray")) : made;
  },
});

function tooMany(functionName: string) {
  return { functionName, what: "make more items than any record holds", limit: ITEMS };
}

function tooOften(functionName: string) {
  return { functionName, what: "apply lambdas more often than any record needs", limit: APPLICATIONS };
}

const TOO_OFTEN: unique symbol = Symbol("too often");

/** Lambdas under way. Evaluation runs to its end in one go, so that one count serves all that are nested. */
const running = { depth: 0, applications: 0 };

/** Gives `take` what the lambda makes of each item; ends with its first failure, or where there would be no end. */
function applyToEach(
  items: readonly Value[],
  apply: AppliedLambda,
  take: (value: Value, item: Value) => void,
): Failure | typeof TOO_OFTEN | null {
  if (running.depth === 0) running.applications = 0;
  running.depth += 1;
  try {
    for (const item of items) {
      running.applications += 1;
      if (running.applications > APPLICATIONS) return TOO_OFTEN;
      const value = apply(item);
      if (isFailure(value)) return value;
      take(value, item);
    }
    return null;
  } finally {
    running.depth -= 1;
  }
}

/** The items that are no arrays themselves, in their order. The way down is kept in a list, not on the stack. */
function* leavesOf(items: readonly Value[]): Iterable<Value> {
  const open: { readonly items: readonly Value[]; at: number }[] = [{ items, at: 0 }];
  for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
    if (level.at >= level.items.length) {
      open.pop();
      continue;
    }
    const item = level.items[level.at] ?? null;
    level.at += 1;
    const inner = itemsOf(item);
    if (inner === undefined) yield item;
    else open.push({ items: inner, at: 0 });
  }
}

/** Whether values hold more than so many values, each counted as often as it stands there. */
function hasMoreThan(limit: number, values: readonly Value[]): boolean {
  let count = 0;
  const open: (readonly Value[])[] = [values];
  for (let items = open.pop(); items !== undefined; items = open.pop()) {
    count += items.length;
    if (count > limit) return true;
    for (const item of items) {
      if (item === null || typeof item !== "object") continue;
      const inner = item.kind === "map" ? [...item.entries.values()].map(({ value }) => value) : itemsOf(item);
      if (inner !== undefined && inner.length > 0) open.push(inner);
    }
  }
  return false;
}
