import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Behaviour } from "../../../src/emulator/index.js";
import { FLOWS, look, makeFlow, START } from "../../emulator/flow-service/world.js";
import { makeOnDemand, type OnDemand } from "./on-demand.js";

const shapes: readonly Partial<Behaviour>[] = [
  { runCreateShape: "run" },
  { runCreateShape: "items" },
  { runCreateShape: "id" },
  { runSpec: "enforced", runSpelling: "openapi" },
  { deltaColumnWrittenBack: "no" },
  { scheduleReadBack: "numbers" },
];

function bodies({ world }: OnDemand): readonly unknown[] {
  return world.emulator.requests
    .filter(({ method, path }) => method === "POST" && path.includes("/flowservice/runs"))
    .map(({ body }) => body);
}

describe("xdmap run", () => {
  it.each(shapes)("sends a run and the next, where the service behaves so: %j", async (behaviour) => {
    const project = await makeOnDemand({ behaviour });
    const first = await project.run();
    expect(first).toMatchObject({ exit: 0, data: expect.stringMatching(/^[0-9a-f-]{36}\n$/) });
    expect(bodies(project)[0]).toEqual({
      flowId: project.flowId,
      params: {
        startTime: expect.any(Number),
        windowStartTime: 1651363200,
        windowEndTime: 1654041600,
        deltaColumn: { name: "modified", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" },
      },
    });
    const next = await project.run({ windowStart: "2022-06-01", windowEnd: "1656633600" });
    expect(next).toMatchObject({ exit: 0 });
    expect(bodies(project)[1]).toMatchObject({ params: { windowStartTime: 1654041600, windowEndTime: 1656633600 } });
    expect(project.count()).toBe(2);
    expect(readdirSync(join(project.folder, ".xdmap/journal"))).toEqual(["dev.runs.json"]);
  });

  it("goes on where the last run ended", async () => {
    const project = await makeOnDemand();
    await project.run();
    expect(await project.run({ windowStart: undefined, windowEnd: "2022-07-01" })).toMatchObject({ exit: 0 });
    expect(bodies(project)[1]).toMatchObject({ params: { windowStartTime: 1654041600 } });
  });

  it("waits for the end, and tells how it went", async () => {
    const project = await makeOnDemand({ behaviour: { runProgress: "stepwise" } });
    const { exit, notes } = await project.run({ wait: true });
    expect(notes).toContain("read");
    expect(notes).toMatch(/MAPPER-3700-400 \(\d+ records?\)/);
    expect(notes).toContain("xdmap trace");
    expect([exit, notes.includes("XM7321")]).toEqual(notes.includes("degraded") ? [1, true] : [0, false]);
  });

  it("takes the id of a flow, whose files the state knows", async () => {
    const project = await makeOnDemand();
    expect(await project.run({}, {}, project.flowId)).toMatchObject({ exit: 0 });
    expect(bodies(project)[0]).toMatchObject({ params: { deltaColumn: { name: "modified" } } });
  });

  it.each([
    ["a window that ends before", { windowStart: "2022-06-01", windowEnd: "2022-05-01" }, 1, "XM7301"],
    ["milliseconds", { windowStart: "1651363200000" }, 3, "XM7300"],
    ["the year 2493", { windowEnd: "16515859567" }, 1, "XM7302"],
    ["a window before 2000", { windowStart: "1" }, 1, "XM7302"],
    ["no start, and no run to go on from", { windowStart: undefined }, 3, "give --window-start"],
  ])("refuses %s, and sends nothing", async (_, options, exit, says) => {
    const project = await makeOnDemand();
    const shown = await project.run(options);
    expect(shown).toMatchObject({ exit, data: "" });
    expect(shown.notes).toContain(says);
    expect(bodies(project)).toEqual([]);
  });

  it("asks about a window of the year 2493, and sends it after a yes, or with --yes", async () => {
    const project = await makeOnDemand();
    const asked: string[] = [];
    const answer = (yes: boolean) => async (question: string) => asked.push(question) > 0 && yes;
    expect(await project.run({ windowEnd: "16515859567" }, { ask: answer(false) })).toMatchObject({ exit: 1 });
    expect(await project.run({ windowEnd: "16515859567" }, { ask: answer(true) })).toMatchObject({ exit: 0 });
    expect(asked[0]).toContain("in the year 2493");
    expect(await project.run({ windowEnd: "16515859568", again: true, yes: true })).toMatchObject({ exit: 0 });
    expect(asked).toHaveLength(2);
  });

  it.each([
    [
      "runs by a schedule",
      { scheduleParams: { startTime: START / 1000 + 3600, frequency: "hour", interval: 6 } },
      "XM7303",
    ],
  ])("refuses a flow that %s", async (_, flow, says) => {
    const project = await makeOnDemand({}, { flow });
    const shown = await project.run();
    expect([shown.exit, shown.notes.includes(says)]).toEqual([1, true]);
    expect(bodies(project)).toEqual([]);
  });

  it("refuses a flow that is disabled", async () => {
    const project = await makeOnDemand();
    await project.world.post(`${FLOWS}/flows/${project.flowId}/action?op=disable`, {});
    expect((await project.run()).notes).toContain("XM7304");
  });

  it("tells of a flow that was not pushed, is none, or is gone", async () => {
    const project = await makeOnDemand();
    expect(await project.run({}, {}, "waiting")).toMatchObject({ exit: 1, notes: expect.stringContaining("XM7311") });
    expect(await project.run({}, {}, "custmers")).toMatchObject({
      exit: 3,
      notes: expect.stringContaining("Did you mean `customers`"),
    });
    await project.world.remove(`${FLOWS}/flows/${project.flowId}`);
    expect(await project.run()).toMatchObject({ exit: 4 });
  });

  it("needs the delta column for the first run alone, and refuses another one later", async () => {
    const project = await makeOnDemand({}, { delta: "" });
    expect((await project.run()).notes).toContain("XM7305");
    const mapping = join(project.folder, "customers.xdmap");
    const before = readFileSync(mapping, "utf8");
    writeFileSync(mapping, before.replace('sample  "customers.csv"', 'sample  "customers.csv"\ndelta   modified'));
    expect(await project.run()).toMatchObject({ exit: 0 });
    writeFileSync(mapping, before);
    expect(await project.run({ windowStart: "2022-06-01", windowEnd: "2022-06-02" })).toMatchObject({ exit: 0 });
    writeFileSync(mapping, before.replace('sample  "customers.csv"', 'sample  "customers.csv"\ndelta   Customer_Id'));
    const other = await project.run({ windowStart: "2022-06-02", windowEnd: "2022-06-03" });
    expect([other.exit, other.notes.includes("XM7306")]).toEqual([1, true]);
    expect(bodies(project)).toHaveLength(2);
  });

  it.each(["reset-after", "5xx-after", "truncated"] as const)(
    "finds the run whose answer was lost by %s, and sends it once",
    async (kind) => {
      const project = await makeOnDemand();
      project.world.emulator.faults.add({ match: { method: "POST", path: "/flowservice/runs" }, kind, times: 1 });
      const shown = await project.run();
      expect(shown).toMatchObject({ exit: 0 });
      expect(shown.notes).toContain("was sent before");
      expect(project.count()).toBe(1);
    },
  );

  it.each(["reset-before", "5xx-before"] as const)(
    "stops where nothing came of it (%s), and never sends it again by itself",
    async (kind) => {
      const project = await makeOnDemand();
      project.world.emulator.faults.add({ match: { method: "POST", path: "/flowservice/runs" }, kind, times: 1 });
      const shown = await project.run();
      expect([shown.exit, shown.notes.includes("XM7308")]).toEqual([4, true]);
      const again = await project.run();
      expect([again.exit, again.notes.includes("XM7309")]).toEqual([4, true]);
      expect(project.count()).toBe(0);
      expect(await project.run({ again: true })).toMatchObject({ exit: 0 });
      expect(project.count()).toBe(1);
    },
  );

  it("waits its turn: a sandbox that a push holds is left alone", async () => {
    const project = await makeOnDemand();
    const { openStore, fingerprintOf } = await import("../../../src/platform/store/index.js");
    const owner = { sandbox: "dev", organization: fingerprintOf(project.world.emulator.credentials.organization) };
    const held = openStore({ folder: project.folder, owner, now: () => START });
    if (held.kind === "problem") throw new Error(held.diagnostic.message);
    expect(await project.run()).toMatchObject({ exit: 1, notes: expect.stringContaining("XM7205") });
    held.value.release();
    expect(await project.run()).toMatchObject({ exit: 0 });
  });
});

describe("xdmap status", () => {
  it("shows flows with how they stand, those that were not pushed too", async () => {
    const project = await makeOnDemand();
    await project.run();
    const { data, exit } = await project.status();
    const [head = "", customers = "", waiting = ""] = data.split("\n");
    expect(head.split(/ {2,}/)).toEqual(["flow", "state", "schedule", "last run", "runs"]);
    expect(customers).toMatch(/^customers +enabled +once, at 2026-01-01T01:00:00Z +(success|degraded)/);
    expect(waiting).toMatch(/^waiting +not pushed +none/);
    expect(exit).toBe(customers.includes("degraded") ? 1 : 0);
  });

  it("shows the runs of a flow with their errors, what to do, and the rows that failed", async () => {
    const project = await makeOnDemand({}, { delta: "delta modified" });
    await project.run();
    const { data } = await project.status("customers");
    expect(data).toContain(`${project.flowId}, enabled, once`);
    expect(data).toContain("2022-05-01 to 2022-06-01");
    expect(data).toMatch(/MAPPER-3700-400 \(\d+ records?\): /);
    expect(data).toContain("xdmap trace");
    for (const line of data.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  it("is JSON with ISO times", async () => {
    const project = await makeOnDemand();
    await project.run();
    const { data } = await project.status("customers", { format: "json" });
    expect(JSON.parse(data)).toMatchObject({
      sandbox: "dev",
      flows: [
        {
          key: "customers",
          id: project.flowId,
          state: "enabled",
          schedule: { frequency: "once", interval: null, start: "2026-01-01T01:00:00Z" },
          runs: [
            {
              window: { start: "2022-05-01T00:00:00Z", end: "2022-06-01T00:00:00Z" },
              records: { read: expect.any(Number) },
            },
          ],
        },
      ],
    });
  });

  it("watches until the running ones end", async () => {
    const project = await makeOnDemand({ behaviour: { runProgress: "stepwise" } });
    await project.run();
    expect((await project.status("customers")).data).toMatch(/scheduled|running/);
    const { data } = await project.status("customers", { watch: true });
    expect(data).toMatch(/success|degraded/);
    expect(data).not.toMatch(/▸|· scheduled/);
  });

  it("ends with 130 when it is interrupted, and with 4 when the platform fails", async () => {
    const project = await makeOnDemand({ behaviour: { runProgress: "stepwise" } });
    await project.run();
    const ending = new AbortController();
    const interrupted = await project.status(
      "customers",
      { watch: true },
      { signal: ending.signal, sleep: async () => ending.abort() },
    );
    expect(interrupted.exit).toBe(130);
    project.world.emulator.faults.add({ match: { path: "/flowservice/flows" }, kind: "401", times: 9 });
    expect((await project.status("customers")).exit).toBe(4);
  });

  it("calls a run that failed an error, and one whose flow is gone nothing", async () => {
    const project = await makeOnDemand({}, { flow: { options: {} } });
    await project.run();
    const { exit, notes, data } = await project.status("customers");
    const run = (await look(project.world, `${FLOWS}/runs?property=flowId==${project.flowId}`)).metrics.statusSummary;
    expect([exit, notes.includes("XM7320")]).toEqual(run.status === "failed" ? [1, true] : [0, false]);
    expect(data).toContain(run.status);
    await project.world.remove(`${FLOWS}/flows/${project.flowId}`);
    expect(await project.status()).toMatchObject({ exit: 0, data: expect.stringContaining("gone") });
  });

  it("takes an id that nothing here knows", async () => {
    const project = await makeOnDemand();
    const { id } = await makeFlow(project.world, { name: "Others" });
    expect(await project.status(id)).toMatchObject({ exit: 0, data: expect.stringContaining("Others") });
  });
});
