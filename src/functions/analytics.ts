import { objectOf, type Value } from "../values/index.js";
import { documented, fn, verified } from "./define.js";
import type { Assumption, Fidelity, FunctionExample, FunctionRecord } from "./function-record.js";
import { array, type Kind, text, texts } from "./kinds.js";

const DOCS = "Data Prep functions, Analytics";

const HIDDEN =
  "The documentation holds it only in a part that is commented out, so it is not promised: try it before you rely on it.";

const EVENTS = "Events are separated by commas, each a name with an optional `=value` and `:id`.";

const PRODUCTS =
  "Products are separated by commas, their fields by semicolons: category, name, quantity, price, events, variables; the last two are separated by `|`.";

const TEXTS: Assumption = {
  about: "the kind of the result",
  chosen: "text, as the other functions of this kind give numbers",
  refused: "a number, as the documentation prints it without quotes",
};

const REPEATED: Assumption = {
  about: "a name that comes twice",
  chosen: "the first one counts",
  refused: "the last one, or all of them",
};

const NO_EVENT: Assumption = { about: "an event that is not there", chosen: "null", refused: "an error, or 0" };

const NONE: Assumption = {
  about: "a product without that event or variable",
  chosen: "null in its place, so that the result has an item for each product",
  refused: "no item",
};

const EMPTY: Assumption = {
  about: "an empty text, or a comma at its end",
  chosen: "no product there",
  refused: "a product of nulls",
};

export const aaGetEventId = fn({
  name: "aa_get_event_id",
  category: "Analytics",
  summary: "The identifier of an event in an Analytics event text.",
  notes: [EVENTS],
  assumptions: [TEXTS, NO_EVENT, REPEATED],
  scope: "analytics",
  params: { eventString: text, eventName: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, aa_get_event_id`),
  examples: [
    { expr: 'aa_get_event_id("event101=5:123456,scOpen", "event101")', gives: "123456" },
    { expr: 'aa_get_event_id("event101=5:123456,scOpen", "scOpen")', gives: null },
  ],
  run: ({ eventString, eventName }) => findEvent(eventString, ",", eventName)?.id ?? null,
});

export const aaGetEventValue = fn({
  name: "aa_get_event_value",
  category: "Analytics",
  summary: "The value of an event in an Analytics event text; 1 where it has none.",
  notes: [EVENTS],
  assumptions: [TEXTS, NO_EVENT, REPEATED],
  scope: "analytics",
  params: { eventString: text, eventName: text },
  returns: text,
  onNull: "null",
  fidelity: verified(`${DOCS}, aa_get_event_value`),
  examples: [
    { expr: 'aa_get_event_value("event101=5:123456,scOpen", "event101")', gives: "5" },
    { expr: 'aa_get_event_value("event101=5:123456,scOpen", "scOpen")', gives: "1" },
    { expr: 'aa_get_event_value("event101=5:123456,scOpen", "event7")', gives: null },
  ],
  run: ({ eventString, eventName }) => eventValue(findEvent(eventString, ",", eventName)),
});

const SHOP = '";Example product 1;1;3.50,Example category 2;Example product 2;1;5.99"';
const SHOP_SHORT = '";Example product 1;1;3.50,Example category 2;Example product 2"';
const SHOP_EVENTS = '";Example product 1;1;4.20;event1=2.3|event2=5:1,;Example product 2;1;4.20;event1=3|event2=2:2"';

export const aaGetProductCategories = fieldFunction("aa_get_product_categories", "The categories", 0, [
  { expr: `aa_get_product_categories(${SHOP})`, gives: [null, "Example category 2"] },
]);

export const aaGetProductNames = fieldFunction("aa_get_product_names", "The names", 1, [
  { expr: `aa_get_product_names(${SHOP})`, gives: ["Example product 1", "Example product 2"] },
]);

export const aaGetProductQuantities = fieldFunction("aa_get_product_quantities", "The quantities, as texts,", 2, [
  { expr: `aa_get_product_quantities(${SHOP_SHORT})`, gives: ["1", null] },
]);

export const aaGetProductPrices = fieldFunction("aa_get_product_prices", "The prices, as texts,", 3, [
  { expr: `aa_get_product_prices(${SHOP_SHORT})`, gives: ["3.50", null] },
]);

export const aaGetProductEventValues = eventFunction({
  name: "aa_get_product_event_values",
  summary: "The value of an event of each product in an Analytics product text; 1 where it has none.",
  returns: texts,
  fidelity: verified(`${DOCS}, aa_get_product_event_values`),
  examples: [{ expr: `aa_get_product_event_values(${SHOP_EVENTS}, "event1")`, gives: ["2.3", "3"] }],
  assumptions: [{ about: "an event without a value", chosen: "1, as aa_get_event_value() gives", refused: "null" }],
  of: eventValue,
});

export const aaGetProductEvars = fn({
  name: "aa_get_product_evars",
  category: "Analytics",
  summary: "The value of a merchandising variable of each product in an Analytics product text.",
  notes: [PRODUCTS],
  assumptions: [NONE, REPEATED, EMPTY],
  scope: "analytics",
  params: { productsString: text, evarName: text },
  returns: texts,
  onNull: "null",
  fidelity: verified(`${DOCS}, aa_get_product_evars`),
  examples: [
    {
      expr: 'aa_get_product_evars(";Example product;1;6.69;;eVar1=Merchandising value", "eVar1")',
      gives: ["Merchandising value"],
    },
  ],
  run: ({ productsString, evarName }) =>
    productsOf(productsString).map((product) => {
      const pair = product[5]?.split("|").find((entry) => nameOf(entry, "=") === evarName);
      return pair?.includes("=") ? pair.slice(pair.indexOf("=") + 1) : null;
    }),
});

export const aaGetProductEvents = eventFunction({
  name: "aa_get_product_events",
  summary: "An event of each product in an Analytics product text, as an object with `id` and `value`.",
  returns: array,
  fidelity: documented(`${DOCS}, in a part that is commented out`),
  examples: [
    {
      expr: `aa_get_product_events(${SHOP_EVENTS}, "event2")`,
      gives: [
        { id: "1", value: "5" },
        { id: "2", value: "2" },
      ],
    },
  ],
  assumptions: [
    {
      about: "the documented sample, whose second value is 1 where the product text says 2",
      chosen: "the value of the product text",
      refused: "the printed one",
    },
  ],
  notes: [HIDDEN],
  of: (event) => (event === undefined ? null : eventObject(event)),
});

export const aaGetProductEventIds = eventFunction({
  name: "aa_get_product_event_ids",
  summary: "The identifier of an event of each product in an Analytics product text.",
  returns: texts,
  fidelity: documented(`${DOCS}, in a part that is commented out`),
  examples: [{ expr: `aa_get_product_event_ids(${SHOP_EVENTS}, "event2")`, gives: ["1", "2"] }],
  notes: [HIDDEN],
  of: (event) => event?.id ?? null,
});

/** A function that gives one field of each product. */
function fieldFunction(
  name: string,
  what: string,
  field: number,
  examples: readonly [FunctionExample, ...FunctionExample[]],
): FunctionRecord {
  return fn({
    name,
    category: "Analytics",
    summary: `${what} of the products in an Analytics product text; null where a product has none.`,
    notes: [PRODUCTS],
    assumptions: [EMPTY],
    scope: "analytics",
    params: { productsString: text },
    returns: texts,
    onNull: "null",
    fidelity: verified(`${DOCS}, ${name}`),
    examples,
    run: ({ productsString }) => productsOf(productsString).map((product) => product[field] || null),
  });
}

interface EventFunction<T> {
  readonly name: string;
  readonly summary: string;
  readonly notes?: readonly string[];
  readonly assumptions?: readonly Assumption[];
  readonly returns: Kind<readonly T[]>;
  readonly fidelity: Fidelity;
  readonly examples: readonly [FunctionExample, ...FunctionExample[]];
  readonly of: (event: AnalyticsEvent | undefined) => T;
}

/** A function that looks up one event in each product. */
function eventFunction<T>({
  name,
  summary,
  notes = [],
  assumptions = [],
  of,
  ...rest
}: EventFunction<T>): FunctionRecord {
  return fn({
    ...rest,
    name,
    category: "Analytics",
    summary,
    notes: [...notes, PRODUCTS],
    assumptions: [...assumptions, NONE, REPEATED, EMPTY],
    scope: "analytics",
    params: { productsString: text, eventName: text },
    onNull: "null",
    run: ({ productsString, eventName }) =>
      productsOf(productsString).map((product) => of(findEvent(product[4] ?? "", "|", eventName))),
  });
}

/** The fields of each product. */
function productsOf(products: string): readonly (readonly string[])[] {
  let end = products.length;
  while (products.charAt(end - 1) === ",") end -= 1;
  const written = products.slice(0, end);
  return written === "" ? [] : written.split(",").map((product) => product.split(";"));
}

interface AnalyticsEvent {
  readonly value: string | null;
  readonly id: string | null;
}

/** The first event of a name in a list: `name`, `name=value`, `name:id` or `name=value:id`. */
function findEvent(events: string, separator: "," | "|", name: string): AnalyticsEvent | undefined {
  const found = events.split(separator).find((event) => nameOf(event, "=:") === name);
  if (found === undefined) return undefined;
  const rest = found.trimStart().slice(name.length).trim();
  const colon = rest.indexOf(":");
  const value = rest.startsWith("=") ? rest.slice(1, colon < 0 ? undefined : colon) : "";
  return { value: value || null, id: colon < 0 ? null : rest.slice(colon + 1) || null };
}

/** What comes before the first of some characters, without spaces around. */
function nameOf(entry: string, ends: string): string {
  let end = 0;
  while (end < entry.length && !ends.includes(entry.charAt(end))) end += 1;
  return entry.slice(0, end).trim();
}

function eventValue(event: AnalyticsEvent | undefined): string | null {
  return event === undefined ? null : (event.value ?? "1");
}

function eventObject(event: AnalyticsEvent): Value {
  return objectOf([
    ["id", event.id],
    ["value", eventValue(event)],
  ]);
}
