import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluated, evaluatedLine } from "./run-case.js";

const book = { author: "George R. R. Martin", price: 17.99, ISBN: "978-0553801477" };

/** What `JSON.parse` makes of a key named __proto__: an own field, which a literal in JavaScript is not. */
function parsed(json: string): unknown {
  return JSON.parse(json);
}

describe("map_get_values", () => {
  it.each([
    ['map_get_values(m, "author")', book.author],
    ['map_get_values(m, "Author")', null],
    ['map_get_values(m, ["ISBN", "nothing", "author", "ISBN"])', [book.ISBN, book.author]],
    ["map_get_values(m, [])", []],
    ['map_get_values(m, to_array(true, "price", null))', [17.99]],
    ['map_get_values(null, "author")', null],
    ["map_get_values(m, null)", null],
    ['map_get_values({1: "x"}, 1)', "x"],
    ['map_get_values({1: "x"}, "1")', "x"],
    ['map_get_values({"1": "x"}, 1)', "x"],
    ['map_get_values({"a": 1, "b": 1, "c": null}, ["c", "a", "b"])', [null, 1]],
    ['map_get_values("text", "a")', { fails: "XM5003" }],
    ['map_get_values(m, {"a": 1})', { fails: "XM5003" }],
    ['map_get_values(m, [{"a": 1}])', { fails: "XM5003" }],
  ])("%s", (expr, result) => expect(evaluated(expr, { m: book })).toEqual(result));
});

describe("map_has_keys", () => {
  it.each([
    ['map_has_keys(m, "author")', true],
    ['map_has_keys(m, "publisher")', false],
    ['map_has_keys(m, ["publisher", "price"])', true],
    ['map_has_keys(m, ["publisher", "pages"])', false],
    ["map_has_keys(m, [])", false],
    ['map_has_keys({"a": null}, "a")', true],
    ['map_has_keys({1: "x"}, "1")', true],
    ['map_has_keys(null, "a")', null],
  ])("%s", (expr, result) => expect(evaluated(expr, { m: book })).toEqual(result));
});

describe("add_to_map", () => {
  const other = { author: "Neil Gaiman", publisher: "William Morrow" };

  it.each([
    ["add_to_map(m, other)", { ...book, publisher: "William Morrow" }],
    ["add_to_map(other, m).author", "Neil Gaiman"],
    ["add_to_map(m)", book],
    ["add_to_map(null, other, null)", other],
    ["add_to_map(null)", null],
    ['add_to_map({"a": null}, {"a": 1})', { a: null }],
    ["add_to_map(m, 1)", { fails: "XM5003" }],
    ["add_to_map()", null],
  ])("%s", (expr, result) => expect(evaluated(expr, { m: book, other })).toEqual(result));
});

describe("to_map and object_to_map", () => {
  const addresses = [
    { type: "home", line1: "1" },
    { type: "work", line1: "2" },
    { line1: "3" },
    { type: null },
    { type: "home", line1: "4" },
    null,
    "text",
  ];
  const byType = { home: addresses[0], work: addresses[1] };

  it.each([
    ['to_map("a", 1, "b", true)', { a: 1, b: true }],
    ['to_map("a", 1, "a", 2)', { a: 1 }],
    ['to_map(1, "x", 2.0, "y", true, "z")', { "1": "x", "2.0": "y", true: "z" }],
    ['to_map("a", to_map("b", 1))', { a: { b: 1 } }],
    ["to_map(null)", null],
    ['to_map("a")', { fails: "XM5009" }],
    ['to_map("a", 1, "b")', { fails: "XM5009" }],
    ['to_map(null, 1, "b", 2)', { fails: "XM5009" }],
    ['to_map("a", null)', { a: null }],
    ["to_map([1], 2)", { fails: "XM5009" }],
    ["to_map(address)", { City: "san jose", State: "CA" }],
    ['object_to_map("k", address)', { k: { City: "san jose", State: "CA" } }],
    ["object_to_map(address)", { City: "san jose", State: "CA" }],
    ['object_to_map(address).get("City")', "san jose"],
    ["object_to_map(null)", null],
    ['object_to_map(1, "a")', { "1": "a" }],
    ['object_to_map("a", 1, "b", 2, "a", 3)', { a: 1, b: 2 }],
    ['object_to_map("a", 1, "b")', { fails: "XM5009" }],
    ['object_to_map("a")', { fails: "XM5003" }],
    ['object_to_map(addresses, "type")', byType],
    ["object_to_map(addresses, type)", byType],
    ["object_to_map(addresses, field)", byType],
    ["object_to_map(addresses, ${type})", null],
    ["object_to_map(addresses, ${field})", byType],
    ["object_to_map(addresses, null)", null],
    ['object_to_map([], "type")', {}],
    ["object_to_map(addresses, address)", { fails: "XM5003" }],
    ["object_to_map(field, nowhere)", { type: null }],
    ['array_to_map(addresses, "type")', byType],
    ['array_to_map(null, "type")', null],
    ["array_to_map(addresses, null)", null],
    ['array_to_map(addresses, "line1").get("3")', { line1: "3" }],
    ['array_to_map("text", "type")', { fails: "XM5003" }],
  ])("%s", (expr, result) => {
    const context = { addresses, address: { City: "san jose", State: "CA" }, field: "type" };
    expect(evaluated(expr, context)).toEqual(result);
    expect(evaluated(expr, context, true)).toEqual(result);
  });
});

describe("arrays_to_object", () => {
  it.each([
    [
      'arrays_to_object("a", [1, 2], "b", ["x", "y"])',
      [
        { a: 1, b: "x" },
        { a: 2, b: "y" },
      ],
    ],
    [
      'arrays_to_objects("a", [1, 2], "b", ["x"])',
      [
        { a: 1, b: "x" },
        { a: 2, b: null },
      ],
    ],
    ['arrays_to_object("a", null)', []],
    ['arrays_to_object("a", [1], "a", [2])', [{ a: 2 }]],
    ["arrays_to_object()", []],
    ['arrays_to_object("a", [1], "b")', { fails: "XM5009" }],
    ["arrays_to_object(null, [1])", { fails: "XM5009" }],
    ['arrays_to_object("a", 1)', { fails: "XM5003" }],
    ["arrays_to_object(1, [1])", [{ "1": 1 }]],
  ])("%s", (expr, result) => expect(evaluated(expr)).toEqual(result));

  it("does not make millions of fields out of one long array", () => {
    const pairs = Array.from({ length: 100 }, (_, at) => `"k${at}", 1..900000`).join(", ");
    expect(evaluated(`arrays_to_object(${pairs})`)).toEqual({ fails: "XM5016" });
  });
});

describe("keys that JavaScript's objects treat apart", () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty", ""];

  it.each(names)("%j is a key as any other", (name) => {
    const key = JSON.stringify(name);
    expect(evaluated(`to_map(${key}, 1).get(${key})`)).toBe(1);
    expect(evaluated(`get_keys(to_object(${key}, 1))`)).toEqual([name]);
    expect(evaluated(`map_has_keys(to_map("a", 1), ${key})`)).toBe(false);
    expect(evaluated(`map_get_values(to_map("a", 1), ${key})`)).toBe(null);
    expect(evaluated(`add_to_map(to_map(${key}, 1), to_map(${key}, 2)).get(${key})`)).toBe(1);
    expect(evaluated(`arrays_to_object(${key}, [7])[0].get(${key})`)).toBe(7);
    expect(evaluated(`array_to_map(a, "k").get(${key}).v`, { a: [{ k: name, v: 5 }] })).toBe(5);
    expect(evaluated(`object_to_map(a, "k").get(${key}).v`, { a: [{ k: name, v: 5 }] })).toBe(5);
  });

  it("keeps __proto__ on the way through a record", () => {
    const line = '{"id":1,"expr":"object_to_map(o)","context":{"o":{"__proto__":{"x":1},"a":2}}}';
    expect(evaluatedLine(line)).toEqual(parsed('{"__proto__":{"x":1},"a":2}'));
    expect(evaluatedLine(line.replace("object_to_map(o)", "contains_key('o.__proto__.x')"))).toBe(true);
    expect(evaluatedLine(line.replace("object_to_map(o)", "contains_key('o.constructor')"))).toBe(false);
  });
});

it("takes 100,000 keys in about the time of reading them", () => {
  const keys = Array.from({ length: 100_000 }, (_, at) => `key ${at}`);
  const m = Object.fromEntries(keys.map((key, at) => [key, at]));
  const items = keys.map((k) => ({ k }));
  const started = performance.now();
  expect(evaluated("size_of(map_get_values(m, keys))", { m, keys })).toBe(100_000);
  expect(evaluated("map_has_keys(m, keys)", { m: {}, keys })).toBe(false);
  expect(evaluated("size_of(add_to_map(m, m, m))", { m })).toBe(100_000);
  expect(evaluated('size_of(array_to_map(items, "k"))', { items })).toBe(100_000);
  expect(evaluated("size_of(arrays_to_object('a', keys, 'b', keys))", { keys })).toBe(100_000);
  expect(evaluated("size_of(get_keys(object_to_map(m)))", { m })).toBe(100_000);
  expect(performance.now() - started).toBeLessThan(15_000);
});

it("merges as a fold from the left would: the first value of each key stays", () => {
  const record = fc.dictionary(fc.constantFrom("a", "b", "c", "__proto__"), fc.integer(), { noNullPrototype: false });
  fc.assert(
    fc.property(fc.array(fc.option(record), { minLength: 1, maxLength: 4 }), (records) => {
      const context = Object.fromEntries(records.map((one, at) => [`m${at}`, one]));
      const names = records.map((_, at) => `m${at}`).join(", ");
      const given = records.filter((one) => one !== null);
      const expected = new Map<string, number>();
      for (const one of given) {
        for (const [key, value] of Object.entries(one)) if (!expected.has(key)) expected.set(key, value);
      }
      const merged = evaluated(`add_to_map(${names})`, context);
      if (given.length === 0) expect(merged).toBeNull();
      else expect(new Map(Object.entries(merged ?? {}))).toEqual(expected);
    }),
  );
});
