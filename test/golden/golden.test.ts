import { describe, expect, it } from "vitest";
import { goldenCases, readGolden, runPhases } from "../support/golden.js";

describe("golden cases: every phase of one input (npm run golden -- --update rewrites them)", () => {
  it.each(goldenCases())("$name", async (golden) => {
    for (const [name, text] of await runPhases(golden)) {
      expect(text, name).toBe(readGolden(golden, name));
    }
  });
});
