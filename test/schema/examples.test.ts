import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schemas } from "../../src/diagnostics/schemas.js";
import { readComponents, readSchema } from "../../src/host/schema-files.js";
import { describeShared, sharedPath } from "../support/shared.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xdmap-schema-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the example of each schema finding produces it", () => {
  for (const { code, examples } of Object.values(schemas)) {
    it.each(examples)(code, async ({ source, files = {} }) => {
      const place = join(folder, code);
      const all = { "schema.json": '{ "properties": { "email": { "type": "string" } } }', ...files };
      for (const [path, text] of Object.entries(all)) {
        mkdirSync(dirname(join(place, path)), { recursive: true });
        writeFileSync(join(place, path), text);
      }
      const hasComponents = Object.keys(files).some((path) => path.startsWith("components/"));
      const { index, diagnostics } = await readComponents(hasComponents ? [join(place, "components")] : []);
      const target = /target "([^"]+)"/.exec(source)?.[1] ?? "";
      const loaded = await readSchema(join(place, target), { components: index });
      expect([...diagnostics, ...loaded.diagnostics].map((finding) => finding.code)).toContain(code);
    });
  }
});

describe("schema files on disk", () => {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return join(folder, path);
  };

  it("may have # in their names, and in their folders'", async () => {
    const schema = '{ "properties": { "a": { "type": "string" } } }';
    const keyed = `{ "K": ${schema} }`;
    expect((await readSchema(write("c# files/schema#1.json", schema))).diagnostics).toEqual([]);
    expect((await readSchema(`${write("c# files/keyed.json", keyed)}#K`)).schema).not.toBeNull();
  });

  it("that are missing or no text are findings", async () => {
    expect((await readSchema(join(folder, "none.json"))).diagnostics).toHaveLength(1);
    expect((await readSchema(folder)).diagnostics).toHaveLength(1);
    const bytes = join(folder, "bytes.json");
    writeFileSync(bytes, new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]));
    expect((await readSchema(bytes)).diagnostics).toHaveLength(1);
  });

  it("of several folders are one index; a folder inside another counts once", async () => {
    write("x/a/one.json", '{ "$id": "urn:one", "properties": {} }');
    write("x/two.json", '{ "$id": "urn:two", "properties": {} }');
    write("x/node_modules/p/three.json", '{ "$id": "urn:three", "properties": {} }');
    const { index, diagnostics } = await readComponents([join(folder, "x"), join(folder, "x/a")]);
    expect(diagnostics).toEqual([]);
    expect(index.size).toBe(2);
  });
});

describeShared("the examples' schema files", "xdm/components", () => {
  it.each(["shopify-orders", "hubspot-contacts", "on-demand-window"])(
    "%s is what its composition gives",
    async (name) => {
      const { leavesOf, writeXedFull } = await import("../../src/schema/index.js");
      const { index } = await readComponents([sharedPath("xdm/components"), "examples/components"]);
      const { schema } = await readSchema(`examples/${name}/composition.json`, { components: index });
      const written = readFileSync(`examples/${name}/schema.json`, "utf8");
      expect(schema === null ? "" : writeXedFull(schema)).toBe(written);
      const { schema: again } = await readSchema(`examples/${name}/schema.json`);
      expect(again?.tenant).toBe("_xdmapdemo");
      expect(schema !== null && again !== null && leavesOf(again)).toEqual(schema !== null && leavesOf(schema));
    },
  );
});

it("the examples' schema files hold no sentence of the standard components", () => {
  for (const name of ["shopify-orders", "hubspot-contacts", "on-demand-window"]) {
    const text = readFileSync(`examples/${name}/schema.json`, "utf8");
    expect(text).not.toMatch(/"(?:title|description|meta:titleId|meta:descriptionId)": "/);
  }
});
