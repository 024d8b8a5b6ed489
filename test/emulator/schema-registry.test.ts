import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";
import { ask, emulatorInProcess } from "../support/emulator.js";

const PROFILE = "https://ns.adobe.com/xdm/context/profile";
const tenant = "/schemaregistry/tenant";

const withComponents = () => emulatorInProcess({ components: ["test/emulator/components"] });

const composition = (title: string, more: object = {}) => ({
  type: "object",
  title,
  description: "",
  allOf: [{ $ref: PROFILE }, { $ref: "https://ns.adobe.com/xdm/context/identitymap" }],
  ...more,
});

const form = (kind = "", version = "; version=1") => ({ accept: `application/vnd.adobe.xed${kind}+json${version}` });

const create = (emulator: Emulator, title: string) => ask(emulator, `${tenant}/schemas`, { body: composition(title) });

const one = (id: string) => `${tenant}/schemas/${encodeURIComponent(id)}`;

describe("the schema registry", () => {
  it("creates a schema and answers it by either id", async () => {
    const emulator = await withComponents();
    const made = await create(emulator, "Shop");
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ version: "1.0", "meta:class": PROFILE, "meta:containerId": "tenant" });
    for (const id of [made.body.$id, made.body["meta:altId"]]) {
      const found = await ask(emulator, one(id), { headers: form() });
      expect(found.body).toEqual(made.body);
    }
  });

  it("merges everything in the full form", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const full = await ask(emulator, one(body.$id), { headers: form("-full") });
    expect(Object.keys(full.body.properties).sort()).toEqual(["_id", "identityMap", "person"]);
    expect(full.body.allOf).toBeUndefined();
    expect(full.body.title).toBe("Shop");
    const noText = await ask(emulator, one(body.$id), { headers: form("-full-notext") });
    expect(noText.body.title).toBeUndefined();
    // A field that is called title is no text.
    expect(noText.body.properties.person.properties.title).toBeDefined();
  });

  it("shows one resource in short, unless the switch has it for lists alone", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const look = (version?: string) => ask(emulator, one(body.$id), { headers: form("-id", version) });
    const short = { $id: body.$id, "meta:altId": body["meta:altId"], version: "1.0", title: "Shop" };
    expect([(await look("")).body, (await look()).body]).toEqual([short, short]);
    emulator.setBehaviour({ registryShortLookup: "refused" });
    expect([(await look("")).status, (await look()).status]).toEqual([406, 406]);
  });

  it("shows descriptors where they are asked for", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const descriptor = {
      "@type": "xdm:descriptorIdentity",
      "xdm:sourceSchema": body.$id,
      "xdm:sourceVersion": 1,
      "xdm:sourceProperty": "/_id",
      "xdm:namespace": "Email",
      "xdm:isPrimary": true,
    };
    const made = await ask(emulator, `${tenant}/descriptors`, { body: descriptor });
    expect(made.status).toBe(201);
    const shown = await ask(emulator, one(body.$id), { headers: form("-full-desc") });
    expect(shown.body["meta:descriptors"]).toEqual([made.body]);
    const headers = { accept: "application/vnd.adobe.xdm-id+json" };
    const grouped = await ask(emulator, `${tenant}/descriptors`, { headers });
    expect(grouped.body).toEqual({ "xdm:descriptorIdentity": [made.body["@id"]] });
    const path = `${tenant}/descriptors/${made.body["@id"]}`;
    expect((await ask(emulator, path, { method: "DELETE" })).status).toBe(204);
    expect((await ask(emulator, path, { headers })).status).toBe(404);
  });

  it("refuses a form that it does not know, and one without a version", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const status = async (headers: Record<string, string>) => (await ask(emulator, one(body.$id), { headers })).status;
    expect(await status(form("", ""))).toBe(400);
    expect(await status(form("", "; version=2"))).toBe(404);
    expect(await status({ accept: "application/json" })).toBe(406);
    expect((await ask(emulator, `${tenant}/schemas`, { headers: form("-full") })).status).toBe(406);
    emulator.setBehaviour({ registryBadAccept: "400" });
    expect(await status({ accept: "application/json" })).toBe(400);
  });

  it("keeps titles unique among all kinds, and names who has one", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    for (const kind of ["schemas", "fieldgroups", "datatypes"]) {
      const again = await ask(emulator, `${tenant}/${kind}`, { body: composition("Shop") });
      expect(again.status).toBe(400);
      expect(again.body.detail).toContain(body.$id);
    }
  });

  it("refuses a reference that does not exist, and a schema without a class", async () => {
    const emulator = await withComponents();
    for (const allOf of [
      [{ $ref: "https://ns.adobe.com/acme/classes/none" }],
      [{ $ref: "https://ns.adobe.com/xdm/context/identitymap" }],
    ]) {
      const told = await ask(emulator, `${tenant}/schemas`, { body: composition("Shop", { allOf }) });
      expect(told.status).toBe(400);
    }
  });

  it("composes what the tenant itself made", async () => {
    const emulator = await withComponents();
    const fields = { properties: { _acme: { type: "object", properties: { tier: { type: "string" } } } } };
    const group = await ask(emulator, `${tenant}/fieldgroups`, {
      body: { type: "object", title: "Loyalty", ...fields },
    });
    expect(group.status).toBe(201);
    const allOf = [{ $ref: PROFILE }, { $ref: group.body.$id }];
    const { body } = await ask(emulator, `${tenant}/schemas`, { body: composition("Shop", { allOf }) });
    const full = await ask(emulator, one(body.$id), { headers: form("-full") });
    expect(full.body.properties._acme.properties.tier["meta:xdmType"]).toBe("string");
    const used = await ask(emulator, `${tenant}/fieldgroups/${group.body["meta:altId"]}`, { method: "DELETE" });
    expect([used.status, used.body.detail]).toEqual([400, expect.stringContaining(body.$id)]);
  });

  it("patches, and a tag union stays", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const patch = (operations: object[]) => ask(emulator, one(body.$id), { method: "PATCH", body: operations });
    const tagged = await patch([{ op: "add", path: "/meta:immutableTags", value: ["union"] }]);
    expect([tagged.status, tagged.body.version]).toEqual([200, "1.1"]);
    const unions = await ask(emulator, `${tenant}/unions`, { headers: form("-id", "") });
    expect(unions.body.results.map(({ $id }: { $id: string }) => $id)).toEqual([`${PROFILE}__union`]);
    expect((await patch([{ op: "remove", path: "/meta:immutableTags" }])).status).toBe(400);
    expect((await patch([{ op: "remove", path: "/allOf/1" }])).status).toBe(400);
    expect((await ask(emulator, one(body.$id), { method: "DELETE" })).status).toBe(400);
  });

  it("wants a primary identity before the tag union", async () => {
    const emulator = await withComponents();
    const allOf = [{ $ref: PROFILE }];
    const { body } = await ask(emulator, `${tenant}/schemas`, { body: composition("Shop", { allOf }) });
    const value = [{ op: "add", path: "/meta:immutableTags", value: ["union"] }];
    expect((await ask(emulator, one(body.$id), { method: "PATCH", body: value })).status).toBe(400);
  });

  it("patches no prototype", async () => {
    const emulator = await withComponents();
    const { body } = await create(emulator, "Shop");
    const operations = [{ op: "add", path: "/__proto__/polluted", value: true }];
    expect((await ask(emulator, one(body.$id), { method: "PATCH", body: operations })).status).toBe(400);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  it("lists in pages, each next one where the last ended", async () => {
    const emulator = await withComponents();
    const titles = ["A & B", 'C "quoted"', "D=E", "F + G", "한글", "é"];
    for (const title of titles) await create(emulator, title);
    const seen: string[] = [];
    let start: string | undefined;
    do {
      const query = new URLSearchParams({ limit: "2", orderby: "title", ...(start === undefined ? {} : { start }) });
      const { body } = await ask(emulator, `${tenant}/schemas/?${query}`, { headers: form("-id", "") });
      seen.push(...body.results.map(({ title }: { title: string }) => title));
      start = body._page.next ?? undefined;
    } while (start !== undefined);
    expect(seen).toEqual(titles.toSorted());
  });

  it("demands all filters at once", async () => {
    const emulator = await withComponents();
    await create(emulator, "One");
    await create(emulator, "Two");
    const query = new URLSearchParams([
      ["property", `meta:class==${PROFILE}`],
      ["property", "title==Two"],
    ]);
    const { body } = await ask(emulator, `${tenant}/schemas?${query}`, { headers: form("-id", "") });
    expect(body.results.map(({ title }: { title: string }) => title)).toEqual(["Two"]);
  });

  it("does not start without a folder of components that it is given", async () => {
    await expect(emulatorInProcess({ components: ["no-folder"] })).rejects.toThrow(
      "no-folder: there is no such folder",
    );
  });

  it("holds an exported schema from the start, and Adobe's components", async () => {
    const emulator = await emulatorInProcess({
      components: ["test/emulator/components"],
      schemas: ["examples/shopify-orders/schema.json"],
      tenant: "shop",
    });
    const { body } = await ask(emulator, `${tenant}/schemas`, { headers: form("-id", "") });
    expect(body.results).toHaveLength(1);
    const full = await ask(emulator, one(body.results[0].$id), { headers: form("-full") });
    expect(full.body.properties.person).toBeDefined();
    const classes = await ask(emulator, "/schemaregistry/global/classes", { headers: form("-id", "") });
    expect(classes.body.results[0]).toMatchObject({ $id: PROFILE, "meta:altId": "_xdm.context.profile" });
    const stats = await ask(emulator, "/schemaregistry/stats");
    expect(stats.body).toMatchObject({ tenantId: "shop", counts: { schemas: 1 } });
  });
});
