import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../../support/cli.js";
import { ask } from "../../support/emulator.js";
import { exampleSchema } from "../../support/example-files.js";
import { mapping, NOW, SCHEMA_ID } from "../plan/support.js";
import { makeOrders, openWorld, projectFile, SHOPIFY, type World } from "./support.js";

const OTHER_ID = "https://ns.adobe.com/globex/schemas/other";

async function drop(world: World, sandbox: string, id: string): Promise<void> {
  await world.remove(sandbox, `/schemaregistry/tenant/schemas/${encodeURIComponent(id)}`);
}

/** One whose flow runs in `dev`. */
async function openDeployed(...given: Parameters<typeof openWorld>): Promise<World> {
  const world = await openWorld(...given);
  await makeOrders(world, "dev", "prod");
  const pushed = await world.push("dev");
  if (pushed.exit !== 0) throw new Error(pushed.stderr);
  return world;
}

/** Nothing may be written, in the sandbox nor in the file. */
async function refused(world: World, options: Parameters<World["promote"]>[0] = {}): Promise<string> {
  const [yaml, writes] = [world.yaml(), world.writes("prod")];
  const { exit, stderr } = await world.promote(options);
  expect(exit).toBe(1);
  expect([world.yaml(), world.writes("prod")]).toEqual([yaml, writes]);
  return stderr;
}

describe("what is missing", () => {
  it("is named all at once (XM7601): the connection of two flows, and the schema", async () => {
    const second = projectFile().replace("flows:\n", "").split("sandboxes:")[0] ?? "";
    const two = projectFile().replace(
      "sandboxes:",
      `${second.replace("  orders:", "  more:").replace("name: Orders", "name: More")}sandboxes:`,
    );
    const world = await openDeployed(two);
    await world.remove("prod", `/flowservice/connections/${SHOPIFY}`);
    await drop(world, "prod", SCHEMA_ID);
    const told = await refused(world);
    expect(told).toContain(
      "`prod` has no base connection `Shopify connection`, which the flows `more`, `orders` need.",
    );
    expect(told.match(/XM7601/g)).toHaveLength(2);
  });
});

describe("names", () => {
  it("that several have are named with their ids (XM7602), and an id for this sandbox says which", async () => {
    const world = await openDeployed(projectFile());
    const [another = ""] = await makeOrders(world, "prod");
    const told = await refused(world);
    expect(told).toContain("XM7602");
    expect(told).toContain("2 datasets named `Orders`");
    expect(told).toContain(another);
    world.write({
      "xdmap.yaml": projectFile({}, [
        "  dev: { tenant: acme }",
        `  prod: { tenant: acme, flows: { orders: { dataset: "${another}" } } }`,
      ]),
    });
    expect(await world.promote()).toMatchObject({ exit: 0 });
    expect(world.yaml()).toContain(`prod: { tenant: acme, flows: { orders: { dataset: "${another}" } } }`);
  });

  it("of base connections are held against their connection spec (XM7603)", async () => {
    const world = await openDeployed(projectFile({ connection: "Shopify connection" }));
    const other = world.all("prod", "connections").find(({ name }) => name === "HubSpot connection");
    await world.remove("prod", `/flowservice/connections/${SHOPIFY}`);
    const body = { name: "Shopify connection", connectionSpec: other?.["connectionSpec"], auth: { specName: "x" } };
    await world.make("prod", "/flowservice/connections", body);
    expect(await refused(world)).toContain("XM7603");
  });
});

describe("a flow that is not in the first sandbox as in the files (XM7600)", () => {
  it("stays behind, and the others go", async () => {
    const world = await openDeployed(projectFile());
    world.write({ "example.xdmap": mapping.replace("First_Name ->", "upper(First_Name) ->") });
    const told = await refused(world);
    expect(told).toContain("XM7600");
    expect(told).toContain("`upper(First_Name)` in the files");
    expect(await world.promote({ allowDrift: true })).toMatchObject({ exit: 0 });
    expect(world.all("prod", "flows")).toHaveLength(1);
  });

  it("is one that was never pushed, too; with the others a new sandbox gets `null` for it", async () => {
    const world = await openDeployed(projectFile());
    const second = projectFile({ name: "More" }).split("\n").slice(1, 8).join("\n").replace("orders:", "more:");
    world.write({ "xdmap.yaml": projectFile().replace("sandboxes:", `${second}\nsandboxes:`) });
    const { exit, stderr } = await world.promote();
    expect(exit).toBe(1);
    expect(stderr).toContain("The flow `more` is not in `dev`");
    expect(world.all("prod", "flows")).toMatchObject([{ name: "Orders" }]);
    expect(world.yaml()).toContain("    flows:\n      more: null\n");
    await world.push("dev");
    expect(await world.promote()).toMatchObject({ exit: 0 });
    expect(world.all("prod", "flows")).toHaveLength(2);
    expect(world.yaml()).toContain("    flows:\n      more: {}\n");
  });

  it("is not one that was disabled by hand", async () => {
    const world = await openDeployed(projectFile());
    const id = String(world.all("dev", "flows")[0]?.["id"]);
    await ask(world.emulator, `/flowservice/flows/${id}/action?op=disable`, { method: "POST", body: {} });
    expect(await world.promote()).toMatchObject({ exit: 0 });
  });
});

it("tells a start that has passed with what to do (XM7605)", async () => {
  let now = NOW;
  const schedule = '{ frequency: day, interval: 1, start: "2026-11-23T13:00:00Z" }';
  const yaml = projectFile({ schedule, delta: "{ column: Created_At }" });
  const world = await openDeployed(yaml, {}, { now: () => now });
  now += 7_200_000;
  const told = await refused(world);
  expect(told).toContain("XM7605");
  expect(told).not.toContain("XM7142");
  expect(told).toContain("`sandboxes: { prod: { flows: { orders: { schedule: { start: … } } } } }`");
  world.write({
    "xdmap.yaml": yaml.replace("{ tenant: acme }", "{}\n  prod: { flows: { orders: { schedule: { start: null } } } }"),
  });
  expect(await world.promote()).toMatchObject({ exit: 0 });
});

describe("sandboxes of two tenants", () => {
  const globex = JSON.stringify(exampleSchema)
    .replaceAll("_acme", "_globex")
    .replace("acme/schemas/example", "globex/schemas/other");

  /** `dev` has the schema of acme, and `prod` that of globex, by the same title. */
  async function openTenants(target: string, ofGlobex = globex): Promise<World> {
    const { folder, remove } = makeFolder({ "acme.json": JSON.stringify(exampleSchema), "globex.json": ofGlobex });
    onTestFinished(remove);
    const schemas = [join(folder, "acme.json"), join(folder, "globex.json")];
    const tenants = new Map([["prod", "globex"]]);
    const files = { "example.xdmap": `${mapping}Vid -> ${target}.points\n` };
    const world = await openWorld(projectFile(), files, { schemas, tenants });
    await drop(world, "prod", SCHEMA_ID);
    await drop(world, "dev", OTHER_ID);
    await makeOrders(world, "dev");
    const pushed = await world.push("dev");
    if (pushed.exit !== 0) throw new Error(pushed.stderr);
    return world;
  }

  it("put their own tenant into paths and ids", async () => {
    const world = await openTenants("_{TENANT_ID}");
    const { exit, stderr } = await world.promote();
    expect([exit, stderr.includes("error")]).toEqual([0, false]);
    expect(world.yaml()).toContain("  prod:\n    tenant: globex\n");
    expect(JSON.stringify(world.all("prod", "mappingSets"))).toContain("_globex.points");
    expect(JSON.stringify(world.all("dev", "mappingSets"))).toContain("_acme.points");
    expect(world.all("prod", "dataSets")).toMatchObject([{ schemaRef: { id: OTHER_ID } }]);
    expect((await world.promote()).stderr).toContain("nothing was written");
  });

  it("do not have one that a mapping writes out (XM7606)", async () => {
    const world = await openTenants("_acme");
    expect(await refused(world)).toContain("This path names `_acme`, the tenant of `dev`; `prod` has another.");
  });

  it("have schemas that are compared path by path (XM7604)", async () => {
    const world = await openTenants(
      "_{TENANT_ID}",
      globex.replace('"points":{"type":"integer"}', '"score":{"type":"integer"}'),
    );
    const told = await refused(world);
    expect(told).toContain("XM7604");
    expect(told).toContain("2 paths differ, `loyalty.points`, `loyalty.score`");
  });
});

it("shows what cannot be written into the project file, for somebody to write it (XM7609)", async () => {
  const world = await openWorld("");
  const [dev = "", prod = ""] = await makeOrders(world, "dev", "prod");
  // What is said of `prod` would be its own from then on, and the comment of the alias would have no place.
  const sandboxes = ["  dev: &all { tenant: acme }", "  prod: *all # the same"];
  world.write({ "xdmap.yaml": projectFile({ dataset: `"${dev}"` }, sandboxes) });
  await world.push("dev");
  const told = await refused(world);
  expect(told).toContain("XM7609");
  expect(told).toContain(`dataset: ${/^\d+$/.test(prod) ? JSON.stringify(prod) : prod} # Orders`);
});

it("tells that only one of the datasets is enabled for Profile (XM7607)", async () => {
  const tagged = JSON.stringify({ ...exampleSchema, "meta:immutableTags": ["union"] });
  const { folder, remove } = makeFolder({ "tagged.json": tagged });
  onTestFinished(remove);
  const world = await openWorld(projectFile(), {}, { schemas: [join(folder, "tagged.json")] });
  const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  const tags = { unifiedProfile: ["enabled:true"] };
  await world.make("dev", "/catalog/dataSets", { name: "Orders", schemaRef, tags });
  await makeOrders(world, "prod");
  expect((await world.push("dev")).exit).toBe(0);
  const { exit, stderr } = await world.promote();
  expect(stderr).toContain("XM7607");
  expect(exit).toBe(0);
});
