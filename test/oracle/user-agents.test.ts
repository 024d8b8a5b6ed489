import { describe, expect, it } from "vitest";
import { describeOutcome, percentOf } from "../../scripts/oracle/outcome.js";
import { runUserAgents } from "../../scripts/oracle/user-agents.js";
import { describeShared, readShared } from "../support/shared.js";

/** The percentages reached, rounded down; raise them when they rise, never lower them. */
const RECORDED = { common: 96, all: 92 };
const PATH = "user-agents/corpus.public.jsonl";

describeShared("Yauaa's answers", PATH, () => {
  it(`agrees in ${RECORDED.common} % of the common rows and ${RECORDED.all} % of all`, () => {
    const lines = readShared(PATH)
      .split("\n")
      .filter((line) => line.trim() !== "");
    const outcome = runUserAgents(lines);
    process.stdout.write(`${outcome.details.join("\n")}\n${describeOutcome("user-agents", outcome)}\n`);
    expect(percentOf(outcome.common)).toBeGreaterThanOrEqual(RECORDED.common);
    expect(percentOf(outcome.all)).toBeGreaterThanOrEqual(RECORDED.all);
  });
});

describe("the count of the user agent oracle", () => {
  it("counts every answer of a row, and the common rows apart", () => {
    const ua =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/93.0.4577.63 Safari/537.36";
    const expected = { ua_os_name: "Linux", ua_agent_name: "no such name" };
    const lines = [true, false].map((common) => JSON.stringify({ ua, expected, common }));
    const outcome = runUserAgents(lines);
    expect(describeOutcome("user-agents", outcome)).toBe("user-agents: 2 of 4 (0 left out): 50.00 %");
    expect(outcome.details).toEqual([
      "ua_os_name: 2 of 2: 100.00 %",
      "ua_agent_name: 0 of 2: 0.00 %",
      "common rows: 1 of 2: 50.00 %",
      "all rows: 2 of 4: 50.00 %",
    ]);
    expect(outcome.failures.map(({ expected: wanted, actual }) => `${wanted} / ${actual}`)[0]).toBe(
      "ua_agent_name: no such name / ua_agent_name: Chrome",
    );
  });
});
