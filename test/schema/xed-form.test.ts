import { describe, expect, it } from "vitest";
import { type ComponentIndex, indexComponents, leavesOf, loadSchema, writeXedFull } from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { describeShared, readShared } from "../support/shared.js";
import { altIdOf, toXed } from "../support/xed-form.js";
import { composeShared, sharedComponents, sharedComposition } from "./shared-components.js";
import { findings, indexOf, leaves, load, text } from "./support.js";

const acme = "https://ns.adobe.com/acme";
const object = { type: "object", "meta:xdmType": "object" };

/** A tenant's schema as the registry answers it in its xed form. */
const schema = {
  $id: `${acme}/schemas/1f2e`,
  "meta:altId": "_acme.schemas.1f2e",
  "meta:resourceType": "schemas",
  version: "1.1",
  title: "Loyalty",
  ...object,
  allOf: [
    { $ref: "https://ns.adobe.com/xdm/data/record", ...object },
    { $ref: `${acme}/mixins/443f`, ...object },
  ],
  "meta:class": "https://ns.adobe.com/xdm/context/profile",
};
const record = {
  $id: "https://ns.adobe.com/xdm/data/record",
  "meta:altId": "_xdm.data.record",
  ...object,
  definitions: { record: { properties: { _id: { ...text, format: "uri-reference", "meta:xdmField": "@id" } } } },
  allOf: [{ $ref: "#/definitions/record", ...object }],
};

function group(definitions: object): object {
  return {
    $id: `${acme}/mixins/443f`,
    "meta:altId": "_acme.mixins.443f",
    ...object,
    definitions: {
      customFields: {
        ...object,
        properties: { _acme: { ...object, properties: { it: { $ref: "#/definitions/it", ...object } } } },
      },
      ...definitions,
    },
    allOf: [{ $ref: "#/definitions/customFields", ...object }],
  };
}

describe("the registry's xed form", () => {
  it("has the leaves of what its references lead to, under the names that are converted already", () => {
    const it = { ...object, properties: { "loyalty-id": text, points: { type: "integer", "meta:xdmType": "int" } } };
    expect(leaves(schema, record, group({ it }))).toEqual([
      { path: "_id", type: "string", format: "uri-reference" },
      { path: "_acme.it.loyalty-id", type: "string" },
      { path: "_acme.it.points", type: "int" },
    ]);
  });

  it.each([
    ["a text", { type: "string", enum: ["a"] }, { path: "_acme.it", type: "string", enum: ["a"] }],
    [
      "an instant",
      { type: "string", format: "date-time", "meta:xdmType": "date-time" },
      { path: "_acme.it", type: "date-time", format: "date-time" },
    ],
    [
      "a list",
      { type: "array", items: text, "meta:xdmType": "array" },
      { path: "_acme.it[*]", type: "string", array: true },
    ],
    [
      "a map",
      { type: "object", additionalProperties: text, "meta:xdmType": "map" },
      { path: "_acme.it{*}", type: "string", map: true },
    ],
    [
      "a map that is not called one",
      { type: "object", additionalProperties: text },
      { path: "_acme.it{*}", type: "string", map: true },
    ],
    ["a free object", object, { path: "_acme.it", type: "object" }],
    ["nothing that says a type", { description: "free" }, { path: "_acme.it", type: "object" }],
  ])(
    "keeps what a reference leads to, where it is %s: the object beside the reference stands beside each",
    (_, definition, leaf) => {
      expect(leaves(schema, record, group({ it: definition })).at(-1)).toEqual(leaf);
    },
  );

  it("names components by either id", () => {
    const byAltId = { ...schema, allOf: [{ $ref: "_xdm.data.record" }, { $ref: "_acme.mixins.443f" }] };
    const components = [record, group({ it: text })];
    expect(leaves(byAltId, ...components)).toEqual(leaves(schema, ...components));
  });

  it("follows a place inside a component, by either id, its own among them", () => {
    const other = {
      $id: `${acme}/datatypes/9`,
      "meta:altId": "_acme.datatypes.9",
      definitions: { a: { ...object, properties: { b: text } } },
    };
    for (const $ref of [`${acme}/datatypes/9#/definitions/a`, "_acme.datatypes.9#/definitions/a"]) {
      expect(leaves(schema, record, other, group({ it: { $ref, ...object } })).at(-1)?.path).toBe("_acme.it.b");
    }
    for (const $ref of [`${acme}/mixins/443f#/definitions/x`, "_acme.mixins.443f#/definitions/x"]) {
      const own = group({ it: { $ref, ...object }, x: { ...object, properties: { c: text } } });
      expect(leaves(schema, record, own).at(-1)?.path).toBe("_acme.it.c");
    }
  });

  it("says which components are missing", () => {
    expect(findings(schema, indexOf(record))).toEqual([`XM6005 "${acme}/mixins/443f"`]);
    expect(findings(schema, indexOf())).toEqual([
      'XM6005 "https://ns.adobe.com/xdm/data/record"',
      `XM6005 "${acme}/mixins/443f"`,
    ]);
  });

  it("knows the tenant and the class", () => {
    const { schema: loaded } = load(schema, indexOf(record, group({ it: text })));
    expect(loaded).toMatchObject({
      id: schema.$id,
      title: "Loyalty",
      version: "1.1",
      tenant: "_acme",
      class: schema["meta:class"],
    });
  });
});

describeShared("the components beside the oracles in xed form", "xdm/compositions.json", () => {
  const standard = sharedComponents();
  const xed = xedIndex(standard.files.map(({ text: json }) => json));

  it.each(["A", "B", "C"])("%s has the leaves of the standard form, and of xed-full", (key) => {
    const wanted = sharedComposition(standard.index, key);
    const composition = JSON.parse(readShared("xdm/compositions.json"))[key];
    const { schema: loaded, diagnostics } = load(toXed(composition), xed);
    expect(diagnostics).toEqual([]);
    if (loaded === null) throw new Error("not loaded");
    expect(leavesOf(loaded)).toEqual(leavesOf(wanted));
    const { schema: full } = load(writeXedFull(wanted));
    expect(leavesOf(loaded)).toEqual(full === null ? null : leavesOf(full));
  });

  it("each component has the leaves of its standard form, referred to by its alternative id", () => {
    for (const { text: json } of standard.files) {
      const { $id: id } = JSON.parse(json);
      const wanted = composeShared(standard.index, [id]);
      const { schema: loaded } = load({ allOf: [{ $ref: altIdOf(id), ...object }] }, xed);
      expect([id, loaded === null ? null : leavesOf(loaded)]).toEqual([id, leavesOf(wanted)]);
    }
  });

  function xedIndex(texts: readonly string[]): ComponentIndex {
    const files = texts.map((json, at) => createSourceFile(`${at}.json`, JSON.stringify(toXed(JSON.parse(json)))));
    return indexComponents(files).index;
  }
});

describeShared("the examples of the registry's OpenAPI file", "openapi/schema-registry.openapi3.json", () => {
  // The file writes `$ref ` and `%23` so that its own references are not taken for those of the examples.
  const document = JSON.parse(
    readShared("openapi/schema-registry.openapi3.json").replaceAll('"$ref "', '"$ref"').replaceAll("%23", "#"),
  );
  const { listClassesResponse, listDataTypesResponse, lookupDataTypeResponse } = document.components.schemas;

  it("load: names and types are those of the answer", () => {
    const productListItem = lookupDataTypeResponse.example;
    const measurement = {
      $id: "https://ns.adobe.com/xdm/mixins/product-measurement",
      definitions: { uomcode: { properties: { unitOfMeasureCode: text } } },
    };
    const { schema: loaded, diagnostics } = load(productListItem, indexOf(measurement));
    expect(diagnostics).toEqual([]);
    expect(loaded === null ? [] : leavesOf(loaded)).toContainEqual({ path: "SKU", type: "string", required: true });
    expect(loaded === null ? [] : leavesOf(loaded).map(({ path }) => path)).toEqual([
      "_id",
      "SKU",
      "currencyCode",
      "name",
      "priceTotal",
      "product",
      "productAddMethod",
      "quantity",
      "unitOfMeasureCode",
    ]);
  });

  it("load as lists, which hold the namespaces as objects", () => {
    for (const list of [listClassesResponse, listDataTypesResponse]) {
      const { index, diagnostics } = indexComponents([
        createSourceFile("list.json", JSON.stringify(list.example.results)),
      ]);
      expect(diagnostics).toEqual([]);
      expect(index.size).toBe(list.example.results.length);
    }
    const { index } = indexComponents([
      createSourceFile("classes.json", JSON.stringify(listClassesResponse.example.results)),
      createSourceFile(
        "time.json",
        JSON.stringify({ $id: "https://ns.adobe.com/xdm/data/time-series", properties: { timestamp: text } }),
      ),
    ]);
    const $ref = "_experience.journeyOrchestration.stepEvents.journeyStepEvent";
    const { schema: loaded } = loadSchema(createSourceFile("s.json", JSON.stringify({ allOf: [{ $ref }] })), {
      components: index,
    });
    expect(loaded === null ? [] : leavesOf(loaded).map(({ path }) => path)).toEqual([
      "timestamp",
      "_experience.journeyOrchestration.serviceType",
    ]);
  });
});
