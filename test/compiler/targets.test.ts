import { describe, expect, it } from "vitest";
import { exampleSchema } from "../support/example-files.js";
import { compile, file, schemaOf } from "./support.js";

const items = "source { Email: string, items: { sku: string, tags: string[] }[] }";

describe("targets", () => {
  it("marks the very segment that is not there and offers a near one", () => {
    const { found, diagnostics } = compile(file("Email -> personalEmail.adress"));
    expect(found).toEqual(["XM2003 adress"]);
    expect(diagnostics[0]?.help).toBe("Did you mean `address`?");
  });

  it("offers the whole path where a field of the name is elsewhere", () => {
    const { found, diagnostics } = compile(file("First_Name -> firstName"));
    expect(found).toEqual(["XM2003 firstName"]);
    expect(diagnostics[0]?.help).toBe("Did you mean `person.name.firstName`?");
  });

  it("knows that single values have no fields", () => {
    expect(compile(file("Email -> personalEmail.address.local")).found).toEqual(["XM2003 local"]);
  });

  it("looks targets of an `into` up under its prefix", () => {
    const source = file("into person.name {", "  First_Name -> firstName", "  Last_Name -> lasName", "}");
    const { found, program } = compile(source);
    expect(found).toEqual(["XM2003 lasName"]);
    expect(program.mappings.map(({ path }) => path)).toEqual(["person.name.firstName", "person.name.lasName"]);
  });

  it("marks the second of two mappings of one path and points at the first", () => {
    const source = file("into person.name {", "  First_Name -> firstName", "}", "Last_Name -> person.name.firstName");
    const { found, diagnostics } = compile(source);
    expect(found).toEqual(["XM2010 person.name.firstName"]);
    expect(diagnostics[0]?.related[0]?.place).toMatchObject({ start: source.indexOf("firstName") });
  });

  it("takes an object and a field inside it as two targets", () => {
    const address = "source { address: { city: string }, City: string }";
    const { found, program } = compile(file(address, "address -> homeAddress", "City -> homeAddress.city"), {
      sample: null,
    });
    expect(found).toEqual([]);
    expect(program.mappings.map(({ copiesObject }) => copiesObject)).toEqual([true, false]);
  });

  it("wants an index between an array and its fields, and none elsewhere", () => {
    expect(compile(file("Vid -> productListItems.SKU")).found).toEqual(["XM3016 SKU"]);
    expect(compile(file("Vid -> productListItems[0].SKU")).found).toEqual([]);
    expect(compile(file("Vid -> person.name[0].firstName")).found).toEqual(["XM3015 [0]"]);
    expect(compile(file("Vid -> labels[0]")).found).toEqual(["XM3015 [0]"]);
    expect(compile(file("Vid -> labels.anything")).found).toEqual([]);
  });

  it("wants [*] on both sides, as often", () => {
    const found = (mapping: string) => compile(file(items, mapping), { sample: null }).found;
    expect(found("items[*].sku -> productListItems[*].SKU")).toEqual([]);
    expect(found("concat(items[*].sku, Email) -> productListItems[*].SKU")).toEqual([]);
    expect(found("items[*].sku -> _id")).toEqual(["XM3004 items[*]"]);
    expect(found("Email -> productListItems[*].SKU")).toEqual(["XM3004 [*]"]);
    expect(found("items[*].tags[*] -> tags[*]")).toEqual(["XM3004 items[*].tags[*]"]);
    expect(found("items[0].sku -> productListItems[0].SKU")).toEqual([]);
  });

  it("reads the tenant out of the schema, or as it is given", () => {
    const { program, found } = compile(file("Vid -> _{TENANT_ID}.loyalty-id"));
    expect(found).toEqual([]);
    expect(program.mappings[0]?.path).toBe("_acme.loyalty-id");
    const { _acme, ...others } = exampleSchema.properties;
    const other = schemaOf({
      ...exampleSchema,
      "meta:tenantNamespace": "_other",
      properties: { ...others, _other: _acme },
    });
    const given = compile(file("Vid -> _{TENANT_ID}.points2"), { schema: other, tenant: "other" });
    expect(given.found).toEqual(["XM2003 points2"]);
  });

  it("names both tenants where a path is of another one than its schema", () => {
    const help = (mapping: string, tenant: string | null) => {
      const { found, diagnostics } = compile(file(mapping), { tenant });
      return [...found, diagnostics[0]?.message, diagnostics[0]?.help].join("\n");
    };
    expect(help("Vid -> _prod.points", null)).toBe(
      "XM2003 _prod\nThe schema `Example profile` has this path for the tenant `_acme`, and not for `_prod`.\nWrite `_{TENANT_ID}` where the tenant's name stands: it is the tenant of each sandbox, here `_acme`.",
    );
    const given =
      "The schema `Example profile` has this path for the tenant `_acme`, and not for `_dev`, which the project gives as the tenant.\nName the schema's file of this sandbox (`xdmap schema pull`), or correct `tenant` in xdmap.yaml: it is `_acme` there. With `_{TENANT_ID}` in its paths a mapping is for any sandbox.";
    expect(help("Vid -> _{TENANT_ID}.points", "dev")).toBe(`XM2003 _{TENANT_ID}\n${given}`);
    expect(help("Vid -> _dev.points", "_dev")).toBe(`XM2003 _dev\n${given}`);
    expect(compile(file("Vid -> _prod.nowhere")).diagnostics[0]?.message).toContain("has no field `_prod`");
  });

  it("finds the tenant's fields of a documentation export, where the name is blanked out", () => {
    const { _acme, ...others } = exampleSchema.properties;
    const { "meta:tenantNamespace": _, ...rest } = exampleSchema;
    const schema = schemaOf({ ...rest, properties: { ...others, "_{TENANT_ID}": _acme } });
    const { found, program } = compile(file("Vid -> _{TENANT_ID}.loyalty-id", "Vid -> _acme.nope"), {
      schema,
      tenant: "acme",
    });
    expect(found).toEqual(["XM2003 nope"]);
    expect(program.mappings[0]?.path).toBe("_acme.loyalty-id");
    expect(program.mappings[0]?.field?.type).toBe("string");
  });

  it("says where the tenant is not known", () => {
    const { _acme, ...properties } = exampleSchema.properties;
    const { "meta:tenantNamespace": _, ...rest } = exampleSchema;
    const schema = schemaOf({ ...rest, $id: "https://example.com/schema", properties });
    const { found, program } = compile(file("Vid -> _{TENANT_ID}.points"), { schema });
    expect(found).toEqual(["XM2032 _{TENANT_ID}.points"]);
    expect(program.mappings[0]?.path).toBe("_{TENANT_ID}.points");
  });

  it("checks no target without a schema", () => {
    expect(compile(file("Email -> no.such.path"), { schema: null }).found).toEqual([]);
  });
});
