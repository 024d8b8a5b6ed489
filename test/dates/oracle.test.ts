import { expect, it } from "vitest";
import { type DateRow, runDates } from "../../scripts/oracle/dates.js";
import { describeShared, readSharedLines } from "../support/shared.js";

/** The percentage reached; raise it when it rises, never lower it. */
const RECORDED = 100;
const PATH = "oracle/dates.public.jsonl";

describeShared("java.time's answers to date patterns", PATH, () => {
  it(`agrees in ${RECORDED} % of the rows that no locale data decides`, () => {
    const { passed, total, excluded, failures } = runDates(readSharedLines<DateRow>(PATH));
    const percent = (100 * passed) / total;
    process.stdout.write(`dates: ${passed} of ${total} (${excluded} left out): ${percent.toFixed(2)} %\n`);
    expect(failures.slice(0, 5)).toEqual(RECORDED === 100 ? [] : expect.anything());
    expect(percent).toBeGreaterThanOrEqual(RECORDED);
  });
});
