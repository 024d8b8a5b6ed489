import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeOutput } from "../../support/fake-output.js";
import { projectFiles } from "../apply/support.js";
import { SCHEMA_ID } from "../plan/support.js";
import { makeOrders, openWorld, projectFile, type World } from "./support.js";

/** Nothing may be written, in the sandbox nor in the file. */
async function refused(world: World, ...given: Parameters<World["promote"]>): Promise<string> {
  const [yaml, writes] = [world.yaml(), world.writes("prod")];
  const { exit, stderr } = await world.promote(...given);
  expect([exit, world.yaml(), world.writes("prod")], stderr).toEqual([1, yaml, writes]);
  return stderr;
}

async function openDeployed(yaml = projectFile()): Promise<World> {
  const world = await openWorld(yaml);
  await makeOrders(world, "dev", "prod");
  const pushed = await world.push("dev");
  if (pushed.exit !== 0) throw new Error(pushed.stderr);
  return world;
}

/** As if `prod` had nothing at these paths: lists of specs are empty, and what is asked for by its id is not there. */
function without(world: World, ...paths: readonly string[]) {
  return {
    fetch: async (url: string, init: RequestInit) => {
      const { pathname } = new URL(url);
      const path = paths.find((each) => pathname.includes(each));
      const isOfProd = new Headers(init.headers).get("x-sandbox-name") === "prod";
      if (path === undefined || !isOfProd) return world.emulator.fetch(url, init);
      const isList = path.endsWith("Specs") && pathname.endsWith(path);
      return isList ? Response.json({ items: [], _links: {} }) : Response.json({ status: 404 }, { status: 404 });
    },
  };
}

describe("what is missing where it is promoted to is named", () => {
  it.each([
    ["flow spec", "/flowSpecs", "CRMToAEP", projectFile()],
    ["connection spec", "/connectionSpecs", "shopify", projectFile({ connectionSpec: "shopify" })],
  ])("a %s", async (what, path, name, yaml) => {
    const world = await openDeployed(yaml);
    const told = await refused(world, {}, without(world, path));
    expect(told).toContain(
      `error[XM7601]: The sandbox \`prod\` has no ${what} \`${name}\`, which the flow \`orders\` needs.`,
    );
    expect(told).toContain("xdmap.yaml:");
    expect(told).toContain("Leave the setting out, or name one that is there");
  });

  describe("the components of a schema that the push would make", () => {
    const person = "https://ns.adobe.com/acme/mixins/person";
    const member = "https://ns.adobe.com/acme/classes/member";

    async function openComposed(): Promise<World> {
      const { "xdmap.yaml": yaml = "", ...files } = projectFiles;
      const world = await openWorld(yaml, files, { schemas: [] }, ["components"]);
      const pushed = await world.push("dev");
      if (pushed.exit !== 0) throw new Error(pushed.stderr);
      return world;
    }

    it("are all told, field groups and class", async () => {
      const world = await openComposed();
      const told = await refused(world, {}, without(world, encodeURIComponent(person), encodeURIComponent(member)));
      expect(told.match(/XM7601/g)).toHaveLength(2);
      expect(told).toContain(`no field group \`${person}\``);
      expect(told).toContain(`no class \`${member}\``);
      expect(told).toContain("the schema `Members` is composed of it");
    });

    it("are there: the schema is made, and nothing is left to do", async () => {
      const world = await openComposed();
      const done = await world.promote();
      expect([done.exit, done.stderr], done.stderr).toEqual([0, expect.stringContaining("6 to create")]);
      expect(world.all("prod", "schemas")).toMatchObject([{ title: "Members" }]);
      expect(await world.plan("prod")).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do, 6") });
      const writes = world.writes("prod");
      expect(await world.promote()).toMatchObject({ exit: 0, stderr: expect.stringContaining("nothing was written") });
      expect(world.writes("prod")).toBe(writes);
    });
  });
});

describe("what is another where it is promoted to stops all", () => {
  it("a dataset of another schema", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev");
    expect((await world.push("dev")).exit).toBe(0);
    const profile = "https://ns.adobe.com/xdm/context/profile";
    const id = await world.make("prod", "/schemaregistry/tenant/schemas", {
      type: "object",
      title: "Something else",
      description: "",
      allOf: [{ $ref: profile }],
    });
    const schemaRef = { id, contentType: "application/vnd.adobe.xed-full+json;version=1" };
    await world.make("prod", "/catalog/dataSets", { name: "Orders", schemaRef });
    const told = await refused(world);
    expect(told).toContain("XM7120");
    expect(told).toContain(id);
    expect(told).toContain(SCHEMA_ID);
  });

  it("a name that a second dataset got while the question stood", async () => {
    const world = await openDeployed();
    let shown = "";
    const ask = async () => {
      await makeOrders(world, "prod");
      shown = world.yaml();
      return "prod";
    };
    const { exit, stderr } = await world.promote({ yes: false }, { ask });
    expect(exit).toBe(1);
    expect(stderr).toContain("XM7104");
    expect(shown).toBe(projectFile());
    expect(world.all("prod", "flows")).toEqual([]);
  });
});

describe("what is missing where it comes from stays behind", () => {
  it("a flow whose mapping set was deleted (XM7600)", async () => {
    const world = await openDeployed();
    const [set] = world.all("dev", "mappingSets");
    await world.remove("dev", `/conversion/mappingSets/${String(set?.["id"])}`);
    const told = await refused(world);
    expect(told).toContain("XM7600");
    expect(told).toContain("mapping set: it is not there");
  });

  it("a flow whose mapping file is gone, at its place in xdmap.yaml", async () => {
    const world = await openDeployed();
    rmSync(join(world.folder, "example.xdmap"));
    expect(await refused(world)).toMatch(/xdmap\.yaml:3:|example\.xdmap/);
  });
});

describe("sandboxes that cannot be used", () => {
  it("are told where they are named: into itself, unknown to the file, no name", async () => {
    const world = await openDeployed(projectFile({}, ["  dev: { tenant: acme }", "  stage: { tenant: acme }"]));
    for (const [given, said] of [
      [{ to: "dev" }, "a sandbox cannot be promoted into itself"],
      [{ from: "devv" }, "Did you mean 'dev'?"],
      [{ to: "Prod!" }, "is no name of a sandbox"],
      [{ flow: ["order"] }, "Did you mean `orders`?"],
    ] as const) {
      const before = world.emulator.requests.length;
      const ended = await world.promote(given);
      expect([ended.exit, ended.stderr], said).toEqual([3, expect.stringContaining(said)]);
      expect(world.emulator.requests.length).toBe(before);
    }
  });

  it.each([
    ["from", { from: "stage", to: "prod" }, "stage"],
    ["to", { to: "prodd" }, "prodd"],
  ])("are told where AEP has none: %s", async (_, given, name) => {
    const world = await openDeployed(projectFile({}, ["  dev: { tenant: acme }", "  stage: { tenant: acme }"]));
    const yaml = world.yaml();
    const ended = await world.promote(given);
    expect([ended.exit, ended.stderr]).toEqual([4, expect.stringContaining("XM7004")]);
    expect(ended.stderr).toContain(`\`${name}\``);
    if (name === "prodd") expect(ended.stderr).toContain("Did you mean `prod`?");
    expect([world.yaml(), world.all("prod", "flows")]).toEqual([yaml, []]);
  });

  it("are told where they are being made", async () => {
    const world = await openDeployed();
    const told = { name: "prod", title: "Prod", state: "creating", type: "production" };
    const fetch = (url: string, init: RequestInit) =>
      url.includes("/sandboxes/prod") ? Promise.resolve(Response.json(told)) : world.emulator.fetch(url, init);
    const ended = await world.promote({}, { fetch });
    expect([ended.exit, ended.stderr]).toEqual([4, expect.stringContaining("it is `creating`, and not active")]);
  });
});

it("shows file and plan before anything is written, and does both after the name of the sandbox", async () => {
  const world = await openDeployed();
  const { output, told } = fakeOutput();
  const [yaml, writes] = [world.yaml(), world.writes("prod")];
  let asked = 0;
  const ask = async (question: string) => {
    asked += 1;
    expect(question).toContain("prod is a production sandbox");
    expect(told().stderr).toMatch(/xdmap\.yaml gets:\n {2}sandboxes:\n {4}prod:\n {6}tenant: acme\n/);
    expect(told().stderr).toContain('+   flow orders "Orders"');
    expect(told().stderr).toContain("Sandbox prod: 4 to create, 2 as they should be");
    expect([world.yaml(), world.writes("prod")]).toEqual([yaml, writes]);
    return asked === 1 ? "y" : "prod";
  };
  expect((await world.promote({ yes: false }, { ask, output })).exit).toBe(1);
  expect([world.yaml(), world.writes("prod")]).toEqual([yaml, writes]);
  expect((await world.promote({ yes: false }, { ask, output })).exit).toBe(0);
  expect(asked).toBe(2);
  expect(await world.plan("prod")).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do, 6") });
});
