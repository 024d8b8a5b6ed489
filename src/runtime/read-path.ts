import { type KeyStep, parseKeyPath } from "../functions/index.js";
import { fieldOf, getProperty, MISSING, type Missing, memberKey, type Value } from "../values/index.js";
import type { Environment } from "./environment.js";

/**
 * Reads a dotted source path. While what is found is null, the next segment joins the name with a dot (JEXL's "ant"
 * names: a CSV column may be called `a.b`); from the first property with a value on, each segment is a property of the
 * one before. A column whose name holds dots may still give way to a longer name: of the columns `a.b` and `a.b.c` the
 * second is `a.b.c`, unless the first has a property `c`.
 */
export function readPath(segments: readonly string[], row: Environment["row"]): Value | Missing {
  let name = segments[0] ?? "";
  let value = row.get(name);
  let at = 1;
  if (value === MISSING || value === null) {
    for (; at < segments.length; at++) {
      const segment = segments[at] ?? "";
      const property = propertyOf(value, segment);
      if (property !== MISSING && property !== null) {
        value = property;
        at += 1;
        break;
      }
      name += `.${segment}`;
      const whole = row.get(name);
      value = whole === MISSING ? property : whole;
    }
  }
  for (; at < segments.length && value !== MISSING; at++) value = propertyOf(value, segments[at] ?? "");
  return value;
}

/** A property whose value is null is there; one that is not is missing. */
function propertyOf(value: Value | Missing, name: string): Value | Missing {
  const found = value === MISSING ? undefined : getProperty(value, memberKey(name));
  return found === undefined ? MISSING : found;
}

/**
 * Reads a path given as text, as contains_key() does: keys only, so that no getter of Java's stands in for one. Ant names
 * are read as in an expression, and the whole text may be one column's name.
 */
export function lookUpPath(text: string, row: Environment["row"]): Value | Missing {
  const [first, ...rest] = parseKeyPath(text) ?? [];
  if (first === undefined || first.kind !== "name") return row.get(text);
  let value = row.get(first.name);
  let name = first.name;
  let at = 0;
  for (let step = rest[at]; isNothing(value) && step?.kind === "name" && at < DOTS; step = rest[at]) {
    name += `.${step.name}`;
    value = row.get(name);
    at += 1;
  }
  for (const step of rest.slice(at)) {
    if (value === MISSING) break;
    value = takeStep(value, step);
  }
  return value === MISSING ? row.get(text) : value;
}

/** No name of a column holds more dots; each try costs the length of the name. */
const DOTS = 100;

function isNothing(value: Value | Missing): boolean {
  return value === MISSING || value === null;
}

function takeStep(value: Value, step: KeyStep): Value | Missing {
  if (value === null || typeof value !== "object") return MISSING;
  if (value.kind === "map") {
    const found = fieldOf(value, step.kind === "name" ? step.name : String(step.index));
    return found === undefined ? MISSING : found;
  }
  if (value.kind !== "list" && value.kind !== "array") return MISSING;
  const index = step.kind === "index" ? step.index : /^\d+$/.test(step.name) ? Number(step.name) : -1;
  const item = value.items[index];
  return item === undefined ? MISSING : item;
}
