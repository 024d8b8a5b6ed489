import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWorld, START } from "./support.js";

type World = Awaited<ReturnType<typeof openWorld>>;

const hourly = { startTime: START, frequency: "hour", interval: 6 };
const copy = { deltaColumn: { name: "updated_at" } };

async function worldOf(...names: readonly string[]) {
  const world = await openWorld();
  const made = [];
  for (const name of names) made.push(await world.make({ name, schedule: hourly, copy }));
  return { world, made };
}

function filesOf({ folder }: World): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name !== ".xdmap")
    .sort();
}

const ALL = { all: true, deadline: 0.3 };

describe("a platform that fails", () => {
  it("for one flow leaves that out, and imports the others", async () => {
    const { world, made } = await worldOf("A", "B", "C");
    const path = `/sourceConnections/${made[1]?.source}`;
    world.emulator.faults.add({ kind: "5xx-before", times: "always", match: { path } });
    const { exit, stderr } = await world.import([], ALL);
    expect(exit).toBe(4);
    expect(stderr).toContain("2 of 3 flows");
    expect(filesOf(world)).toEqual(["a.xdmap", "c.xdmap", "xdmap.yaml"]);
  });

  it("beside the point is told, and the flow comes with ids", async () => {
    const { world } = await worldOf("A");
    world.emulator.faults.add({ kind: "5xx-before", times: "always", match: { path: "/flowservice/connections/" } });
    const { exit, stderr } = await world.import([], ALL);
    expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("Reading the connection") });
    expect(filesOf(world)).toEqual(["a.xdmap", "xdmap.yaml"]);
  });

  it("for good is asked no more: each cause is told once, and how many flows were not read", async () => {
    const names = Array.from({ length: 30 }, (_, at) => `Flow ${at}`);
    const { world } = await worldOf(...names);
    const before = world.emulator.requests.length;
    world.emulator.faults.add({ kind: "401", times: "always", match: { path: "/sourceConnections" } });
    const { exit, stderr } = await world.import([], ALL);
    expect(exit).toBe(4);
    expect(stderr.match(/XM7001/g)).toHaveLength(1);
    expect(stderr).toContain("XM7560");
    expect(stderr).toContain("29 of 30 flows were not read");
    expect(world.emulator.requests.length - before).toBeLessThan(40);
    expect(filesOf(world)).toEqual([]);
  });

  it("is not asked for a sandbox that is not there: nothing is found in none", async () => {
    const { world, made } = await worldOf("A");
    for (const given of [[`flow:${made[0]?.flow}`], [`remote:${made[0]?.set}`], ["flow:*"]]) {
      const { exit, stderr } = await world.import(given, { sandbox: "nowhere" });
      expect({ exit, stderr }).toMatchObject({ exit: 4, stderr: expect.stringContaining("XM7004") });
    }
    expect(readdirSync(world.folder)).toEqual([]);
  });
});

it("an import that is interrupted at any request leaves nothing behind, and says so once", async () => {
  const { world } = await worldOf("A", "B");
  for (const at of [2, 7, 13]) {
    const ending = new AbortController();
    let count = 0;
    const fetch = (url: string, init: RequestInit) => {
      count += 1;
      if (count === at) ending.abort();
      return world.emulator.fetch(url, init);
    };
    const { exit, stderr } = await world.importWith([], ALL, { fetch, signal: ending.signal });
    expect({ exit, files: filesOf(world) }).toEqual({ exit: 130, files: [] });
    expect((stderr.match(/XM7017/g) ?? []).length).toBeLessThanOrEqual(1);
  }
});

describe("nothing is half written", () => {
  it("where the project file cannot take a flow, its mapping file goes again", async () => {
    const { world, made } = await worldOf("Orders");
    const text = `flows:\n  orders:\n    name: &n Orders\n  other: { name: *n }\n`;
    world.write("xdmap.yaml", text);
    const files = made[0] === undefined ? [] : await world.download(made[0]);
    const { exit, stderr } = await world.importFiles(files, { force: true, output: join(world.folder, "maps") });
    expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM7557") });
    expect(readFileSync(join(world.folder, "xdmap.yaml"), "utf8")).toBe(text);
    expect(existsSync(join(world.folder, "maps"))).toBe(false);
  });

  it("where a nearer project would have the mapping file, the flow is named, and not a line that is not there", async () => {
    const { world } = await worldOf("Orders");
    world.write("xdmap.yaml", "lint: {}\n");
    world.write("maps/xdmap.yaml", "lint: {}\n");
    const { exit, stderr } = await world.import([], { ...ALL, output: join(world.folder, "maps") });
    expect({ exit, stderr }).toMatchObject({
      exit: 1,
      stderr: expect.stringContaining("The flow `Orders` was left out"),
    });
    expect(stderr).toContain("it belongs to the project");
    expect(readdirSync(join(world.folder, "maps"))).toEqual(["xdmap.yaml"]);
  });

  it("a file that is there stays, unless it is the very same", async () => {
    const { world } = await worldOf("Orders");
    world.write("orders.xdmap", "mine\n");
    expect(await world.import([], ALL)).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM5250") });
    expect(readFileSync(join(world.folder, "orders.xdmap"), "utf8")).toBe("mine\n");
    expect(filesOf(world)).toEqual(["orders.xdmap"]);
    expect(await world.import([], { ...ALL, force: true })).toMatchObject({ exit: 0 });
    world.write("xdmap.yaml", "lint: {}\n");
    // As an import leaves it that was killed before its last file.
    expect(await world.import([], ALL)).toMatchObject({ exit: 0 });
  });

  it("a flow is written over where the project file says it is", async () => {
    const { world } = await worldOf("Orders");
    await world.import([], { ...ALL, output: join(world.folder, "maps") });
    world.write("maps/orders.xdmap", "mine\n");
    expect(await world.import([], { ...ALL, force: true })).toMatchObject({ exit: 0 });
    expect(readFileSync(join(world.folder, "maps", "orders.xdmap"), "utf8")).toContain("Email");
    expect(filesOf(world)).toEqual(["maps", "xdmap.yaml"]);
  });
});

describe("what sandboxes of the file say", () => {
  const flow = `{ name: Orders, mapping: old.xdmap, connection: b, source: { table: T }, dataset: D, schedule: { frequency: once } }`;

  it("a flow that the sandbox alone has is left as it is", async () => {
    const { world } = await worldOf("Orders");
    const text = `sandboxes:\n  dev:\n    flows:\n      mine: ${flow}\n`;
    world.write("old.xdmap", "");
    world.write("xdmap.yaml", text);
    for (const force of [false, true]) {
      const { exit, stderr } = await world.import([], { ...ALL, force });
      expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining(force ? "XM7552" : "XM7554") });
    }
    expect(readFileSync(join(world.folder, "xdmap.yaml"), "utf8")).toBe(text);
    expect(filesOf(world)).toEqual(["old.xdmap", "xdmap.yaml"]);
  });

  it("a key of another sandbox is taken, and what a sandbox says of a flow that is written over is told", async () => {
    const { world } = await worldOf("Orders");
    world.write("old.xdmap", "");
    world.write("xdmap.yaml", `sandboxes:\n  dev: {}\n  prod:\n    flows:\n      orders: ${flow}\n`);
    const { exit, stderr } = await world.import([], ALL);
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("orders-2") });
    const text = readFileSync(join(world.folder, "xdmap.yaml"), "utf8");
    world.write("xdmap.yaml", text.replace("dev: {}", "dev: { flows: { orders-2: { description: Ours } } }"));
    expect(await world.import([], { ...ALL, force: true })).toMatchObject({
      exit: 0,
      stderr: expect.stringContaining("XM7561"),
    });
  });
});

describe("what makes no sense is wrong usage, before anything is written", () => {
  it.each([
    [["flow:"], {}, "flow: needs an id or a name"],
    [["remote: "], {}, "remote: needs an id"],
    [["flow:A"], { version: 3 }, "--version is of a mapping set"],
    [["remote:x"], { pullSchema: true }, "--pull-schema is for flows"],
    [["flow:A"], { output: "-" }, "none of them can be standard output"],
    [["flow:*"], { output: "maps/all.xdmap" }, "several flows need a folder"],
  ])("%j %j", async (given, options, told) => {
    const { world } = await worldOf("A", "B");
    const { exit, stderr } = await world.import(given, options);
    expect({ exit, stderr }).toMatchObject({ exit: 3, stderr: expect.stringContaining(told) });
    expect(filesOf(world)).toEqual([]);
  });

  it("a mapping set and a flow without a folder", async () => {
    const { world, made } = await worldOf("A");
    const { exit } = await world.import(["flow:A", `remote:${made[0]?.set}`]);
    expect({ exit, files: filesOf(world) }).toEqual({ exit: 3, files: [] });
  });
});
