import { expect, it } from "vitest";
import { describeOutcome, percentOf } from "../../scripts/oracle/outcome.js";
import { runUrlHash, type UrlHashRow } from "../../scripts/oracle/url-hash.js";
import { describeShared, readSharedLines } from "../support/shared.js";

const FILE = "oracle/url_hash.public.jsonl";

describeShared("URLs, form encoding, digests and bytes agree with Java 17", FILE, () => {
  it("in every row", () => {
    const outcome = runUrlHash(readSharedLines<UrlHashRow>(FILE));
    console.info(describeOutcome("url_hash", outcome));
    const first = outcome.failures.slice(0, 5).map(({ id, expected, actual }) => `${id}: ${expected} <> ${actual}`);
    expect(percentOf(outcome), first.join("\n")).toBe(100);
    expect(outcome.excluded).toBe(0);
  });
});
