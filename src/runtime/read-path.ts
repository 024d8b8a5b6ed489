import { type KeyStep, parseKeyPath } from "../functions/index.js";
import { fieldOf, getProperty, MISSING, type Missing, memberKey, type Value } from "../values/index.js";
import type { Environment } from "./environment.js";

/**
 * Reads a dotted source path. While what is found is null, the next segment joins the name with a dot (JEXL's "ant"
 * names: a CSV column may be called `a.b`); from the first value on, each segment is a property of the one before.
 */
export function readPath(segments: readonly string[], row: Environment["row"]): Value | Missing {
  const [first = "", ...rest] = segments;
  let value = row.get(first);
  let name = first;
  let at = 0;
  while ((value === MISSING || value === null) && at < rest.length) {
    name += `.${rest[at]}`;
    value = row.get(name);
    at += 1;
  }
  for (; at < rest.length; at++) {
    if (value === MISSING) return MISSING;
    const found = getProperty(value, memberKey(rest[at] ?? ""));
    // A property whose value is null is there; one that is not is missing.
    value = found === undefined ? MISSING : found;
  }
  return value;
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
  for (let step = rest[at]; (value === MISSING || value === null) && step?.kind === "name"; step = rest[at]) {
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
