import { describe, expect, it } from "vitest";
import { type Dialect, emitMappingSet, formatPayload } from "../../src/compiler/index.js";
import { exampleSchema } from "../support/example-files.js";
import { compile, file, mark, schemaOf } from "./support.js";

const source = `/// From the shop.\nmapping "Orders"\n${file(
  'Email -> personalEmail.address @identity("Email", primary: true)',
  "/// As the shop writes it.",
  'lower(First_Name) -> person.name.firstName @name("first name")',
  '"shop" -> tier @static',
)}`;

function build(dialect: Dialect, text = source, options = {}) {
  const { payload, diagnostics } = emitMappingSet(compile(text).program, dialect, options);
  return { payload, found: diagnostics.map(mark), severities: diagnostics.map(({ severity }) => severity) };
}

describe("the current dialect", () => {
  it("has the documented form, keys in order", () => {
    const { payload } = build("current");
    expect(payload).toEqual({
      name: "Orders",
      description: "From the shop.",
      outputSchema: {
        schemaRef: {
          id: "https://ns.adobe.com/acme/schemas/example",
          contentType: "application/vnd.adobe.xed-full+json;version=1",
        },
      },
      mappings: [
        { sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" },
        {
          sourceType: "EXPRESSION",
          source: "lower(First_Name)",
          destination: "person.name.firstName",
          name: "first name",
          description: "As the shop writes it.",
        },
        { sourceType: "STATIC", source: "shop", destination: "tier" },
      ],
    });
    expect(Object.keys(payload ?? {})).toEqual(["name", "description", "outputSchema", "mappings"]);
    expect(payload?.mappings.map((mapping) => Object.keys(mapping).slice(0, 3))).toContainEqual([
      "sourceType",
      "source",
      "destination",
    ]);
  });

  it("carries no identity, and says so", () => {
    const { found, severities } = build("current");
    expect(found).toEqual(['XM4020 @identity("Email", primary: true)']);
    expect(severities).toEqual(["info"]);
  });

  it("takes the schema's id as it is given", () => {
    const { payload } = build("current", source, { schemaId: "https://example.com/s" });
    expect(payload).toMatchObject({
      outputSchema: {
        schemaRef: { id: "https://example.com/s", contentType: "application/vnd.adobe.xed-full+json;version=1" },
      },
    });
  });
});

describe("the legacy dialect", () => {
  it("has the tutorials' form, keys in order, with sourceType for what is no plain path", () => {
    const { payload, found } = build("legacy");
    expect(found).toEqual([]);
    expect(payload).toEqual({
      version: 0,
      xdmSchema: "https://ns.adobe.com/acme/schemas/example",
      xdmVersion: "1.0",
      id: null,
      mappings: [
        {
          destinationXdmPath: "personalEmail.address",
          sourceAttribute: "Email",
          identity: true,
          identityGroup: null,
          namespaceCode: "Email",
          version: 0,
        },
        {
          destinationXdmPath: "person.name.firstName",
          sourceAttribute: "lower(First_Name)",
          sourceType: "EXPRESSION",
          identity: false,
          identityGroup: null,
          namespaceCode: null,
          version: 0,
        },
        {
          destinationXdmPath: "tier",
          sourceAttribute: "shop",
          sourceType: "STATIC",
          identity: false,
          identityGroup: null,
          namespaceCode: null,
          version: 0,
        },
      ],
    });
    expect(Object.keys(payload ?? {})).toEqual(["version", "xdmSchema", "xdmVersion", "id", "mappings"]);
    expect(Object.keys(payload?.mappings[0] ?? {})).toEqual([
      "destinationXdmPath",
      "sourceAttribute",
      "identity",
      "identityGroup",
      "namespaceCode",
      "version",
    ]);
  });
});

describe("payloads", () => {
  it("need a schema id", () => {
    const { $id: _, ...rest } = exampleSchema;
    const { program } = compile(source, { schema: schemaOf(rest) });
    const { payload, diagnostics } = emitMappingSet(program, "current");
    expect(payload).toBeNull();
    expect(diagnostics.map(mark)).toEqual(["XM4021"]);
  });

  it("say where the tenant is not known", () => {
    const text = file("Vid -> _{TENANT_ID}.points");
    const { program } = compile(text, { schema: null });
    const { payload, diagnostics } = emitMappingSet(program, "current", { schemaId: "x" });
    expect(diagnostics.map(mark)).toEqual(["XM4022 _{TENANT_ID}.points"]);
    expect(payload?.mappings[0]).toMatchObject({ destination: "_{TENANT_ID}.points" });
  });

  it("are the same bytes for the same source", () => {
    const { payload } = build("current");
    const text = payload === null ? "" : formatPayload(payload);
    const again = build("current").payload;
    expect(again === null ? "" : formatPayload(again)).toBe(text);
    expect(text.endsWith("}\n")).toBe(true);
    expect(JSON.parse(text)).toEqual(payload);
  });
});
