import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../src/emulator/index.js";
import { emulatorForTest } from "../../support/emulator.js";
import { attribute, makeWorld, mappingSet, type World } from "../flow-service/world.js";
import { type Received, send } from "./wire.js";

/**
 * The requests of aepp 0.5.7, the community's Python client, as it sends them: its classes were run unmodified against the
 * emulator, with its global endpoint and token endpoint set to it in aepp's own configuration, and its requests noted. What
 * it then reads of the answers is what is expected here.
 */
interface Asked {
  readonly method?: string;
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `python-requests` sends a JSON content type with everything. */
async function python(emulator: Emulator, path: string, asked: Asked = {}): Promise<Received> {
  const { clientId, organization, token } = emulator.credentials;
  return await send(emulator, {
    method: asked.method ?? (asked.body === undefined ? "GET" : "POST"),
    target: `/data/foundation${path}`,
    headers: {
      "User-Agent": "python-requests/2.32.3",
      "Accept-Encoding": "gzip, deflate",
      Accept: asked.accept ?? "application/json",
      "Content-Type": "application/json",
      Authorization: `Bearer ${token}`,
      "x-api-key": clientId,
      "x-gw-ims-org-id": organization,
      "x-sandbox-name": "dev",
      ...asked.headers,
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
  });
}

const COMPONENTS = { components: ["test/emulator/components"] };
const XED = "application/vnd.adobe.xed+json";
const PROFILE = "https://ns.adobe.com/xdm/context/profile";
const group = {
  title: "Loyalty",
  type: "object",
  "meta:intendedToExtend": [PROFILE],
  definitions: {
    customFields: {
      type: "object",
      properties: { _acme: { type: "object", properties: { tier: { type: "string" } } } },
    },
  },
  allOf: [{ $ref: "#/definitions/customFields" }],
};

describe("schema.Schema", () => {
  let id = "";

  async function made(): Promise<{ readonly emulator: Emulator; readonly path: string; readonly groupId: string }> {
    const own = await emulatorForTest(COMPONENTS);
    const { body } = await python(own, "/schemaregistry/tenant/fieldgroups/", { accept: XED, body: group });
    const allOf = [{ $ref: PROFILE }, { $ref: body.$id, "meta:refProperty": "a" }];
    const schema = { title: "Members", type: "object", description: "d", allOf };
    const told = await python(own, "/schemaregistry/tenant/schemas/", { accept: XED, body: schema });
    expect([told.status, told.body["meta:class"]]).toEqual([201, PROFILE]);
    id = told.body.$id;
    return { emulator: own, path: `/schemaregistry/tenant/schemas/${encodeURIComponent(id)}`, groupId: body.$id };
  }

  it("makes a field group of its own definitions, and a schema of it", async () => {
    const { emulator: own, groupId } = await made();
    const path = `/schemaregistry/tenant/fieldgroups/${encodeURIComponent(groupId)}`;
    const told = await python(own, path, { accept: "application/vnd.adobe.xed-full+json; version=1" });
    expect(told.body.properties._acme.properties.tier.type).toBe("string");
  });

  it.each(["", "-full", "-full-desc", "-full-deprecated", "-full-notext"])(
    "looks at a schema as xdm%s",
    async (form) => {
      const { emulator: own, path } = await made();
      const accept = `application/vnd.adobe.xdm${form}+json; version=1`;
      expect(await python(own, path, { accept })).toMatchObject({ status: 200, body: { $id: id } });
    },
  );

  it("reads the paths of a schema out of the flat form", async () => {
    const { emulator: own, path } = await made();
    const told = await python(own, path, { accept: "application/vnd.adobe.xdm-full-flat+json; version=1" });
    expect(Object.keys(told.body.properties)).toContain("_acme/tier");
  });

  it.each(["schemas", "classes", "fieldgroups", "datatypes", "unions"])(
    "reads next of the last page of %s, and ends where it is null",
    async (kind) => {
      const { emulator: own } = await made();
      const { body } = await python(own, `/schemaregistry/tenant/${kind}/`, {
        accept: "application/vnd.adobe.xdm-id+json",
      });
      expect(body._page).toHaveProperty("next", null);
    },
  );

  it("looks at Adobe's class through the tenant's container", async () => {
    const { emulator: own } = await made();
    const path = `/schemaregistry/tenant/classes/${encodeURIComponent(PROFILE)}`;
    const { body } = await python(own, path, { accept: "application/vnd.adobe.xed-full+json; version=1" });
    expect(body["meta:extends"]).toContain("https://ns.adobe.com/xdm/data/record");
  });

  it("changes a data type whose $id it does not encode", async () => {
    const { emulator: own } = await made();
    const { body } = await python(own, "/schemaregistry/tenant/datatypes/", {
      body: { title: "Tier", type: "object", properties: { a: { type: "string" } } },
    });
    const told = await python(own, `/schemaregistry/tenant/datatypes/${body.$id}`, {
      method: "PATCH",
      body: [{ op: "replace", path: "/title", value: "Level" }],
    });
    expect([told.status, told.body.title]).toEqual([200, "Level"]);
  });

  it("narrows descriptors to a type, in the second version of the list", async () => {
    const { emulator: own } = await made();
    const body = { "@type": "xdm:descriptorLabel", "xdm:sourceSchema": id, "xdm:sourceProperty": "/_acme/tier" };
    await python(own, "/schemaregistry/tenant/descriptors", { body });
    const accept = "application/vnd.adobe.xdm-v2+json";
    const listed = (type: string) =>
      python(own, `/schemaregistry/tenant/descriptors/?property=%40type%3D%3D${type}`, { accept });
    expect((await listed("xdm:descriptorLabel")).body.results).toHaveLength(1);
    expect((await listed("xdm:descriptorIdentity")).body).toMatchObject({ results: [], _page: { next: null } });
  });

  it("carries a schema into another sandbox by export and import", async () => {
    const { emulator: own, path } = await made();
    const exported = await python(own, path.replace("tenant/schemas", "rpc/export"));
    const elsewhere = { "x-sandbox-name": "prod" };
    const imported = await python(own, "/schemaregistry/rpc/export/", { body: exported.body, headers: elsewhere });
    expect(imported.body.map(({ title }: { title: string }) => title)).toEqual(["Loyalty", "Members"]);
    expect(await python(own, path, { accept: `${XED}; version=1`, headers: elsewhere })).toMatchObject({
      status: 200,
      body: { title: "Members" },
    });
    const again = await python(own, "/schemaregistry/rpc/import", { body: exported.body, headers: elsewhere });
    expect([again.status, again.body.detail]).toEqual([400, expect.stringContaining("$id must be unique")]);
  });

  it("reads what changed, the latest first, and a sample record", async () => {
    const { emulator: own, path } = await made();
    await python(own, path, { method: "PATCH", body: [{ op: "replace", path: "/description", value: "e" }] });
    const { body } = await python(own, path.replace("tenant/schemas", "rpc/auditlog"));
    expect(body[0].updates).toMatchObject([{ action: "replace", path: "/description", value: "e" }]);
    const sample = await python(own, path.replace("tenant/schemas", "rpc/sampledata"), { accept: `${XED}; version=1` });
    expect(sample.body._acme.tier).toBe("Sample value");
  });
});

describe("dataprep.DataPrep and flowservice.FlowService", () => {
  async function makeServed(): Promise<World & { readonly served: Emulator }> {
    const world = await makeWorld();
    return { ...world, served: world.emulator };
  }

  const ask = async (world: World, path: string, method = "GET", body?: object) =>
    await world.emulator.fetch(`${world.emulator.url}/data/foundation${path}`, {
      method,
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${world.emulator.credentials.token}`,
        "x-api-key": world.emulator.credentials.clientId,
        "x-gw-ims-org-id": world.emulator.credentials.organization,
        "x-sandbox-name": "dev",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  it("adds, replaces and takes out single mappings", async () => {
    const world = await makeServed();
    const set = `/conversion/mappingSets/${world.mappingId}`;
    const added = await ask(world, `${set}/mappings`, "POST", attribute("Phone", "mobilePhone.number"));
    const { id }: { id: string } = JSON.parse(await added.text());
    const replaced = await ask(world, `${set}/mappings/${id}`, "PUT", attribute("Mobile", "mobilePhone.number"));
    expect(JSON.parse(await replaced.text())).toMatchObject({ id, source: "Mobile" });
    expect((await world.get(set)).body).toMatchObject({ version: 2 });
    expect((await ask(world, `${set}/mappings/${id}`, "DELETE")).status).toBe(204);
    expect((await world.get(`${set}/mappings`)).body).toHaveLength(1);
  });

  it("posts again what was reset after it was done, and makes two mapping sets", async () => {
    const world = await makeServed();
    world.emulator.faults.add({ kind: "reset-after", match: { method: "POST", path: "/mappingSets" } });
    const body = mappingSet(world.schemaId, [attribute("Email", "personalEmail.address")]);
    const post = () => ask(world, "/conversion/mappingSets?validate=False", "POST", body);
    await expect(post()).rejects.toThrow("fetch failed");
    expect((await post()).status).toBe(200);
    expect((await world.get("/conversion/mappingSets?limit=100")).body.data).toHaveLength(3);
  });

  it("follows a page by what stands after the only equals sign", async () => {
    const world = await makeServed();
    const seen: string[] = [];
    let more = "";
    do {
      const { body } = await world.get(`/flowservice/connections?limit=2&count=False${more}`);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      const href: string = body._links?.next?.href ?? "";
      more = href === "" ? "" : `&continuationToken=${href.split("=")[1]}`;
      expect(href.split("=").length).toBeLessThan(3);
    } while (more !== "");
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(2);
  });

  it("tells flows of sources from flows to destinations", async () => {
    const world = await makeServed();
    await world.post("/flowservice/flows", world.flow());
    const filter = "/flowservice/flows?limit=100&count=False&property=inheritedAttributes.properties.";
    expect((await world.get(`${filter}isSourceFlow%3D%3Dtrue`)).body.items).toHaveLength(1);
    expect((await world.get(`${filter}isDestinationFlow%3D%3Dtrue`)).body.items).toEqual([]);
  });
});
