import { describe, expect, it } from "vitest";
import type { TargetSegment } from "../../src/grammar/tree.js";
import { findField } from "../../src/schema/index.js";
import { component, ref, sound, text } from "./support.js";

const node = component("node", { "xdm:child": ref("node") });
const schema = sound(
  {
    "meta:tenantNamespace": "_acme",
    properties: {
      _id: text,
      person: {
        properties: { name: { properties: { firstName: text, lastName: text }, required: ["lastName"] } },
      },
      productListItems: {
        type: "array",
        items: { type: "object", properties: { SKU: text, sku: text }, required: ["SKU"] },
      },
      tags: { type: "array", items: text },
      matrix: { type: "array", items: { type: "array", items: { type: "number" } } },
      identityMap: { additionalProperties: { type: "array", items: { properties: { id: text } } } },
      anything: { type: "object" },
      _acme: { properties: { loyalty: { properties: { tier: text } } } },
      tree: ref("node"),
    },
  },
  node,
);

/** Reads a path as the grammar would: names, `[0]`, `[*]` and `_{TENANT_ID}`. */
function segments(path: string): TargetSegment[] {
  const span = { file: { path: "", text: "", lineStarts: [0] }, start: 0, end: 0 };
  return (path.match(/_\{TENANT_ID\}|\[\*\]|\[\d+\]|[^.[\]]+/g) ?? []).map((word) => {
    if (word === "_{TENANT_ID}") return { kind: "tenant", span };
    if (word === "[*]") return { kind: "wildcard", span };
    if (word.startsWith("[")) return { kind: "index", index: Number(word.slice(1, -1)), span };
    return { kind: "name", name: word, span };
  });
}

const find = (path: string) => findField(schema, segments(path));

describe("looking a target path up", () => {
  it.each([
    ["_id", "string"],
    ["person", "object"],
    ["person.name.firstName", "string"],
    ["productListItems", "array"],
    ["productListItems[*]", "object"],
    ["productListItems[0]", "object"],
    ["productListItems[*].SKU", "string"],
    ["tags[*]", "string"],
    ["matrix[*][1]", "number"],
    ["identityMap", "map"],
    ["identityMap.Email", "array"],
    ["identityMap.Email[0].id", "string"],
    ["_acme.loyalty.tier", "string"],
    ["_{TENANT_ID}.loyalty.tier", "string"],
    ["anything", "object"],
    ["tree.child", "object"],
  ])("%s is a field of type %s", (path, type) => {
    const lookup = find(path);
    expect(lookup).toMatchObject({ kind: "found", field: { type } });
    expect(lookup.steps).toHaveLength(segments(path).length);
  });

  it("gives the field that each segment leads to", () => {
    const { steps } = find("productListItems[*].SKU");
    expect(steps.map(({ kind, field }) => [kind, field.name, field.type, field.required])).toEqual([
      ["child", "productListItems", "array", false],
      ["item", "", "object", false],
      ["child", "SKU", "string", true],
    ]);
    expect(find("identityMap.Email[*].id").steps.map(({ kind }) => kind)).toEqual([
      "child",
      "map-value",
      "item",
      "child",
    ]);
  });

  it.each(["anything.a", "anything.a[0].b", "tree.child.child.child"])("%s goes below a free object", (path) => {
    expect(find(path).kind).toBe("free");
  });

  it.each([
    ["persn.name", 0, { kind: "unknown-child", near: "person", elsewhere: null }],
    ["person.name.firstname", 2, { kind: "unknown-child", near: "firstName", elsewhere: null }],
    ["firstName", 0, { kind: "unknown-child", near: null, elsewhere: "person.name.firstName" }],
    ["person.tier", 1, { kind: "unknown-child", near: null, elsewhere: "_acme.loyalty.tier" }],
    ["zzzzzz", 0, { kind: "unknown-child", near: null, elsewhere: null }],
    ["_id.x", 1, { kind: "child-of-scalar" }],
    ["_id[*]", 1, { kind: "index-on-non-array" }],
    ["person[0]", 1, { kind: "index-on-non-array" }],
    ["productListItems.SKU", 1, { kind: "missing-wildcard" }],
    ["tags[*][*]", 2, { kind: "index-on-non-array" }],
    ["tags[*].x", 2, { kind: "child-of-scalar" }],
    ["identityMap[*].id", 1, { kind: "index-on-map" }],
    ["identityMap.Email.id", 2, { kind: "missing-wildcard" }],
    ["person._{TENANT_ID}.x", 1, { kind: "no-tenant", tenant: "_acme" }],
    ["_id._{TENANT_ID}", 1, { kind: "child-of-scalar" }],
  ])("%s stops at segment %i", (path, at, problem) => {
    expect(find(path)).toMatchObject({ kind: "stopped", at, problem });
  });

  it("compares letters exactly, as siblings may differ only in case", () => {
    const [upper, lower] = [find("productListItems[*].SKU"), find("productListItems[*].sku")];
    expect(upper.kind === "found" && upper.field.required).toBe(true);
    expect(lower.kind === "found" && lower.field.required).toBe(false);
  });

  it("finds nothing in a record without fields", () => {
    expect(findField(sound({ type: "object" }), segments("a.b")).kind).toBe("stopped");
  });

  it("says that a schema names no tenant", () => {
    expect(findField(sound({ properties: { a: text } }), segments("_{TENANT_ID}.x"))).toMatchObject({
      kind: "stopped",
      at: 0,
      problem: { kind: "no-tenant", tenant: null },
    });
  });
});
