import { describe, expect, it } from "vitest";
import { plainPalette } from "../../src/diagnostics/index.js";
import { type FlowStatus, judgeRun, judgeRuns } from "../../src/platform/runs/read-status.js";
import { renderFlow, renderFlows } from "../../src/platform/runs/render-status.js";
import { decideDelta } from "../../src/platform/runs/run-delta.js";
import { describeRun } from "../../src/platform/runs/run-report.js";
import { decodeRun } from "../../src/platform/services/flow-service-decode.js";
import { makeFlow, makeRun, NOW } from "../platform/runs/support.js";

const view = { width: 100, palette: plainPalette, now: NOW };

it("states and ids from the platform reached the terminal as they were", () => {
  const evil = "\u001b]0;title\u0007\u009b2J";
  const run = { ...describeRun(makeRun({ id: `r${evil}`, status: "failed" })), rowErrors: [] };
  const error = { code: `c${evil}`, message: evil, recordCount: null };
  const flow: FlowStatus = {
    key: null,
    id: `f${evil}`,
    name: evil,
    state: evil,
    schedule: { frequency: evil, interval: 2, start: null },
    runs: [{ ...run, errors: [error] }],
  };
  const shown = renderFlow(flow, view) + renderFlows([flow], view);
  expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
});

it("a code that several errors have was named as often", () => {
  const error = (message: string) => ({ code: "MAPPER-3700-400", message, recordCount: 1 });
  const run = describeRun(makeRun({ status: "failed", errors: [error("a"), error("b")] }));
  expect(judgeRun("orders", run)[0]?.message.match(/MAPPER/g)).toHaveLength(1);
});

describe("a success was a success although the activities tell otherwise", () => {
  const activity = (more: object) => ({ id: "a", ...more });
  it.each([
    ["by their counts", activity({ recordSummary: { failedRecordCount: "3" } }), 3],
    ["by their status", activity({ statusSummary: { status: "failed" } }), null],
  ])("%s", (_, told, failed) => {
    const run = decodeRun({ id: "1", metrics: { statusSummary: { status: "success" } }, activities: [told] });
    if (run === null) throw new Error("no run");
    expect(describeRun(run)).toMatchObject({ state: "degraded", failed });
  });
});

it("a run of an unknown word that still goes on hid the one before it that failed", () => {
  const newest = { ...describeRun(makeRun({ id: "new", status: "waitingForGodot" })), rowErrors: [] };
  const failed = { ...describeRun(makeRun({ id: "old", status: "failed" })), rowErrors: [] };
  const flow = { key: "orders", id: "1", name: null, state: "enabled", schedule: null, runs: [newest, failed] };
  expect(judgeRuns([flow], "last")).toMatchObject([{ code: "XM7320" }]);
});

it("a window before 1970 was not known again where it is read back as text", () => {
  const params = { windowStartTime: "-86400", windowEndTime: "0" };
  expect(describeRun(makeRun({ params })).window).toEqual({ start: -86_400, end: 0 });
});

it("the delta column of a first run that failed kept the right one from being sent", () => {
  const params = { deltaColumn: { name: "wrong" } };
  const runs = [makeRun({ status: "failed", params })];
  const right = { name: "right", dateFormat: null, timezone: null };
  expect(decideDelta(makeFlow(), null, runs, right)).toEqual({ deltaColumn: right });
});
