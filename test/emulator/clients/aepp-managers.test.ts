import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/index.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { FLOWS, look, makeFlow, makeWorld, mappingOf, START } from "../flow-service/world.js";

/** What aepp 0.6's managers of schemas, its synchronizer and its catalog read of answers, beside the requests of 0.5. */
const tenant = "/schemaregistry/tenant";
const form = (kind: string) => ({ accept: `application/vnd.adobe.${kind}+json; version=1` });
const PERSON = "https://ns.adobe.com/xdm/context/person-fields";
const PROFILE = "https://ns.adobe.com/xdm/context/profile";

const withComponents = (): Promise<Emulator> => emulatorInProcess({ components: ["test/emulator/components"] });

const group = (fields: object) => ({
  title: "Loyalty",
  type: "object",
  "meta:intendedToExtend": [PROFILE],
  definitions: { customFields: { type: "object", properties: { _acme: { type: "object", properties: fields } } } },
  allOf: [{ $ref: "#/definitions/customFields" }],
});

async function makeGroup(emulator: Emulator, fields: object = { tier: { type: "string", title: "Tier" } }) {
  const made = await ask(emulator, `${tenant}/fieldgroups`, { body: group(fields) });
  return { ...made, path: `${tenant}/fieldgroups/${encodeURIComponent(made.body.$id)}` };
}

describe("a field group", () => {
  it("is a mixin by its ids and kind, and extensible, as in the examples of the OpenAPI file", async () => {
    const { status, body } = await makeGroup(await withComponents());
    expect([status, body["meta:resourceType"], body["meta:extensible"]]).toEqual([201, "mixins", true]);
    expect(body.$id).toMatch(/^https:\/\/ns\.adobe\.com\/acme\/mixins\/[0-9a-f]{32}$/);
    expect(body["meta:altId"]).toMatch(/^_acme\.mixins\.[0-9a-f]{32}$/);
  });

  it("has meta:xdmType on every field, by its keywords, also after a patch", async () => {
    const emulator = await withComponents();
    const { body, path } = await makeGroup(emulator, {
      tier: { type: "string" },
      since: { type: "string", format: "date-time" },
      points: { type: "integer" },
      visits: { type: "integer", maximum: 9007199254740991, minimum: -9007199254740991 },
      labels: { type: "object", additionalProperties: { type: "string" } },
      orders: { type: "array", items: { type: "object", properties: { id: { type: "number" } } } },
    });
    const fieldsOf = (resource: typeof body) => resource.definitions.customFields.properties._acme.properties;
    expect(
      Object.entries<{ "meta:xdmType": string }>(fieldsOf(body)).map(([name, field]) => [name, field["meta:xdmType"]]),
    ).toEqual([
      ["tier", "string"],
      ["since", "date-time"],
      ["points", "int"],
      ["visits", "long"],
      ["labels", "map"],
      ["orders", "array"],
    ]);
    expect(fieldsOf(body).orders.items.properties.id["meta:xdmType"]).toBe("number");
    const place = "/definitions/customFields/properties/_acme/properties/tier/type";
    const patched = await ask(emulator, path, {
      method: "PATCH",
      body: [{ op: "replace", path: place, value: "integer" }],
    });
    expect(fieldsOf(patched.body).tier).toEqual({ type: "integer", "meta:xdmType": "int" });
  });

  it("keeps its kind, its descriptions and the titles of its fields in the full form", async () => {
    const emulator = await withComponents();
    const { path } = await makeGroup(emulator);
    const { body } = await ask(emulator, path, { headers: form("xed-full") });
    expect(body["meta:resourceType"]).toBe("mixins");
    expect(body.properties._acme.properties.tier).toEqual({ title: "Tier", type: "string", "meta:xdmType": "string" });
    const bare = await ask(emulator, path, { headers: form("xed-full-notext") });
    expect(bare.body.properties._acme.properties.tier).toEqual({ type: "string", "meta:xdmType": "string" });
  });

  it("of Adobe's has the platform's names as xed, and the standard's as xdm", async () => {
    const emulator = await withComponents();
    const path = `${tenant}/fieldgroups/${encodeURIComponent(PERSON)}`;
    const xed = await ask(emulator, path, { headers: form("xed") });
    expect(xed.body.definitions.own.properties).toEqual({
      person: { title: "Person", type: "object", "meta:xdmType": "object", "meta:xdmField": "xdm:person" },
      _repo: {
        type: "object",
        properties: { created: { type: "string", "meta:xdmType": "string", "meta:xdmField": "repo:created" } },
        "meta:xdmType": "object",
      },
    });
    const xdm = await ask(emulator, path, { headers: form("xdm") });
    expect(Object.keys(xdm.body.definitions.own.properties)).toEqual(["xdm:person", "repo:created"]);
  });

  it("takes a patch whose path has no slash, as an example of the OpenAPI file has it", async () => {
    const emulator = await withComponents();
    const { path } = await makeGroup(emulator);
    const body = [{ op: "add", path: "description", value: "Of the programme" }];
    expect((await ask(emulator, path, { method: "PATCH", body })).body.description).toBe("Of the programme");
  });
});

describe("the registry", () => {
  it("says what is wrong under Adobe's codes, with a report", async () => {
    const emulator = await withComponents();
    const missing = await ask(emulator, `${tenant}/schemas/_acme.schemas.none`, { headers: form("xed") });
    expect(missing.body).toMatchObject({
      type: "http://ns.adobe.com/aep/errors/XDM-1012-404",
      title: "Resource Not Found",
      status: 404,
      report: { registryRequestId: expect.any(String), "detailed-message": missing.body.detail, "sub-errors": [] },
    });
    const typeOf = async (path: string, accept: string) =>
      (await ask(emulator, path, { headers: { accept } })).body.type.split("/").at(-1);
    expect(await typeOf(`${tenant}/schemas`, "application/json")).toBe("XDM-1006-406");
    expect(await typeOf(`${tenant}/schemas/x`, "application/vnd.adobe.xed+json")).toBe("XDM-1007-400");
    expect(await typeOf(`${tenant}/descriptors`, "application/json")).toBe("XDM-1008-406");
    const carried = await ask(emulator, "/schemaregistry/rpc/import", { body: [{}] });
    expect(carried.body.type).toContain("XDM-3005-400");
  });

  it("takes filters with commas between them, and links with ids", async () => {
    const emulator = await withComponents();
    const { body: fields } = await makeGroup(emulator);
    const schema = { title: "A, b", type: "object", allOf: [{ $ref: PROFILE }, { $ref: fields.$id }] };
    const { body } = await ask(emulator, `${tenant}/schemas`, { body: schema });
    const sourceSchema = { "xdm:sourceSchema": body.$id };
    await ask(emulator, `${tenant}/descriptors`, {
      body: { "@type": "xdm:descriptorTimeSeriesGranularity", ...sourceSchema, "xdm:granularity": "day" },
    });
    const listed = async (property: string, accept: string) => {
      const path = `${tenant}/descriptors?${new URLSearchParams({ property })}`;
      const told = await ask(emulator, path, { headers: { accept: `application/vnd.adobe.${accept}+json` } });
      return told.body.results.length;
    };
    const both = `@type==xdm:descriptorTimeSeriesGranularity,xdm:sourceSchema==${body.$id}`;
    expect(await listed(both, "xdm-v2")).toBe(1);
    expect(await listed(both, "xdm-v2-link-id")).toBe(1);
    expect(await listed("@type==xdm:descriptorIdentity,xdm:sourceSchema==x", "xdm-v2")).toBe(0);
    const named = new URLSearchParams({ property: "title==A, b" });
    const found = await ask(emulator, `${tenant}/schemas?${named}`, {
      headers: { accept: "application/vnd.adobe.xed-id+json" },
    });
    expect(found.body.results).toHaveLength(1);
  });
});

describe("datasets and batches", () => {
  it("have what a client reads of each, also when somebody replaced them", async () => {
    const emulator = await emulatorInProcess();
    const made = await ask(emulator, "/catalog/dataSets", { body: { name: "Web Orders" } });
    const id = made.body[0].split("/").at(-1);
    for (const [method, body] of [
      ["PUT", { name: "Orders" }],
      ["PATCH", { tags: null }],
      ["PATCH", [{ op: "remove", path: "/tags" }]],
    ] as const) {
      expect((await ask(emulator, `/catalog/dataSets/${id}`, { method, body })).status).toBe(200);
      const { body: shown } = await ask(emulator, `/catalog/dataSets/${id}`);
      expect(shown[id]).toMatchObject({
        tags: { "adobe/pqs/table": ["orders"] },
        classification: { dataBehavior: "record" },
        observableSchema: { type: "object" },
        status: "enabled",
      });
    }
    const batch = await ask(emulator, "/catalog/batches", { body: { status: "failed", dataSetId: id } });
    const at = `/catalog/batches/${batch.body[0].split("/").at(-1)}`;
    await ask(emulator, at, { method: "PUT", body: { status: "failed", dataSetId: id } });
    expect(Object.values((await ask(emulator, at)).body)).toMatchObject([
      { errors: [], tags: {}, relatedObjects: [{ type: "dataSet", id }], sandboxId: "dev" },
    ]);
  });

  it.each([
    ["dataSets", { name: "Orders" }, { description: 5 }],
    ["dataSets", { name: "Orders" }, [{ op: "add", path: "/fileDescription", value: { charset: "x" } }]],
    ["batches", { status: "loading" }, { started: "now" }],
    ["batches", { status: "loading" }, { errors: "none" }],
    ["batches", { status: "loading" }, { relatedObjects: [{ type: "dataSet", id: "1", status: "active" }] }],
  ])("of %s refuse what a look at them could not show", async (kind, first, wrong) => {
    const emulator = await emulatorInProcess();
    const made = await ask(emulator, `/catalog/${kind}`, { body: first });
    const path = `/catalog/${kind}/${made.body[0].split("/").at(-1)}`;
    const { body: before } = await ask(emulator, path);
    expect((await ask(emulator, path, { method: "PATCH", body: wrong })).status).toBe(400);
    expect((await ask(emulator, path)).body).toEqual(before);
  });
});

describe("flows and connections", () => {
  it("take the texts that the client sends for numbers, and its operations", async () => {
    const world = await makeWorld();
    const { path } = await makeFlow(world, {
      flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
      sourceConnectionIds: [world.files],
      transformations: [mappingOf(world.mappingId, 0)],
      scheduleParams: {
        startTime: String(START / 1000 + 600),
        frequency: "minute",
        interval: "15",
        foldernameTemplate: "%DESTINATION%",
      },
    });
    for (const op of ["Replace", "REPLACE", "replace"]) {
      const { etag } = await look(world, path);
      expect((await world.patch(path, etag, [{ op, path: "/name", value: op }])).status).toBe(200);
      expect(await look(world, path)).toMatchObject({ name: op });
    }
  });

  it("take out what a patch of a connection takes out", async () => {
    const world = await makeWorld();
    const path = `${FLOWS}/sourceConnections/${world.source}`;
    const patch = async (operation: object) => world.patch(path, (await look(world, path)).etag, [operation]);
    await patch({ op: "add", path: "/description", value: "Orders" });
    expect((await look(world, path)).description).toBe("Orders");
    await patch({ op: "remove", path: "/description" });
    expect(await look(world, path)).not.toHaveProperty("description");
  });

  it("knows the connection specs that the client looks for by name", async () => {
    const world = await makeWorld();
    const { body } = await world.get(`${FLOWS}/connectionSpecs`);
    const names = body.items.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["datalake", "landing-zone", "activation-datalake"]));
  });
});
