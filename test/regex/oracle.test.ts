import { expect, it } from "vitest";
import { describeOutcome, percentOf } from "../../scripts/oracle/outcome.js";
import { type RegexRow, runRegex } from "../../scripts/oracle/regex.js";
import { describeShared, readSharedLines } from "../support/shared.js";

/** The percentage reached; raise it when it rises, never lower it. */
const RECORDED = 100;
const PATH = "oracle/regex.public.jsonl";

describeShared("java.util.regex's answers", PATH, () => {
  it(`agrees in ${RECORDED} % of the rows`, () => {
    const outcome = runRegex(readSharedLines<RegexRow>(PATH));
    process.stdout.write(`${describeOutcome("regex", outcome)}\n`);
    expect(outcome.failures.slice(0, 5)).toEqual([]);
    expect(percentOf(outcome)).toBeGreaterThanOrEqual(RECORDED);
  });
});
