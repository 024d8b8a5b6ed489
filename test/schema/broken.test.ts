import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemas } from "../../src/diagnostics/schemas.js";
import { indexComponents, leavesOf, loadSchema } from "../../src/schema/index.js";
import { createSourceFile, rangeOf } from "../../src/text/index.js";
import { component, findings, indexOf, load, ref, text } from "./support.js";

describe("a broken schema file", () => {
  it("that is not JSON tells the line and the column", () => {
    const { schema, diagnostics } = load('{\n  "properties": {\n    "a": { "type": "string" },\n  }\n}\n');
    const [finding] = diagnostics;
    const place = finding?.place;
    expect(schema).toBeNull();
    expect(finding?.code).toBe("XM6001");
    expect(place && "start" in place && rangeOf(place).start).toMatchObject({ line: 4, column: 3 });
  });

  it.each([
    ["an empty file", "", "XM6001"],
    ["a list", "[]", "XM6002 ["],
    ["a text", '"schema"', 'XM6002 "'],
    ["an empty object", "{}", "XM6002 {"],
    ["a list of schemas", '{"results":[],"_page":{}}', "XM6002 {"],
    ["an error answer", '{"type":"http://ns.adobe.com/aep/errors/XDM-1010-404","title":"x","status":404}', "XM6002 {"],
    ["the short form", '{"$id":"https://ns.adobe.com/acme/schemas/1","title":"x","version":"1.0"}', "XM6002 {"],
    ["data", '{"personalEmail":{"address":"a@example.com"}}', "XM6002 {"],
    ["a schema of texts", '{"type":"string","properties":{}}', 'XM6002 "'],
  ])("%s is said to be no schema", (_what, schema, finding) => {
    expect(findings(schema)).toEqual([finding]);
  });

  it.each([
    ["properties", { properties: [] }, "[]"],
    ["allOf", { allOf: "urn:x" }, '"urn:x"'],
    ["$ref", { allOf: [{ $ref: 1 }] }, "1"],
    ["type", { properties: { a: { type: 7 } } }, "7"],
    ["items", { properties: { a: { type: "array", items: [text] } } }, '[{"type":"string"}]'],
    ["required", { properties: { a: text }, required: "a" }, '"a"'],
    ["required", { properties: { a: text }, required: [1] }, "1"],
    ["enum", { properties: { a: { enum: "x" } } }, '"x"'],
    ["meta:enum", { properties: { a: { "meta:enum": ["x"] } } }, '["x"]'],
    ["pattern", { properties: { a: { type: "string", pattern: 1 } } }, "1"],
    ["maximum", { properties: { a: { type: "integer", maximum: "1" } } }, '"1"'],
    ["format", { properties: { a: { type: "string", format: {} } } }, "{}"],
    ["additionalProperties", { properties: { a: { additionalProperties: "x" } } }, '"x"'],
    ["oneOf", { properties: { a: { oneOf: {} } } }, "{}"],
    ["a", { properties: { a: "string" } }, '"string"'],
    ["a", { properties: { a: null } }, "null"],
  ])("with a wrong `%s` marks the value", (keyword, schema, marked) => {
    const { schema: loaded, diagnostics } = load(schema);
    expect(findings(schema)).toEqual([`XM6007 ${marked}`]);
    expect(diagnostics[0]?.message).toContain(`\`${keyword}\``);
    expect(loaded).toBeNull();
  });

  it("with a mistyped type offers the near one", () => {
    const { diagnostics } = load({
      properties: { a: { type: "strng" }, b: { type: "string", "meta:xdmType": "datetime" } },
    });
    expect(diagnostics.map(({ code, help }) => [code, help])).toEqual([
      ["XM6008", "Did you mean `string`?"],
      ["XM6008", "Did you mean `date-time`?"],
    ]);
  });

  it("with an unknown $ref names the file and the id, and offers the near one", () => {
    const index = indexOf(component("context/profile", { "xdm:a": text }));
    const { diagnostics } = load({ allOf: [ref("context/profil")] }, index);
    expect(diagnostics).toMatchObject([
      {
        code: "XM6005",
        message:
          "`schema.json` refers to `https://ns.adobe.com/xdm/context/profil`, which no component file has as its `$id`.",
        help: "Did you mean `https://ns.adobe.com/xdm/context/profile`?",
      },
    ]);
    expect(findings({ allOf: [ref("context/profile#/definitions/x")] }, index)).toEqual([
      'XM6005 "https://ns.adobe.com/xdm/context/profile#/definitions/x"',
    ]);
    expect(findings({ allOf: [{ $ref: "#/definitions/x" }] })).toEqual(['XM6005 "#/definitions/x"']);
  });

  it("with an unknown $ref inside a component names that component's file, once", () => {
    const broken = component("broken", { "xdm:a": ref("nowhere") });
    const { diagnostics } = load({ properties: { a: ref("broken"), b: ref("broken") } }, indexOf(broken));
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "`c0.json` refers to `https://ns.adobe.com/xdm/nowhere`, which no component file has as its `$id`.",
    ]);
  });

  it("of several compositions wants a key that exists", () => {
    const file = { A: { properties: { a: text } }, Buyers: { properties: { b: text } } };
    expect(findings(file)).toEqual([`XM6004 ${JSON.stringify(file)}`]);
    expect(load(file, undefined, "A").schema?.root.fields.has("a")).toBe(true);
    expect(load(file, undefined, "Buyer").diagnostics).toMatchObject([
      { code: "XM6003", help: "Did you mean `Buyers`? It holds `A`, `Buyers`." },
    ]);
    expect(findings({ A: 1 }, undefined, "A")).toEqual(["XM6002 1"]);
    expect(load({ Only: { properties: { a: text } } }).schema?.root.fields.has("a")).toBe(true);
  });

  it("that multiplies without end is stopped", () => {
    const [example] = schemas.XM6010.examples;
    expect(load(example.files?.["schema.json"] ?? "").diagnostics.map(({ code }) => code)).toEqual(["XM6010"]);
    const deep = JSON.stringify({ properties: { a: text } }).replace("{}", "");
    const chain = Array.from({ length: 600 }, (_, at) => component(`c${at}`, { a: ref(`c${at + 1}`) }));
    expect(load({ allOf: [ref("c0")] }, indexOf(...chain)).diagnostics.map(({ code }) => code)).toContain("XM6010");
    expect(load(deep).schema).not.toBeNull();
  });

  it("never makes the loader throw, whatever it holds", () => {
    const keyword = fc.constantFrom(
      ..."properties allOf oneOf anyOf $ref type meta:xdmType items additionalProperties required enum meta:enum const".split(
        " ",
      ),
      ..."definitions minimum maximum minLength pattern format title meta:status meta:refProperty meta:tenantNamespace".split(
        " ",
      ),
      "$id",
      "meta:class",
      "__proto__",
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom("string", "object", "array", "#", "#/properties", "urn:self", "", "/a", 0, -1, null, true),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.oneof(keyword, fc.constantFrom("a", "xdm:a", "repo:b", "@id")), tie("value"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(keyword, value, { maxKeys: 5 }), fc.option(value), (root, other) => {
        const file = createSourceFile("s.json", JSON.stringify(root));
        const { index } = indexComponents([
          createSourceFile("self.json", JSON.stringify({ ...root, $id: "urn:self" })),
          createSourceFile("other.json", JSON.stringify(other)),
        ]);
        const { schema, diagnostics } = loadSchema(file, { components: index });
        expect(schema === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
        if (schema !== null) leavesOf(schema);
      }),
      { numRuns: 3000 },
    );
  });
});

describe("component folders", () => {
  const file = (path: string, content: unknown) =>
    createSourceFile(path, typeof content === "string" ? content : JSON.stringify(content));

  it("are indexed by $id, whatever the files are called", () => {
    const { index, diagnostics } = indexComponents([
      file("x/one.json", component("b", {})),
      file("y/b.json", component("a", {})),
    ]);
    expect(diagnostics).toEqual([]);
    expect(index.size).toBe(2);
    expect(index.find("https://ns.adobe.com/xdm/a")?.file.path).toBe("y/b.json");
    expect(index.near("https://ns.adobe.com/xdm/c")).toBeDefined();
  });

  it("may not hold one $id twice, but one file may be reached twice", () => {
    const { diagnostics } = indexComponents([
      file("a.json", component("same", {})),
      file("a.json", component("same", {})),
      file("b.json", component("same", {})),
    ]);
    expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
      "XM6006 `b.json` and `a.json` both have the `$id` `https://ns.adobe.com/xdm/same`, so a `$ref` to it could mean either.",
    ]);
  });

  it("leave aside what is no schema, and tell what is broken", () => {
    const { index, diagnostics } = indexComponents([
      file("data.json", { a: 1 }),
      file("list.json", [1, "x"]),
      file("package.json", { name: "x", type: "module" }),
      file("compositions.json", { A: { allOf: [] } }),
      file("cut.json", '{ "$id": '),
      file("id.json", { $id: 7, properties: {} }),
      file("nameless.json", { properties: {} }),
    ]);
    expect(index.size).toBe(0);
    expect(diagnostics.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      "XM6001 error",
      "XM6007 error",
      "XM6011 warning",
    ]);
  });
});
