import { problem } from "../errors.js";
import { isObject, type Json, type JsonObject, memberOf } from "../json.js";
import { compareTexts, passes, readFilters } from "../property-filter.js";
import type { Answer, Context, ServiceRequest } from "../service.js";

/** More are never answered at once, whatever `limit` says. */
const MOST = 300;

interface Order {
  readonly field: string;
  readonly sign: 1 | -1;
}

/**
 * A list of the registry. `limit` counts, `start` is a value of the first field of `orderby`, and what comes strictly after
 * it is answered; `_page.next` is the next `start`. Resources of one value are never parted, so that none is passed over.
 */
export function answerList(
  path: string,
  resources: readonly JsonObject[],
  show: (resource: JsonObject) => Json,
  { query }: ServiceRequest,
  { origin }: Context,
): Answer {
  const read = readFilters(query);
  if ("problem" in read) return refuse(read.problem);
  const limitText = query.get("limit") ?? "";
  const limit = limitText === "" ? MOST : /^\d{1,9}$/.test(limitText) ? Math.min(MOST, Number(limitText)) : null;
  if (limit === null) return refuse("limit has to be a whole number");
  const orders = readOrders(query.get("orderby"));
  if (orders === null) return refuse("orderby has to be a list of fields, each with + or - before it or nothing");
  const [primary = { field: "title", sign: 1 }] = orders;
  const start = query.get("start") || null;
  const wanted = resources
    .filter((resource) => passes(resource, read.filters))
    .toSorted((one, other) => compareAll(orders, one, other))
    .filter((one) => start === null || primary.sign * compareTexts(sortText(one, primary.field), start) > 0);
  const page = cutPage(wanted, Math.max(1, limit), primary.field);
  const last = page.at(-1);
  const next = last !== undefined && page.length < wanted.length ? sortText(last, primary.field) : null;
  const base = `${origin}/data/foundation/schemaregistry${path}`;
  const orderby = orders.map(({ field, sign }) => `${sign === -1 ? "-" : ""}${field}`).join(",");
  const more = new URLSearchParams([...query].filter(([name]) => !["start", "orderby"].includes(name)));
  more.set("orderby", orderby);
  if (next !== null) more.set("start", next);
  return {
    status: 200,
    body: {
      results: page.map(show),
      // A community client reads `next` on the last page, too.
      _page: { orderby, count: page.length, next },
      _links: {
        self: { href: base },
        ...(next === null ? {} : { next: { href: `${base}?${more}` } }),
      },
    },
  };
}

function cutPage(wanted: readonly JsonObject[], limit: number, field: string): readonly JsonObject[] {
  let end = Math.min(limit, wanted.length);
  const last = wanted[end - 1];
  if (last === undefined) return [];
  for (let next = wanted[end]; next !== undefined; next = wanted[end]) {
    if (sortText(next, field) !== sortText(last, field)) break;
    end += 1;
  }
  return wanted.slice(0, end);
}

function readOrders(text: string | null): readonly Order[] | null {
  if (text === null || text === "") return [{ field: "title", sign: 1 }];
  const orders: Order[] = [];
  for (const part of text.split(",")) {
    // An unescaped plus of a query is a blank.
    const [, sign, field] = /^([+ -]?)([\w:.$]+)$/.exec(part) ?? [];
    if (field === undefined) return null;
    orders.push({ field, sign: sign === "-" ? -1 : 1 });
  }
  return orders;
}

function compareAll(orders: readonly Order[], one: JsonObject, other: JsonObject): number {
  for (const { field, sign } of orders) {
    const order = compareTexts(sortText(one, field), sortText(other, field));
    if (order !== 0) return sign * order;
  }
  return 0;
}

/** `updated` and `created` stand in the registry's own part. */
function sortText(resource: JsonObject, field: string): string {
  const registry = memberOf(resource, "meta:registryMetadata");
  const inRegistry: Readonly<Record<string, string>> = {
    updated: "repo:lastModifiedDate",
    created: "repo:createdDate",
  };
  const renamed = Object.hasOwn(inRegistry, field) ? inRegistry[field] : undefined;
  const found = renamed === undefined ? memberOf(resource, field) : memberOf(registry, renamed);
  return found === undefined || isObject(found) ? "" : String(found);
}

const refuse = (detail: string): Answer => problem(400, "Bad Request", detail);
