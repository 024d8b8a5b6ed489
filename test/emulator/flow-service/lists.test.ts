import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { ask, type Told } from "../../support/emulator.js";
import { codeOf, FLOWS, look, makeFlow, makeWorld, S3, SECOND, SHOPIFY, SPECS, type World } from "./world.js";

async function makeFlows(world: World, names: readonly string[]): Promise<void> {
  for (const name of names) {
    world.clock.now += SECOND;
    await makeFlow(world, { name });
  }
}

const namesIn = ({ body }: Told): readonly string[] => body.items.map(({ name }: { name: string }) => name);
const NAMES = ["a", "b", "c", "d", "e"];

/** The way a community client goes on: by what stands behind the only `=` of the link. */
async function pages(world: World, query: string): Promise<readonly (readonly string[])[]> {
  const found: (readonly string[])[] = [];
  let told = await world.get(`${FLOWS}/flows?${query}`);
  for (;;) {
    found.push(namesIn(told));
    const href: string | undefined = told.body._links.next?.href;
    if (href === undefined) return found;
    expect(href.split("=")).toHaveLength(2);
    told = await world.get(`${FLOWS}/flows?${query}&continuationToken=${href.split("=")[1]}`);
  }
}

describe("a search", () => {
  it("is a list whose query stands in the body", async () => {
    const world = await makeWorld();
    await makeFlows(world, NAMES);
    const search = (body: object, token = "") => world.post(`${FLOWS}/flows/search${token}`, body);
    const first = await search({ queryString: 'property=name!="b"&state==enabled', limit: 2, orderby: "-name" });
    expect(namesIn(first)).toEqual(["e", "d"]);
    const [path, token] = first.body._links.next.href.split("?");
    expect(path).toBe("/flows/search");
    expect(namesIn(await search({}, `?${token}`))).toEqual(["c", "a"]);
    expect((await search({ count: true })).body.count).toBe(5);
    const ids = (await search({ projectionFields: "name" })).body.items;
    expect(ids).toEqual(NAMES.map((name) => ({ name })));
    const connections = await world.post(`${FLOWS}/connections/search`, { queryString: 'name=="Shopify connection"' });
    expect(connections.body.items.map(({ id }: { id: string }) => id)).toEqual([SHOPIFY]);
    const specs = await world.post(`${FLOWS}/flowSpecs/search`, { queryString: "name==CRMToAEP" });
    expect(namesIn(specs)).toEqual(["CRMToAEP"]);
    const nothing = await world.post(`${FLOWS}/connections/search`, { queryString: 'name=="a&b"' });
    expect(nothing.body.items).toEqual([]);
  });

  it("is refused for what it does not know", async () => {
    const world = await makeWorld();
    const wrong = [{ queryString: "nme==a" }, { groupByProperty: "name" }, { limit: "2" }, { orderby: "name" }];
    for (const body of wrong) expect((await world.post(`${FLOWS}/flows/search`, body)).status).toBe(400);
  });
});

describe("a list", () => {
  it("is given in pages, each of which links to the next", async () => {
    const world = await makeWorld();
    await makeFlows(world, NAMES);
    expect(await pages(world, "limit=2")).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(await pages(world, "limit=2&count=False")).toEqual([["a", "b"], ["c", "d"], ["e"]]);
    expect(await pages(world, "limit=2&orderby=-createdAt")).toEqual([["e", "d"], ["c", "b"], ["a"]]);
    expect(await pages(world, "limit=2&property=name!=%22b%22")).toEqual([
      ["a", "c"],
      ["d", "e"],
    ]);
    expect(await pages(world, "limit=5")).toEqual([NAMES]);
  });

  it("goes on behind what was deleted meanwhile only where its last item is still there", async () => {
    const world = await makeWorld();
    await makeFlows(world, NAMES);
    const first = await world.get(`${FLOWS}/flows?limit=2`);
    await world.remove(`${FLOWS}/flows/${first.body.items[0].id}`);
    const { href } = first.body._links.next;
    expect(namesIn(await world.get(`${FLOWS}${href}`))).toEqual(["c", "d"]);
    await world.remove(`${FLOWS}/flows/${first.body.items[1].id}`);
    expect((await world.get(`${FLOWS}${href}`)).status).toBe(400);
    expect((await world.get(`${FLOWS}/flows?continuationToken=eyJ4Ijox`)).status).toBe(400);
  });

  it("is ordered, counted and cut to the members that are wanted", async () => {
    const world = await makeWorld({ behaviour: { orderWithoutSign: "ascending" } });
    await makeFlows(world, ["b", "a"]);
    for (const order of ["+name", "%2Bname", "name"]) {
      expect(namesIn(await world.get(`${FLOWS}/flows?orderby=${order}`))).toEqual(["a", "b"]);
    }
    expect((await world.get(`${FLOWS}/flows?count=true`)).body.count).toBe(2);
    expect(Object.keys((await world.get(`${FLOWS}/flows?property=id,name`)).body.items[0])).toEqual(["id", "name"]);
    const since = world.clock.now;
    expect(namesIn(await world.get(`${FLOWS}/flows?property=createdAt>=${since}`))).toEqual(["a"]);
    expect(namesIn(await world.get(`${FLOWS}/flows?property=createdAt<${since}&property=name==b`))).toEqual(["b"]);
  });

  it("finds names that hold quotes, commas and operators", async () => {
    const world = await makeWorld();
    const name = 'Orders, "all" == 1 & more';
    await makeFlows(world, [name, "other"]);
    const quoted = encodeURIComponent(`name==${JSON.stringify(name)}`);
    expect(namesIn(await world.get(`${FLOWS}/flows?property=${quoted}`))).toEqual([name]);
    const bare = encodeURIComponent(`name==${name}`);
    expect(namesIn(await world.get(`${FLOWS}/flows?property=${bare}`))).toEqual([name]);
  });

  it("takes quotes for a part of the value, or demands them, where the switch says so", async () => {
    const world = await makeWorld({ behaviour: { nameFilterQuoting: "unquoted" } });
    await makeFlows(world, ["a"]);
    expect(namesIn(await world.get(`${FLOWS}/flows?property=name==%22a%22`))).toEqual([]);
    expect(namesIn(await world.get(`${FLOWS}/flows?property=name==a`))).toEqual(["a"]);
    world.emulator.setBehaviour({ nameFilterQuoting: "quoted" });
    expect(codeOf(await world.get(`${FLOWS}/flows?property=name==a`))).toBe("1453-400");
  });

  it("takes the empty parameters of a collection of requests", async () => {
    const world = await makeWorld();
    await makeFlows(world, ["a"]);
    const told = await world.get(`${FLOWS}/flows?property=&limit=&orderby=&continuationToken=&count=false`);
    expect(namesIn(told)).toEqual(["a"]);
  });
});

describe("specs", () => {
  it("are found by name, quoted or not, and by id", async () => {
    const world = await makeWorld();
    for (const [path, name] of [
      ["flowSpecs", "CRMToAEP"],
      ["flowSpecs", "CloudStorageToAEP"],
      ["connectionSpecs", "datalake"],
      ["connectionSpecs", "shopify"],
    ]) {
      const quoted = await world.get(`${FLOWS}/${path}?property=name==%22${name}%22`);
      const bare = await world.get(`${FLOWS}/${path}?property=name==${name}`);
      expect(namesIn(quoted)).toEqual([name]);
      expect(bare.body).toEqual(quoted.body);
      expect(await look(world, `${FLOWS}/${path}/${quoted.body.items[0].id}`)).toEqual(quoted.body.items[0]);
    }
    expect((await world.get(`${FLOWS}/flowSpecs/x`)).status).toBe(404);
  });
});

describe("a base connection", () => {
  it("is made, shown without its secrets, tested, changed and deleted", async () => {
    const world = await makeWorld();
    const auth = { specName: "Basic Authentication", params: { username: "u", password: "p" } };
    const made = await world.post(`${FLOWS}/connections`, { name: "Shop", auth, connectionSpec: SPECS.shopify });
    expect(made.status).toBe(201);
    const path = `${FLOWS}/connections/${made.body.id}`;
    const shown = await look(world, path);
    expect(shown).toMatchObject({ name: "Shop", state: "enabled", etag: made.body.etag, version: made.body.etag });
    expect(shown.auth).toEqual({
      specName: "Basic Authentication",
      params: { username: "********", password: "********" },
    });
    expect((await world.get(`${path}/test`)).body.items).toEqual([{ test: true }]);
    // As an official collection of requests sends it: a slash at the end, and the etag in the query.
    const patched = await ask(world.emulator, `${path}/?if-match=${encodeURIComponent(shown.etag)}`, {
      method: "PATCH",
      body: [{ op: "add", path: "/description", value: "The shop" }],
    });
    expect(patched.status).toBe(200);
    expect((await look(world, path)).description).toBe("The shop");
    expect((await world.remove(`${path}/`)).status).toBe(204);
    expect((await world.get(path)).status).toBe(404);
  });

  it("is explored by the local files that stand for its tables and paths", async () => {
    const file = resolve("examples/on-demand-window/customers.csv");
    const world = await makeWorld({ samples: new Map([["/customers", file]]) });
    const root = await world.get(`${FLOWS}/connections/${S3}/explore?objectType=root`);
    expect(root.body).toEqual([
      { type: "file", name: "/customers", path: "/customers", canPreview: true, canFetchSchema: true },
    ]);
    const columns = await world.get(`${FLOWS}/connections/${S3}/explore?objectType=file&object=customers`);
    expect(columns.body.schema.columns.map(({ name }: { name: string }) => name)).toEqual([
      "Customer_Id",
      "Email",
      "First_Name",
      "Last_Name",
      "Points",
      "Tier",
      "modified",
    ]);
    const none = await world.get(`${FLOWS}/connections/${SHOPIFY}/explore?objectType=table&object=Other`);
    expect(none.body).toEqual({ format: "flat", schema: { columns: [] } });
  });
});

describe("source and target connections", () => {
  it("are read back with what they inherit, and changed under their etag", async () => {
    const world = await makeWorld();
    const path = `${FLOWS}/sourceConnections/${world.source}`;
    const source = await look(world, path);
    expect(source.inheritedAttributes).toEqual({ baseConnection: { id: SHOPIFY, connectionSpec: SPECS.shopify } });
    const patched = await world.patch(path, source.etag, [{ op: "replace", path: "/params/tableName", value: "T" }]);
    expect(patched.status).toBe(200);
    expect((await look(world, path)).params).toEqual({ tableName: "T" });
    expect((await world.remove(path)).status).toBe(204);
    const target = await look(world, `${FLOWS}/targetConnections/${world.target}`);
    expect(target.params).toEqual({ dataSetId: world.dataSetId });
  });

  it("cannot be patched into what could not be made", async () => {
    const world = await makeWorld();
    const path = `${FLOWS}/targetConnections/${world.target}`;
    const { etag } = await look(world, path);
    expect(codeOf(await world.patch(path, etag, [{ op: "remove", path: "/params/dataSetId" }]))).toBe("1325-400");
    expect((await look(world, path)).etag).toBe(etag);
  });
});
