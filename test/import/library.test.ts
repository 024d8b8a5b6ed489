import { expect, test } from "vitest";
import { compileMapping, createSourceFile, emitMappingSet, importMappingSet, parseMapping } from "../../src/index.js";

const set = {
  name: "Orders",
  outputSchema: {
    schemaRef: { id: "https://ns.adobe.com/x/schemas/1", contentType: "application/vnd.adobe.xed-full+json;version=1" },
  },
  mappings: [
    {
      sourceType: "EXPRESSION",
      source: "iif(!${Opted Out},lower( Email ), null)",
      destination: "personalEmail.address",
    },
    { sourceType: "ATTRIBUTE", source: "address", destination: "homeAddress" },
  ],
};

test("a set is imported and built again by the library alone", () => {
  const { text, diagnostics } = importMappingSet(set);
  expect(diagnostics).toEqual([]);
  const { tree } = parseMapping(createSourceFile("orders.xdmap", text ?? ""));
  const { program } = compileMapping({ tree, schema: null, sample: null });
  expect(emitMappingSet(program, "current").payload).toEqual(set);
});

test.each([null, 5, "set", [], {}, { mappings: 1 }])("%j is no set, and is told", (json) => {
  const { text, diagnostics } = importMappingSet(json);
  expect(text).toBeNull();
  expect(diagnostics.map(({ code }) => code)).toEqual(["XM7500"]);
});

test.each(["attribute", "Attribute", "TEXT/X.SCHEMA-PATH", null, undefined])(
  "the type %s is an attribute",
  (sourceType) => {
    const { text } = importMappingSet({ mappings: [{ sourceType, source: "a.b", destination: "c" }] });
    expect(text).toContain("a.b -> c");
  },
);
