import { describe, expect, it } from "vitest";
import { isXdmObject, printXdm } from "../../src/runtime/index.js";
import { mapOne, run, schemaOf } from "./support.js";

describe("records", () => {
  it("nest by their target paths, in the order of the file", async () => {
    const source = "b -> person.name.lastName\na -> personalEmail.address\na2 -> person.name.firstName";
    const { events } = await run(source, { json: [{ a: "a@example.com", a2: "Ada", b: "Lovelace" }] });
    const [event] = events;
    expect(event?.kind === "record" && printXdm(event.record)).toBe(
      '{"person":{"name":{"lastName":"Lovelace","firstName":"Ada"}},"personalEmail":{"address":"a@example.com"}}',
    );
  });

  it("leave out nulls, empty objects and empty arrays", async () => {
    expect(await mapOne("a -> person.name.firstName\nb -> _id", { a: null, b: "1" })).toEqual({ _id: "1" });
    expect(await mapOne("a -> tags", { a: [null] })).toEqual({});
    expect(await mapOne("a -> homeAddress", { a: { city: null } })).toEqual({});
  });

  it("fill arrays by index and item by item, targets of one array together", async () => {
    const row = { items: [{ sku: "x", n: 1 }, { sku: "y" }, { n: 3 }] };
    expect(
      await mapOne("items[*].sku -> productListItems[*].SKU\nitems[*].n -> productListItems[*].quantity", row),
    ).toEqual({
      productListItems: [{ SKU: "x", quantity: 1 }, { SKU: "y" }, { quantity: 3 }],
    });
    expect(await mapOne("a -> tags[0]\nb -> tags[1]", { a: "x", b: "y" })).toEqual({ tags: ["x", "y"] });
    // An item of which nothing is left makes room for the next.
    expect(await mapOne("a -> tags[0]\nb -> tags[1]", { a: null, b: "y" })).toEqual({ tags: ["y"] });
    expect(await mapOne("list[*] -> tags[*]", { list: ["x", null, "z"] })).toEqual({ tags: ["x", "z"] });
  });

  it("go through arrays inside arrays, each item with its own", async () => {
    const schema = schemaOf({
      $id: "https://ns.adobe.com/acme/schemas/nested",
      type: "object",
      properties: {
        orders: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: { type: "string" },
              lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
            },
          },
        },
      },
    });
    const source = "orders[*].lines[*].sku -> orders[*].lines[*].sku\norders[*].id -> orders[*].id";
    const row = {
      orders: [
        { id: "a", lines: [{ sku: "1" }, { sku: "2" }] },
        { id: "b", lines: [] },
        { id: "c", lines: [{ sku: "3" }] },
      ],
    };
    expect(await mapOne(source, row, schema)).toEqual({
      orders: [{ lines: [{ sku: "1" }, { sku: "2" }], id: "a" }, { id: "b" }, { lines: [{ sku: "3" }], id: "c" }],
    });
  });

  it("evaluate an expression once for each item", async () => {
    const row = {
      items: [
        { sku: "x", n: "2" },
        { sku: "y", n: "three" },
      ],
    };
    const source = 'concat(upper(items[*].sku), "-", items[*].n) -> productListItems[*].SKU';
    expect(await mapOne(source, row)).toEqual({ productListItems: [{ SKU: "X-2" }, { SKU: "Y-three" }] });
  });

  it.each([
    ["address -> homeAddress\ncity2 -> homeAddress.city"],
    ["city2 -> homeAddress.city\naddress -> homeAddress"],
  ])("let the more specific target win, whatever the order: %j", async (source) => {
    const address = { city: "Oslo", country: "Norway" };
    expect(await mapOne(source, { address, city2: "Bergen" })).toEqual({
      homeAddress: { city: "Bergen", country: "Norway" },
    });
    // Also where it gives null: the file's author said where that field comes from.
    expect(await mapOne(source, { address, city2: null })).toEqual({ homeAddress: { country: "Norway" } });
    expect(await mapOne(source, { address: null, city2: "Bergen" })).toEqual({ homeAddress: { city: "Bergen" } });
  });

  it("copy objects item by item", async () => {
    const row = {
      items: [
        { SKU: "x", name: "X", other: 1 },
        { SKU: "y", quantity: 2 },
      ],
    };
    const { records, report } = await run("items[*] -> productListItems[*]", { json: [row] });
    expect(records).toEqual([
      {
        productListItems: [
          { SKU: "x", name: "X" },
          { SKU: "y", quantity: 2 },
        ],
      },
    ]);
    expect(report.targets[0]).toMatchObject({ present: 1, reasons: [{ code: "XM5110", count: 1, rows: [2] }] });
    const whole = await run("items -> productListItems", { json: [row] });
    expect(whole.records).toEqual(records);
  });

  it("write the keys of a map", async () => {
    expect(await mapOne("a -> labels.first\nb -> labels.second", { a: "x", b: "y" })).toEqual({
      labels: { first: "x", second: "y" },
    });
    expect(await mapOne("m -> labels", { m: { __proto__x: "z" } })).toEqual({ labels: { __proto__x: "z" } });
  });

  it("take __proto__ and constructor for names as any other", async () => {
    const schema = schemaOf(
      '{"$id":"https://ns.adobe.com/acme/schemas/p","type":"object","properties":{"__proto__":{"type":"object","properties":{"polluted":{"type":"string"}}},"constructor":{"type":"string"}}}',
    );
    const { events } = await run(
      "a -> ${__proto__}.polluted\nb -> constructor",
      { json: [{ a: "x", b: "y" }] },
      { schema },
    );
    const [event] = events;
    if (event?.kind !== "record") return expect.unreachable();
    expect(printXdm(event.record)).toBe('{"__proto__":{"polluted":"x"},"constructor":"y"}');
    const inner = event.record.get("__proto__");
    expect(inner !== undefined && typeof inner === "object" && isXdmObject(inner)).toBe(true);
    expect("polluted" in {}).toBe(false);
  });

  it("write the tenant's name", async () => {
    expect(await mapOne("a -> _{TENANT_ID}.loyalty-id", { a: "x" })).toEqual({ _acme: { "loyalty-id": "x" } });
  });

  it("keep the largest long as it is, and one beyond it does not pass for its neighbour", async () => {
    const schema = schemaOf({
      $id: "https://ns.adobe.com/acme/schemas/l",
      type: "object",
      properties: { n: { type: "integer", "meta:xdmType": "long" } },
    });
    const { events, rejections } = await run("a -> n", { csv: "a\n9007199254740992\n9007199254740993\n" }, { schema });
    expect(events.map((event) => (event.kind === "problem" ? null : printXdm(event.record)))).toEqual([
      '{"n":9007199254740992}',
      '{"n":9007199254740993}',
    ]);
    expect(rejections).toEqual(["3 n maximum XM5124"]);
  });

  it("are made without a schema too, kinds as they are", async () => {
    const { records } = await run("a -> x.y\nb -> x.z[*]", { json: [{ a: 1.5, b: [1] }] }, { schema: null }).catch(
      () => ({ records: null }),
    );
    // Whether a file without a schema compiles is the compiler's to say.
    if (records !== null) expect(records[0]).toMatchObject({ x: { y: 1.5 } });
  });
});

describe("the text of a record", () => {
  it("is JSON, on one line or spread", async () => {
    const { events } = await run("a -> _id\nb -> tags", { json: [{ a: 'x"\n', b: ["1"] }] });
    const [event] = events;
    if (event?.kind !== "record") return expect.unreachable();
    expect(printXdm(event.record)).toBe('{"_id":"x\\"\\n","tags":["1"]}');
    expect(printXdm(event.record, "  ")).toBe('{\n  "_id": "x\\"\\n",\n  "tags": [\n    "1"\n  ]\n}');
    expect(JSON.parse(printXdm(event.record, "\t"))).toEqual({ _id: 'x"\n', tags: ["1"] });
  });
});
