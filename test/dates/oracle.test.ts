import { expect, it } from "vitest";
import { type DateRow, runDates } from "../../scripts/oracle/dates.js";
import { describeOutcome, percentOf } from "../../scripts/oracle/outcome.js";
import { LISTED_PATTERNS } from "../../src/values/dates/index.js";
import { describeShared, readSharedLines } from "../support/shared.js";

/** The percentage reached; raise it when it rises, never lower it. */
const RECORDED = 100;
const PATH = "oracle/dates.public.jsonl";

describeShared("java.time's answers to date patterns", PATH, () => {
  it(`agrees in ${RECORDED} % of the rows that no locale data decides`, () => {
    const outcome = runDates(readSharedLines<DateRow>(PATH));
    process.stdout.write(`${describeOutcome("dates", outcome)}\n`);
    expect(outcome.failures.slice(0, 5)).toEqual([]);
    expect(percentOf(outcome)).toBeGreaterThanOrEqual(RECORDED);
  });

  it("agrees in every row of the listed patterns", () => {
    const listed = new Set(LISTED_PATTERNS);
    const rows = readSharedLines<DateRow>(PATH).filter(({ pattern }) => listed.has(pattern));
    const outcome = runDates(rows);
    process.stdout.write(`${describeOutcome("dates, listed patterns", outcome)}\n`);
    expect(outcome.total).toBeGreaterThan(50);
    expect(outcome.failures).toEqual([]);
  });
});
