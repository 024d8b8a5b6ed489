import { readFileSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openRunIntents } from "../../../src/platform/runs/run-intents.js";
import { type StartOptions, startRun } from "../../../src/platform/runs/start-run.js";
import type { Flow, FlowService, FlowSpec, Run } from "../../../src/platform/services/flow-service-types.js";
import { FLOW, fakeClock, fakeRuns, journalFolder, makeFlow, makeProblem, makeRun, NOW, OWNER } from "./support.js";

const END = NOW / 1000;
const START = END - 86_400;
const delta = { name: "updated_at", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" };
const unknown = makeProblem("unknown");

type Answers = Parameters<typeof fakeRuns>[1];

interface Given {
  readonly flow?: Flow;
  readonly spec?: Partial<FlowSpec>;
  readonly runs?: readonly Run[];
  readonly answers: Answers;
}

function setUp({ flow = makeFlow(), spec = {}, runs = [], answers }: Given) {
  const clock = fakeClock();
  const service = fakeRuns(runs, answers, clock.now);
  const journal = journalFolder();
  const unused = new Proxy(
    {},
    {
      get: (_, name) => {
        throw new Error(`${String(name)} is not asked for`);
      },
    },
  );
  const flows = {
    flows: { ...unused, get: async () => ({ kind: "ok", value: flow }) },
    runs: service,
    flowSpecs: { ...unused, get: async () => ({ kind: "ok", value: spec }) },
  } as unknown as FlowService;
  const start = (more: Partial<StartOptions> = {}) =>
    startRun({
      platform: { flows, serverTime: clock.now },
      intents: journal.open(),
      flowId: FLOW,
      flow: "orders",
      window: { start: START, end: END },
      delta,
      again: false,
      confirm: async () => false,
      sleep: clock.sleep,
      settle: 30_000,
      ...more,
    });
  return { start, service, clock, journal };
}

function codesOf(started: Awaited<ReturnType<typeof startRun>>): readonly string[] {
  return started.kind === "stopped" ? started.diagnostics.map(({ code }) => code) : [];
}

const ofWindow = (given: Partial<Run> = {}) =>
  makeRun({
    id: "other",
    params: { windowStartTime: String(START), windowEndTime: String(END), deltaColumn: { name: "updated_at" } },
    ...given,
  });

describe("a run that is started", () => {
  it("is held to the flow spec's own schema of a run first (XM7307)", async () => {
    const runSpec = { spec: { type: "object", properties: {}, required: ["fullReload"] } };
    const flow = makeFlow({ flowSpec: { id: "spec", version: "1.0" } });
    const spec = { runSpec, transformationSpecs: new Map([["Copy", {}]]) };
    const { start, service, journal } = setUp({ flow, spec, answers: [] });
    const stopped = await start();
    expect(codesOf(stopped)).toEqual(["XM7307"]);
    expect(stopped).toMatchObject({ diagnostics: [{ message: expect.stringContaining("'fullReload'") }] });
    expect(service.posted).toEqual([]);
    expect(journal.open().overlapping(FLOW, { start: START, end: END })).toEqual([]);
  });

  it("is sent once, with the delta column as long as the flow does not have it, and leaves no intent", async () => {
    const flow = makeFlow();
    const { start, service, journal } = setUp({ flow, answers: [{ makes: true }, { makes: true }] });
    expect(await start()).toMatchObject({ kind: "sent", id: "made-1", found: false });
    expect(service.posted[0]).toEqual({
      flowId: FLOW,
      params: { startTime: END, windowStartTime: START, windowEndTime: END, deltaColumn: delta },
    });
    Object.assign(flow, { transformations: [{ name: "Copy", params: { deltaColumn: delta } }] });
    expect(await start({ window: { start: END, end: END + 60 } })).toMatchObject({ kind: "sent", id: "made-2" });
    expect(service.posted[1]).toEqual({
      flowId: FLOW,
      params: { startTime: END, windowStartTime: END, windowEndTime: END + 60 },
    });
    expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toEqual([]);
  });

  it("has its intent on disk while it is sent", async () => {
    const { start, service, journal } = setUp({ answers: [{ makes: true }] });
    const { create } = service;
    let during: unknown;
    Object.assign(service, {
      create: async (body: object) => {
        during = JSON.parse(readFileSync(journal.path, "utf8")).runs;
        return await create(body);
      },
    });
    await start();
    expect(during).toEqual([
      { flowId: FLOW, window: { start: START, end: END }, time: NOW, before: [], phase: "sent" },
    ]);
  });

  it("goes on where the last one ended, failed ones left aside; without any it has to be told", async () => {
    const failed = makeRun({ id: "f", status: "failed", params: { windowStartTime: START, windowEndTime: END - 10 } });
    const { start } = setUp({ answers: [], runs: [failed] });
    expect(await start({ window: { start: null, end: END } })).toMatchObject({ kind: "misuse" });
    const after = setUp({
      answers: [{ makes: true }],
      runs: [failed, ofWindow({ params: { windowStartTime: START, windowEndTime: END - 60 } })],
    });
    await after.start({ window: { start: null, end: END } });
    expect(after.service.posted[0]).toMatchObject({ params: { windowStartTime: END - 60, windowEndTime: END } });
  });

  it.each([
    ["by a schedule", makeFlow({ scheduleParams: { frequency: "hour", interval: "6" } }), "XM7303"],
    ["without a schedule", makeFlow({ scheduleParams: {} }), "XM7303"],
    ["that is disabled", makeFlow({ state: "disabled" }), "XM7304"],
  ])("is not sent for a flow %s", async (_, flow, code) => {
    const { start } = setUp({ flow, answers: [] });
    expect(codesOf(await start())).toEqual([code]);
  });

  it("is not sent for a window that is questioned, unless it is confirmed", async () => {
    const { start, service } = setUp({ answers: [{ makes: true }] });
    const window = { start: 1651584991, end: 16515859567 };
    expect(await start({ window })).toMatchObject({ kind: "declined", question: { code: "XM7302" } });
    expect(service.posted).toEqual([]);
    expect(await start({ window, confirm: async () => true })).toMatchObject({ kind: "sent" });
  });

  it("is not sent for a window that was run already, but for one that failed, and with --again", async () => {
    const running = setUp({ answers: [{ makes: true }], runs: [ofWindow({ status: "inProgress" })] });
    expect(codesOf(await running.start())).toEqual(["XM7310"]);
    expect(await running.start({ again: true })).toMatchObject({ kind: "sent" });
    const failed = setUp({ answers: [{ makes: true }], runs: [ofWindow({ status: "failed" })] });
    expect(await failed.start()).toMatchObject({ kind: "sent" });
  });

  it("leaves no intent where it is refused for certain", async () => {
    const { start, journal, service } = setUp({
      answers: [{ makes: false, problem: makeProblem("refused", { code: "1386-400" }) }, { makes: true }],
    });
    expect(await start()).toMatchObject({ kind: "stopped", isPlatform: true });
    expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toEqual([]);
    expect(await start()).toMatchObject({ kind: "sent" });
    expect(service.posted).toHaveLength(2);
  });
});

describe("a run whose answer is lost", () => {
  it("is found in the list, and adopted", async () => {
    const { start, service, clock } = setUp({
      answers: [{ makes: true, problem: unknown, listedAt: NOW + 10_000 }],
      runs: [ofWindow({ status: "failed" })],
    });
    expect(await start()).toMatchObject({ kind: "sent", id: "made-1", found: true });
    expect(service.posted).toHaveLength(1);
    expect(clock.now() - NOW).toBeLessThanOrEqual(30_000);
  });

  it("is told and kept where the list does not show it, and the same window is not sent again", async () => {
    const { start, service, clock, journal } = setUp({
      answers: [{ makes: false, problem: unknown }, { makes: true }],
    });
    const first = await start();
    expect(first).toMatchObject({ kind: "stopped", isPlatform: true });
    expect(codesOf(first)).toContain("XM7308");
    expect(clock.now() - NOW).toBe(30_000);
    expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toMatchObject([{ phase: "unknown" }]);
    expect(codesOf(await start())).toEqual(["XM7309"]);
    expect(codesOf(await start({ window: { start: START + 60, end: END + 60 } }))).toEqual(["XM7309"]);
    expect(service.posted).toHaveLength(1);
    // A window without a row in common may be run.
    expect(await start({ window: { start: END, end: END + 60 } })).toMatchObject({ kind: "sent" });
  });

  it("is adopted by the next command where it is listed by then", async () => {
    const { start, service, journal } = setUp({ answers: [{ makes: true, problem: unknown, listedAt: NOW + 40_000 }] });
    expect(codesOf(await start())).toContain("XM7308");
    expect(await start()).toMatchObject({ kind: "sent", id: "made-1", found: true });
    expect(service.posted).toHaveLength(1);
    expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toEqual([]);
  });

  it("is sent again with --again alone", async () => {
    const { start, service } = setUp({ answers: [{ makes: false, problem: unknown }, { makes: true }] });
    await start();
    expect(await start({ again: true })).toMatchObject({ kind: "sent", id: "made-2" });
    expect(service.posted).toHaveLength(2);
  });

  it("stops where others made runs of the same window meanwhile", async () => {
    const made = setUp({ answers: [{ makes: true, problem: unknown }] });
    const { create } = made.service;
    Object.assign(made.service, {
      create: async (body: object) => {
        made.service.all.push(ofWindow({ id: "other-now" }));
        return await create(body);
      },
    });
    expect(codesOf(await made.start())).toEqual(["XM7312"]);
  });

  it("is found after a process that was killed while it sent", async () => {
    for (const makes of [true, false]) {
      const { start, service, journal } = setUp({ answers: [{ makes }] });
      const { create } = service;
      Object.assign(service, {
        create: (body: object) => create(body).then(() => Promise.reject(new Error("killed"))),
      });
      await expect(start()).rejects.toThrow("killed");
      expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toMatchObject([{ phase: "sent" }]);
      Object.assign(service, { create });
      const again = await start();
      expect(makes ? again : codesOf(again)).toEqual(
        makes ? expect.objectContaining({ kind: "sent", found: true }) : ["XM7309"],
      );
      expect(service.posted).toHaveLength(1);
    }
  });

  it("is never sent twice, whatever is lost and however late the list is", async () => {
    const answer = fc.record({ makes: fc.boolean(), isLost: fc.boolean(), lag: fc.integer({ min: 0, max: 120_000 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), async (given) => {
        const answers = given.map(({ makes, isLost, lag }) =>
          isLost ? { makes, problem: unknown, listedAt: NOW + lag } : { makes: true, listedAt: NOW + lag },
        );
        const { start, service } = setUp({ answers });
        let acknowledged = 0;
        for (let times = 0; times < 4 && acknowledged === 0; times++) {
          const started = await start();
          if (started.kind === "sent") acknowledged++;
        }
        expect(service.posted.length).toBe(1);
        expect(service.all.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 25 },
    );
  });
});

describe("the journal of runs", () => {
  it("that was cut in half is refused, and left as it is", async () => {
    const { start, journal } = setUp({ answers: [{ makes: false, problem: unknown }] });
    await start();
    const whole = readFileSync(journal.path, "utf8");
    const half = whole.slice(0, whole.length / 2);
    writeFileSync(journal.path, half);
    const opened = openRunIntents(journal.path.replace(".runs.json", ".json"), OWNER);
    expect(opened).toMatchObject({ kind: "problem", diagnostic: { code: "XM7201" } });
    expect(readFileSync(journal.path, "utf8")).toBe(half);
  });

  it("of another organization is refused", async () => {
    const { start, journal } = setUp({ answers: [{ makes: false, problem: unknown }] });
    await start();
    const opened = openRunIntents(journal.path.replace(".runs.json", ".json"), { ...OWNER, organization: "another" });
    expect(opened).toMatchObject({ kind: "problem", diagnostic: { code: "XM7204" } });
  });
});
