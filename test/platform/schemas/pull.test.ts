import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Emulator } from "../../../src/emulator/index.js";
import { readComponents } from "../../../src/host/schema-files.js";
import type { Platform } from "../../../src/platform/connect.js";
import { componentFileName, schemaFileName } from "../../../src/platform/schemas/file-names.js";
import { findSchema, isSchemaId, listSchemas } from "../../../src/platform/schemas/find-schema.js";
import { placesOf } from "../../../src/platform/schemas/pull-components.js";
import { type PulledSchema, pullSchema } from "../../../src/platform/schemas/pull-schema.js";
import { filterByTitle, renderSchemas, schemasDocument } from "../../../src/platform/schemas/render-schemas.js";
import { writePulled } from "../../../src/platform/schemas/write-pulled.js";
import { indexComponents, leavesOf, loadSchema } from "../../../src/schema/index.js";
import { createSourceFile } from "../../../src/text/index.js";
import { sharedComponents, sharedComposition } from "../../schema/shared-components.js";
import { ask } from "../../support/emulator.js";
import { describeShared } from "../../support/shared.js";
import { components, platformInProcess, postComposition } from "./support.js";

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "xdmap-pull-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const none = indexComponents([]).index;
const pulled: PulledSchema = {
  id: "https://ns.adobe.com/acme/schemas/1f2e",
  altId: "_acme.schemas.1f2e",
  title: "Shopify Orders (EU)",
  version: "1.0",
  text: '{ "$id": "https://ns.adobe.com/acme/schemas/1f2e" }\n',
  leaves: 0,
  components: [],
};
const to = (folder: string) => ({ output: undefined, folder, components: join(folder, "components"), force: false });

describe("the file of a pulled schema", () => {
  it("has a name that file systems take, whatever the letters", () => {
    const name = schemaFileName("𠀀".repeat(90), "id");
    expect(new TextEncoder().encode(name).length).toBeLessThan(200);
  });

  it.skipIf(!existsSync("/dev/zero"))("may be a device, which is not read: it need not end", async () => {
    const written = await writePulled(pulled, { ...to(makeFolder()), output: "/dev/zero" });
    expect(written).toMatchObject({ kind: "written", how: "new" });
  });

  it("is named by the title, is new, then the same, then changed", async () => {
    const folder = makeFolder();
    const path = join(folder, "shopify-orders-eu.json");
    expect(await writePulled(pulled, to(folder))).toMatchObject({ kind: "written", path, how: "new" });
    expect(readFileSync(path, "utf8")).toBe(pulled.text);
    expect(await writePulled(pulled, to(folder))).toMatchObject({ how: "same" });
    const other = { ...pulled, text: pulled.text.replace(" }", ', "a": 1 }') };
    expect(await writePulled(other, to(folder))).toMatchObject({ how: "changed" });
    expect(readFileSync(path, "utf8")).toBe(other.text);
  });

  it.each([
    ["another schema", '{ "$id": "https://ns.adobe.com/acme/schemas/77aa" }'],
    ["no schema", "[]"],
    ["no JSON", "notes"],
  ])("is not written over %s, but for --force", async (_, before) => {
    const folder = makeFolder();
    const path = join(folder, "shopify-orders-eu.json");
    writeFileSync(path, before);
    const refused = await writePulled(pulled, to(folder));
    expect(refused).toMatchObject({ kind: "problem", diagnostics: [{ code: "XM7332" }] });
    expect(readFileSync(path, "utf8")).toBe(before);
    expect(await writePulled(pulled, { ...to(folder), force: true })).toMatchObject({ how: "changed" });
    expect(readFileSync(path, "utf8")).toBe(pulled.text);
  });

  it("never takes the place of a component with the same name", async () => {
    const folder = makeFolder();
    mkdirSync(join(folder, "components"));
    writeFileSync(join(folder, "components", "xdm-a-b.json"), '{ "$id": "https://ns.adobe.com/xdm/a-b" }');
    const component = { id: "https://ns.adobe.com/xdm/a/b", text: '{ "$id": "https://ns.adobe.com/xdm/a/b" }' };
    await writePulled({ ...pulled, components: [component] }, to(folder));
    const { index, diagnostics } = await readComponents([join(folder, "components")]);
    expect(diagnostics).toEqual([]);
    expect([index.find("https://ns.adobe.com/xdm/a-b"), index.find(component.id)]).not.toContain(undefined);
  });

  it("has a name inside its folder, for any title and id", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.webUrl(), (title, id) => {
        for (const name of [
          schemaFileName(title, id),
          componentFileName(title, () => false),
          componentFileName(id, () => true),
        ]) {
          expect(name).toMatch(/^[\p{L}\p{N}\p{M}][\p{L}\p{N}\p{M}-]*\.json$/u);
          expect(name.length).toBeLessThan(200);
        }
      }),
      { numRuns: 30 },
    );
    expect(schemaFileName("../../etc/passwd", "x")).toBe("etc-passwd.json");
    expect(schemaFileName("CON", "x")).toMatch(/^schema-[0-9a-f]{8}\.json$/);
    expect(schemaFileName("", "x")).toMatch(/^schema-[0-9a-f]{8}\.json$/);
  });
});

describe("what names a schema", () => {
  it.each([
    "https://ns.adobe.com/acme/schemas/1f2e",
    "_acme.schemas.1f2e",
    "_{TENANT_ID}.schemas.1f2e",
    "_xdm.context.profile",
  ])("%s is an id", (id) => {
    expect(isSchemaId(id)).toBe(true);
  });

  it.each(["Orders", "_orders", "https", "Orders v1.2", "https://a b"])("%s is a title", (title) => {
    expect(isSchemaId(title)).toBe(false);
  });

  it("tells of a component where it may be, the likeliest first", () => {
    expect(placesOf("https://ns.adobe.com/acme/mixins/1f")[0]).toEqual({ container: "tenant", type: "fieldgroups" });
    expect(placesOf("_acme.datatypes.1f")[0]).toEqual({ container: "tenant", type: "datatypes" });
    expect(placesOf("https://ns.adobe.com/xdm/data/record")[0]).toEqual({ container: "global", type: "behaviors" });
    for (const id of ["https://ns.adobe.com/xdm/context/profile", "_acme.x.y"]) expect(placesOf(id)).toHaveLength(7);
  });
});

describeShared("schemas of a sandbox", "xdm/compositions.json", () => {
  const ids = new Map<string, { readonly id: string; readonly altId: string }>();
  let platform: Platform;
  let emulator: Emulator;

  beforeAll(async () => {
    ({ platform, emulator } = await platformInProcess({ components: components() }));
    for (const key of ["A", "B", "C"]) ids.set(key, await postComposition(emulator, key, `Schema ${key} & "co" é`));
    await ask(emulator, "/schemaregistry/tenant/schemas", {
      headers: { "x-sandbox-name": "prod" },
      body: {
        type: "object",
        title: "Elsewhere",
        description: "",
        allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
      },
    });
  });

  const idOf = (key: string) => ids.get(key) ?? { id: "", altId: "" };

  it("are listed page after page, by title, and as JSON", async () => {
    for (let more = 0; more < 305; more++) {
      await ask(emulator, "/schemaregistry/tenant/schemas", {
        body: {
          type: "object",
          title: `Many ${more}`,
          description: "",
          allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
        },
      });
    }
    const listed = await listSchemas(platform, "tenant");
    expect(listed.kind === "ok" && listed.value).toHaveLength(308);
    const shown = filterByTitle(listed.kind === "ok" ? listed.value : [], "SCHEMA");
    expect(shown.map(({ id }) => id)).toEqual(["A", "B", "C"].map((key) => idOf(key).id));
    expect(JSON.parse(schemasDocument(shown))[0]).toEqual({ title: 'Schema A & "co" é', ...idOf("A"), version: "1.0" });
    const lines = renderSchemas(shown, { width: 60 }).split("\n");
    expect(lines[1]).toContain(idOf("A").id);
  });

  it("are found by title, and by nothing that is only near", async () => {
    expect(await findSchema(platform, 'Schema B & "co" é')).toEqual({
      kind: "found",
      id: idOf("B").id,
      container: "tenant",
    });
    const near = await findSchema(platform, "schema b");
    expect(near).toMatchObject({ kind: "stopped", isPlatform: false, diagnostics: [{ code: "XM7330" }] });
    expect(near.kind === "stopped" && near.diagnostics[0]?.help).toContain('Schema B & "co" é');
    const elsewhere = await findSchema(platform, "Elsewhere");
    expect(elsewhere).toMatchObject({ kind: "stopped", diagnostics: [{ code: "XM7330" }] });
  });

  it.each(["A", "B", "C"])("%s is pulled whole, by either id, with the leaves of its composition", async (key) => {
    const wanted = leavesOf(sharedComposition(sharedComponents().index, key));
    for (const id of [idOf(key).id, idOf(key).altId]) {
      const got = await pullSchema(platform, { id, container: "tenant", form: "xed-full", components: none });
      expect(got).toMatchObject({ kind: "ok", schema: { id: idOf(key).id, leaves: wanted.length, components: [] } });
      const { schema } = loadSchema(createSourceFile("s.json", got.kind === "ok" ? got.schema.text : ""));
      expect(schema === null ? null : leavesOf(schema)).toEqual(wanted);
    }
    const sent = emulator.requests.filter(({ path }) => path.includes(encodeURIComponent(idOf(key).id)));
    expect(sent.length).toBeGreaterThan(0);
  });

  it.each(["A", "C"])("%s is pulled in parts: files beside it that give the same leaves", async (key) => {
    const wanted = leavesOf(sharedComposition(sharedComponents().index, key));
    const got = await pullSchema(platform, { id: idOf(key).id, container: "tenant", form: "xed", components: none });
    if (got.kind !== "ok") throw new Error(got.diagnostics[0]?.message);
    const folder = makeFolder();
    const written = await writePulled(got.schema, to(folder));
    if (written.kind !== "written") throw new Error("not written");
    expect(readdirSync(join(folder, "components"))).toHaveLength(got.schema.components.length);
    const { index, diagnostics } = await readComponents([written.componentFolder]);
    expect(diagnostics).toEqual([]);
    const { schema } = loadSchema(createSourceFile(written.path, readFileSync(written.path, "utf8")), {
      components: index,
    });
    expect(schema === null ? null : leavesOf(schema)).toEqual(wanted);
    // A second pull finds what the first one wrote, and asks for no component again.
    const known = index;
    const before = emulator.requests.length;
    const again = await pullSchema(platform, { id: idOf(key).id, container: "tenant", form: "xed", components: known });
    expect(again).toMatchObject({ kind: "ok", schema: { components: [], text: got.schema.text } });
    expect(emulator.requests.length).toBe(before + 1);
  });

  it("that are not there are told, and nothing is written", async () => {
    for (const id of ["https://ns.adobe.com/acme/schemas/gone", "_acme.schemas.gone"]) {
      const got = await pullSchema(platform, { id, container: "tenant", form: "xed-full", components: none });
      expect(got).toMatchObject({ kind: "stopped", isPlatform: false, diagnostics: [{ code: "XM7330" }] });
    }
  });

  it("are never chosen among several of one title (XM7331)", async () => {
    const doubled = () => [idOf("A").id, "https://ns.adobe.com/acme/schemas/renamed"];
    async function* list(): ReturnType<Platform["schemas"]["list"]> {
      for (const id of doubled()) {
        yield { kind: "ok", value: { id, altId: null, title: "Twice", version: "1.0", raw: {} } };
      }
    }
    const found = await findSchema({ ...platform, schemas: { ...platform.schemas, list } }, "Twice");
    expect(found).toMatchObject({ kind: "stopped", isPlatform: false, diagnostics: [{ code: "XM7331" }] });
    const [told] = found.kind === "stopped" ? found.diagnostics : [];
    for (const id of doubled()) expect(told?.message).toContain(id);
  });

  it("a component that the registry lacks is named, with who refers to it", async () => {
    const missing = "https://ns.adobe.com/acme/mixins/gone";
    const get: Platform["schemas"]["get"] = async (id, options) => {
      const got = await platform.schemas.get(id, options);
      if (got.kind !== "ok" || id !== idOf("A").id) return got;
      return { kind: "ok", value: { ...got.value, raw: { ...got.value.raw, allOf: [{ $ref: missing }] } } };
    };
    const altered = { ...platform, schemas: { ...platform.schemas, get } };
    const got = await pullSchema(altered, { id: idOf("A").id, container: "tenant", form: "xed", components: none });
    expect(got).toMatchObject({ kind: "stopped", diagnostics: [{ code: "XM7333" }] });
    expect(got.kind === "stopped" && got.diagnostics[0]?.message).toContain(missing);
  });

  it("an answer that is no schema is refused before anything is written", async () => {
    const get: Platform["schemas"]["get"] = async (id, options) => {
      const got = await platform.schemas.get(id, options);
      return got.kind === "ok" ? { kind: "ok", value: { ...got.value, raw: { $id: id, properties: [] } } } : got;
    };
    const got = await pullSchema(
      { ...platform, schemas: { ...platform.schemas, get } },
      { id: idOf("A").id, container: "tenant", form: "xed-full", components: none },
    );
    expect(got).toMatchObject({ kind: "stopped", diagnostics: [{ code: "XM7334" }] });
  });

  it("are refused by a registry that is strict about Accept in neither of its ways", async () => {
    for (const registryBadAccept of ["406", "400"] as const) {
      emulator.setBehaviour({ registryBadAccept });
      const got = await pullSchema(platform, { id: idOf("A").id, container: "tenant", form: "xed", components: none });
      expect(got.kind).toBe("ok");
      expect((await listSchemas(platform, "global")).kind).toBe("ok");
    }
    const lookups = emulator.requests.filter(({ path }) => path.includes("/schemas/"));
    for (const { headers } of lookups)
      expect(headers["accept"]).toMatch(/^application\/vnd\.adobe\.xed(-full)?\+json; version=1$/);
  });
});
