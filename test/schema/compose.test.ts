import { describe, expect, it } from "vitest";
import { findField } from "../../src/schema/index.js";
import { component, findings, indexOf, leaves, load, paths, ref, sound, text } from "./support.js";

describe("references", () => {
  it("are found by $id, with a place inside the component after #", () => {
    const person = {
      $id: "https://ns.adobe.com/xdm/person",
      definitions: { name: { properties: { "xdm:first": text } }, other: { properties: { "xdm:x": text } } },
      allOf: [{ $ref: "#/definitions/name" }],
    };
    expect(paths({ allOf: [ref("person")] }, person)).toEqual(["first"]);
    expect(paths({ allOf: [{ $ref: "https://ns.adobe.com/xdm/person#/definitions/other" }] }, person)).toEqual(["x"]);
  });

  it("keep what stands beside them, before what they lead to", () => {
    const size = component("size", { "xdm:value": { type: "number" } }, { title: "Size", required: ["xdm:value"] });
    const schema = sound(
      { properties: { "xdm:shoe": ref("size", { title: "Shoe", "meta:status": "deprecated" }) } },
      size,
    );
    const shoe = schema.root.fields.get("shoe");
    expect(shoe).toMatchObject({ title: "Shoe", deprecated: true, type: "object" });
    expect(shoe?.fields.get("value")).toMatchObject({ required: true, deprecated: false });
  });

  it("do not make a field deprecated because its whole data type is", () => {
    const old = component("old", { "xdm:x": text }, { "meta:status": "deprecated" });
    expect(sound({ properties: { "xdm:a": ref("old") } }, old).root.fields.get("a")?.deprecated).toBe(false);
  });

  it("to the marker of open content add no fields, whether it is in the folder or not", () => {
    const marker = { $ref: "https://ns.adobe.com/xdm/common/extensible#/definitions/@context" };
    expect(paths({ properties: { "xdm:a": text }, allOf: [marker] })).toEqual(["a"]);
    const extensible = {
      $id: "https://ns.adobe.com/xdm/common/extensible",
      definitions: { "@context": { oneOf: [{ properties: { "@context": text } }] } },
      allOf: [{ $ref: "#/definitions/@context" }],
    };
    expect(paths({ properties: { "xdm:a": text }, allOf: [marker, ref("common/extensible")] }, extensible)).toEqual([
      "a",
    ]);
  });

  it("are cut and marked where a field would contain itself", () => {
    const node = component("node", { "xdm:label": text, "xdm:children": { type: "array", items: ref("node") } });
    expect(leaves({ allOf: [ref("node")] }, node)).toEqual([
      { path: "label", type: "string" },
      { path: "children[*]", type: "object", array: true, recursive: true },
    ]);
  });

  it("may go round over several components, and a definition may include itself", () => {
    const a = component("a", { "xdm:b": ref("b") });
    const b = component("b", { "xdm:a": ref("a"), "xdm:x": text });
    expect(leaves({ allOf: [ref("a")] }, a, b)).toEqual([
      { path: "b.a", type: "object", recursive: true },
      { path: "b.x", type: "string" },
    ]);
    const self = component("self", { "xdm:x": text }, { allOf: [ref("self")] });
    expect(paths({ allOf: [ref("self")] }, self)).toEqual(["x"]);
    expect(paths({ $id: "urn:x", properties: { "xdm:x": text, "xdm:again": { $ref: "#" } } })).toEqual(["x", "again"]);
  });

  it("select single fields of a field group", () => {
    const group = component("group", {
      "xdm:person": {
        type: "object",
        properties: { "xdm:first": text, "xdm:last": text, "xdm:tags": { type: "array", items: text } },
        required: ["xdm:last"],
      },
      "xdm:age": { type: "integer" },
    });
    const selected = ref("group", { "meta:refProperty": ["/person/last", "/person/tags"] });
    expect(leaves({ allOf: [selected] }, group)).toEqual([
      { path: "person.last", type: "string", required: true },
      { path: "person.tags[*]", type: "string", array: true },
    ]);
    expect(paths({ allOf: [ref("group", { "meta:refProperty": "/age" })] }, group)).toEqual(["age"]);
    expect(findings({ allOf: [ref("group", { "meta:refProperty": "/nothing" })] }, indexOf(group))).toEqual([
      'XM6012 "https://ns.adobe.com/xdm/group"',
    ]);
  });
});

describe("namespaces inside one another (rule 5)", () => {
  const task = { properties: { "workfront:parentTaskID": text } };

  it("are not repeated inline", () => {
    expect(paths({ properties: { "workfront:task": { type: "object", ...task } } })).toEqual([
      "_workfront.task.parentTaskID",
    ]);
    expect(paths({ properties: { "workfront:task": { properties: { "xdm:inner": { allOf: [task] } } } } })).toEqual([
      "_workfront.task.inner.parentTaskID",
    ]);
    expect(paths({ properties: { "workfront:tasks": { type: "array", items: { type: "object", ...task } } } })).toEqual(
      ["_workfront.tasks[*].parentTaskID"],
    );
  });

  it("are repeated across a reference and inside a map", () => {
    const shared = { $id: "https://ns.adobe.com/xdm/task", type: "object", ...task };
    expect(paths({ properties: { "workfront:task": ref("task") } }, shared)).toEqual([
      "_workfront.task._workfront.parentTaskID",
    ]);
    expect(
      paths({
        properties: { "workfront:tasks": { type: "object", additionalProperties: { type: "object", ...task } } },
      }),
    ).toEqual(["_workfront.tasks{*}._workfront.parentTaskID"]);
  });

  it("are repeated where another namespace is open", () => {
    expect(paths({ properties: { "repo:a": { properties: { "schema:b": text } } } })).toEqual(["_repo.a._schema.b"]);
  });

  it("gather the fields of one namespace in one object", () => {
    expect(paths({ properties: { "repo:a": text, "xdm:x": text, "repo:b": text } })).toEqual([
      "_repo.a",
      "_repo.b",
      "x",
    ]);
  });
});

describe("fields", () => {
  it("that are required make their namespace required too", () => {
    const { root } = sound({
      allOf: [{ required: ["repo:a", "xdm:b"] }, { properties: { "repo:a": text, "xdm:b": text } }],
    });
    expect(root.fields.get("_repo")?.required).toBe(true);
    expect(root.fields.get("_repo")?.fields.get("a")?.required).toBe(true);
    expect(root.fields.get("b")?.required).toBe(true);
  });

  it("of a choice are all there, and required only where every branch requires them", () => {
    const schema = {
      oneOf: [
        { properties: { kind: { const: "a" }, x: text }, required: ["kind", "x"] },
        { properties: { kind: { const: "b" }, y: text }, required: ["kind", "y"] },
      ],
    };
    expect(leaves(schema)).toEqual([
      { path: "kind", type: "string", enum: ["a", "b"], required: true },
      { path: "x", type: "string" },
      { path: "y", type: "string" },
    ]);
  });

  it("of a choice keep only what all branches ask of the value", () => {
    const { root } = sound({
      properties: {
        address: { oneOf: [{ format: "ipv4" }, { format: "ipv6" }] },
        link: { type: "string", anyOf: [{ format: "uri", pattern: "^https:" }, { format: "uri" }] },
        inside: { oneOf: [{ properties: { share: { type: "integer", minimum: 0, maximum: 100 } } }] },
      },
    });
    expect(root.fields.get("address")).toMatchObject({ type: "string", format: null });
    expect(root.fields.get("link")).toMatchObject({ format: "uri", pattern: null });
    expect(root.fields.get("inside")?.fields.get("share")).toMatchObject({ type: "byte", minimum: 0, maximum: 100 });
  });

  it("with only additionalProperties, or marked so, are maps", () => {
    const properties = {
      labels: { type: "object", additionalProperties: text },
      flagged: { type: "object", "meta:xdmType": "map", additionalProperties: { type: "array", items: ref("item") } },
      open: { type: "object", additionalProperties: { type: "object" } },
      nested: { type: "object", additionalProperties: { type: "object", additionalProperties: { type: "integer" } } },
      object: { type: "object", properties: { a: text }, additionalProperties: text },
      closed: { type: "object", properties: { a: text }, additionalProperties: false },
      bare: { type: "object", "meta:xdmType": "map" },
      patterned: { type: "object", patternProperties: { "^x": text } },
    };
    expect(leaves({ properties }, component("item", { "xdm:id": text }))).toEqual([
      { path: "labels{*}", type: "string", map: true },
      { path: "flagged{*}[*].id", type: "string" },
      { path: "open{*}", type: "object", map: true },
      { path: "nested{*}{*}", type: "int", map: true },
      { path: "object.a", type: "string" },
      { path: "closed.a", type: "string" },
      { path: "bare{*}", type: "object", map: true },
      { path: "patterned", type: "object" },
    ]);
  });

  it("tell closed from suggested values", () => {
    const { root } = sound({
      properties: {
        closed: { type: "string", enum: ["a", "b"], "meta:enum": { a: "A", b: "B" } },
        open: { type: "string", "meta:enum": { a: "A" } },
      },
    });
    expect(root.fields.get("closed")).toMatchObject({ enum: ["a", "b"], suggested: null });
    expect(root.fields.get("open")).toMatchObject({ enum: null, suggested: ["a"] });
  });

  it("keep their constraints", () => {
    const { root } = sound({
      properties: {
        code: { type: "string", pattern: "^[A-Z]{2}$", minLength: 2, maxLength: 2, format: "hostname" },
        share: { type: "number", minimum: 0, maximum: 1 },
        age: { type: "integer", exclusiveMinimum: 0, exclusiveMaximum: 128 },
        huge: { type: "integer", maximum: 9_223_372_036_854_776_000 },
      },
    });
    expect(root.fields.get("code")).toMatchObject({
      pattern: "^[A-Z]{2}$",
      minLength: 2,
      maxLength: 2,
      format: "hostname",
    });
    expect(root.fields.get("share")).toMatchObject({ type: "number", minimum: 0, maximum: 1 });
    expect(root.fields.get("age")).toMatchObject({ type: "byte", minimum: 1, maximum: 127 });
    expect(root.fields.get("huge")).toMatchObject({ type: "long", maximum: 9_007_199_254_740_992 });
  });

  it("without a type are text; a type that is written wins over the computed one", () => {
    expect(
      leaves({
        properties: {
          listed: { enum: ["a"] },
          formatted: { format: "ipv4" },
          nothing: {},
          anything: true,
          small: { type: "integer", minimum: 0, maximum: 20, "meta:xdmType": "int" },
          nullable: { type: ["null", "integer"] },
          implied: { properties: { a: text } },
          list: { items: text },
        },
      }).map(({ path, type }) => `${path} ${type}`),
    ).toEqual([
      "listed string",
      "formatted string",
      "nothing string",
      "anything string",
      "small int",
      "nullable int",
      "implied.a string",
      "list[*] string",
    ]);
  });

  it("that two field groups define are merged; where the types differ the first stays, with a warning", () => {
    const one = component("one", { "xdm:person": { type: "object", properties: { "xdm:a": text } } });
    const two = component("two", {
      "xdm:person": { type: "object", properties: { "xdm:a": { type: "integer" }, "xdm:b": text } },
    });
    const { schema, diagnostics } = load({ allOf: [ref("one"), ref("two")] }, indexOf(one, two));
    expect(
      schema === null ? [] : [...(schema.root.fields.get("person")?.fields.values() ?? [])].map(({ type }) => type),
    ).toEqual(["string", "string"]);
    expect(diagnostics.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ["XM6009", "warning", "`person.a` is integer here, but string in `c0.json`; string is kept."],
    ]);
  });

  it("may be called __proto__, constructor or toString", () => {
    const schema =
      '{ "properties": { "__proto__": { "type": "string" }, "constructor": { "type": "object", "properties": { "__proto__": { "type": "integer" } } }, "toString": { "type": "boolean" } } }';
    const { schema: loaded } = load(schema);
    expect([...(loaded?.root.fields.keys() ?? [])]).toEqual(["__proto__", "constructor", "toString"]);
  });

  it("whose names are not plain are quoted in paths", () => {
    expect(
      paths({
        properties: {
          "first name": text,
          "a.b": text,
          "loyalty-id": text,
          이름: text,
          "_{TENANT_ID}": { properties: { x: text } },
        },
      }),
    ).toEqual(["${first name}", "${a\\.b}", "loyalty-id", "이름", "_{TENANT_ID}.x"]);
  });
});

describe("a tenant's own field groups", () => {
  const profile = component("context/profile", { "xdm:personID": text });
  const group = (namespace: string, more: object = {}) => ({
    $id: "https://ns.adobe.com/acme/mixins/0a1b",
    definitions: {
      customFields: {
        type: "object",
        properties: { [namespace]: { type: "object", properties: { "loyalty-id": text, tier: text } } },
      },
    },
    allOf: [{ $ref: "#/definitions/customFields", type: "object", "meta:xdmType": "object" }],
    ...more,
  });
  const composition = {
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
    allOf: [ref("context/profile"), { $ref: "https://ns.adobe.com/acme/mixins/0a1b" }],
  };

  it("keep their names", () => {
    expect(paths(composition, profile, group("_acme"))).toEqual(["personID", "_acme.loyalty-id", "_acme.tier"]);
  });

  it.each([
    ["meta:tenantNamespace", "_acme", { "meta:tenantNamespace": "_acme" }, "_acme"],
    ["the id", "_acme", {}, "_acme"],
    ["the blanked name of the documentation", "_{TENANT_ID}", {}, "_{TENANT_ID}"],
  ])("tell the tenant by %s", (_how, namespace, more, tenant) => {
    const schema = sound(composition, profile, group(namespace, more));
    expect(schema.tenant).toBe(tenant);
    const span = { file: { path: "", text: "", lineStarts: [0] }, start: 0, end: 0 };
    const lookup = findField(schema, [
      { kind: "tenant", span },
      { kind: "name", name: "tier", span },
    ]);
    expect(lookup).toMatchObject({ kind: "found", field: { name: "tier" } });
  });

  it("may come as one list, as the registry exports them", () => {
    const { schema } = load(composition, indexOf([profile, group("_acme")]));
    expect(schema?.root.fields.size).toBe(2);
  });
});
