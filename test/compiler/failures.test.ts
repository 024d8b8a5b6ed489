import { describe, expect, it } from "vitest";
import { compile, file, sampleOf, schemaOf } from "./support.js";

const schema = schemaOf({
  $id: "https://ns.adobe.com/example/schemas/events",
  title: "Events",
  type: "object",
  required: ["_id", "timestamp"],
  properties: {
    _id: { type: "string" },
    timestamp: { type: "string", format: "date-time" },
    day: { type: "string", format: "date" },
    count: { type: "integer" },
    score: { type: "number" },
    active: { type: "boolean" },
    name: { type: "string" },
    address: {
      type: "object",
      properties: { city: { type: "string" }, zip: { type: "string" }, floor: { type: "integer" } },
    },
    places: { type: "array", items: { type: "object", properties: { city: { type: "string" } } } },
    labels: { type: "object", "meta:xdmType": "map", additionalProperties: { type: "string" } },
  },
});

const csv = `id,ordered,points,amount,yes,phone
1,2020-01-01 10:00:00,5,1.50,true,123
2,2020-01-02 11:00:00,7,2.50,no,
3,unknown,many,2,perhaps,456
`;

const good = `id,ordered,points,amount,yes,phone
1,2020-01-01 10:00:00,5,1.50,true,123
2,2020-01-02 11:00:00,7,2.50,no,
`;

async function found(sample: string, ...mappings: readonly string[]): Promise<readonly string[]> {
  const source = file('sample "orders.csv"', ...mappings);
  const { diagnostics, found } = compile(source, { schema, sample: await sampleOf(sample) });
  return found.map((one, at) => `${diagnostics[at]?.severity} ${one}`);
}

describe("what fails on rows of the sample", () => {
  it.each([
    ["to_integer(points) -> count", "warning XM3022 points"],
    ["to_integer(trim(points)) -> count", "warning XM3022 trim(points)"],
    ["points -> count", "warning XM3022 points"],
    ["amount -> count", "warning XM3022 amount"],
    ["points -> score", "warning XM3022 points"],
    ["yes -> active", "warning XM3022 yes"],
    ["ordered -> day", "warning XM3022 ordered"],
    ['date(ordered, "yyyy-MM-dd HH:mm:ss") -> day', "warning XM3022 ordered"],
    ['date(ordered, "yyyy-MM-dd HH:mm:ss") -> timestamp', "error XM3022 ordered"],
    ["points * 2 -> score", "warning XM3022 points"],
    ['to_integer(points) -> name @identity("CRM")', "error XM3022 points"],
    ["phone -> _id", "warning XM3024 phone"],
    ["lower(phone) -> _id", "warning XM3024 phone"],
    ["nullify() -> _id", "error XM3025 nullify()"],
  ])("%s", async (mapping, expected) => {
    expect(await found(csv, mapping)).toEqual([expected]);
  });

  it("says how many values, and which is the first", async () => {
    const { diagnostics } = compile(file('sample "orders.csv"', "to_integer(points) -> count"), {
      schema,
      sample: await sampleOf(csv),
    });
    expect(diagnostics[0]?.message).toContain('1 of 3 values of orders.csv, first in line 4 ("many")');
    expect(diagnostics[0]?.message).toContain("the argument `string` of `to_integer`");
  });
});

describe("what is fine on all rows of the sample, or takes care of itself", () => {
  it.each([
    ["to_integer(points) -> count"],
    ["points -> count"],
    ['date(ordered, "yyyy-MM-dd HH:mm:ss") -> timestamp'],
    ["yes -> active"],
    ['to_integer(points) -> name @identity("CRM")'],
    ["phone -> name"],
    ["coalesce(phone, id) -> _id"],
  ])("%s", async (mapping) => {
    expect(await found(good, mapping)).toEqual([]);
  });

  it.each([
    ["coalesce(to_integer(points), 0) -> count"],
    ['iif(matches_regex(points, "[0-9]+"), to_integer(points), 0) -> count'],
    ['points == "many" ? 0 : to_integer(points) -> count'],
    ['coalesce(date(ordered, "yyyy-MM-dd HH:mm:ss"), date("2020-01-01")) -> timestamp'],
  ])("%s", async (mapping) => {
    expect(await found(csv, mapping)).toEqual([]);
  });
});

it("says nothing of rows that the sample has and nobody read", () => {
  const { found } = compile(file('sample "orders.csv"', 'date(Created_At, "yyyy") -> timestamp'), { schema });
  expect(found).toEqual([]);
});

function declared(...mappings: readonly string[]): readonly string[] {
  const block =
    "source { text: string, flag: boolean, number: integer, at: timestamp, day: date, address: { city: string, zip: string, town: string }, other: { x: string }, list: { city: string, extra: string }[], numbers: integer[], flags: { a: boolean, b: boolean } }";
  const { diagnostics, found } = compile(file(block, ...mappings), { schema, sample: null });
  return found.map((one, at) => `${diagnostics[at]?.severity} ${one}`);
}

describe("what may fail on values that nobody has seen", () => {
  it.each([
    ['date(text, "yyyy") -> timestamp', "error XM3023 text"],
    ["text -> timestamp", "error XM3023 text"],
    ['to_integer(text) -> name @identity("CRM")', "error XM3023 text"],
    ['format(number, "yyyy") -> _id', "error XM3013 number"],
    ['format(number, "yyyy") -> name', "warning XM3013 number"],
  ])("%s", (mapping, expected) => {
    expect(declared(mapping)).toEqual([expected]);
  });

  it.each([
    ['date(text, "yyyy") -> day'],
    ["to_integer(text) -> count"],
    ["text -> count"],
    ["text -> _id"],
    ["text -> day"], // The rule about dates without a format (XM4011) tells it.
    ["at -> timestamp"],
    ['coalesce(date(text, "yyyy"), at) -> timestamp'],
    ['lower(trim(text)) -> name @identity("CRM")'],
  ])("%s", (mapping) => {
    expect(declared(mapping)).toEqual([]);
  });
});

describe("calls that must fail", () => {
  it.each([
    ['make_date_time(2020, 13, 1, 0, 0, 0, 0, "UTC") -> timestamp', "error XM3020 13"],
    ['make_date_time(number, 13, 1, 0, 0, 0, 0, "UTC") -> day', "error XM3020 13"],
    ['make_date_time(2020, 1, 1, 0, 0, 0, 0, "Mars") -> day', 'error XM3020 "Mars"'],
    ['date_part("mont", at) -> count', 'error XM3020 "mont"'],
    ['set_date_part("month", 13, at) -> timestamp', "error XM3020 13"],
    ['zone_date_to_zone(at, "Europe/Pariss") -> timestamp', 'error XM3020 "Europe/Pariss"'],
    ['sha256(text, "utf8x") -> name', 'error XM3020 "utf8x"'],
    ['to_integer("abc") -> count', 'error XM3020 "abc"'],
    ['upper(to_integer("abc")) -> name', 'error XM3020 "abc"'],
    ['date("31/12/2020", "yyyy-MM-dd") -> day', 'error XM3020 date("31/12/2020", "yyyy-MM-dd")'],
    ['substr(text, "x", 1) -> name', 'error XM3013 "x"'],
  ])("%s", (mapping, expected) => {
    expect(declared(mapping)).toEqual([expected]);
  });

  it.each([
    ['make_date_time(2020, 2, 29, 0, 0, 0, 0, "UTC") -> timestamp'],
    ['date_part("month", at) -> count'],
    ['sha256(text, "UTF-16") -> name'],
    ['contains_key("text") -> active'],
  ])("%s", (mapping) => {
    expect(declared(mapping)).toEqual([]);
  });
});

describe("objects and arrays, part by part", () => {
  it.each([
    ["address -> address", ["info XM3026 address"]],
    ["other -> address", ["error XM3021 other"]],
    ["list -> places", ["info XM3026 list"]],
    ["numbers -> places", ["error XM3001 numbers"]],
    ["flags -> labels", ["error XM3005 flags"]],
    ["address -> labels", []],
    ['{"city": text, "floor": flag} -> address', ["error XM3005 flag"]],
    ["day -> timestamp", ["warning XM3006 day"]],
    ["address -> active", ["warning XM3007 address"]],
  ])("%s", (mapping, expected) => {
    expect(declared(mapping)).toEqual(expected);
  });

  it("says nothing of children that another mapping reads", () => {
    expect(declared("address -> address", "address.town -> name")).toEqual([]);
  });
});
