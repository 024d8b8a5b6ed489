import { getProperty, MISSING, type Missing, memberKey, type Value } from "../values/index.js";
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

const NAME = /(?:\\[\s\S]|[^.[\]\\])+/.source;
const STEPS = new RegExp(`(${NAME})|\\[(\\d+)\\]`, "g");
const PATH = new RegExp(`^${NAME}(?:\\.${NAME}|\\[\\d+\\])*$`);

/**
 * Reads a path given as text: `a.b[0].c`, with `\.` for a dot inside a name. `[n]` takes an item. The path of
 * Data Prep's contains_key. A text that is no path can only be a column's name.
 */
export function lookUpPath(text: string, row: Environment["row"]): Value | Missing {
  if (!PATH.test(text)) return row.get(text);
  const names: string[] = [];
  for (const [, name, index] of text.matchAll(STEPS)) {
    names.push(index ?? (name ?? "").replace(/\\([\s\S])/g, "$1"));
  }
  return readPath(names, row);
}
