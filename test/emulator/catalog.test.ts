import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";
import { ask, emulatorInProcess } from "../support/emulator.js";

const catalog = "/catalog";

async function create(emulator: Emulator, name: string, more: object = {}): Promise<string> {
  const { status, body } = await ask(emulator, `${catalog}/dataSets`, { body: { name, ...more } });
  expect([status, body]).toEqual([201, [expect.stringMatching(/^@\/dataSets\/[0-9a-f]{24}$/)]]);
  return body[0].slice("@/dataSets/".length);
}

const names = async (emulator: Emulator, query: URLSearchParams | string) => {
  const { body } = await ask(emulator, `${catalog}/dataSets?${query}`);
  return Object.values<{ name: string }>(body).map(({ name }) => name);
};

describe("datasets", () => {
  it("are a map, of a list and of a single one, with classification and tags", async () => {
    const emulator = await emulatorInProcess();
    const id = await create(emulator, "Orders");
    const one = await ask(emulator, `${catalog}/dataSets/${id}`);
    expect(Object.keys(one.body)).toEqual([id]);
    expect(one.body[id]).toMatchObject({
      name: "Orders",
      version: "1.0.0",
      tags: {},
      classification: { dataBehavior: "record", managedBy: "CUSTOMER" },
    });
    expect((await ask(emulator, `${catalog}/dataSets/`)).body).toEqual(one.body);
  });

  it("are found at either case, and not in the singular that tutorials print", async () => {
    const emulator = await emulatorInProcess();
    expect((await ask(emulator, `${catalog}/datasets`)).status).toBe(200);
    expect((await ask(emulator, `${catalog}/dataSet`)).status).toBe(404);
    expect((await ask(emulator, `${catalog}/dataSet?requestDataSource=true`, { body: {} })).status).toBe(404);
  });

  it("are merged by an object and patched by a list", async () => {
    const emulator = await emulatorInProcess();
    const id = await create(emulator, "Orders", { tags: { a: ["1"], b: ["2"] } });
    const path = `${catalog}/dataSets/${id}`;
    const merged = await ask(emulator, path, { method: "PATCH", body: { tags: { b: null, c: ["3"] } } });
    expect([merged.status, merged.body]).toEqual([200, [`@/dataSets/${id}`]]);
    await ask(emulator, path, {
      method: "PATCH",
      body: [{ op: "add", path: "/tags/d", value: ["4"] }],
      headers: { "content-type": "application/json-patch+json" },
    });
    const { body } = await ask(emulator, path);
    expect(body[id]).toMatchObject({ version: "1.0.2", tags: { a: ["1"], c: ["3"], d: ["4"] } });
    expect(body[id].tags.b).toBeUndefined();
  });

  it("keep what the service wrote, whatever is replaced", async () => {
    const emulator = await emulatorInProcess();
    const id = await create(emulator, "Orders");
    const before = (await ask(emulator, `${catalog}/dataSets/${id}`)).body[id];
    const body = { name: "Sales", created: 1, imsOrg: "x", version: "9.9.9" };
    await ask(emulator, `${catalog}/dataSets/${id}`, { method: "PUT", body });
    const after = (await ask(emulator, `${catalog}/dataSets/${id}`)).body[id];
    expect(after).toMatchObject({ name: "Sales", created: before.created, imsOrg: before.imsOrg, version: "1.0.1" });
  });

  it("are refused to who saw an older version", async () => {
    const emulator = await emulatorInProcess();
    const id = await create(emulator, "Orders");
    const path = `${catalog}/dataSets/${id}`;
    const tag = (await ask(emulator, path)).headers.get("e-tag") ?? "";
    const patch = (match: string) =>
      ask(emulator, path, { method: "PATCH", body: { name: "Sales" }, headers: { "if-match": match } });
    expect((await patch(tag)).status).toBe(200);
    expect((await patch(tag)).status).toBe(412);
    expect((await patch("*")).status).toBe(412);
    emulator.setBehaviour({ ifMatchStar: "accepted" });
    expect((await patch("*")).status).toBe(200);
  });

  it("are only checked in a dry run", async () => {
    const emulator = await emulatorInProcess();
    const headers = { pragma: "validate-only" };
    const dry = (body: object) => ask(emulator, `${catalog}/dataSets`, { body, headers });
    expect((await dry({ name: "Orders" })).status).toBe(200);
    expect((await dry({ name: "Orders", schemaRef: { id: "https://ns.adobe.com/gone" } })).status).toBe(400);
    expect(await names(emulator, "")).toEqual([]);
    expect(emulator.requests.some(({ committed }) => committed)).toBe(false);
  });

  it("are found by name, property and tags, whatever is in a name", async () => {
    const emulator = await emulatorInProcess();
    const all = ["Orders", 'a "b" & c', "d=e", "f, g", "한글 ~ %", "Orders 2"];
    for (const name of all) await create(emulator, name, { tags: { "team/name": [name] } });
    for (const name of all) {
      expect(await names(emulator, new URLSearchParams({ name }))).toEqual([name]);
      expect(await names(emulator, new URLSearchParams({ property: `name==${name}` }))).toEqual([name]);
    }
    expect(await names(emulator, new URLSearchParams({ property: "name~Orders" }))).toEqual(["Orders", "Orders 2"]);
    const both = new URLSearchParams([
      ["property", "name~Orders"],
      ["property", "name!=Orders"],
    ]);
    expect(await names(emulator, both)).toEqual(["Orders 2"]);
    expect(await names(emulator, new URLSearchParams({ tags: "team/name:d=e" }))).toEqual(["d=e"]);
    const tags = await ask(emulator, `${catalog}/tags/team`);
    expect(tags.body).toEqual({ "team/name": all });
  });

  it("come in pages of at most 100, sorted, with the properties that were asked for", async () => {
    const emulator = await emulatorInProcess();
    for (let index = 0; index < 25; index += 1) await create(emulator, `d${String(index).padStart(2, "0")}`);
    expect(await names(emulator, "")).toHaveLength(20);
    expect(await names(emulator, "limit=10&start=20&orderBy=asc:name")).toEqual(["d20", "d21", "d22", "d23", "d24"]);
    expect(await names(emulator, "limit=1&orderBy=desc:name")).toEqual(["d24"]);
    for (const wrong of ["limit=101", "limit=0", "limit=x", "start=-1", "orderBy=up:name", "property=%3D%3Dx"]) {
      expect((await ask(emulator, `${catalog}/dataSets?${wrong}`)).status).toBe(400);
    }
    const { body } = await ask(emulator, `${catalog}/dataSets?limit=1&properties=name,schemaRef.id`);
    expect(Object.values<object>(body).map((value) => Object.keys(value))).toEqual([["name"]]);
  });

  it("for the profile need a schema that was tagged union", async () => {
    const emulator = await emulatorInProcess({ schemas: ["examples/shopify-orders/schema.json"] });
    const [schema] = emulator.store.sandbox("dev").collection("schemas").all();
    const profile = { schemaRef: { id: schema?.id }, tags: { unifiedProfile: ["enabled:true"] } };
    const told = await ask(emulator, `${catalog}/dataSets`, { body: { name: "P", ...profile } });
    expect([told.status, told.body.detail]).toEqual([400, expect.stringContaining("should be valid")]);
  });

  it("that are gone are gone", async () => {
    const emulator = await emulatorInProcess();
    const id = await create(emulator, "Orders");
    const path = `${catalog}/dataSets/${id}`;
    expect((await ask(emulator, path, { method: "DELETE" })).body).toEqual([`@/dataSets/${id}`]);
    expect((await ask(emulator, path)).status).toBe(404);
    emulator.setBehaviour({ catalogMissing: "emptyMap" });
    expect(await ask(emulator, path)).toMatchObject({ status: 200, body: {} });
  });

  it("are named in the case of the switch", async () => {
    const emulator = await emulatorInProcess({ behaviour: { catalogReferenceCase: "datasets" } });
    const { body } = await ask(emulator, `${catalog}/dataSets`, { body: { name: "Orders" } });
    expect(body[0]).toMatch(/^@\/datasets\//);
  });

  it("of one sandbox are not those of another", async () => {
    const emulator = await emulatorInProcess();
    await create(emulator, "Orders");
    const other = await ask(emulator, `${catalog}/dataSets`, { headers: { "x-sandbox-name": "prod" } });
    expect(other.body).toEqual({});
  });
});

describe("several requests in one", () => {
  const first = { id: "first", resource: "/dataSets", method: "POST", body: { name: "Orders" } };

  it("name what an earlier one made", async () => {
    const emulator = await emulatorInProcess();
    const rename = { id: "second", resource: "/dataSets/<<first.id>>", method: "PATCH", body: { name: "Sales" } };
    const { status, body } = await ask(emulator, `${catalog}/`, { body: [first, rename] });
    expect([status, body.map(({ code }: { code: number }) => code)]).toEqual([201, [201, 200]]);
    expect(await names(emulator, "")).toEqual(["Sales"]);
  });

  it("are done together or not at all, and each says how it went", async () => {
    const emulator = await emulatorInProcess();
    const wrong = { id: "second", resource: "/dataSets/0123", method: "PATCH", body: { name: "Sales" } };
    const { status, body } = await ask(emulator, `${catalog}/`, { body: [first, wrong] });
    expect([status, body.map(({ code }: { code: number }) => code)]).toEqual([400, [201, 404]]);
    expect(await names(emulator, "")).toEqual([]);
  });
});

describe("batches, labels and row errors", () => {
  it("batches are made, changed, found by their dataset", async () => {
    const emulator = await emulatorInProcess();
    const related = { relatedObjects: [{ type: "dataSet", id: "d1" }] };
    const { body } = await ask(emulator, `${catalog}/batches`, { body: { status: "loading", ...related } });
    const id = body[0].slice("@/batches/".length);
    await ask(emulator, `${catalog}/batches/${id}`, { method: "PATCH", body: { status: "success" } });
    const odd = await ask(emulator, `${catalog}/batches/${id}`, { method: "PATCH", body: { status: "odd" } });
    expect(odd).toMatchObject({ status: 400, text: expect.stringContaining("processing, success") });
    expect((await ask(emulator, `${catalog}/batches`, { body: { status: "odd" } })).status).toBe(400);
    const found = await ask(emulator, `${catalog}/batches?dataSet=d1&status=success`);
    expect(Object.keys(found.body)).toEqual([id]);
    expect((await ask(emulator, `${catalog}/batches?dataSet=d2`)).body).toEqual({});
    expect((await ask(emulator, `${catalog}/batches/${id}`, { body: { status: "success" } })).status).toBe(409);
    expect((await ask(emulator, `${catalog}/batches/${id}`, { method: "DELETE" })).status).toBe(200);
    expect((await ask(emulator, `/export/batches/${id}/meta?path=row_errors`)).status).toBe(404);
  });

  it("labels belong to a dataset", async () => {
    const emulator = await emulatorInProcess();
    const path = `/dataset/datasets/${await create(emulator, "Orders")}/labels`;
    expect((await ask(emulator, path)).body).toMatchObject({ labels: [] });
    expect((await ask(emulator, path, { body: { labels: ["C1"] } })).status).toBe(201);
    expect((await ask(emulator, path, { body: { labels: ["C1"] } })).status).toBe(409);
    expect((await ask(emulator, path, { method: "PUT", body: { labels: "C1" } })).body).toMatchObject({
      status: 400,
      code: "DS-400",
      timestamp: expect.any(Number),
    });
    expect((await ask(emulator, path, { method: "DELETE" })).status).toBe(204);
    expect((await ask(emulator, "/dataset/datasets/0123/labels")).status).toBe(404);
  });
});
