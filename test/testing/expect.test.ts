import { describe, expect, it } from "vitest";
import { head, runTests } from "./support.js";

const mappings = `${head}Email -> personalEmail.address
First_Name -> person.name.firstName
Last_Name -> person.name.lastName
Amount -> score
Phone -> visits
Country_Code -> code
`;

async function differencesOf(given: string, expected: string): Promise<readonly string[]> {
  const { differs } = await runTests(`${mappings}test "t" {\n  given ${given}\n  expect ${expected}\n}\n`);
  return differs;
}

describe("what a test expects", () => {
  it("is a part of the record, by path or as records", async () => {
    const given = '{ Email: "a@b.c", First_Name: "Ada", Last_Name: "L", Amount: "0.50" }';
    expect(await differencesOf(given, '{ person.name.firstName: "Ada", score: 0.5 }')).toEqual([]);
    expect(await differencesOf(given, '{ person: { name: { lastName: "L" } } }')).toEqual([]);
    expect(await differencesOf('{ Phone: "7" }', "{ visits: 7.0 }")).toEqual([]);
    expect(await differencesOf(given, '{ person: { name: { lastName: "M" } }, score: 1 }')).toEqual([
      'person.name.lastName: "M" / "L"',
      "score: 1 / 0.5",
    ]);
  });

  it("is the whole of it after `exactly`", async () => {
    const given = '{ Email: "a@b.c", First_Name: "Ada" }';
    expect(
      await differencesOf(given, 'exactly { personalEmail.address: "a@b.c", person.name.firstName: "Ada" }'),
    ).toEqual([]);
    expect(await differencesOf(given, 'exactly { personalEmail.address: "a@b.c" }')).toEqual([
      'person.name.firstName: nothing: the test names every field / "Ada"',
    ]);
  });

  it("is a null with its reason", async () => {
    expect(await differencesOf('{ Phone: "x" }', "{ visits: null because XM5102 }")).toEqual([]);
    expect(await differencesOf('{ Phone: "x" }', "{ visits: null }")).toEqual([]);
    expect(await differencesOf('{ Phone: "x" }', "{ visits: null because XM5001 }")).toEqual([
      "visits: null because XM5001 / null (XM5102)",
    ]);
    expect(await differencesOf("{ Phone: null }", "{ visits: null because XM5102 }")).toEqual([
      "visits: null because XM5102 / null",
    ]);
    expect(await differencesOf('{ Phone: "7" }', "{ visits: null }")).toEqual(["visits: null / 7"]);
  });

  it("is a rejection, by code and place where they are named", async () => {
    const given = '{ Email: "nonsense", Country_Code: "x" }';
    for (const expected of [
      "rejected",
      "rejected because XM5122",
      "rejected at code",
      "rejected because XM5121 at code",
    ]) {
      expect(await differencesOf(given, expected)).toEqual([]);
    }
    expect(await differencesOf(given, "rejected because XM5121 at personalEmail.address")).toEqual([
      "personalEmail.address: the row is rejected because XM5121 / the row is rejected for other reasons (XM5122 XM5121)",
    ]);
    expect(await differencesOf('{ Email: "a@b.c" }', "rejected")).toEqual([
      ": the row is rejected / the row is taken in",
    ]);
  });

  it("fails where the row is rejected for a field that it names, or at all with `exactly`", async () => {
    const given = '{ Email: "nonsense", First_Name: "Ada" }';
    expect(await differencesOf(given, '{ person.name.firstName: "Ada" }')).toEqual([]);
    expect(await differencesOf(given, '{ personalEmail.address: "nonsense" }')).toEqual([
      "personalEmail.address: the row is taken in / the row is rejected (XM5122)",
    ]);
    expect(
      await differencesOf(given, 'exactly { person.name.firstName: "Ada", personalEmail.address: "nonsense" }'),
    ).toEqual(["personalEmail.address: the row is taken in / the row is rejected (XM5122)"]);
  });

  it("holds for each row, or row by row", async () => {
    const rows = '[{ First_Name: "A" }, { First_Name: "B" }]';
    expect(await differencesOf(rows, '{ person.name.firstName: "A" }')).toEqual(['person.name.firstName: "A" / "B"']);
    expect(await differencesOf(rows, '[{ person.name.firstName: "A" }, { person.name.firstName: "B" }]')).toEqual([]);
  });

  it("follows lists item by item", async () => {
    const source = (expected: string) => `target "schema.json"\nsample "o.json"
line_items[*].sku -> productListItems[*].SKU
line_items[*].n -> productListItems[*].quantity
test "t" {
  given { line_items: [{ sku: "a", n: 1 }, { sku: "b", n: "x" }] }
  expect ${expected}
}
`;
    const files = { "o.json": '[{"line_items":[{"sku":"a","n":1}]}]' };
    const run = async (expected: string) => (await runTests(source(expected), files)).differs;
    expect(
      await run('{ productListItems[*].SKU: ["a", "b"], productListItems[1].quantity: null because XM5102 }'),
    ).toEqual([]);
    expect(await run('{ productListItems: [{ quantity: 1 }, { SKU: "b" }] }')).toEqual([]);
    expect(await run('exactly { productListItems: [{ quantity: 1 }, { SKU: "b" }] }')).toEqual([
      'productListItems[0].SKU: nothing: the test names every field / "a"',
    ]);
    expect(await run('{ productListItems: [{ SKU: "a" }] }')).toEqual([
      'productListItems: [{"SKU":"a"}] / [{"SKU":"a","quantity":1},{"SKU":"b"}]',
    ]);
  });

  describe("in arrays and object copies", () => {
    const run = async (given: string, expected: string) => {
      const source = `target "schema.json"\nsample "o.json"
line_items[*].sku -> productListItems[*].SKU
line_items[*].n -> productListItems[*].quantity
product -> productListItems[0]
test "t" {
  given ${given}
  expect ${expected}
}
`;
      const sample = [
        {
          line_items: [{ sku: "a", n: 1 }],
          product: { name: "x", quantity: 1 },
        },
      ];
      return (await runTests(source, { "o.json": JSON.stringify(sample) })).differs;
    };
    const items = '{ line_items: [{ sku: "a" }, { n: 2 }, {}, { sku: "d", n: "x" }] }';

    it("a path with [*] has a value for each item, null where it has none", async () => {
      expect(await run(items, '{ productListItems[*].SKU: ["a", null, "d"] }')).toEqual([]);
      expect(await run(items, '{ productListItems[*].SKU: ["a", "d"] }')).toEqual([
        'productListItems[*].SKU: ["a","d"] / ["a",null,"d"]',
      ]);
      expect(await run(items, '{ productListItems[*].SKU: ["a", null, "e"] }')).toEqual([
        'productListItems[2].SKU: "e" / "d"',
      ]);
      expect(await run(items, "{ productListItems[*].name: null }")).toEqual([]);
    });

    it("a reason is that of the item, where items before it were left out too", async () => {
      expect(await run(items, "{ productListItems[2].quantity: null because XM5102 }")).toEqual([]);
      expect(await run(items, "{ productListItems[*].quantity: [null, 2, null because XM5102] }")).toEqual([]);
      expect(await run(items, "{ productListItems[0].quantity: null because XM5102 }")).toEqual([
        "productListItems[0].quantity: null because XM5102 / null",
      ]);
      expect(
        await run('{ line_items: [{}, { n: "x" }] }', "{ productListItems[1].quantity: null because XM5102 }"),
      ).toEqual([]);
    });

    it("a reason is that of the child", async () => {
      const given = '{ product: { name: null, quantity: "many" } }';
      expect(await run(given, "{ productListItems[0]: { quantity: null because XM5102, name: null } }")).toEqual([]);
      expect(await run(given, "{ productListItems[0]: { name: null because XM5102 } }")).toEqual([
        "productListItems[0].name: null because XM5102 / null",
      ]);
    });

    it("`exactly` looks into items that are named one by one", async () => {
      expect(await run(items, 'exactly { productListItems[*].SKU: ["a", null, "d"] }')).toEqual([
        "productListItems[1].quantity: nothing: the test names every field / 2",
      ]);
      expect(await run(items, 'exactly { productListItems[0].SKU: "a", productListItems[2]: { SKU: "d" } }')).toEqual([
        "productListItems[1].quantity: nothing: the test names every field / 2",
      ]);
    });
  });

  it("names the tenant's fields with or without its name", async () => {
    const source = `${head}Vid -> _{TENANT_ID}.loyalty-id
test "t" {
  given { Vid: "7" }
  expect { _{TENANT_ID}.loyalty-id: "7", _acme: { loyalty-id: "7" } }
}
`;
    expect((await runTests(source)).differs).toEqual([]);
  });
});
