import { type Json, memberOf } from "../json.js";
import { accept, type Read, refuse } from "./refusal.js";

/** What `property=` asks of the items of a list: conditions that all have to hold, and which members are shown. */
export interface PropertyFilter {
  readonly conditions: readonly Condition[];
  /** Null: all. */
  readonly shown: readonly string[] | null;
}

interface Condition {
  readonly path: readonly string[];
  readonly operator: Operator;
  readonly value: string;
}

type Operator = "==" | "!=" | ">=" | "<=" | ">" | "<";

/** How the value of a filter may be written: documentation quotes it, a community client does not. */
export type FilterQuoting = "both" | "quoted" | "unquoted";

/**
 * Reads the `property` parameters: `name=="a"`, `state!=enabled`, `lastRunDetails.startedAtUTC>=1670880253121`, or
 * `id,name` for the members that are wanted. An empty one, as clients with templates send it, asks for nothing.
 * `known` are the top-level members of the resource: others are refused, so that a misspelt filter does not answer with an
 * empty list (assumed).
 */
export function readPropertyFilter(
  texts: readonly string[],
  known: ReadonlySet<string>,
  quoting: FilterQuoting,
): Read<PropertyFilter> {
  const conditions: Condition[] = [];
  const shown: string[] = [];
  for (const text of texts) {
    if (text.trim() === "") continue;
    const found = /^([\w@$:.-]+)\s*([=!<>~*^|]+)(.*)$/s.exec(text.trim());
    if (found === null) {
      for (const name of text.split(",")) {
        if (!known.has(name.trim())) return refuse("1450-400", `There is no property or operator in ${quoted(text)}.`);
        shown.push(name.trim());
      }
      continue;
    }
    const [, path = "", operator = "", rest = ""] = found;
    const names = path.split(".");
    if (!known.has(names[0] ?? "")) return refuse("1450-400", `There is no property ${quoted(path)} to filter by.`);
    const read = operatorOf(operator);
    if (read === "unsupported") return refuse("1440-400", `The operator ${quoted(operator)} is not implemented.`);
    if (read === "invalid") return refuse("1450-400", `${quoted(operator)} is no operator of a filter.`);
    const value = filterValue(rest.trim(), quoting);
    if (value === null) return refuse("1453-400", `The filter ${quoted(text)} has no value.`);
    conditions.push({ path: names, operator: read, value });
  }
  return accept({ conditions, shown: shown.length === 0 ? null : shown });
}

function operatorOf(text: string): Operator | "unsupported" | "invalid" {
  switch (text) {
    case "==":
    case "!=":
    case ">=":
    case "<=":
    case ">":
    case "<":
      return text;
    // Of other services of the platform.
    case "~":
    case "=~":
    case "!~":
      return "unsupported";
    default:
      return "invalid";
  }
}

function filterValue(text: string, quoting: FilterQuoting): string | null {
  const isQuoted = text.length >= 2 && text.startsWith('"') && text.endsWith('"');
  if (text === "" || (quoting === "quoted" && !isQuoted)) return null;
  if (!isQuoted || quoting === "unquoted") return text;
  return text.slice(1, -1).replaceAll(/\\(["\\])/g, "$1");
}

/** Lists hold their members as they are shown: what is compared is the text of a value. */
export function passes({ conditions }: PropertyFilter, item: Json): boolean {
  return conditions.every((condition) => holds(condition, item));
}

function holds({ path, operator, value }: Condition, item: Json): boolean {
  const found = path.reduce<Json | undefined>((here, name) => memberOf(here, name), item);
  const text = typeof found === "object" || found === undefined ? null : String(found);
  switch (operator) {
    case "==":
      return text === value;
    case "!=":
      return text !== value;
    case ">=":
      return text !== null && Number(text) >= Number(value);
    case "<=":
      return text !== null && Number(text) <= Number(value);
    case ">":
      return text !== null && Number(text) > Number(value);
    case "<":
      return text !== null && Number(text) < Number(value);
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
