import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leavesOf, writeXedFull, type XdmSchema } from "../../src/schema/index.js";
import { load, sound, text } from "./support.js";

/** A field without the titles, which are not written. */
function untitled(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === "title" ? null : inner instanceof Map ? [...inner.entries()] : inner,
    ),
  );
}

function expectSame(schema: XdmSchema): void {
  const written = writeXedFull(schema);
  const { schema: again, diagnostics } = load(written);
  expect(diagnostics).toEqual([]);
  if (again === null) throw new Error("the written schema does not load");
  expect(leavesOf(again)).toEqual(leavesOf(schema));
  expect(untitled(again)).toEqual(untitled(schema));
  expect(writeXedFull(again)).toBe(written);
}

const name = fc.oneof(
  fc.constantFrom("xdm:a", "repo:b", "@id", "_acme", "c-d", "__proto__", "constructor", "1", "0", "a.b", "ü"),
  fc.string({ minLength: 1, maxLength: 6 }),
  fc
    .array(fc.constantFrom("xdm", ":", "@", "-", "a", "_", "https://", "/", " "), { minLength: 1, maxLength: 6 })
    .map((parts) => parts.join("")),
);
const { field } = fc.letrec<{ field: object }>((tie) => ({
  field: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record(
      {
        type: fc.constant("string"),
        title: fc.string(),
        format: fc.constantFrom("date", "date-time", "uri", "email"),
        pattern: fc.constant("^a+$"),
        enum: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
        "meta:enum": fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
        maxLength: fc.nat(),
        "meta:status": fc.constantFrom("deprecated", "stable"),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constantFrom("integer", "number"),
        minimum: fc.integer(),
        maximum: fc.integer({ min: 0, max: 2 ** 40 }),
        enum: fc.array(fc.integer(), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ["type"] },
    ),
    fc.constant({ type: "boolean" }),
    fc.record({ type: fc.constant("array"), items: tie("field") }),
    fc.record({ type: fc.constant("object"), additionalProperties: tie("field") }),
    fc.record(
      {
        type: fc.constant("object"),
        properties: fc.dictionary(name, tie("field"), { maxKeys: 4 }),
        required: fc.array(name, { maxLength: 3 }),
      },
      { requiredKeys: ["type"] },
    ),
  ),
}));

describe("writing the xed-full form", () => {
  it("loads back as the same schema, for any fields", () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, field, { maxKeys: 5 }),
        fc.array(name, { maxLength: 3 }),
        (properties, required) => {
          const { schema } = load({ $id: "urn:x", version: "1.0", "meta:class": "urn:c", properties, required });
          if (schema !== null) expectSame(schema);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("keeps the order of the fields, also of names like numbers", () => {
    const { schema } = load('{ "properties": { "b": {}, "2": {}, "1": {}, "__proto__": {}, "a": {} } }');
    if (schema === null) throw new Error("not loaded");
    expectSame(schema);
    expect(leavesOf(schema).map(({ path }) => path)).toEqual(["b", "2", "1", "__proto__", "a"]);
  });

  it("keeps cut fields, maps, tenants and classes, and writes no text of the authors", () => {
    const node = {
      $id: "urn:node",
      properties: { "xdm:next": { $ref: "urn:node", title: "Next", description: "The next" } },
    };
    const schema = sound(
      {
        $id: "urn:x",
        title: "Secret title",
        description: "Secret description",
        "meta:tenantNamespace": "_acme",
        allOf: [{ $ref: "urn:node" }],
        properties: { _acme: { title: "A title", properties: { "xdm:m": { additionalProperties: text } } } },
      },
      node,
    );
    expectSame(schema);
    expect(writeXedFull(schema)).not.toMatch(/title|description|secret/i);
  });
});
