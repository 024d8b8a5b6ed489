import { type Columns, fieldName } from "./gather-columns.js";

/** A column as a source connection declares it: its type there, as `string`, `integer` or `date-time`. */
export interface DeclaredColumn {
  readonly name: string;
  readonly type: string;
}

/** The types of a source connection's columns, by the words of a `source` block for them. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ["string", "string"],
  ["boolean", "boolean"],
  ["int", "integer"],
  ["integer", "integer"],
  ["long", "long"],
  ["number", "number"],
  ["double", "number"],
  ["float", "number"],
  ["date", "date"],
  ["date-time", "timestamp"],
  ["array", "string[]"],
]);

/** Why no `source` block can say what a connection declares, so that its mappings can be read by it; null where one can. */
export function undeclarable(read: Columns, declared: readonly DeclaredColumn[]): string | null {
  const odd = declared.find(({ type }) => !WORDS.has(type));
  if (odd !== undefined) return `the column ${odd.name} is of the type ${odd.type}`;
  const line = declared.find(({ name }) => name === "" || /[\r\n\u0085\u2028\u2029]/.test(name));
  if (line !== undefined) return "the name of a column is empty, or holds a line break";
  const names = new Set(declared.map(({ name }) => name));
  if (names.size < declared.length) return "two columns have one name";
  const missing = read
    .names()
    .find((name) => !declared.some((one) => one.name === name || one.name.startsWith(`${name}.`)));
  return missing === undefined
    ? null
    : `the mappings read the column ${missing}, which the connection does not declare`;
}

/** The block, as the formatter lays it out. */
export function printDeclared(declared: readonly DeclaredColumn[]): string {
  const lines = declared.map(({ name, type }) => `  ${fieldName(name)}: ${WORDS.get(type) ?? "string"}`);
  return `source {\n${lines.join(",\n")}\n}`;
}
