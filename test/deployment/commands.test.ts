import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";
import { flow, project } from "./support.js";

const others = {
  ...exampleFiles,
  "orders.xdmap": 'target "schema.json"\nsample "orders.csv"\ndelta Created_At\nEmail -> personalEmail.address\n',
  "orders.csv": "Email,Created_At\nada@example.com,2026-12-01 01:00:00\nbob,2026-12-01 13:00:00\n",
};

describe("xdmap preview holds the rejected rows against the flows of the project file", () => {
  const preview = async (yaml: string, ...args: string[]) => {
    const cwd = project(yaml, others);
    const { status, stderr } = await runCli(["preview", "orders.xdmap", "--format", "ndjson", ...args], { cwd });
    return {
      status,
      told: /XM5351[^\n]*\n\s*-->[^\n]*/.exec(stderr)?.[0] ?? (stderr.includes("XM5351") ? "XM5351" : ""),
    };
  };
  const twice = `${flow("options: { partialIngestionPercent: 60 }")}${flow("options: { partialIngestionPercent: 20 }").replace("flows:\n  orders:", "  returns:")}`;

  it("the smallest share counts, told at its place; the command line wins", async () => {
    const { status, told } = await preview(twice);
    expect(status).toBe(1);
    expect(told).toMatch(/50 %, and 20 % is allowed.*\n.*xdmap\.yaml:\d+:/);
    expect((await preview(twice, "--max-rejected", "50")).status).toBe(0);
    expect(await preview(twice.replace("20 }", "50.5 }"))).toEqual({ status: 0, told: "" });
  });

  it("those of other mappings do not count", async () => {
    const yaml = flow("mapping: other.xdmap", "options: { partialIngestionPercent: 1 }");
    expect((await preview(yaml)).status).toBe(0);
  });
});

describe("xdmap windows --flow", () => {
  const yaml = flow("schedule: { start: 2026-12-01T06:00:00Z, frequency: hour, interval: 12, backfill: true }");
  const windows = async (...args: string[]) => {
    const cwd = project(yaml, others);
    const all = ["windows", "orders.xdmap", "--until", "2026-12-02", "--format", "json", ...args];
    return runCli(all, { cwd });
  };

  it("takes the flow's schedule; what the command line says wins", async () => {
    const { stdout, status } = await windows("--flow", "orders");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      schedule: { frequency: "hour", interval: 12, backfill: true },
      runs: [{ rows: 1 }, { rows: 1 }],
    });
    const other = await windows("--flow", "orders", "--frequency", "day");
    expect(JSON.parse(other.stdout).schedule).toMatchObject({ frequency: "day", interval: 1, backfill: false });
  });

  it("is wrong usage where there is no such flow, or nothing says the start", async () => {
    const wrong = await windows("--flow", "order");
    expect([wrong.status, wrong.stderr]).toEqual([3, expect.stringContaining("Did you mean 'orders'?")]);
    const without = await windows("--frequency", "day");
    expect([without.status, without.stderr]).toEqual([3, expect.stringContaining("'--start <time>' not specified")]);
  });
});
