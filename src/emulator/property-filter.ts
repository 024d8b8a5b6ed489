import { isList, type Json, type JsonObject, memberOf } from "./json.js";

/** One `property=…` of a list: `name==x`, `schemaRef.id!=x`, `title~x` (holds the text), `created>=1`, or `name` (is there). */
export interface PropertyFilter {
  readonly path: string;
  readonly operator: "==" | "!=" | "~" | "<" | "<=" | ">" | ">=" | "exists";
  readonly value: string;
}

/**
 * All `property` parameters of a query. A text that is no filter is given back as the problem; an empty one is left out, as
 * clients send what nobody filled in. One parameter may hold several with commas between them, as a community client sends
 * them: they are ANDed, too (assumed).
 */
export function readFilters(
  query: URLSearchParams,
): { readonly filters: readonly PropertyFilter[] } | { readonly problem: string } {
  const filters: PropertyFilter[] = [];
  for (const text of query.getAll("property").flatMap((all) => all.split(nextFilter))) {
    if (text === "") continue;
    const filter = readFilter(text);
    if (filter === null) return { problem: `${text} is not a property filter` };
    filters.push(filter);
  }
  return { filters };
}

/** A value may hold a comma itself. */
const nextFilter = /,(?=[\w@$:./-]+(?:==|!=|>=|<=|~|>|<))/;

const form = /^([^=!~<>]+?)(?:(==|!=|>=|<=|~|>|<)(.*))?$/s;

function readFilter(text: string): PropertyFilter | null {
  const [, path, operator, value = ""] = form.exec(text) ?? [];
  if (path === undefined) return null;
  switch (operator) {
    case undefined:
      return { path, operator: "exists", value: "" };
    case "==":
    case "!=":
    case "~":
    case "<":
    case "<=":
    case ">":
    case ">=":
      return { path, operator, value };
    default:
      return null;
  }
}

/** Whether an object passes all of them: several filters are ANDed. */
export function passes(object: JsonObject, filters: readonly PropertyFilter[]): boolean {
  return filters.every((filter) => {
    const found = valueAt(object, filter.path);
    return isList(found) ? found.some((item) => compare(item, filter)) : compare(found, filter);
  });
}

/** A whole name first (`meta:class`, or a tag with dots), then member by member along its dots. */
function valueAt(object: Json | undefined, path: string): Json | undefined {
  const whole = memberOf(object, path);
  if (whole !== undefined) return whole;
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const inner = memberOf(object, path.slice(0, dot));
    const found = inner === undefined ? undefined : valueAt(inner, path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function compare(found: Json | undefined, { operator, value }: PropertyFilter): boolean {
  const text =
    found === undefined || found === null ? undefined : typeof found === "object" ? undefined : String(found);
  switch (operator) {
    case "exists":
      return found !== undefined;
    case "==":
      return text === value;
    case "!=":
      return text !== value;
    case "~":
      return text?.includes(value) ?? false;
    case "<":
    case "<=":
    case ">":
    case ">=":
      return text !== undefined && inOrder(text, operator, value);
  }
}

function inOrder(text: string, operator: "<" | "<=" | ">" | ">=", value: string): boolean {
  const order = compareTexts(text, value);
  switch (operator) {
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Numbers by value, everything else by UTF-16 units. */
export function compareTexts(one: string, other: string): number {
  const [a, b] = [Number(one), Number(other)];
  if (one !== "" && other !== "" && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return one < other ? -1 : one > other ? 1 : 0;
}
