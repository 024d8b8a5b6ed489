import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";

const FILE = "examples/on-demand-window/customers.xdmap";
const SCHEDULE = ["--start", "2022-05-01", "--frequency", "day", "--until", "2022-06-01"];

describe("xdmap windows", () => {
  it("counts as previews of its windows do", async () => {
    const { stdout, status } = await runCli(["windows", FILE, ...SCHEDULE, "--format", "json"]);
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.rows.picked + report.rows.unpicked).toBe(report.rows.read);
    const { windowStart, windowEnd, rows } = report.runs[3];
    const window = ["--window-start", windowStart, "--window-end", windowEnd];
    const preview = await runCli(["preview", FILE, ...window, "--format", "ndjson"]);
    expect(preview.stdout.trim().split("\n")).toHaveLength(rows);
  });

  it("shows the runs, and says of the rest why", async () => {
    const { stdout } = await runCli(["windows", FILE, ...SCHEDULE]);
    expect(stdout).toContain("every day from 2022-05-01T00:00:00Z, without backfill");
    expect(stdout).toContain("before the start (2022-05-01T00:00:00Z), and the schedule has no backfill");
  });

  it.each([
    [["--frequency", "day"], 3, "--start"],
    [["--start", "2022-05-01"], 3, "--frequency"],
    [["--start", "2022-05-01", "--frequency", "daily"], 3, "Allowed choices"],
    [["--start", "soon", "--frequency", "day"], 3, "XM5140"],
    [["--start", "2022-05-01", "--frequency", "day", "--until", "later"], 3, "--until is no time"],
    [["--start", "2022-05-01", "--frequency", "day", "--interval", "0"], 3, "whole number"],
    [["--start", "2022-05-01", "--frequency", "once", "--backfill"], 3, "XM5340"],
    [["--start", "2022-05-01T00:00:00.5Z", "--frequency", "day"], 3, "a flow starts at a whole second"],
    [["--start", "1970-01-01", "--frequency", "minute", "--until", "2022-06-01"], 3, "XM5341"],
  ])("refuses %j", async (args, expected, message) => {
    const { stdout, stderr, status } = await runCli(["windows", FILE, ...args]);
    expect([status, stdout]).toEqual([expected, ""]);
    expect(stderr).toContain(message);
  });

  it("needs a delta column", async () => {
    const { stderr, status } = await runCli(["windows", "examples/shopify-orders/orders.xdmap", ...SCHEDULE]);
    expect([status, stderr.includes("XM5142")]).toEqual([1, true]);
  });
});
