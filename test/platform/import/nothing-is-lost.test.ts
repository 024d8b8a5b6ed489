import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { currentSet, openWorld, START } from "./support.js";

type World = Awaited<ReturnType<typeof openWorld>>;

const hourly = { startTime: START, frequency: "hour", interval: 6, backfill: true };
const copy = { deltaColumn: { name: "updated_at", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" } };
const FLOWS = "/flowservice/flows";
const SOURCES = "/flowservice/sourceConnections";
const TARGETS = "/flowservice/targetConnections";
const clean = expect.stringContaining("nothing to do");

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape
type Item = any;

function transformations(change: (all: readonly Item[]) => readonly Item[]): (flow: Item) => Item {
  return (flow) => ({ ...flow, transformations: change(flow.transformations) });
}

function schedule(params: object): (flow: Item) => Item {
  return (flow) => ({ ...flow, scheduleParams: params });
}

function copied(params: unknown): (flow: Item) => Item {
  return transformations((all) => all.map((one) => (one.name === "Copy" ? { ...one, params } : one)));
}

type Left = readonly [path: string, change: (item: Item) => Item, told: string];

const MORE_OF_MAPPING = transformations((all) =>
  all.map((one) => (one.name === "Mapping" ? { ...one, params: { ...one.params, strict: true } } : one)),
);

/** What a flow says and xdmap cannot, with a word of what is told of it. */
const LEFT: Readonly<Record<string, readonly Left[]>> = {
  "more than there is a place for": [
    [FLOWS, schedule({ ...hourly, endTime: START + 9 }), "scheduleParams.endTime"],
    [FLOWS, copied({ deltaColumn: { ...copy.deltaColumn, mode: "x" }, way: "append" }), "deltaColumn.mode"],
    [FLOWS, (flow) => flow, "Copy.way"],
    [FLOWS, MORE_OF_MAPPING, "Mapping.strict"],
    [FLOWS, transformations((all) => [...all, { name: "Filter", params: {} }]), "Filter"],
    [FLOWS, (flow) => ({ ...flow, state: "draft", labels: ["pii"] }), "`draft`"],
    [FLOWS, (flow) => flow, "labels"],
    [SOURCES, (one) => ({ ...one, data: { ...one.data, properties: { columnDelimiter: ";" } } }), "columnDelimiter"],
    [TARGETS, (one) => ({ ...one, params: { ...one.params, mode: "x" } }), "target params.mode"],
  ],
  "what is none": [
    [FLOWS, schedule({ ...hourly, startTime: "soon", interval: "six" }), "scheduleParams.startTime"],
    [FLOWS, (flow) => flow, "scheduleParams.interval"],
    [FLOWS, copied({ deltaColumn: { name: "updated_at", dateFormat: "{", timezone: "Mars" } }), "dateFormat"],
    [FLOWS, (flow) => flow, "timezone"],
  ],
};

describe("what xdmap.yaml cannot say of a flow is told, and the next plan leaves it", () => {
  it.each(Object.entries(LEFT))("%s", async (_, left) => {
    const world = await openWorld();
    const { flow } = await world.make({ schedule: hourly, copy });
    for (const [path, change] of left) world.answer(path, change);
    const { exit, stderr } = await world.import([`flow:${flow}`]);
    for (const [, , told] of left) expect(stderr).toContain(told);
    expect(stderr.match(/XM7553/g)).toHaveLength(left.length);
    expect(exit).toBe(0);
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });

  it("two transformations of one name, and a Copy without its column", async () => {
    const world = await openWorld();
    const { flow } = await world.make({ schedule: hourly, copy });
    world.answer(
      FLOWS,
      transformations((all) => [{ name: "Copy", params: { mode: "x" } }, ...all]),
    );
    const { stderr } = await world.import([`flow:${flow}`]);
    expect(stderr).toContain("it names no delta column");
    expect(stderr).toContain("an earlier one is named Copy, too");
  });

  it("an interval that is none: the flow is left out", async () => {
    const world = await openWorld();
    const { flow } = await world.make({ schedule: hourly, copy });
    world.answer(FLOWS, schedule({ ...hourly, interval: "0" }));
    const { exit, stderr } = await world.import([`flow:${flow}`]);
    expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining("its interval is 0") });
  });

  it("what a flow that runs once says of an interval", async () => {
    const world = await openWorld();
    const { flow } = await world.make();
    world.answer(FLOWS, schedule({ startTime: START, frequency: "once", interval: "15" }));
    const { stderr } = await world.import([`flow:${flow}`]);
    expect(stderr).toContain("`scheduleParams.interval` `15`");
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });
});

describe("flows as Adobe's pages make them", () => {
  it("a table that its connector calls a path", async () => {
    const world = await openWorld();
    const { flow } = await world.make({ source: { path: "Hubspot.Contacts" }, schedule: hourly, copy });
    expect(await world.import([`flow:${flow}`])).toMatchObject({ exit: 0 });
    const text = readFileSync(join(world.folder, "xdmap.yaml"), "utf8");
    expect(text).toContain("source: { path: Hubspot.Contacts, format: tabular }");
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });

  it("a delta column with `YYYY-MM-DD`, which is an error elsewhere, is silenced and told", async () => {
    const world = await openWorld();
    const given = { deltaColumn: { name: "updatedAt", dateFormat: "YYYY-MM-DD", timezone: "UTC" } };
    const { flow } = await world.make({ schedule: hourly, copy: given });
    const { exit, stderr } = await world.import([`flow:${flow}`]);
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("XM7563") });
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });

  it("a Copy of a flow that runs once", async () => {
    const world = await openWorld();
    const { flow } = await world.make();
    const given = { deltaColumn: { name: "updatedAt", dateFormat: "YYYY-MM-DD", timezone: "UTC" } };
    world.answer(
      FLOWS,
      transformations((all) => [{ name: "Copy", params: given }, ...all]),
    );
    await world.import([`flow:${flow}`]);
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });
});

async function madeTwice(world: World, more: object = {}): Promise<void> {
  const first = await world.make({ name: "A", schedule: hourly, copy });
  const mapping = { name: "Mapping", params: { mappingId: first.set, mappingVersion: "0" } };
  await world.make({
    name: "B",
    schedule: hourly,
    copy,
    transformations: [{ name: "Copy", params: copy }, mapping],
    ...more,
  });
}

describe("flows that share a mapping set", () => {
  it("share its file: a push of a change is made once, and then there is nothing to do", async () => {
    const world = await openWorld();
    await madeTwice(world);
    expect(await world.import([], { all: true })).toMatchObject({ exit: 0 });
    expect(existsSync(join(world.folder, "b.xdmap"))).toBe(false);
    expect(await world.push()).toMatchObject({ exit: 0, stdout: expect.not.stringContaining("updated") });
    const text = readFileSync(join(world.folder, "a.xdmap"), "utf8");
    world.write("a.xdmap", text.replace('"x"', '"y"'));
    expect(await world.push()).toMatchObject({ exit: 0, stdout: expect.stringContaining("updated") });
    const { exit, stdout } = await world.plan();
    expect({ exit, stdout }).toMatchObject({ exit: 0, stdout: clean });
    // A source connection that declares no columns never had those of the mapping's block.
    expect(stdout).not.toContain("by hand");
  });

  it("share it also with one that was imported before", async () => {
    const world = await openWorld();
    await madeTwice(world);
    for (const name of ["A", "B"]) expect(await world.import([`flow:${name}`])).toMatchObject({ exit: 0 });
    expect(existsSync(join(world.folder, "b.xdmap"))).toBe(false);
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });

  it("with other columns each has a file, and it is told", async () => {
    const world = await openWorld();
    await madeTwice(world, { source: { tableName: "T", columns: [{ name: "Email", type: "string" }] } });
    const { stderr } = await world.import([], { all: true });
    expect(stderr).toContain("XM7562");
    expect(existsSync(join(world.folder, "b.xdmap"))).toBe(true);
  });
});

describe("names", () => {
  it("that no file can have, or that are one to some systems, become other keys", async () => {
    const world = await openWorld();
    const names = [
      "con",
      "Aux.x",
      "Orders",
      "ORDERS",
      "__proto__",
      "..",
      "../../etc/passwd",
      "日本語",
      "\u{1f600}",
      "&",
    ];
    for (const name of [...names, `${"x".repeat(55)} y${"z".repeat(190)}`]) {
      await world.make({ name, schedule: hourly, copy, set: { ...currentSet, name } });
    }
    expect(await world.import([], { all: true })).toMatchObject({ exit: 0 });
    const files = readdirSync(world.folder).filter((name) => /.\.xdmap$/.test(name));
    expect(new Set(files.map((name) => name.toLowerCase())).size).toBe(names.length + 1);
    for (const file of ["flow-con.xdmap", "flow-aux.x.xdmap", "orders.xdmap", "orders-2.xdmap", "proto.xdmap"]) {
      expect(files).toContain(file);
    }
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: clean });
  });

  it("of two flows that are one: the second is told with both ids", async () => {
    const world = await openWorld();
    const [first, second] = [await world.make({ name: "A" }), await world.make({ name: "A" })];
    const { exit, stderr } = await world.import([], { all: true });
    expect(exit).toBe(1);
    expect(stderr).toContain(first.flow);
    expect(stderr).toContain(`flow:${second.flow}`);
    expect(stderr).toContain("1 of 2 flows");
  });

  it("a flow is found by the key of the project file, also where it was renamed in AEP", async () => {
    const world = await openWorld();
    const { flow } = await world.make({ name: "Orders of the shop" });
    await world.import([`flow:${flow}`]);
    world.answer(FLOWS, (one) => ({ ...one, name: "Renamed" }));
    const { exit, stderr } = await world.import(["flow:orders-of-the-shop"], { force: true });
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("Renamed: orders-of-the-shop") });
    expect(readFileSync(join(world.folder, "xdmap.yaml"), "utf8").match(/name:/g)).toHaveLength(1);
  });
});

it("a flow of a file that is in the sandbox, too, is one", async () => {
  const world = await openWorld();
  const files = await world.download(await world.make());
  const { exit, stderr } = await world.import([...files, "flow:*"]);
  expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("1 of 1 flow") });
});

it("mapping sets that stand in a file of flows, and are of none, are imported too", async () => {
  const world = await openWorld();
  const made = await world.make();
  const [flow = "", source = "", target = "", set = ""] = await world.download(made);
  const json = (path: string) => JSON.parse(readFileSync(path, "utf8"));
  const all = [
    json(flow).items[0],
    json(source).items[0],
    json(target).items[0],
    json(set),
    { ...currentSet, id: "x", name: "Other" },
  ];
  world.write("all.json", JSON.stringify(all));
  const folder = join(world.folder, "maps");
  const { exit, stderr } = await world.importFiles([join(world.folder, "all.json")], { output: folder });
  expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("1 of 1 flow") });
  expect(readdirSync(folder).sort()).toContain("orders-of-the-shop.xdmap");
  expect(
    readdirSync(world.folder)
      .concat(readdirSync(folder))
      .filter((name) => /other/i.test(name)),
  ).toHaveLength(1);
});

describe("what a flow refers to and is gone", () => {
  it("a mapping set: the flow is left out, with its reason, and nothing is written", async () => {
    const world = await openWorld();
    const { flow, set } = await world.make();
    await ask(world.emulator, `/conversion/mappingSets/${set}`, { method: "DELETE" });
    const { exit, stderr } = await world.import([`flow:${flow}`]);
    expect({ exit, stderr }).toMatchObject({ exit: 1, stderr: expect.stringContaining("is gone") });
    expect(readdirSync(world.folder)).toEqual([]);
  });

  it("a dataset: the flow is imported with its id, and it is told", async () => {
    const world = await openWorld();
    const { flow } = await world.make();
    for (const id of Object.keys((await ask(world.emulator, "/catalog/dataSets")).body)) {
      await ask(world.emulator, `/catalog/dataSets/${id}`, { method: "DELETE" });
    }
    const { exit, stderr } = await world.import([`flow:${flow}`]);
    expect({ exit, stderr }).toMatchObject({ exit: 0, stderr: expect.stringContaining("XM7559") });
  });
});
