import { expect, it } from "vitest";
import { runJexl } from "../../scripts/oracle/jexl.js";
import { describeOutcome, percentOf } from "../../scripts/oracle/outcome.js";
import { describeShared, readShared } from "../support/shared.js";

const FILE = "oracle/jexl.public.jsonl";

/** What has been reached; it never goes down. */
const RECORDED = { lenient: 100, strict: 99.91 };

describeShared("expressions agree with Apache Commons JEXL 3.2.1", FILE, () => {
  const lines = () =>
    readShared(FILE)
      .split("\n")
      .filter((line) => line.trim() !== "");

  it.each([
    { mode: "lenient", strict: false, recorded: RECORDED.lenient },
    { mode: "strict", strict: true, recorded: RECORDED.strict },
  ])("in $mode mode", ({ mode, strict, recorded }) => {
    const outcome = runJexl(lines(), { strict });
    console.info(describeOutcome(`jexl, ${mode}`, outcome));
    const first = outcome.failures.slice(0, 5).map(({ id, expected, actual }) => `${id}: ${expected} <> ${actual}`);
    expect(percentOf(outcome), first.join("\n")).toBeGreaterThanOrEqual(recorded);
    // Exclusions are the listed kinds, not a way to look better.
    expect(outcome.excluded).toBeLessThan(outcome.total * 0.03);
  });
});
