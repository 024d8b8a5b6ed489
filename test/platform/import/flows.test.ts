import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { type FlowSpecOf, legacySet, openWorld, START } from "./support.js";

const columns = [
  { name: "Email", type: "string" },
  { name: "First_Name", type: "string" },
  { name: "Last_Name", type: "string" },
  { name: "updated_at", type: "string", "meta:xdmType": "date-time" },
];
const hourly = { startTime: START, frequency: "hour", interval: 6, backfill: true };
const copy = { deltaColumn: { name: "updated_at", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" } };
const options = { errorDiagnosticsEnabled: true, partialIngestionPercent: 5 };

const KINDS: Readonly<Record<string, FlowSpecOf>> = {
  "a table with a delta column": { source: { tableName: "Shop.Orders", columns }, schedule: hourly, copy, options },
  "a table without columns": { schedule: { startTime: START, frequency: "minute", interval: 15 }, copy },
  "runs once": {},
  files: { spec: "CloudStorageToAEP", schedule: { startTime: START, frequency: "day", interval: 1 } },
  "files of folders": {
    spec: "CloudStorageToAEP",
    format: "parquet",
    source: { path: "/orders", recursive: true },
    schedule: { startTime: START, frequency: "week", interval: 2, backfill: false },
  },
  "the tutorials' dialect": { set: legacySet },
};

describe("a flow that is imported", () => {
  it.each(Object.entries(KINDS))("has nothing to do in the next plan: %s", async (_, kind) => {
    const world = await openWorld();
    const { flow } = await world.make(kind);
    const imported = await world.import([`flow:${flow}`]);
    expect(imported).toMatchObject({ exit: 0 });
    const planned = await world.plan();
    expect(planned.stderr + planned.stdout).toContain("nothing to do");
    expect(planned.exit).toBe(0);
  });
});

const SWITCHES = [
  { scheduleReadBack: "numbers" },
  { typesReadBack: "asSent" },
  { staticReadBack: "expression" },
  { nameFilterQuoting: "unquoted" },
  { flowSpecAnswer: "bare" },
  { mappingSetCount: "total" },
  { oldMappingVersionUsable: "no" },
] as const;

describe("whatever is not known of AEP", () => {
  it.each(SWITCHES)("the next plan has nothing to do: %o", async (behaviour) => {
    const world = await openWorld({ behaviour });
    const { flow } = await world.make({
      source: { tableName: "Shop.Orders", columns },
      schedule: hourly,
      copy,
      options,
    });
    expect(await world.import([`flow:${flow}`])).toMatchObject({ exit: 0 });
    expect(await world.plan()).toMatchObject({ exit: 0, stdout: expect.stringContaining("nothing to do") });
  });
});

describe("flows that cannot all be imported", () => {
  it("come without those that cannot, each with its reason, and comments of the project file stay", async () => {
    const world = await openWorld();
    await world.make({ name: "Orders: new" });
    await world.make({ name: "Orders (new)", options: { ...options, priority: "high" } });
    const { set } = await world.make({ name: "Gone" });
    await ask(world.emulator, `/conversion/mappingSets/${set}`, { method: "DELETE" });
    const text =
      "# ours\nflows: # all of them\n  # the first\n  old: { name: Old, mapping: old.xdmap, connection: b, source: { table: T }, dataset: D, schedule: { frequency: once } } # one\nlint: {} # last\n";
    world.write("xdmap.yaml", text);
    world.write("old.xdmap", 'target "https://ns.adobe.com/acme/schemas/example"\n');
    const { exit, stderr } = await world.import([], { all: true });
    expect(stderr).toContain("its mapping set");
    for (const code of ["XM7552", "XM7553", "XM7555"]) expect(stderr).toContain(code);
    expect(stderr).toContain("2 of 3 flows");
    expect(exit).toBe(1);
    const after = readFileSync(join(world.folder, "xdmap.yaml"), "utf8");
    const [before, rest] = text.split("lint: {} # last\n");
    expect(after.startsWith(before ?? "-")).toBe(true);
    expect(after.endsWith(`lint: {} # last\n${rest}`)).toBe(true);
    expect(after).toMatch(/^ {2}orders-new:\n(?:.|\n)*^ {2}orders-new-2:\n/m);
  });

  it("a flow that is there already is left as it is, and written over with --force", async () => {
    const world = await openWorld();
    const { flow } = await world.make();
    expect(await world.import([`flow:${flow}`])).toMatchObject({ exit: 0 });
    const again = await world.import(["flow:Orders of the shop"]);
    expect(again).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM7554") });
    expect(await world.import([`flow:${flow}`], { force: true })).toMatchObject({ exit: 0 });
    expect(await world.plan()).toMatchObject({ exit: 0 });
  });

  it("by a name that several have, or none, nothing is imported", async () => {
    const world = await openWorld();
    await world.make();
    await world.make();
    const several = await world.import(["flow:Orders of the shop"]);
    expect(several).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM7551") });
    const none = await world.import(["flow:Nothing", "remote:00000000000000000000000000000000"]);
    expect(none).toMatchObject({ exit: 1, stderr: expect.stringContaining("XM7550") });
    const near = await world.import(["flow:orders of the shop"]);
    expect(near).toMatchObject({ exit: 1, stderr: expect.stringContaining("Did you mean `Orders of the shop`?") });
  });

  it("by a name without `flow:` it is told how it is written", async () => {
    const world = await openWorld();
    const bare = await world.import(["Orders of the shop"]);
    expect(bare).toMatchObject({ exit: 1, stderr: expect.stringContaining("a flow flow:ID or flow:NAME") });
  });

  it("a mapping set of a sandbox is written as that of a file is", async () => {
    const world = await openWorld();
    const { set } = await world.make();
    const { exit, stdout } = await world.import([`remote:${set}`], { version: 0 });
    expect(exit).toBe(0);
    expect(stdout).toContain("concat(First_Name,Last_Name)");
    expect(await world.import([`remote:${set}`], { version: 7 })).toMatchObject({ exit: 1 });
  });
});
