import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

const organizations = [
  { id: 123, orgName: "Acme Inc", founded: 1990 },
  { id: 456, orgName: "Superstar Inc", founded: 2004 },
  { id: 789, orgName: "Energy Corp", founded: 2021 },
];

describe("functions of destinations", () => {
  it.each<readonly [string, unknown]>([
    ["filterArray([5, -6, 0, 7], x -> x > 0)", [5, 7]],
    ["filterArray(organizations, org -> org.founded > 2021)", []],
    ["filterArray(organizations, org -> org.founded >= 2021)", [organizations[2]]],
    ['filterArray(a, x -> x.equals("b"))', ["b"]],
    ["filterArray(a, x -> x)", ["a", "b", "c"]],
    ['filterArray(["", "false", "x", null], x -> x)', ["x"]],
    ["filterArray(null, x -> x)", null],
    ["filterArray([], x -> 1 / 0)", []],
    ['filterArray("text", x -> x)', { fails: "XM5003" }],
    ["transformArray([5, 6, 7], x -> x + 1)", [6, 7, 8]],
    ["transformArray(organizations, org -> ucase(org.orgName))", ["ACME INC", "SUPERSTAR INC", "ENERGY CORP"]],
    ["transformArray(organizations, org -> org.nothing)", [null, null, null]],
    ['transformArray(a, x -> {"k": x})', [{ k: "a" }, { k: "b" }, { k: "c" }]],
    ["transformArray(a, x -> x == 'b' ? upper(x) : x)", ["a", "B", "c"]],
    ["transformArray(1..3, x -> x * x)", [1, 4, 9]],
    ["transformArray(null, x -> x)", null],
    ["flattenArray([[['a', 'b'], ['c', 'd']], [['e'], ['f']]])", ["a", "b", "c", "d", "e", "f"]],
    ["flattenArray(nested)", [1, 2, { k: [3, [4]] }, null]],
    ["flattenArray([])", []],
    ["flattenArray(null)", null],
    ['flattenArray("text")', { fails: "XM5003" }],
    ['array_to_string(";", ["Hello", "world"])', "Hello;world"],
    [
      'array_to_string("_", transformArray(organizations, org -> ucase(org.orgName)))',
      "ACME INC_SUPERSTAR INC_ENERGY CORP",
    ],
    [
      'array_to_string("_", filterArray(organizations, org -> org.id == 123))',
      "{'id':123,'orgName':'Acme Inc','founded':1990}",
    ],
    ['array_to_string("_", add_to_array(a, "2023"))', "a_b_c_2023"],
    ['array_to_string("-", nested)', "1-2-{'k':[3,[4]]}-"],
    ['array_to_string(", ", [1, 2.5, true, 1.0E7, 10B])', "1, 2.5, true, 1.0E7, 10"],
    ['array_to_string("", a)', "abc"],
    ["array_to_string(null, a)", null],
    ['array_to_string(",", [])', ""],
    ['array_to_string(",", "loose")', "loose"],
    [
      'array_to_string(",", to_array(true, date("2024-02-16"), to_object("d", date("2024-02-16"))))',
      "1708041600000,{'d':1708041600000}",
    ],
    ['array_to_string(",", [date("1969-12-31T23:59:59Z")])', "-1000"],
    [`array_to_string(",", [to_object("o'k", "it's", "n", null, "t", true)])`, "{'o\\'k':'it\\'s','n':null,'t':true}"],
  ])("%s", (expr, result) => {
    expect(
      evaluated(expr, { organizations, a: ["a", "b", "c"], nested: [1, [[2], { k: [3, [4]] }], [], [null]] }),
    ).toEqual(result);
  });
});

describe("lambdas", () => {
  it.each<readonly [string, unknown]>([
    ["transformArray(a, (x) -> x + 1)", [2, 3]],
    ["transformArray(a, x -> { x + 1 })", [2, 3]],
    [
      "transformArray(a, x -> {x, 9})",
      [
        [1, 9],
        [9, 2],
      ],
    ],
    ["transformArray(a, x -> x + limit)", [11, 12]],
    // A parameter hides a column of its name; `${…}` is always the column.
    ["transformArray(a, limit -> limit + ${limit})", [11, 12]],
    ["transformArray(a, limit -> limit) + limit", { fails: "XM5051" }],
    ["to_array(true, transformArray(a, limit -> limit), limit)", [[1, 2], 10]],
    // The inner parameter hides the outer one, and only inside.
    ["transformArray(a, x -> transformArray([7], x -> x))", [[7], [7]]],
    [
      "transformArray(a, x -> to_array(true, transformArray([7], x -> x), x))",
      [
        [[7], 1],
        [[7], 2],
      ],
    ],
    ["transformArray(a, x -> transformArray([7], y -> x * 10 + y))", [[17], [27]]],
    ["transformArray(a, x -> transformArray([7], y -> transformArray([9], z -> x + y + z)))", [[[17]], [[18]]]],
    [
      "filterArray(rows, r -> size_of(filterArray(r.tags, t -> t == r.wanted)) > 0)",
      [{ tags: ["p", "q"], wanted: "q" }],
    ],
    ["transformArray(rows, r -> r.tags[0])", ["p", "r"]],
    ["transformArray(rows, r -> r?.wanted.length())", [1, 1]],
    ["transformArray(rows, r -> `${r.wanted}!`)", ["q!", "z!"]],
    ['transformArray(rows, r -> contains_key("rows[0].tags"))', [true, true]],
    ["transformArray(a, x -> uper(x))", [null, null]],
    ['transformArray(a, x -> date("no date"))', { fails: "XM5001" }],
    ['transformArray(a, x -> coalesce(date("no date"), x))', [1, 2]],
    ["filterArray(a, (x, y) -> x)", { fails: "XM5015" }],
    ["filterArray(a, () -> true)", { fails: "XM5015" }],
    ["filterArray(a, limit)", { fails: "XM5015" }],
    ["filterArray(a, null)", null],
    ['filterArray(a, date("no date"))', { fails: "XM5001" }],
    ["filterArray(a)", null],
    ["lower(limit, x -> x)", null],
    ["concat(limit, x -> x)", { fails: "XM5061" }],
    ["coalesce(null, x -> x)", { fails: "XM5061" }],
  ])("%s", (expr, result) => {
    const rows = [
      { tags: ["p", "q"], wanted: "q" },
      { tags: ["r"], wanted: "z" },
    ];
    expect(evaluated(expr, { a: [1, 2], limit: 10, rows })).toEqual(result);
  });

  it("reads a null parameter as strict mode reads a null variable", () => {
    expect(evaluated("transformArray(a, x -> x + 1)", { a: [null] })).toEqual([1]);
    expect(evaluated("transformArray(a, x -> x + 1)", { a: [null] }, true)).toEqual({ fails: "XM5055" });
    expect(evaluated("transformArray(a, x -> x == null)", { a: [null] }, true)).toEqual([true]);
  });

  it("does not go on for ever where lambdas multiply", () => {
    const nested = `${"transformArray(a, x -> ".repeat(8)}x${")".repeat(8)}`;
    expect(evaluated(nested, { a: Array.from({ length: 100 }, () => 1) })).toEqual({ fails: "XM5016" });
    let doubled = "a";
    for (let times = 0; times < 40; times++) doubled = `transformArray(${doubled}, x -> [x, x])`;
    expect(evaluated(doubled, { a: [1] })).toEqual({ fails: "XM5016" });
    expect(
      evaluated("array_to_string(a, transformArray(1..1000, x -> t))", { a: ",", t: "t".repeat(100_000) }),
    ).toEqual({
      fails: "XM5010",
    });
  });

  it("flattens and prints nesting that is deeper than a stack", () => {
    const deep = `${"[".repeat(900)}1${"]".repeat(900)}`;
    expect(evaluated("flattenArray(a)", { a: JSON.parse(deep) })).toEqual([1]);
    expect(evaluated('array_to_string(",", a)', { a: JSON.parse(`[{"k":${deep}}]`) })).toBe(`{'k':${deep}}`);
  });
});
