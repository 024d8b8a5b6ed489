import { describe, expect, it } from "vitest";
import { compile, file, sampleOf, schemaOf } from "./support.js";

const schema = schemaOf({
  $id: "https://ns.adobe.com/example/schemas/parts",
  title: "Parts",
  type: "object",
  properties: {
    text: { type: "string" },
    tier: { type: "string", enum: ["basic", "gold"] },
    flag: { type: "boolean" },
    count: { type: "integer" },
    tags: { type: "array", items: { type: "string", enum: ["vip", "new"] } },
    words: { type: "array", items: { type: "string" } },
    scores: { type: "array", items: { type: "integer", minimum: 0, maximum: 10 } },
    home: {
      type: "object",
      properties: {
        city: { type: "string", maxLength: 6 },
        since: { type: "string", format: "date" },
        geo: { type: "object", properties: { lat: { type: "number", minimum: -90, maximum: 90 } } },
      },
    },
    numbers: { type: "object", additionalProperties: { type: "integer" } },
    items: {
      type: "array",
      items: {
        type: "object",
        required: ["sku"],
        properties: {
          sku: { type: "string" },
          price: { type: "number" },
          added: { type: "string", format: "date" },
          options: { type: "array", items: { type: "object", properties: { name: { type: "string" } } } },
        },
      },
    },
  },
});

const block =
  "source { s: string, b: boolean, n: integer, d: decimal, list: string[], whole: integer[], o: { city: string, x: integer }, items: { sku: string, options: { name: string }[] }[], more: { sku: string, colour: string }[] }";

function found(mapping: string): readonly string[] {
  return compile(file(block, mapping), { schema, sample: null }).found;
}

describe("constants in arrays and objects that are written out", () => {
  it.each([
    ['["vip", "odd"] -> tags', ['XM3009 "odd"']],
    ['to_array(true, "vip", "odd") -> tags', ['XM3009 "odd"']],
    ['add_to_array(["odd"], "vip") -> tags', ['XM3009 "odd"']],
    ["[1, 2, 11] -> scores", ["XM3011 11"]],
    ['iif(b, ["vip"], ["odd"]) -> tags', ['XM3009 "odd"']],
    ['{"city": "Strasbourg"} -> home', ['XM3012 "Strasbourg"']],
    ['{"city": s, "geo": {"lat": 100}} -> home', ["XM3011 100"]],
    ['to_object("city", "Strasbourg") -> home', ['XM3012 "Strasbourg"']],
    ['{"a": 1, "b": "x"} -> numbers', ['XM3008 "x"']],
    ['["vip", "new"] -> tags', []],
    ['{"city": "Paris", "since": "2024-01-31"} -> home', []],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual(expected);
  });
});

describe("types in arrays and objects that are written out", () => {
  it.each([
    ['{"city": b} -> home', ["XM3005 b"]],
    ['{"city": list} -> home', ["XM3003 list"]],
    ['{"city": s, "geo": {"lat": b}} -> home', ["XM3005 b"]],
    ['to_object("city", b) -> home', ["XM3005 b"]],
    ["[s, b] -> words", ["XM3005 b"]],
    ["to_array(true, s, b) -> words", ["XM3005 b"]],
    ["join_arrays(list, [b]) -> words", ["XM3005 b"]],
    ["upsert_array_append([b]) -> words", ["XM3005 b"]],
    ['{"city": o} -> home', ["XM3002 o"]],
    ["add_to_array(list, s) -> words", []],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual(expected);
  });
});

describe("keys and fields that no field takes", () => {
  it.each([
    ['{"city": s, "zpi": s} -> home', ['XM3026 "zpi"']],
    ['to_object("city", s, "zpi", s) -> home', ['XM3026 "zpi"']],
    ['{"city": s, "geo": {"lat": d, "alt": d}} -> home', ['XM3026 "alt"']],
    ['{"zpi": s} -> home', ['XM3021 {"zpi": s}']],
    ["o -> home", ["XM3026 o"]],
    ["more -> items", ["XM3026 more"]],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual(expected);
  });

  it("says nothing of what another mapping reads", () => {
    const { found } = compile(file(block, "more -> items", "more[*].colour -> words[*]"), { schema, sample: null });
    expect(found).toEqual([]);
  });
});

describe("what functions and methods of collections give", () => {
  it.each([
    ["first(whole) -> flag", "XM3007 first(whole)"],
    ['map_get_values(o, "x") -> flag', 'XM3007 map_get_values(o, "x")'],
    ['to_map("a", b) -> numbers', "XM3005 b"],
    ["object_to_map(o).get(s) -> text", null],
    ['o.get("x") -> flag', 'XM3007 o.get("x")'],
    ["whole.get(0) -> flag", "XM3007 whole.get(0)"],
    ['o["x"] -> flag', 'XM3007 o["x"]'],
    ["s.length() -> flag", "XM3007 s.length()"],
    ["s.isEmpty() -> text", "XM3005 s.isEmpty()"],
    ['s.split(",") -> text', 'XM3003 s.split(",")'],
    ["list.size() -> flag", "XM3007 list.size()"],
    ["d * n -> count", "XM3007 d * n"],
    ["n * n -> count", null],
    ["s.toUpperCase() -> text", null],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual(expected === null ? [] : [expected]);
  });
});

describe("one finding for one mistake", () => {
  it.each([
    ["items.sku -> items[*].sku", "XM3014 sku"],
    ["items[*].sku -> items.sku", "XM3016 sku"],
    ["items[*].options[*].name -> items[*].options.name", "XM3016 name"],
    ["items[*].options[*].name -> items[*].sku", "XM3004 items[*].options[*]"],
    ['upsert_array_append("add", list) -> text', "XM2007 upsert_array_append"],
    ['to_integer("x", 1) -> count', "XM2007 to_integer"],
  ])("%s", (mapping, expected) => {
    expect(found(mapping)).toEqual([expected]);
  });

  it("says of a pattern that cannot be read nothing of the rows that it cannot read", async () => {
    const sample = await sampleOf("day\n2024-01-31\n");
    const mapping = 'date(day, "yyyy-MM-QQQQQQ") -> home.since';
    expect(compile(file('sample "orders.csv"', mapping), { schema, sample }).found).toEqual(["XM3019 QQQQQQ"]);
  });

  it("knows an index on an object from a field that is not there", () => {
    const { diagnostics } = compile(file(block, "o[0].city -> text"), { schema, sample: null });
    expect(diagnostics.map(({ message, help }) => [message, help])).toEqual([
      ["`o` is an object, not an array, so it has no items: this is null in every row.", "Leave the index out."],
    ]);
  });
});

const rows = [1, 2, 3]
  .map((at) => ({
    id: `o${at}`,
    words: ["a", "1"],
    home: { city: "Paris", since: at === 2 ? "soon" : "2024-01-31" },
    items: [
      { sku: at === 3 ? null : "s", price: at === 2 ? "free" : "2.50", added: at === 1 ? "never" : "2024-01-31" },
    ],
  }))
  .map((row) => JSON.stringify(row))
  .join("\n");

describe("operators on what they cannot compute with", () => {
  const dates = "source { t: timestamp, u: timestamp, b: boolean, n: integer, s: string, list: integer[] }";
  it.each([
    ["t - u -> count", "XM3028 t"],
    ["n + t -> count", "XM3028 t"],
    ["list + 1 -> count", "XM3028 list"],
    ["-t -> count", "XM3028 t"],
    ["iif(b, t - 1, n) -> count", "XM3028 t"],
    ["t > u -> flag", null],
    ["b * n -> count", null],
    ["n - s -> count", null],
  ])("%s", (mapping, expected) => {
    const { found } = compile(file(dates, mapping), { schema, sample: null });
    expect(found).toEqual(expected === null ? [] : [expected]);
  });
});

describe("values inside of lists and objects of the sample", () => {
  it.each([
    ["items[*].price -> items[*].price", "XM3022 items[*].price"],
    ["to_decimal(items[*].price) -> items[*].price", "XM3022 items[*].price"],
    ['date(items[*].added, "yyyy-MM-dd") -> items[*].added', "XM3022 items[*].added"],
    ["items[*].sku -> items[*].sku", "XM3024 items[*].sku"],
    ["words -> scores", "XM3022 words"],
    ["words[*] -> scores[*]", "XM3022 words[*]"],
    ["home -> home", "XM3022 home"],
    ["home?.since -> home.since", "XM3022 home?.since"],
    ['{"city": id, "since": home.since} -> home', "XM3022 home.since"],
    ["words -> words", null],
    ['coalesce(items[*].sku, "none") -> items[*].sku', null],
    ['iif(items[*].price == "free", 0, to_decimal(items[*].price)) -> items[*].price', null],
  ])("%s", async (mapping, expected) => {
    const sample = await sampleOf(`${rows}\n`, "orders.ndjson");
    const { found } = compile(file('sample "orders.ndjson"', mapping), { schema, sample });
    expect(found).toEqual(expected === null ? [] : [expected]);
  });

  it("names the part that becomes null", async () => {
    const sample = await sampleOf(`${rows}\n`, "orders.ndjson");
    const { diagnostics } = compile(file('sample "orders.ndjson"', "home -> home"), { schema, sample });
    expect(diagnostics[0]?.message).toContain("`home.since` becomes null in 1 of 3 values of orders.ndjson");
  });
});
