import { problem } from "../errors.js";
import { isList, type JsonObject, memberOf, objectOf } from "../json.js";
import { compareTexts, passes, readFilters } from "../property-filter.js";
import type { Answer, ServiceRequest } from "../service.js";
import type { Entry } from "../store.js";

const DEFAULT_LIMIT = 20;
const MOST = 100;

/** Parameters that stand for a filter of their own: `name=x` is `property=name==x`. */
const ownFilters = [
  "name",
  "description",
  "created",
  "updated",
  "createdClient",
  "createdUser",
  "updatedUser",
  "version",
  "status",
  "externalId",
  "enableErrorDiagnostics",
  "recordCount",
  "failedRecordCount",
  "size",
  "started",
  "completed",
];

/** Catalog's lists: a map by id, narrowed by filters, sorted, cut into pages by `start` and `limit`. */
export function answerList(entries: readonly Entry[], { query }: ServiceRequest): Answer {
  const read = readList(entries, query);
  if ("refusal" in read) return read.refusal;
  return { status: 200, body: objectOf(read.found.map(({ id, value }) => [id, project(value, query)])) };
}

/** What a list shows of its entries. */
export function readList(
  entries: readonly Entry[],
  query: URLSearchParams,
): { readonly found: readonly Entry[] } | { readonly refusal: Answer } {
  const limit = readNumber(query.get("limit"), DEFAULT_LIMIT);
  const start = readNumber(query.get("start"), 0);
  if (limit === null || limit < 1 || limit > MOST)
    return { refusal: refuse(`limit has to be a number from 1 to ${MOST}`) };
  if (start === null) return { refusal: refuse("start has to be a number from 0") };
  const read = readFilters(query);
  if ("problem" in read) return { refusal: refuse(read.problem) };
  const order = readOrder(query.get("orderBy"));
  if (order === null)
    return { refusal: refuse("orderBy has to be asc:FIELD or desc:FIELD, several with commas between them") };
  const found = entries
    .filter(({ value }) => passes(value, read.filters) && passesOwn(value, query) && passesTags(value, query))
    .toSorted((one, other) => compareBy(order, one.value, other.value))
    .slice(start, start + limit);
  return { found };
}

export function project(value: JsonObject, query: URLSearchParams): JsonObject {
  const properties = query.get("properties");
  if (properties === null || properties === "") return value;
  const names = new Set(properties.split(",").map((name) => name.trim().split(".")[0] ?? ""));
  return objectOf(Object.entries(value).filter(([name]) => names.has(name)));
}

function passesOwn(value: JsonObject, query: URLSearchParams): boolean {
  return ownFilters.every((name) => {
    const wanted = query.get(name);
    // Clients send what nobody filled in as an empty parameter.
    if (wanted === null || wanted === "") return true;
    const found = memberOf(value, name);
    const text = found === undefined ? "" : String(found);
    // A list of values is documented for some; a name may hold a comma itself.
    return text === wanted || wanted.split(",").includes(text);
  });
}

/** `tags=key:value`, or `tags=key` for any value. */
function passesTags(value: JsonObject, query: URLSearchParams): boolean {
  return query
    .getAll("tags")
    .flatMap((tags) => (tags === "" ? [] : tags.split(",")))
    .every((tag) => {
      const [name = "", ...rest] = tag.split(":");
      const values = memberOf(memberOf(value, "tags"), name);
      return isList(values) && (rest.length === 0 || values.includes(rest.join(":")));
    });
}

interface Order {
  readonly field: string;
  readonly sign: 1 | -1;
}

function readOrder(text: string | null): readonly Order[] | null {
  if (text === null || text === "") return [];
  const orders: Order[] = [];
  for (const part of text.split(",")) {
    const [, direction, field] = /^(?:(asc|desc):)?([\w.]+)$/.exec(part.trim()) ?? [];
    if (field === undefined) return null;
    orders.push({ field, sign: direction === "desc" ? -1 : 1 });
  }
  return orders;
}

function compareBy(orders: readonly Order[], one: JsonObject, other: JsonObject): number {
  for (const { field, sign } of orders) {
    const order = compareTexts(String(memberOf(one, field) ?? ""), String(memberOf(other, field) ?? ""));
    if (order !== 0) return sign * order;
  }
  return 0;
}

function readNumber(text: string | null, otherwise: number): number | null {
  if (text === null || text === "") return otherwise;
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

const refuse = (detail: string): Answer => problem(400, "Bad Request", detail);
