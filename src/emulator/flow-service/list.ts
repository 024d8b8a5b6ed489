import { isList, type Json, type JsonObject, memberOf, objectOf, parseJson, textAt } from "../json.js";
import { type FilterQuoting, passes, readPropertyFilter } from "./property-filter.js";
import { accept, BAD_REQUEST, type Read, refuse } from "./refusal.js";

/** What a list is made of. */
export interface ListSource {
  /** Where it is: `/flows`. */
  readonly path: string;
  /** In the order in which they were made, as they are shown. */
  readonly items: readonly JsonObject[];
  /** The top-level members that a filter may name. */
  readonly known: ReadonlySet<string>;
}

export interface ListOptions {
  readonly quoting: FilterQuoting;
  /** Whether `orderby=name` without a sign is refused, as the error catalogue has it, or ascending, as the OpenAPI file has it. */
  readonly unsignedOrder: "refused" | "ascending";
}

/** The page of a list that is asked for without a limit (assumed). */
const DEFAULT_LIMIT = 20;
/** More are not given at once (assumed; the OpenAPI file has it for searches). */
const MOST = 1000;

interface Query {
  readonly properties: readonly string[];
  readonly limit: number;
  readonly orderby: string;
  /** The id after which the page begins; null for the first page. */
  readonly after: string | null;
  readonly count: boolean;
}

/**
 * A page of a list: `{items, _links}`, and `count` where it is asked for. The link to the next page holds its token behind
 * the only `=`, because a community client cuts it there; the token repeats the whole query, so that the link is enough.
 */
export function listAnswer(query: URLSearchParams, source: ListSource, options: ListOptions): Read<JsonObject> {
  const asked = readQuery(query);
  if (asked.kind === "refused") return asked;
  const { properties, limit, orderby, after, count } = asked.value;
  const filter = readPropertyFilter(properties, source.known, options.quoting);
  if (filter.kind === "refused") return filter;
  const order = readOrder(orderby, source.known, options.unsignedOrder);
  if (order.kind === "refused") return order;
  const matching = source.items.filter((item) => passes(filter.value, item)).toSorted(order.value);
  const begin = after === null ? 0 : matching.findIndex((item) => textAt(item, "id") === after) + 1;
  if (after !== null && begin === 0) return refuse(BAD_REQUEST, "The continuation token is no longer valid.");
  const page = matching.slice(begin, begin + limit);
  const last = textAt(page.at(-1), "id");
  const isMore = begin + limit < matching.length && last !== undefined;
  const { shown } = filter.value;
  return accept({
    items: shown === null ? page : page.map((item) => only(item, shown)),
    _links: isMore ? { next: { href: `${source.path}?continuationToken=${tokenOf(asked.value, last)}` } } : {},
    ...(count ? { count: matching.length } : {}),
  });
}

const PARAMETERS: ReadonlySet<string> = new Set(["property", "limit", "orderby", "continuationToken", "count"]);

function readQuery(query: URLSearchParams): Read<Query> {
  const unknown = [...query.keys()].find((name) => !PARAMETERS.has(name));
  if (unknown !== undefined) return refuse("1451-400", `There is no query parameter ${JSON.stringify(unknown)}.`);
  const token = query.get("continuationToken");
  if (token !== null && token !== "") return readToken(token);
  const limit = query.get("limit") ?? "";
  const wantsCount = (query.get("count") ?? "").toLowerCase();
  if (limit !== "" && wantsCount === "true") return refuse("1401-400", "limit and count cannot be sent together.");
  const size = limit === "" ? DEFAULT_LIMIT : Number(limit);
  if (!Number.isInteger(size) || size < 1) return refuse(BAD_REQUEST, `${JSON.stringify(limit)} is no limit.`);
  return accept({
    properties: query.getAll("property"),
    limit: Math.min(size, MOST),
    orderby: query.get("orderby") ?? "",
    after: null,
    count: wantsCount === "true",
  });
}

function tokenOf({ properties, limit, orderby }: Query, after: string): string {
  return Buffer.from(JSON.stringify({ properties, limit, orderby, after })).toString("base64url");
}

function readToken(token: string): Read<Query> {
  const read = parseJson(Buffer.from(token, "base64url").toString("utf8"));
  const limit = memberOf(read, "limit");
  const after = textAt(read, "after");
  const properties = memberOf(read, "properties");
  if (typeof limit !== "number" || after === undefined || !isList(properties)) {
    return refuse(BAD_REQUEST, "The continuation token is not one of this service.");
  }
  return accept({
    properties: properties.filter((one) => typeof one === "string"),
    limit,
    orderby: textAt(read, "orderby") ?? "",
    after,
    count: false,
  });
}

type Order = (one: Json, other: Json) => number;

function readOrder(text: string, known: ReadonlySet<string>, unsigned: ListOptions["unsignedOrder"]): Read<Order> {
  if (text === "") return accept(() => 0);
  // A plus sign that was not escaped arrives as a blank.
  const sign = text[0] === " " ? "+" : text[0];
  if (sign !== "+" && sign !== "-" && unsigned === "refused") {
    return refuse("1432-400", `orderby begins with + or -: ${JSON.stringify(text)}.`);
  }
  const path = (sign === "+" || sign === "-" ? text.slice(1) : text).split(".");
  if (!known.has(path[0] ?? ""))
    return refuse("1432-400", `There is no property to order by in ${JSON.stringify(text)}.`);
  const keyOf = (item: Json): Json | undefined =>
    path.reduce<Json | undefined>((here, name) => memberOf(here, name), item);
  const direction = sign === "-" ? -1 : 1;
  return accept((one, other) => direction * compare(keyOf(one), keyOf(other)));
}

function compare(one: Json | undefined, other: Json | undefined): number {
  if (typeof one === "number" && typeof other === "number") return one - other;
  const [left, right] = [String(one ?? ""), String(other ?? "")];
  return left < right ? -1 : left > right ? 1 : 0;
}

function only(item: JsonObject, names: readonly string[]): JsonObject {
  return objectOf(Object.entries(item).filter(([name]) => names.includes(name)));
}
