import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fingerprintOf, openStore } from "../../../src/platform/store/index.js";
import { NOW } from "../plan/support.js";
import { makeOrders, openWorld, projectFile } from "./support.js";

describe("a promotion where all is found", () => {
  it("pushes to the other sandbox what the first has, and has nothing to do after it", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev", "prod");
    expect((await world.push("dev")).exit).toBe(0);
    const first = await world.promote();
    expect(first).toMatchObject({ exit: 0 });
    expect(first.stderr).toContain("1 flow of dev into prod, a production sandbox");
    expect(first.stderr).toContain("Sandbox prod: 4 to create, 2 as they should be");
    expect(world.all("prod", "flows")).toMatchObject([{ name: "Orders" }]);
    expect(world.yaml()).toBe(projectFile({}, ["  dev: { tenant: acme }", "  prod:", "    tenant: acme"]));
    const [before, writes] = [world.yaml(), world.writes("prod")];
    const second = await world.promote();
    expect(second).toMatchObject({ exit: 0 });
    expect(second.stderr).toContain("nothing was written");
    expect(world.yaml()).toBe(before);
    expect(world.writes("prod")).toBe(writes);
  });

  it("makes a dataset that only its name was given of, and says the same as JSON", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev");
    await world.push("dev");
    const { exit, stdout } = await world.promote({ json: true });
    expect(exit).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({ from: "dev", to: "prod", production: true, flows: ["orders"], result: "done" });
    expect(document.plan.steps.map((step: { action: string }) => step.action)).toContain("create");
    expect(world.all("prod", "dataSets")).toMatchObject([{ name: "Orders" }]);
  });

  it("turns ids of the first sandbox into those of the other, by the names of what they stand for", async () => {
    const shopify = { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" };
    const world = await openWorld("");
    const spec = world.all("dev", "connections").find(({ name }) => name === "Shopify connection");
    const body = { name: "Our shop", connectionSpec: spec?.["connectionSpec"] ?? shopify, auth: { specName: "x" } };
    const [dev, prod] = [
      await world.make("dev", "/flowservice/connections", body),
      await world.make("prod", "/flowservice/connections", body),
    ];
    const [ordersOfDev = "", ordersOfProd = ""] = await makeOrders(world, "dev", "prod");
    world.write({
      "xdmap.yaml": projectFile({ connection: dev, dataset: ordersOfDev }, [
        "  dev: { tenant: acme }  # ours",
        "  # not yet: stage",
        "  prod:",
        "    tenant: acme # theirs",
      ]),
    });
    await world.push("dev");
    const done = await world.promote();
    expect(done).toMatchObject({ exit: 0 });
    expect(done.stderr).toContain(`connection: ${prod} # Our shop`);
    expect(world.yaml()).toBe(
      projectFile({ connection: dev, dataset: ordersOfDev }, [
        "  dev: { tenant: acme } # ours",
        "  # not yet: stage",
        "  prod:",
        "    tenant: acme # theirs",
        "    flows:",
        "      orders:",
        `        connection: ${prod} # Our shop`,
        `        dataset: ${/^\d+$/.test(ordersOfProd) ? JSON.stringify(ordersOfProd) : ordersOfProd} # Orders`,
      ]),
    );
    expect((await world.promote()).stderr).toContain("nothing was written");
  });

  it("carries what only the first sandbox says, and leaves to the file what it says itself", async () => {
    const world = await openWorld(
      projectFile({ connection: "", schedule: "{ frequency: once }", dataset: "Orders" }, [
        "  dev:",
        "    tenant: acme",
        "    flows:",
        "      orders:",
        "        connection: Shopify connection",
        "        dataset: Orders of dev",
        "        description: From dev",
      ]),
    );
    await makeOrders(world, "prod");
    await world.push("dev");
    expect(await world.promote()).toMatchObject({ exit: 0 });
    expect(world.yaml()).toContain(
      [
        "  prod:",
        "    tenant: acme",
        "    flows:",
        "      orders:",
        "        description: From dev",
        "        connection: Shopify connection",
        "",
      ].join("\n"),
    );
    expect(world.all("prod", "dataSets")).toMatchObject([{ name: "Orders" }]);
  });
});

describe("a promotion that asks", () => {
  it("wants the name of a production sandbox, and writes nothing without it", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev", "prod");
    await world.push("dev");
    const [yaml, writes] = [world.yaml(), world.writes("prod")];
    const asked: string[] = [];
    const answer = (text: string | null) => ({
      ask: async (question: string) => {
        asked.push(question);
        return text;
      },
    });
    for (const text of ["yes", null, "Prod"]) {
      expect((await world.promote({ yes: false }, answer(text))).exit).toBe(1);
    }
    expect(asked[0]).toContain("Type its name");
    expect([world.yaml(), world.writes("prod")]).toEqual([yaml, writes]);
    expect((await world.promote({ yes: false }, answer("prod"))).exit).toBe(0);
    expect(world.writes("prod")).toBeGreaterThan(writes);
  });

  it("has told what was found before the plan, and does not tell it again; so has a push", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev", "prod");
    // The clock of the tests is not that of their emulator.
    const found = "warning[XM7102]";
    for (const { stderr } of [await world.push("dev"), await world.promote()]) {
      expect(stderr.split(found), stderr).toHaveLength(2);
      expect(stderr.indexOf(found), stderr).toBeLessThan(stderr.indexOf("to create"));
    }
  });

  it("saves the plan alone where that is wanted, and needs somebody to ask else", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev", "prod");
    await world.push("dev");
    const [yaml, writes] = [world.yaml(), world.writes("prod")];
    const out = join(world.folder, "plan.json");
    expect((await world.promote({ yes: false })).exit).toBe(3);
    expect((await world.promote({ yes: false, out })).exit).toBe(2);
    expect(JSON.parse(readFileSync(out, "utf8"))).toMatchObject({ sandbox: "prod", summary: { create: 4 } });
    expect([world.yaml(), world.writes("prod")]).toEqual([yaml, writes]);
  });

  it("leaves a project file alone that was changed meanwhile (XM7608)", async () => {
    const world = await openWorld(projectFile());
    await makeOrders(world, "dev", "prod");
    await world.push("dev");
    const writes = world.writes("prod");
    const ask = async () => {
      writeFileSync(join(world.folder, "xdmap.yaml"), `${projectFile()}# mine\n`);
      return "prod";
    };
    const done = await world.promote({ yes: false }, { ask });
    expect(done.exit).toBe(1);
    expect(done.stderr).toContain("XM7608");
    expect(world.yaml()).toBe(`${projectFile()}# mine\n`);
    expect(world.writes("prod")).toBe(writes);
  });
});

it("goes on where one ended between the project file and the push", async () => {
  const world = await openWorld(projectFile());
  await makeOrders(world, "dev", "prod");
  await world.push("dev");
  // Another push holds the sandbox: the file is written, and nothing else.
  const owner = { sandbox: "prod", organization: fingerprintOf(world.emulator.credentials.organization) };
  const held = openStore({ folder: world.folder, owner, now: () => NOW });
  if (held.kind !== "ok") throw new Error(held.diagnostic.message);
  const writes = world.writes("prod");
  const stopped = await world.promote();
  expect(stopped.exit).toBe(1);
  expect(stopped.stderr).toContain("Promote again: it goes on from there.");
  expect(world.writes("prod")).toBe(writes);
  const yaml = world.yaml();
  expect(yaml).toContain("  prod:\n    tenant: acme\n");
  held.value.release();
  expect(await world.promote()).toMatchObject({ exit: 0 });
  expect(world.yaml()).toBe(yaml);
  expect(world.all("prod", "flows")).toHaveLength(1);
});
