import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";

const mapping = "examples/on-demand-window/customers.xdmap";

async function records(...args: string[]): Promise<string[]> {
  const { status, stdout } = await runCli(["preview", mapping, ...args]);
  expect(status).toBe(0);
  return stdout.trim().split("\n");
}

describe("two windows run one after the other", () => {
  it("are the whole together, with no row twice, rows on the border included", async () => {
    const whole = await records();
    const first = await records("--window-start", "2022-04-01", "--window-end", "2022-05-01");
    const second = await records("--window-start", "1651363200", "--window-end", "2022-07-01T00:00:00Z");
    expect([...first, ...second].toSorted()).toEqual(whole.toSorted());
    expect(new Set(whole).size).toBe(whole.length);
    // A row that stands on the border is in the second.
    expect(first.filter((record) => record.includes("2022-05-01T00:00:00Z"))).toEqual([]);
    expect(second.filter((record) => record.includes("2022-05-01T00:00:00Z")).length).toBeGreaterThan(5);
  });
});
