import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { startRun } from "../../src/platform/runs/start-run.js";
import type { FlowService, Run } from "../../src/platform/services/flow-service-types.js";
import {
  FLOW,
  fakeClock,
  fakeRuns,
  journalFolder,
  makeFlow,
  makeProblem,
  makeRun,
  NOW,
} from "../platform/runs/support.js";

const DAY = 86_400;
const END = NOW / 1000;
const unknown = makeProblem("unknown");
const delta = { name: "updated_at", dateFormat: null, timezone: null };

type Answers = Parameters<typeof fakeRuns>[1];
type Start = Parameters<typeof startRun>[0];

function setUp(answers: Answers, runs: readonly Run[] = []) {
  const clock = fakeClock();
  const service = fakeRuns(runs, answers, clock.now);
  const journal = journalFolder();
  const flows = {
    flows: { get: async () => ({ kind: "ok", value: makeFlow() }) },
    runs: service,
  } as unknown as FlowService;
  const start = async (window: Start["window"], more: Partial<Start> = {}) => {
    const started = await startRun({
      platform: { flows, serverTime: clock.now },
      intents: journal.open(),
      flowId: FLOW,
      flow: "orders",
      window,
      delta,
      again: false,
      confirm: async () => true,
      sleep: clock.sleep,
      settle: 30_000,
      ...more,
    });
    return started.kind === "stopped" ? started.diagnostics.map(({ code }) => code) : started.kind;
  };
  return { start, service, clock, journal };
}

const early = { start: END - 3 * DAY, end: END - 2 * DAY };

// The list of runs was read before the lost run showed, so the next window began where the one before it had ended.
it("a run that went on from the last one took in once more what a lost one had taken", async () => {
  const before = makeRun({ params: { windowStartTime: early.start - DAY, windowEndTime: early.start } });
  const { start, service } = setUp([{ makes: true, problem: unknown, listedAt: NOW + 50_000 }], [before]);
  expect(await start(early)).toContain("XM7308");
  expect(await start({ start: null, end: END })).toEqual(["XM7310"]);
  expect(service.posted).toHaveLength(1);
});

it("a window that has rows in common with one that was run was sent without a word", async () => {
  const { start, service } = setUp([{ makes: true }, { makes: true }, { makes: true }]);
  expect(await start(early)).toBe("sent");
  expect(await start({ start: early.end - 1, end: END })).toEqual(["XM7310"]);
  expect(await start({ start: early.end, end: END })).toBe("sent");
  expect(await start({ start: early.end - 1, end: END }, { again: true })).toBe("sent");
  expect(service.posted).toHaveLength(3);
});

it("sending a window with `again` forgot the unknown outcome of others that it only overlaps", async () => {
  const { start, service } = setUp([{ makes: false, problem: unknown }, { makes: true }]);
  await start(early);
  expect(await start({ start: early.end - 1, end: END }, { again: true })).toBe("sent");
  expect(await start(early)).toEqual(["XM7309"]);
  expect(service.posted).toHaveLength(2);
});

it("a refusal of the second try forgot that the first may have been made", async () => {
  const { start, journal } = setUp([
    { makes: false, problem: unknown },
    { makes: false, problem: makeProblem("refused") },
  ]);
  await start(early);
  await start(early, { again: true });
  expect(JSON.parse(readFileSync(journal.path, "utf8")).runs).toMatchObject([{ window: early, phase: "unknown" }]);
  expect(await start(early)).toEqual(["XM7309"]);
});

it("going on from a run whose window ended after it left out what changed in between", async () => {
  const run = makeRun({ createdAt: NOW, params: { windowStartTime: END - DAY, windowEndTime: END + DAY } });
  const { start, service, clock } = setUp([], [run]);
  await clock.sleep(2 * DAY * 1000);
  expect(await start({ start: null, end: END + 2 * DAY })).toBe("misuse");
  expect(service.posted).toEqual([]);
});

// A pause that an interruption ends at once, in a loop that goes by the clock, let nothing else of the process run.
it("Ctrl-C while a lost run was looked for kept the process busy until the time was over", async () => {
  const ending = new AbortController();
  const { start, service } = setUp([{ makes: false, problem: unknown }]);
  let pauses = 0;
  const sleep = async () => {
    pauses++;
    if (pauses > 2) throw new Error("it goes on");
    ending.abort();
  };
  expect(await start(early, { sleep, signal: ending.signal })).toContain("XM7308");
  expect(pauses).toBe(1);
  expect(service.posted).toHaveLength(1);
});
